import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followedFigure, lostShare } from '#lib/impact/follow-up/followed-figure.ts';

const court = { exited: 712, followed: 338 };

describe('followedFigure', () => {
	test('has the interval of R prop.test of a share, and bounds for those who did not answer', () => {
		const figure = followedFigure({ ...court, denominator: 333, numerator: 172 });
		expect(figure?.interval.lower).toAgreeWith(0.462961381882);
		expect(figure?.interval.upper).toAgreeWith(0.56969493079);
		expect(figure?.bounds).toEqual({ lower: 172 / 712, upper: (172 + 379) / 712 });
	});

	test('has the interval of R qt of a mean', () => {
		const figure = followedFigure({
			...{ ...court, denominator: 312 },
			...{ mean: 781, standardDeviation: 603 }
		});
		expect(figure?.interval.lower).toAgreeWith(713.829049533);
		expect(figure?.interval.upper).toAgreeWith(848.170950467);
	});

	test('lies between its bounds, which are as wide as the share that did not answer', () => {
		const four = fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500));
		fc.assert(
			fc.property(four, (counts) => {
				const [numerator, denominator, followed, exited] = counts.toSorted(
					(a, b) => a - b
				) as typeof counts;
				fc.pre(denominator > 0);
				const figure = followedFigure({ exited, followed, denominator, numerator });
				const { lower, upper } = figure!.bounds!;
				expect(lower).toBeLessThanOrEqual(figure!.value);
				expect(upper).toBeGreaterThanOrEqual(figure!.value);
				expect(upper - lower).toBeCloseTo((exited - denominator) / exited, 12);
			})
		);
	});

	test('is none where nothing is stated, and of the mean of one person', () => {
		expect(followedFigure(court)).toBeUndefined();
		const one = { ...court, denominator: 1, mean: 5, standardDeviation: 0 };
		expect(followedFigure(one)).toBeUndefined();
	});
});

test('lostShare is of those who left, not of those who were reached', () => {
	expect(lostShare({ exited: 200, followed: 150 })).toBe(0.25);
	expect(lostShare({ exited: 0, followed: 0 })).toBeUndefined();
});
