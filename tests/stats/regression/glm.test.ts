import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { domainOf } from '#lib/stats/design/design.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { coefficientTable } from '#lib/stats/regression/coefficient-table.ts';
import { type Term, designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type FamilyName, familyNames } from '#lib/stats/regression/families.ts';
import { glm } from '#lib/stats/regression/glm.ts';
import type { Model } from '#lib/stats/regression/model.ts';
import { domainMeans } from '#lib/stats/statistics/domain-statistics.ts';
import { drawn, factor, leftOut } from '../tests/small-designs.ts';

const y = Float64Array.of(1, 2, 4, 3, 6, 5, 8, 7);
const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const group = factor('abcabcab');
const event = Float64Array.of(0, 1, 0, 0, 1, 0, 1, 1);
const weights = [1, 2, 3, 4, 5, 6, 7, 8];
const design = drawn(weights);
const asked = { designDf: 7 };
const numberOf = (name: string, values: Float64Array): Term => ({ name, values });
const model = (terms: readonly Term[], over: Partial<Model> = {}): Model => ({
	outcome: y,
	family: 'gaussian',
	matrix: designMatrix(terms, 8),
	...over
});

describe('glm', () => {
	// R 4.2.2, survey 4.1-1: svyglm(y ~ x + f, svydesign(id = ~1, weights = ~x, data = d)).
	test('agrees with R svyglm of a number and a factor', () => {
		const fit = glm(model([numberOf('x', x), { name: 'f', factor: group }]), design, asked)!;
		const table = coefficientTable(fit);
		expect(fit.names).toEqual(['(Intercept)', 'x', 'fb', 'fc']);
		expect(fit.estimates).toAgreeWith([
			0.91552511415525, 0.878995433789954, -0.365296803652968, -0.643835616438356
		]);
		expect(table.map((one) => one.standardError)).toAgreeWith([
			1.102482641440277, 0.152826353286458, 0.936018241401875, 0.944511603744873
		]);
		expect(table.map((one) => one.test?.p)).toAgreeWith([
			0.45299036038744672, 0.00453083917625131, 0.71623078648634575, 0.53287749393135198
		]);
	});

	test.for(familyNames)('of a factor has domain means as its fitted values: %s', (family) => {
		const outcome = family === 'quasibinomial' ? event : y;
		const two = factor('abbabbaa');
		const fit = glm(model([{ name: 'g', factor: two }], { outcome, family }), design, {
			...asked,
			tolerance: 1e-14
		})!;
		const of = estimated(domainMeans(outcome, two), design);
		const [a, b] = of.estimates as unknown as [number, number];
		const link = { gaussian: (m: number) => m, quasibinomial: logit, quasipoisson: Math.log };
		const slope = {
			gaussian: () => 1,
			quasibinomial: (m: number) => m * (1 - m),
			quasipoisson: same
		};
		expect(fit.estimates).toAgreeWith([link[family](a), link[family](b) - link[family](a)]);
		const [va, vb] = [of.matrix[0]![0]!, of.matrix[1]![1]!];
		const spread = va / slope[family](a) ** 2 + vb / slope[family](b) ** 2;
		const both = spread - (2 * of.matrix[0]![1]!) / slope[family](a) / slope[family](b);
		expect(fit.matrix[1]![1]).toAgreeWith(both);
	});

	test.for([
		['an offset and a unit', 2e9, 1e4],
		['a year', 2015, 1],
		['a share', 0, 1e-9]
	] as const)('keeps its digits for a column with %s', ([, offset, unit]) => {
		for (const family of familyNames) {
			const outcome = family === 'quasibinomial' ? event : y;
			const [own, other] = [x, x.map((value) => offset + unit * value)].map((values) =>
				glm(model([numberOf('x', values)], { outcome, family }), design, asked)!
			);
			expect(other!.estimates[1]! * unit).toAgreeWith(own!.estimates[1], { relative: 1e-9 });
			expect(other!.matrix[1]![1]! * unit ** 2).toAgreeWith(own!.matrix[1]![1], { relative: 1e-9 });
			expect(other!.deviance).toAgreeWith(own!.deviance);
		}
	});

	test('does not depend on the unit of the weights', () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (unit) => {
				const own = glm(model([numberOf('x', x)]), design, asked)!;
				const other = glm(model([numberOf('x', x)]), drawn(weights.map((w) => w * unit)), asked)!;
				expect(other.matrix).toAgreeWith(own.matrix);
				expect(other.deviance).toAgreeWith(own.deviance);
			})
		);
	});

	test('by a jackknife of single elements is near the linearised covariance', () => {
		const ones = new Array<number>(300).fill(1);
		const ramp = Float64Array.from(ones, (_, i) => i / 300);
		const waves = ramp.map((at, i) => at + Math.sin(i * i));
		const matrix = designMatrix([numberOf('x', ramp)], 300);
		const [own, other] = [drawn(ones), leftOut(ones)].map((sample) =>
			glm({ outcome: waves, family: 'gaussian', matrix }, sample, { designDf: 299 })!
		);
		expect(other!.estimates).toAgreeWith(own!.estimates);
		expect(other!.matrix[1]![1]).toAgreeWith(own!.matrix[1]![1], { relative: 0.05 });
	});

	test('of a domain is that of the elements with weight 0, whatever they hold', () => {
		const some = domainOf(design, Int32Array.of(0, 1, 2, 3, 4, 5, 6));
		const zero = { ...design, weights: design.weights.with(7, 0) };
		const short = (values: Float64Array) => values.subarray(0, 7);
		const own = glm(
			{ outcome: short(y), family: 'gaussian', matrix: designMatrix([numberOf('x', short(x))], 7) },
			some.design,
			asked
		)!;
		const other = glm(
			model([numberOf('x', x.with(7, NaN))], { outcome: y.with(7, NaN) }),
			zero,
			asked
		)!;
		expect(other.estimates).toAgreeWith(own.estimates);
		expect(other.matrix).toAgreeWith(own.matrix);
	});

	test('has a null deviance equal to the deviance of the intercept alone', () => {
		for (const family of familyNames) {
			const outcome = family === 'quasibinomial' ? event : y;
			const whole = glm(model([numberOf('x', x)], { outcome, family }), design, asked)!;
			const alone = glm(model([], { outcome, family }), design, asked)!;
			expect(whole.nullDeviance).toAgreeWith(alone.deviance);
			expect(whole.deviance).toBeLessThan(whole.nullDeviance);
		}
	});
});

