import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Discontinuity, discontinuity } from '#lib/impact/discontinuity/discontinuity.ts';
import { neighbourErrors } from '#lib/impact/discontinuity/local-variance.ts';
import { discontinuityRefusal } from '#lib/impact/discontinuity/refusals.ts';
import { runningSides } from '#lib/impact/discontinuity/running-rows.ts';
import { weightedLeastSquares } from '#lib/impact/regression/weighted-least-squares.ts';
import { jumpingRows } from '../../support/running-rows.ts';

const plain = ({ covariates: _, ...rows }: ReturnType<typeof jumpingRows>) => rows;
const given = { bandwidth: { h: 2, b: 3 } } as const;
const numbersOf = ({ conventional, robust, below, above }: Discontinuity) => [
	conventional.estimate,
	conventional.standardError,
	robust.estimate,
	robust.standardError,
	below.bandwidth.h,
	above.bandwidth.b
];

describe('discontinuity', () => {
	test('finds a jump that was planted, within its interval', () => {
		const { robust, below, above } = discontinuity(plain(jumpingRows({ size: 2000 })));
		expect(robust.interval.lower).toBeLessThan(3);
		expect(robust.interval.upper).toBeGreaterThan(3);
		expect(robust.interval.lower).toBeGreaterThan(1.5);
		expect(below.bandwidth).toEqual(above.bandwidth);
		expect(below.rows + above.rows).toBe(2000);
	});

	test('is the regression on both slopes, the step and the covariates, with kernel weights', () => {
		const { running, outcome, cutoff, covariates } = jumpingRows();
		const covered = [covariates[0]!];
		const result = discontinuity({ running, outcome, cutoff, covariates: covered }, given);
		const kept = Array.from(running.keys()).filter((i) => Math.abs(running[i]! - cutoff) < 2);
		const column = (value: (x: number, i: number) => number) =>
			Float64Array.from(kept, (i) => value(running[i]! - cutoff, i));
		const { coefficients } = weightedLeastSquares(
			{
				names: ['constant', 'step', 'slope', 'turn', 'age'],
				columns: [
					column(() => 1),
					column((x) => +(x >= 0)),
					column((x) => x),
					column((x) => Math.max(0, x)),
					column((_, i) => covariates[0]!.values[i]!)
				]
			},
			column((_, i) => outcome[i]!),
			column((x) => 1 - Math.abs(x) / 2)
		);
		expect(result.conventional.estimate).toAgreeWith(coefficients[1]!);
		expect(result.settings.covariates).toEqual(['age']);
	});

	test('covariates narrow its interval', () => {
		const rows = jumpingRows({ size: 1000 });
		const covered = { ...plain(rows), covariates: rows.covariates.slice(0, 1) };
		const width = ({ robust }: Discontinuity) => robust.standardError;
		expect(width(discontinuity(covered))).toBeLessThan(0.85 * width(discontinuity(plain(rows))));
	});

	test('moves and grows with its variables, and turns round with the running one', () => {
		const rows = plain(jumpingRows());
		const [jump, error, robust, robustError, h, b] = numbersOf(discontinuity(rows)) as [
			number,
			number,
			number,
			number,
			number,
			number
		];
		const scale = fc.double({ min: 0.1, max: 30, noNaN: true });
		fc.assert(
			fc.property(scale, scale, fc.integer({ min: -50, max: 50 }), (outer, inner, shift) => {
				const moved = discontinuity({
					outcome: rows.outcome.map((y) => outer * y + shift),
					running: rows.running.map((x) => inner * x + shift),
					cutoff: inner * 5 + shift
				});
				const scaled = [jump, error, robust, robustError].map((value) => outer * value);
				expect(numbersOf(moved)).toAgreeWith([...scaled, inner * h, inner * b], { relative: 1e-6 });
			}),
			{ numRuns: 8 }
		);
		const turned = discontinuity({
			...rows,
			running: rows.running.map((x) => -x),
			cutoff: -5
		});
		expect(numbersOf(turned)).toAgreeWith([-jump, error, -robust, robustError, h, b], {
			relative: 1e-8
		});
	});

	test('clusters of one row have the errors of HC1', () => {
		const rows = plain(jumpingRows());
		const cluster = Array.from(rows.running, (_, i) => `c${i}`);
		const clustered = discontinuity({ ...rows, cluster }, given);
		const alone = discontinuity(rows, { ...given, variance: 'HC1' });
		expect(numbersOf(clustered)).toAgreeWith(numbersOf(alone));
		expect(clustered.settings).toMatchObject({ variance: { name: 'CR1' }, clustered: true });
		const shared = discontinuity({ ...rows, cluster: cluster.map((_, i) => i % 12) });
		expect(shared.warnings).toContainEqual({ code: 'few-clusters', side: 'below', clusters: 12 });
	});

	test('one cluster on a side is refused', () => {
		const rows = plain(jumpingRows());
		const cluster = Array.from(rows.running, (x) => (x < 5 ? 'one' : `c${x}`));
		expect(() => discontinuity({ ...rows, cluster }, given)).toThrow(
			'clusters below the cut-off within the bandwidth, needed 2: 1'
		);
	});

	test('tells mass points, and holds ten values in its first bandwidth', () => {
		const result = discontinuity(plain(jumpingRows({ size: 600, rounded: 0.25 })));
		expect(result.warnings.map(({ code }) => code)).toEqual(['mass-points', 'mass-points']);
		expect(result.below.values).toBe(20);
		expect(result.robust.standardError).toBeGreaterThan(0);
	});

	test('counts what it leaves out', () => {
		const rows = plain(jumpingRows());
		const outcome = rows.outcome.with(3, NaN);
		const running = rows.running.with(7, NaN).with(3, NaN);
		const result = discontinuity({ ...rows, outcome, running });
		expect(result.leftOut).toEqual([{ reason: 'blank-running', rows: 2 }]);
		expect(result.warnings).toContainEqual({ code: 'rows-left-out', rows: 2 });
		expect(result.below.rows + result.above.rows).toBe(398);
	});

	const rows = plain(jumpingRows());
	test.for([
		['nobody below the cut-off', { ...rows, cutoff: -1 }],
		['nobody above the cut-off', { ...rows, cutoff: 11 }],
		['distinct values above the cut-off 9.9 fewer than 10', { ...rows, cutoff: 9.9 }],
		['running variable constant', { ...rows, running: rows.running.map(() => 3) }],
		[
			'running variable not finite, row 3: Infinity',
			{ ...rows, running: rows.running.with(2, Infinity) }
		],
		['outcome not finite, row 1: -Infinity', { ...rows, outcome: rows.outcome.with(0, -Infinity) }],
		['no bandwidth follows from the rows', { ...rows, outcome: rows.outcome.map(() => 0) }],
		['column outcome not of 400 rows: 399', { ...rows, outcome: rows.outcome.slice(1) }],
		['rows with outcome and running variable: 0', { outcome: [], running: [], cutoff: 1 }]
	] as const)('%s', ([message, bad]) => {
		expect(() => discontinuity(bad)).toThrow(message);
	});

	test('refuses bandwidths and orders that are none', () => {
		expect(() => discontinuity(rows, { bandwidth: { h: 0 } })).toThrow(
			'bandwidth h not above 0: 0'
		);
		expect(() => discontinuity(rows, { bandwidth: { h: 1e-4 } })).toThrow(
			'too few for a polynomial'
		);
		expect(() => discontinuity(rows, { order: 2, biasOrder: 2 })).toThrow('order of the bias');
	});
});

