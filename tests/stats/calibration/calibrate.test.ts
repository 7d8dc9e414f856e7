import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '#lib/errors.ts';
import { calibrate } from '#lib/stats/calibration/calibrate.ts';
import { calibrationDistance, distanceNames } from '#lib/stats/calibration/calibration-distance.ts';
import { postStratify } from '#lib/stats/calibration/post-stratify.ts';
import { domainOf } from '#lib/stats/design/design.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { means, totals } from '#lib/stats/statistics/means.ts';
import { crossed, positive, replicatesOf, sampleWith, sum } from './samples.ts';

const weightedSum = (weights: Float64Array, values: Float64Array) =>
	sum(weights.map((w, i) => (w === 0 ? 0 : w * values[i]!)));

const ones = (size: number) => new Float64Array(size).fill(1);

const bounds = { lower: 0.3, upper: 3 };

/** A design, an intercept and a numeric term, and totals that factors within the bounds can meet. */
const problem = fc
	.array(fc.tuple(positive, positive, fc.double({ min: 0.8, max: 1.25, noNaN: true })), {
		minLength: 5,
		maxLength: 40
	})
	.map((rows) => {
		const design = sampleWith(rows.map(([w]) => w));
		const terms = [ones(rows.length), Float64Array.from(rows, ([, x]) => x)];
		const target = Float64Array.from(rows, ([w, , factor]) => w * factor);
		return {
			design,
			terms,
			totals: Float64Array.from(terms, (term) => weightedSum(target, term))
		};
	})
	.filter(({ terms: [, x] }) => Math.max(...x!) > 1.1 * Math.min(...x!));