const logit = (mean: number) => Math.log(mean / (1 - mean));
const same = (mean: number) => mean;

describe('glm where there is no estimate', () => {
	const separated = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1);

	test('is undefined for an outcome that a number separates', () => {
		const outcome = separated;
		expect(
			glm(model([numberOf('x', x)], { outcome, family: 'quasibinomial' }), design, asked)
		).toBe(undefined);
	});

	test('is undefined for a level in which every outcome is the same', () => {
		const outcome = Float64Array.of(0, 1, 1, 1, 0, 1, 0, 1);
		const matrix = designMatrix([{ name: 'f', factor: group }], 8);
		expect(glm({ outcome, matrix, family: 'quasibinomial' }, design, asked)).toBeUndefined();
		expect(
			glm({ outcome: outcome.with(2, 0).with(5, 0), matrix, family: 'quasipoisson' }, design, asked)
		).toBeUndefined();
	});

	test('is undefined for a constant outcome whose link is infinite', () => {
		for (const value of [0, 1]) {
			const outcome = new Float64Array(8).fill(value);
			expect(
				glm(model([numberOf('x', x)], { outcome, family: 'quasibinomial' }), design, asked)
			).toBeUndefined();
		}
		const none = model([numberOf('x', x)], {
			outcome: new Float64Array(8),
			family: 'quasipoisson'
		});
		expect(glm(none, design, asked)).toBeUndefined();
	});

	test('is there for a rare event that nothing tells, and for a strong slope', () => {
		const n = 4000;
		const many = drawn(new Array<number>(n).fill(1));
		const ramp = Float64Array.from({ length: n }, (_, i) => i / n);
		const rare = Float64Array.from({ length: n }, (_, i) => (i % 1999 === 3 ? 1 : 0));
		const steep = ramp.map((at, i) => (at + (i % 7) / 2000 > 0.5 ? 1 : 0));
		for (const outcome of [rare, steep]) {
			const fit = glm(
				{ outcome, family: 'quasibinomial', matrix: designMatrix([numberOf('x', ramp)], n) },
				many,
				{ designDf: n - 1 }
			);
			expect(fit?.matrix[1]![1]).toBeGreaterThan(0);
		}
	});

	test.for([
		[
			'is there where full steps lead astray',
			[4, 579, 925, 3, 4, 0],
			'111100',
			[1, 4, 13, 2, 1, 29]
		],
		['is undefined where the separating number is large', [46, 654, 1, 4], '1100', [14, 26, 27, 27]]
	] as const)('%s', ([claim, column, bits, own]) => {
		const fit = glm(
			{
				outcome: Float64Array.from(Array.from(bits), Number),
				family: 'quasibinomial',
				matrix: designMatrix([numberOf('x', Float64Array.from(column))], column.length)
			},
			drawn(own),
			asked
		);
		expect(fit === undefined).toBe(claim.startsWith('is undefined'));
	});

	const small = fc.integer({ min: 0, max: 5 });
	const outlying = fc.oneof({ weight: 3, arbitrary: small }, fc.integer({ min: 0, max: 5000 }));
	const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 8, maxLength: 8 });
	const anyFit = (column: readonly number[], outcome: readonly number[], family: FamilyName) =>
		glm(
			model([numberOf('x', Float64Array.from(column))], {
				outcome: Float64Array.from(outcome),
				family
			}),
			design,
			asked
		);

	test('is undefined just where a number separates 0 and 1, however far out it lies', () => {
		fc.assert(
			fc.property(list(outlying), list(fc.integer({ min: 0, max: 1 })), (column, outcome) => {
				fc.pre(new Set(column).size > 1);
				const [no, yes] = [0, 1].map((value) => column.filter((_, i) => outcome[i] === value));
				const separated =
					Math.max(...no!) <= Math.min(...yes!) || Math.max(...yes!) <= Math.min(...no!);
				expect(anyFit(column, outcome, 'quasibinomial') === undefined).toBe(separated);
			}),
			{ numRuns: 1000 }
		);
	});

	test('is undefined just where counts above 0 leave the slope free, however large they are', () => {
		fc.assert(
			fc.property(list(outlying), list(outlying), (column, outcome) => {
				fc.pre(new Set(column).size > 1);
				const some = new Set(column.filter((_, i) => outcome[i]! > 0));
				const none = column.filter((_, i) => outcome[i] === 0);
				const at = [...some][0] ?? NaN;
				const oneSided = none.every((x) => x <= at) || none.every((x) => x >= at);
				const free = some.size === 0 || (some.size === 1 && oneSided);
				expect(anyFit(column, outcome, 'quasipoisson') === undefined).toBe(free);
			}),
			{ numRuns: 1000 }
		);
	});

	test('has no variance and no test for a constant or an exactly told outcome', () => {
		const constant = new Float64Array(8).fill(0.1);
		for (const outcome of [constant, x.map((value) => 0.3 + 0.7 * value)])
			for (const sample of [design, leftOut(weights)]) {
				const fit = glm(model([numberOf('x', x)], { outcome }), sample, asked)!;
				expect(coefficientTable(fit).map((one) => one.standardError)).toEqual([0, 0]);
				expect(coefficientTable(fit).map((one) => one.test)).toEqual([undefined, undefined]);
			}
		const three = model([numberOf('x', x)], {
			outcome: new Float64Array(8).fill(3),
			family: 'quasipoisson'
		});
		expect(coefficientTable(glm(three, design, asked)!)[1]?.test).toBeUndefined();
	});

	test('has a variance for a constant outcome without intercept', () => {
		const through = {
			...model([], { outcome: new Float64Array(8).fill(3) }),
			matrix: designMatrix([numberOf('x', x)], 8, { intercept: false })
		};
		expect(coefficientTable(glm(through, design, asked)!)[0]?.standardError).toBeGreaterThan(0.01);
	});

	test('has no standard error in a design with a lonely stratum, and no test without df', () => {
		const lonely = drawn(weights, { strata: weights.map((_, i) => (i === 0 ? 1 : 0)) });
		const [first] = coefficientTable(glm(model([numberOf('x', x)]), lonely, asked)!);
		expect([first?.standardError, first?.test]).toEqual([undefined, undefined]);
		const [none] = coefficientTable(glm(model([numberOf('x', x)]), design, { designDf: 1 })!);
		expect(none?.standardError).toBeGreaterThan(0);
		expect(none?.test).toBeUndefined();
	});
});

