import { describe, expect, test } from 'vitest';
import {
	attackedCounts,
	isTight
} from '../../../../../pipelines/steps/protect/programmes/attacked-curve.ts';
import { toldCounts } from '../../../../../pipelines/steps/protect/programmes/told-points.ts';
import { alike, countsOf, histories, range } from '../../../../support/arm-histories.ts';

describe('attackedCounts', () => {
	test.for([
		[9, 2, 2, 4],
		[9, 3, 1, 4],
		[7, 2, 2, 3],
		[7, 3, 1, 1]
	] as const)(
		'are the least and the most of all histories that are told alike: %o',
		([size, cells, causes, multiple]) => {
			const all = histories(size, cells, causes).map((history) => countsOf(size, history));
			const at = Array.from({ length: cells }, (_, cell) => cell);
			const same = alike(all, (counts) => JSON.stringify(toldCounts(counts, at, multiple)));
			expect(same.length).toBeGreaterThan(20);
			for (const group of same) {
				const [first] = group;
				const found = attackedCounts(first!, { multiple, k: 2, share: 0.2 });
				const series = group.map(({ events, censored }) => [...events, censored]);
				const expected = Array.from({ length: causes + 1 }, (_, which) =>
					at.map((to) =>
						range(series.map((of) => of[which]![to]! - (to > 0 ? of[which]![to - 1]! : 0)))
					)
				).flat();
				expect(found.map(({ lower, upper }) => ({ lower, upper }))).toEqual(expected);
			}
		}
	);

	test('need the width of k or of their share, or to be k for certain', () => {
		const count = { of: 'censored', from: 0, to: 1 } as const;
		expect(isTight({ ...count, lower: 0, upper: 4, required: 5 }, 5)).toBe(true);
		expect(isTight({ ...count, lower: 0, upper: 5, required: 5 }, 5)).toBe(false);
		expect(isTight({ ...count, lower: 5, upper: 5, required: 5 }, 5)).toBe(false);
		expect(isTight({ ...count, lower: 4, upper: 4, required: 5 }, 5)).toBe(true);
	});
});