describe('calibrate', () => {
	test.for(distanceNames)('meets its totals, by the distance %s', (distance) => {
		fc.assert(
			fc.property(problem, ({ design, terms, totals: known }) => {
				const options = distance === 'logit' ? bounds : {};
				const { weights } = calibrate(design, { terms, totals: known, distance, ...options });
				expect(terms.map((term) => weightedSum(weights, term))).toAgreeWith(known, {
					relative: 1e-9
				});
			})
		);
	});

	test.for(distanceNames)('keeps factors within the bounds, by the distance %s', (distance) => {
		fc.assert(
			fc.property(problem, ({ design, terms, totals: known }) => {
				const { weights } = calibrate(design, { terms, totals: known, distance, ...bounds });
				for (const [i, w] of weights.entries()) {
					expect(w / design.weights[i]!).toBeGreaterThanOrEqual(bounds.lower - 1e-12);
					expect(w / design.weights[i]!).toBeLessThanOrEqual(bounds.upper + 1e-12);
				}
			})
		);
	});

	test('leaves no error to the total of a term', () => {
		fc.assert(
			fc.property(problem, ({ design, terms, totals: known }) => {
				const calibrated = calibrate(design, { terms, totals: known, distance: 'raking' });
				const { estimates, matrix } = estimated(totals([terms[1]!]), calibrated);
				expect(Math.sqrt(matrix[0]![0]!) / estimates[0]!).toAgreeWith(0, { absolute: 1e-9 });
			})
		);
	});

	test('changes nothing where the sample meets the totals already', () => {
		fc.assert(
			fc.property(problem, fc.constantFrom(...distanceNames), ({ design, terms }, distance) => {
				const own = Float64Array.from(terms, (term) => weightedSum(design.weights, term));
				const { weights } = calibrate(design, { terms, totals: own, distance, ...bounds });
				expect(weights).toAgreeWith(design.weights);
			})
		);
	});

	test('equals post-stratification when the terms are categories', () => {
		fc.assert(
			fc.property(crossed, fc.tuple(positive, positive, positive), ({ first }, three) => {
				const design = sampleWith(Array.from(first, (_, i) => 1 + (i % 4)));
				const known = Float64Array.from(three);
				const terms = [0, 1, 2].map((code) =>
					Float64Array.from(first, (own) => (own === code ? 1 : 0))
				);
				const y = Float64Array.from(first, (_, i) => (i * i) % 7);
				const one = calibrate(design, { terms, totals: known });
				const other = postStratify(design, { codes: first, totals: known });
				expect(one.weights).toAgreeWith(other.weights);
				expect(estimated(means([y]), one).matrix[0]).toAgreeWith(
					estimated(means([y]), other).matrix[0]
				);
			})
		);
	});

	test('does not depend on the unit of a term, nor on a term that follows from others', () => {
		fc.assert(
			fc.property(problem, ({ design, terms, totals: known }) => {
				const [one, x] = terms as [Float64Array, Float64Array];
				const large = x.map((value) => value * 1e6);
				const both = x.map((value, i) => value + one[i]!);
				const { weights } = calibrate(design, {
					terms: [one, large, both],
					totals: Float64Array.of(known[0]!, known[1]! * 1e6, known[0]! + known[1]!)
				});
				expect(weights).toAgreeWith(calibrate(design, { terms, totals: known }).weights, {
					relative: 1e-7
				});
			})
		);
	});

	test('calibrates every replicate, negative weights included', () => {
		const x = Float64Array.of(1, 2, 3, 4);
		const design = replicatesOf([1, 1, 1, 1], [2, 0, 1, 1], [1, -0.2, 2, 1]);
		const { replicates } = calibrate(design, {
			terms: [ones(4), x],
			totals: Float64Array.of(5, 13)
		});
		for (const weights of replicates) {
			expect(sum(weights)).toAgreeWith(5);
			expect(weightedSum(weights, x)).toAgreeWith(13);
		}
	});

	test('lets elements of weight 0 lack a value', () => {
		const whole = calibrate(sampleWith([1, 1, 1, 0]), {
			terms: [Float64Array.of(1, 2, 3, NaN)],
			totals: Float64Array.of(12)
		});
		expect(whole.weights).toAgreeWith([1 + 6 / 14, 1 + 12 / 14, 1 + 18 / 14, 0]);
		const domain = domainOf(whole, Int32Array.of(0, 1)).design;
		const { matrix } = estimated(totals([Float64Array.of(1, 1, NaN, NaN)]), domain);
		expect(matrix[0]![0]).toBeGreaterThan(0);
	});

	test('first multiplies weights that are 20 times too small, before bounds count', () => {
		const terms = [ones(3), Float64Array.of(1, 2, 3)];
		const options = { terms, totals: Float64Array.of(303, 606), lower: 0.5, upper: 2 };
		for (const distance of distanceNames) {
			const { weights } = calibrate(sampleWith([1, 1, 1]), { ...options, distance });
			expect(weights).toAgreeWith([101, 101, 101]);
			expect(() => calibrate(sampleWith([6, 6, 6]), { ...options, distance })).toThrow(
				'calibration does not meet its totals'
			);
		}
	});

	test('finds weights where a whole step of Newton goes past them', () => {
		const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
		const { weights } = calibrate(sampleWith([1, 1, 1, 1, 1, 1, 1, 1]), {
			terms: [x],
			totals: Float64Array.of(36 * 15),
			distance: 'raking'
		});
		expect(weightedSum(weights, x)).toAgreeWith(36 * 15);
	});

	const terms = [ones(3), Float64Array.of(1, 2, 3)];
	const design = sampleWith([10, 10, 10]);

	test('says how far from which total the bounds keep it', () => {
		const wanted = { terms, totals: Float64Array.of(30, 85), lower: 0.8, upper: 1.2 };
		for (const distance of distanceNames)
			expect(() => calibrate(design, { ...wanted, distance })).toThrow(
				/^calibration does not meet its totals in \d+ rounds; furthest away, term [01], by: -?\d/
			);
	});

	test('leaves weights alone under terms and totals of nothing but 0', () => {
		const nothing = { terms: [new Float64Array(3)], totals: Float64Array.of(0) };
		for (const distance of distanceNames)
			expect(calibrate(design, { ...nothing, distance, ...bounds }).weights).toAgreeWith([
				10, 10, 10
			]);
	});

	test('refuses totals that contradict each other', () => {
		const contradictory = { terms: [ones(3), ones(3)], totals: Float64Array.of(30, 33) };
		expect(() => calibrate(design, contradictory)).toThrow('calibration does not meet its totals');
	});

	test('refuses a total that no element can reach', () => {
		const empty = { terms: [ones(3), new Float64Array(3)], totals: Float64Array.of(30, 33) };
		expect(() => calibrate(design, empty)).toThrow(
			/^calibration does not meet its totals in \d+ rounds; furthest away, term 1, by: 33$/
		);
	});

	test.for([
		[{ totals: Float64Array.of(30) }, 'not one total for each of 2 terms: 1'],
		[{ totals: Float64Array.of(30, NaN) }, 'total of term 1 not a number: NaN'],
		[{ terms: [ones(3), Float64Array.of(1, NaN, 3)] }, 'not a number in term 1, element 2: NaN'],
		[{ terms: [ones(3), ones(2)] }, 'term 1 without one value an element: 2'],
		[{ terms: [], totals: new Float64Array() }, 'no terms to calibrate to'],
		[{ lower: 1.1 }, 'bounds of the factors not around 1: 1.1, Infinity'],
		[{ distance: 'logit', lower: 0.5 }, 'logit calibration without finite bounds: 0.5, Infinity'],
		[{ tolerance: 0 }, 'tolerance not positive: 0'],
		[{ rounds: 0 }, 'rounds not 1 or more: 0']
	] as const)('refuses %o', ([wrong, message]) => {
		const options = { terms, totals: Float64Array.of(30, 60), ...wrong };
		expect(() => calibrate(design, options)).toThrow(message);
	});

	test('names the replicate that cannot meet its totals', () => {
		const replicates = replicatesOf([1, 1, 1], [1, 1, 1], [0, 0, 3]);
		expect(() => calibrate(replicates, { terms, totals: Float64Array.of(3, 6.3) })).toThrow(
			DataError
		);
		expect(() => calibrate(replicates, { terms, totals: Float64Array.of(3, 6.3) })).toThrow(
			/^in replicate 2, calibration does not meet/
		);
	});
});

describe('calibrationDistance', () => {
	test.for(distanceNames)('has the factor 1 and the slope 1 at 0: %s', (name) => {
		const { factor, slope } = calibrationDistance(name, bounds);
		expect(factor(0)).toAgreeWith(1);
		expect(slope(0)).toAgreeWith(1);
	});

	test.for(distanceNames)('has the derivative of its factor for a slope: %s', (name) => {
		const { factor, slope } = calibrationDistance(name, bounds);
		const within = fc.double({ min: -0.5, max: 1, noNaN: true });
		fc.assert(
			fc.property(within, (u) => {
				const difference = (factor(u + 1e-5) - factor(u - 1e-5)) / 2e-5;
				expect(slope(u)).toAgreeWith(difference, { relative: 1e-6 });
			})
		);
	});

	test('stays finite however far out', () => {
		for (const name of distanceNames) {
			const { factor, slope } = calibrationDistance(name, bounds);
			expect([factor(-1e4), factor(1e4)]).toAgreeWith([bounds.lower, bounds.upper]);
			expect([slope(-1e4), slope(1e4)]).toAgreeWith([0, 0]);
		}
	});
});
