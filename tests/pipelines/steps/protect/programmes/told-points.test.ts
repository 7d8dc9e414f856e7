import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CurveRules } from '#lib/model/disclosure.ts';
import type { GridCounts } from '../../../../../pipelines/steps/protect/programmes/grid-counts.ts';
import {
	leastAtRisk,
	toldCounts,
	toldPoints
} from '../../../../../pipelines/steps/protect/programmes/told-points.ts';
import { alike, countsOf, histories, range } from '../../../../support/arm-histories.ts';

const k = 2;
const multiple = 2 * k;
const rules: CurveRules = {
	...{ gridDays: 1, minArm: 7, minAtRisk: 4, minEvents: k + 1, digits: 3, smallArms: 'merge' }
};

const pointsBy =
	(minEvents: number) =>
	(counts: GridCounts): number[] =>
		toldPoints(counts, { ...rules, minEvents }, multiple);

/** Counts between any two times of the grid that are too narrow, of all curves that look alike. */
function narrowCounts(size: number, [cells, causes]: readonly [number, number], minEvents: number) {
	const all = histories(size, cells, causes).map((history) => countsOf(size, history));
	const curves = all
		.map((counts) => ({ counts, at: pointsBy(minEvents)(counts) }))
		.filter(({ at }) => at.length > 0);
	const same = alike(curves, ({ counts, at }) => JSON.stringify(toldCounts(counts, at, multiple)));
	const narrow = same.flatMap((group) => {
		return pairs(cells - 1).flatMap(([from, to]) =>
			Array.from({ length: causes + 1 }, (_, which) => {
				const between = group.map(({ counts: { events, censored } }) => {
					const series = [...events, censored][which]!;
					return series[to]! - (from < 0 ? 0 : series[from]!);
				});
				const { lower, upper } = range(between);
				return lower < k && upper - lower < Math.max(k, 0.2 * upper);
			})
		);
	});
	return { curves: same.length, narrow: narrow.filter(Boolean).length };
}

const pairs = (end: number) =>
	Array.from({ length: end + 1 }, (_, to) =>
		Array.from({ length: to + 1 }, (__, from) => [from - 1, to] as const)
	).flat();

describe('the times of a curve', () => {
	test.for([
		[14, [3, 1]],
		[16, [2, 2]],
		[12, [4, 1]]
	] as const)(
		'leave every count below k open, also where a time is left out: %o',
		([size, shape]) => {
			const { curves, narrow } = narrowCounts(size, shape, k + 1);
			expect(curves).toBeGreaterThan(10);
			expect(narrow).toBe(0);
		}
	);

	test('would not with neighbours k outcomes apart: a time left out tells k - 1 or fewer', () => {
		expect(narrowCounts(13, [3, 1], k).narrow).toBeGreaterThan(0);
	});

	const drawn = fc
		.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 2 })), { minLength: 1, maxLength: 8 })
		.map((cells) =>
			countsOf(40, { events: [cells.map(([d]) => d)], censored: cells.map(([, w]) => w) })
		);

	test('are as many as can be, and end where few are left', () => {
		fc.assert(
			fc.property(drawn, (counts) => {
				const outcomes = counts.events[0]!;
				const isFit = (at: readonly number[]) =>
					at.every((to, i) => outcomes[to]! - (i > 0 ? outcomes[at[i - 1]!]! : 0) >= 3) &&
					at.every((one) => leastAtRisk(counts, one, multiple) >= rules.minAtRisk);
				const chosen = pointsBy(3)(counts);
				const most = Array.from({ length: 2 ** outcomes.length }, (_, mask) =>
					outcomes.map((__, at) => at).filter((at) => (mask >> at) & 1)
				)
					.filter(isFit)
					.reduce((best, at) => Math.max(best, at.length), 0);
				expect(isFit(chosen)).toBe(true);
				expect(chosen.length).toBe(most);
			})
		);
	});
});
