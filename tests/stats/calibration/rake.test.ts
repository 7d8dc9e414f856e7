import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postStratify } from '#lib/stats/calibration/post-stratify.ts';
import { rake } from '#lib/stats/calibration/rake.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { totals } from '#lib/stats/statistics/means.ts';
import { crossed, positive, replicatesOf, sampleWith, sum, sumsBy } from './samples.ts';

const shares = (population: number, parts: readonly number[]) =>
	Float64Array.from(parts, (part) => (population * part) / sum(parts));

/** A design and two margins of 1000. */
const problem = fc
	.tuple(crossed, fc.tuple(positive, positive, positive), fc.tuple(positive, positive))
	.chain(([codes, three, two]) =>
		fc.tuple(
			fc.constant({
				first: { codes: codes.first, totals: shares(1000, three) },
				second: { codes: codes.second, totals: shares(1000, two) }
			}),
			fc
				.array(positive, { minLength: codes.first.length, maxLength: codes.first.length })
				.map(sampleWith)
		)
	);
const patient = { rounds: 10_000 };

describe('rake', () => {
	test('meets the totals of every margin', () => {
		fc.assert(
			fc.property(problem, ([{ first, second }, design]) => {
				const { weights } = rake(design, [first, second], patient);
				expect(sumsBy(weights, first.codes, 3)).toAgreeWith(first.totals, { absolute: 1e-7 });
				expect(sumsBy(weights, second.codes, 2)).toAgreeWith(second.totals, { absolute: 1e-7 });
			})
		);
	});

	test('does not depend on the order of the margins', () => {
		fc.assert(
			fc.property(problem, ([{ first, second }, design]) => {
				const options = { ...patient, tolerance: 1e-12 };
				const one = rake(design, [first, second], options);
				const other = rake(design, [second, first], options);
				expect(one.weights).toAgreeWith(other.weights, { relative: 1e-6 });
			})
		);
	});

	test('leaves no error to the totals of the first margin', () => {
		fc.assert(
			fc.property(problem, ([{ first, second }, design]) => {
				const raked = rake(design, [first, second], patient);
				const indicator = Float64Array.from(first.codes, (code) => (code === 0 ? 1 : 0));
				const { matrix } = estimated(totals([indicator]), raked);
				expect(matrix[0]).toAgreeWith([0]);
			})
		);
	});

	test('gives with one margin the weights of post-stratification', () => {
		fc.assert(
			fc.property(problem, ([{ first }, design]) => {
				const { weights } = rake(design, [first]);
				expect(weights).toAgreeWith(postStratify(design, first).weights);
			})
		);
	});

	test('leaves weights of 0 at 0 and out of the error', () => {
		const first = { codes: Int32Array.of(0, 1, 0, 1, -1), totals: Float64Array.of(30, 70) };
		const second = { codes: Int32Array.of(0, 0, 1, 1, 9), totals: Float64Array.of(50, 50) };
		const raked = rake(sampleWith([1, 1, 1, 1, 0]), [first, second]);
		expect(raked.weights).toAgreeWith([15, 35, 15, 35, 0]);
		expect(raked.projections[0]!(Float64Array.of(15, 35, 15, 35, 0))).toAgreeWith([0, 0, 0, 0, 0]);
	});

	test('meets the totals in every replicate', () => {
		const first = { codes: Int32Array.of(0, 1, 0, 1, 0), totals: Float64Array.of(30, 70) };
		const second = { codes: Int32Array.of(0, 0, 1, 1, 1), totals: Float64Array.of(60, 40) };
		const { replicates } = rake(replicatesOf([1, 1, 1, 1, 1], [2, 1, 1, 3, 0], [1, 1, 0, 1, 2]), [
			first,
			second
		]);
		for (const weights of replicates) {
			expect(sumsBy(weights, first.codes, 2)).toAgreeWith([30, 70]);
			expect(sumsBy(weights, second.codes, 2)).toAgreeWith([60, 40]);
		}
	});

	const diagonal = Int32Array.of(0, 1);
	const impossible = [
		{ codes: diagonal, totals: Float64Array.of(30, 70) },
		{ codes: diagonal, totals: Float64Array.of(50, 50) }
	];

	test('says how far it came, where, and after how many rounds', () => {
		expect(() => rake(sampleWith([1, 1]), impossible, { rounds: 7 })).toThrow(
			'raking did not converge in 7 rounds; furthest from its total, margin 1, category 0, by: 20'
		);
	});

	test('names the replicate in which it does not converge', () => {
		const whole = { codes: Int32Array.of(0, 1, 0), totals: Float64Array.of(30, 70) };
		const other = { codes: Int32Array.of(0, 1, 1), totals: Float64Array.of(20, 80) };
		const design = replicatesOf([1, 1, 1], [1, 1, 1], [1, 1, 0]);
		expect(() => rake(design, [whole, other])).toThrow(
			/^in replicate 2, raking did not converge in 100 rounds/
		);
	});

	test.for([
		[
			'margins of different populations',
			[30, 71],
			'totals of margins 1 and 2 add up to different populations: 100, 101'
		],
		['a negative total', [-30, 130], 'total of category 0 not a number of 0 or more: -30'],
		['a category without total', [100], 'no total for the category of element 2: 1'],
		[
			'a total without elements',
			[30, 60, 10],
			'no element with a weight in category 2, of total: 10'
		]
	] as const)('refuses %s', ([, given, message]) => {
		const wrong = { codes: diagonal, totals: Float64Array.from(given) };
		expect(() => rake(sampleWith([1, 1]), [impossible[0]!, wrong])).toThrow(message);
	});

	test('refuses no margins, no rounds and no tolerance', () => {
		const design = sampleWith([1, 1]);
		expect(() => rake(design, [])).toThrow('no margins to rake to');
		expect(() => rake(design, impossible, { rounds: 0 })).toThrow('rounds not 1 or more: 0');
		expect(() => rake(design, impossible, { tolerance: 0 })).toThrow('tolerance not positive: 0');
	});
});