describe('glm refuses', () => {
	test.for([
		['a copy', x, 'copy'],
		['a multiple', x.map((value) => 3 * value - 1e6), 'copy'],
		['a constant', new Float64Array(8).fill(0.1), 'copy'],
		['a column of 0', new Float64Array(8), 'copy']
	] as const)('%s of a column before, by its name', ([, values]) => {
		expect(() => glm(model([numberOf('x', x), numberOf('copy', values)]), design, asked)).toThrow(
			'column of the model follows from those before it: copy'
		);
	});

	test('a level that no element with a weight has', () => {
		const empty = { codes: group.codes, levels: [...group.levels, 'd'] };
		expect(() => glm(model([{ name: 'f', factor: empty }]), design, asked)).toThrow(
			'column of the model follows from those before it: fd'
		);
	});

	test('more columns than elements', () => {
		const terms = [numberOf('a', Float64Array.of(0, 1)), numberOf('b', Float64Array.of(5, 1))];
		const wide = designMatrix(terms, 2);
		expect(() =>
			glm(
				{ outcome: Float64Array.of(1, 2), matrix: wide, family: 'gaussian' },
				drawn([1, 1]),
				asked
			)
		).toThrow('column of the model follows from those before it: b');
	});

	test('values that are none, outcomes out of range, negative weights and no weights', () => {
		const refused =
			(one: Model, sample = design) =>
			() =>
				glm(one, sample, asked);
		expect(refused(model([numberOf('x', x.with(3, NaN))]))).toThrow('no value in x: NaN');
		expect(refused(model([], { outcome: y.with(0, Infinity) }))).toThrow(
			'outcome not finite: Infinity'
		);
		expect(refused(model([], { family: 'quasibinomial' }))).toThrow('outcome not in [0, 1]: 2');
		expect(refused(model([], { family: 'quasipoisson', outcome: y.with(1, -1) }))).toThrow(
			'outcome not 0 or more: -1'
		);
		expect(refused(model([]), drawn([-1, ...weights.slice(1)]))).toThrow(
			'weight of a regression not 0 or more: -1'
		);
		expect(refused(model([]), drawn(weights.map(() => 0)))).toThrow('elements with a weight: 0');
	});

	test('a replicate in which nothing is left of a level', () => {
		const levels = factor('aaaaaaab');
		const sample = leftOut(weights);
		expect(() => glm(model([{ name: 'f', factor: levels }]), sample, asked)).toThrow(
			'no estimate of the regression in replicate: 8'
		);
	});

	test('to go on for ever', () => {
		expect(() =>
			glm(model([numberOf('x', x)], { family: 'quasipoisson' }), design, { ...asked, tolerance: 0 })
		).toThrow('regression did not converge, iterations: 100');
	});
});