describe('discontinuityRefusal', () => {
	test('tells the next design', () => {
		const few = Float64Array.from({ length: 30 }, (_, i) => (i < 20 ? i : 20 + (i % 4)));
		expect(discontinuityRefusal(few, 20)).toEqual({
			...{ code: 'too-few-values', side: 'above', values: 4, needed: 10 },
			next: 'randomisation-inference'
		});
		expect(discontinuityRefusal(few, 100)).toMatchObject({ code: 'nobody-on-side', side: 'above' });
		expect(discontinuityRefusal(new Float64Array(9), 0)).toMatchObject({ next: 'two-groups' });
		expect(discontinuityRefusal(rowsOf(30), 15)).toBeUndefined();
	});
});

const rowsOf = (count: number) => Float64Array.from({ length: count }, (_, i) => i);

describe('neighbourErrors', () => {
	test('takes all rows of a value, and both sides at the same distance', () => {
		const running = [-1, 0, 1, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, ...rowsOf(12).map((i) => -2 - i)];
		const outcome = running.map((_, i) => i * i);
		const { above } = runningSides({ running, outcome, cutoff: 0 });
		const errors = neighbourErrors(above, above.outcome, { matches: 2, rows: 8 });
		// At 0: the two rows at 1. At 1: the other at 1, and 0 before 3. At 3: 4, then 1 and 5, as near.
		expect(errors.slice(0, 5)).toAgreeWith([
			Math.sqrt(2 / 3) * (1 - (4 + 9) / 2),
			Math.sqrt(2 / 3) * (4 - (9 + 1) / 2),
			Math.sqrt(2 / 3) * (9 - (4 + 1) / 2),
			Math.sqrt(4 / 5) * (16 - (25 + 4 + 9 + 36) / 4),
			Math.sqrt(2 / 3) * (25 - (16 + 36) / 2)
		]);
	});
});
