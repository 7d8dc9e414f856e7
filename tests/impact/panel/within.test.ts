import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withinTransformed } from '#lib/impact/panel/within.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { factor } from '../../stats/tests/small-designs.ts';

const levels = (count: number) => Array.from({ length: count }, (_, code) => String(code));

/** A sample of cells of units, periods and regions, some of them missing. */
function sampled(seed: number, { units, periods, regions }: Record<string, number>) {
	const random = seededRandom(seed);
	const rows = Array.from({ length: units! * periods! }, (_, i) => i).filter(() => random() < 0.6);
	const coded = (of: (i: number) => number, count: number) => ({
		codes: Int32Array.from(rows, of),
		levels: levels(count)
	});
	return {
		unit: coded((i) => Math.floor(i / periods!), units!),
		period: coded((i) => i % periods!, periods!),
		region: coded(() => Math.floor(random() * regions!), regions!),
		weights: Float64Array.from(rows, () => 0.2 + 3 * random()),
		column: Float64Array.from(rows, (i) => 2000 + i * random())
	};
}

/** Largest weighted group mean of a column, as a share of its largest value. */
function largestMean(column: Float64Array, codes: Int32Array, weights: Float64Array): number {
	const sums = new Map<number, [number, number]>();
	codes.forEach((code, i) => {
		const [sum, size] = sums.get(code) ?? [0, 0];
		sums.set(code, [sum + weights[i]! * column[i]!, size + weights[i]!]);
	});
	const largest = Math.max(...column.map(Math.abs));
	return Math.max(...[...sums.values()].map(([sum, size]) => Math.abs(sum / size))) / largest;
}

describe('withinTransformed', () => {
	test('is the deviation from both means plus the grand mean in a complete table', () => {
		const rows = factor('aabb');
		const columns = factor('xyxy');
		const [residual] = withinTransformed([Float64Array.of(1, 2, 3, 8)], [rows, columns]);
		expect(residual).toAgreeWith([1, -1, -1, 1]);
	});

	test('leaves group means of 0 to 1e-12 of every factor, unbalanced and weighted', () => {
		const shapes = fc.record({
			units: fc.integer({ min: 2, max: 40 }),
			periods: fc.integer({ min: 2, max: 12 }),
			regions: fc.integer({ min: 1, max: 6 })
		});
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e6 }), shapes, (seed, shape) => {
				const { column, weights, unit, period, region } = sampled(seed, shape);
				fc.pre(column.length > 4 * (shape.units + shape.periods + shape.regions) ** 0.5);
				const [own] = withinTransformed([column], [unit, period, region], weights);
				const left = Math.max(...own!.map(Math.abs)) / 2000;
				fc.pre(left > 1e-6);
				for (const { codes } of [unit, period, region])
					expect(largestMean(own!, codes, weights)).toBeLessThan(1e-12);
			}),
			{ numRuns: 60, seed: 7 }
		);
	});

	test('changes nothing the second time, and takes what the effects explain to 0', () => {
		const { column, unit, period, weights } = sampled(3, { units: 30, periods: 9, regions: 2 });
		const effects = [unit, period];
		const once = withinTransformed([column], effects, weights);
		expect(withinTransformed(once, effects, weights)[0]).toAgreeWith(once[0], { absolute: 1e-10 });
		const explained = Float64Array.from(unit.codes, (code, i) => 5 * code - period.codes[i]! ** 2);
		const [rest] = withinTransformed([explained], effects, weights);
		expect(Math.max(...rest!.map(Math.abs))).toBeLessThan(1e-11);
	});

	test('solves a long ring of groups, where alternating projections would take thousands of rounds', () => {
		const size = 600;
		const rows = Array.from({ length: size }, (_, i) => i);
		const first = { codes: Int32Array.from(rows, (i) => i >> 1), levels: levels(size / 2) };
		const second = {
			codes: Int32Array.from(rows, (i) => ((i + 1) % size) >> 1),
			levels: levels(size / 2)
		};
		const column = Float64Array.from(rows, (i) => Math.sin(i) + i / 50);
		const [own] = withinTransformed([column], [first, second]);
		// Of a ring, what no level explains goes up and down by the same amount all along.
		const step = rows.reduce((sum, i) => sum + (i % 2 ? -1 : 1) * column[i]!, 0) / size;
		expect(own).toAgreeWith(
			rows.map((i) => (i % 2 ? -step : step)),
			{ absolute: 1e-10 }
		);
	});

	test('refuses columns of other rows', () => {
		expect(() => withinTransformed([Float64Array.of(1)], [factor('ab')])).toThrow(
			'column not of 2 rows: 1'
		);
	});
});
