import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregatedEffects } from '#lib/impact/group-time/aggregated.ts';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import { type EventStudy, eventStudyOf } from '#lib/impact/sensitivity/event-study.ts';
import {
	cutNormalQuantile,
	foldedNormalQuantile,
	normalBelow
} from '#lib/impact/sensitivity/normal-quantiles.ts';
import {
	relativeBreakdown,
	relativeMagnitudes,
	relativeSensitivity
} from '#lib/impact/sensitivity/relative-magnitudes.ts';
import {
	largestBend,
	smoothnessInterval,
	smoothnessSensitivity
} from '#lib/impact/sensitivity/smoothness.ts';
import { staggeredPanel } from '../../support/staggered-panel.ts';

const noBand = { band: { kind: 'none' } } as const;
const panel = staggeredPanel({ sizes: { 0: 40, 4: 20, 5: 20 }, periods: 7, effect: () => 4 });
const dynamic = (base: 'universal' | 'varying') =>
	aggregatedEffects(groupTimeEffects(panel, { ...noBand, base }), 'dynamic');

/** Independent estimates with a standard error of 0.1 each. */
const study: EventStudy = {
	estimates: [0.02, -0.03, 0.5, 0.6],
	covariance: [0, 1, 2, 3].map((j) => [0, 1, 2, 3].map((k) => (j === k ? 0.01 : 0))),
	before: 2
};
const scaledBy = (scale: number): EventStudy => ({
	...study,
	estimates: Array.from(study.estimates, (value) => scale * value),
	covariance: study.covariance.map((row) => Array.from(row, (value) => scale ** 2 * value))
});

describe('event study', () => {
	test('is made of dynamic effects with one base period, without the reference', () => {
		const effects = dynamic('universal');
		const made = eventStudyOf(effects);
		expect(made.before).toBe(3);
		expect(effects.by.map(({ at }) => at)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3]);
		expect(made.estimates).toEqual(
			effects.by.filter(({ at }) => at !== -1).map(({ estimate }) => estimate)
		);
		const errors = effects.by.flatMap(({ standardError }) => standardError ?? []);
		expect(made.covariance.map((row, k) => Math.sqrt(row[k]!))).toAgreeWith(errors);
	});

	test('is refused to effects with varying base periods, and without periods before', () => {
		expect(() => eventStudyOf(dynamic('varying'))).toThrow(
			'one base period for all, base: varying'
		);
		const late = aggregatedEffects(
			groupTimeEffects(panel, { ...noBand, base: 'universal' }),
			'dynamic',
			{ minEvent: -1 }
		);
		expect(() => eventStudyOf(late)).toThrow('no effect before the reference');
	});
});

describe('interval under relative magnitudes', () => {
	test('grows with the bound and holds the estimate', () => {
		const intervals = [0, 0.5, 1, 2].map((bound) => relativeMagnitudes(study, bound).interval);
		intervals.forEach((interval, k) => {
			expect(interval?.lower).toBeLessThan(0.5);
			expect(interval?.upper).toBeGreaterThan(0.5);
			const before = intervals[k - 1];
			if (k > 0) expect(interval?.lower).toBeLessThan(before?.lower ?? NaN);
			if (k > 0) expect(interval?.upper).toBeGreaterThan(before?.upper ?? NaN);
		});
	});

	test('has the unit of the estimates', () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-5, max: 1e5, noNaN: true }), (scale) => {
				const [one, scaled] = [study, scaledBy(scale)].map(
					(each) => relativeMagnitudes(each, 1, { draws: 500 }).interval
				);
				expect(scaled?.lower).toAgreeWith(scale * (one?.lower ?? NaN), { relative: 1e-6 });
				expect(scaled?.upper).toAgreeWith(scale * (one?.upper ?? NaN), { relative: 1e-6 });
			}),
			{ numRuns: 8 }
		);
	});

	test('says that it reaches the edge of what was tested', () => {
		const grid = { lower: 0.4, upper: 2, points: 200 };
		const { interval, reachesEdge } = relativeMagnitudes(study, 1, { grid });
		expect(reachesEdge).toEqual({ lower: true, upper: false });
		expect(interval?.lower).toBe(0.4);
		const far = relativeMagnitudes(study, 1, { grid: { lower: 5, upper: 6, points: 50 } });
		expect(far.interval).toBeUndefined();
	});

	test('holds 0 just above the breakdown value and not just below', () => {
		const found = relativeBreakdown(study);
		if (found.kind !== 'found') throw new Error(found.kind);
		const holdsZero = (bound: number) => {
			const { interval } = relativeMagnitudes(study, bound);
			return interval !== undefined && interval.lower <= 0;
		};
		expect(holdsZero(found.bound - 0.002)).toBe(false);
		expect(holdsZero(found.bound + 0.004)).toBe(true);
		expect(relativeBreakdown(study, { limit: 0.1 })).toEqual({ kind: 'beyond', bound: 0.1 });
		const nothing = { ...study, estimates: [0.02, -0.03, 0.05, 0.6] };
		expect(relativeBreakdown(nothing)).toEqual({ kind: 'none' });
	});

	test('is found with one period after treatment and with weights of both signs', () => {
		const short: EventStudy = {
			estimates: [0.02, -0.03, 0.5],
			covariance: study.covariance.slice(0, 3).map((row) => Array.from(row).slice(0, 3)),
			before: 2
		};
		expect(relativeMagnitudes(short, 1).interval?.lower).toBeLessThan(0.5);
		const turned = relativeMagnitudes(study, 1, { weights: [1, -1] }).interval;
		const mirrored = relativeMagnitudes(study, 1, { weights: [-1, 1] }).interval;
		expect(turned?.lower).toBeCloseTo(-(mirrored?.upper ?? NaN), 1);
	});
});

describe('several bounds at once', () => {
	test('have the intervals and the breakdown value of each alone', () => {
		const { intervals, breakdown } = relativeSensitivity(study, [0, 1, 2]);
		expect(intervals).toEqual([0, 1, 2].map((bound) => relativeMagnitudes(study, bound)));
		expect(breakdown).toEqual(relativeBreakdown(study));
		const smooth = smoothnessSensitivity(study, [0, 0.1]);
		expect(smooth.intervals).toEqual([0, 0.1].map((bound) => smoothnessInterval(study, bound)));
	});

	test('end where the smooth interval first holds 0', () => {
		const { breakdown } = smoothnessSensitivity(study, []);
		const found = breakdown.kind === 'found' ? breakdown.bound : NaN;
		const lower = (bound: number) => smoothnessInterval(study, bound).interval?.lower;
		expect(lower(0.99 * found)).toBeGreaterThan(0);
		expect(lower(1.01 * found)).toBeLessThan(0);
		const line = { ...study, estimates: [-0.2, -0.1, 0.1, 0.2] };
		expect(smoothnessSensitivity(line, []).breakdown).toEqual({ kind: 'none' });
	});

	test('go up to the largest bend before, with what sampling adds to it', () => {
		// One bend over the reference: 0.02 + 2 x 0.03, with variance 0.01 + 4 x 0.01.
		expect(largestBend(study)).toAgreeWith(0.08 + 1.6448536269514722 * Math.sqrt(0.05));
		expect(largestBend({ ...study, estimates: [-0.02, 0.03, 0.5, 0.6] })).toAgreeWith(
			largestBend(study)
		);
		const short = { ...study, estimates: [0.02, 0.5, 0.6], before: 1 };
		const covariance = study.covariance.slice(1).map((row) => Array.from(row).slice(1));
		expect(largestBend({ ...short, covariance })).toAgreeWith(0.1);
	});
});

describe('interval under smoothness', () => {
	test('extrapolates a straight line before at no bound', () => {
		const line = { ...study, estimates: [-0.2, -0.1, 0.6, 0.9] };
		const { interval } = smoothnessInterval(line, 0, { weights: [0, 1] });
		expect(((interval?.lower ?? NaN) + (interval?.upper ?? NaN)) / 2).toAgreeWith(0.7, {
			relative: 1e-6
		});
	});

	test('grows with the bound, by the bias at large ones', () => {
		const width = (bound: number) => {
			const { interval } = smoothnessInterval(study, bound);
			return interval ? interval.upper - interval.lower : NaN;
		};
		expect(width(0.1)).toBeGreaterThan(width(0));
		expect(width(0.3)).toBeGreaterThan(width(0.1));
		expect(width(30) - width(20)).toAgreeWith(20, { relative: 1e-4 });
	});

	test('of the opposite target is the opposite interval', () => {
		const one = smoothnessInterval(study, 0.05, { weights: [1, 0.5] }).interval;
		const opposite = smoothnessInterval(study, 0.05, { weights: [-1, -0.5] }).interval;
		expect(opposite?.lower).toAgreeWith(-(one?.upper ?? NaN));
		expect(opposite?.upper).toAgreeWith(-(one?.lower ?? NaN));
	});

	test('is that of the only slope with one period before', () => {
		const short: EventStudy = {
			estimates: [-0.1, 0.5],
			covariance: [
				[0.01, 0],
				[0, 0.01]
			],
			before: 1
		};
		const { interval } = smoothnessInterval(short, 0);
		const half = 1.959963984540054 * Math.sqrt(0.02);
		expect(interval?.lower).toAgreeWith(0.4 - half);
		expect(interval?.upper).toAgreeWith(0.4 + half);
	});
});

describe('sensitivity', () => {
	test('refuses what is no event study, target or bound', () => {
		expect(() => relativeMagnitudes({ ...study, before: 0 }, 1)).toThrow('both sides');
		expect(() => smoothnessInterval(study, 1, { weights: [1] })).toThrow('for each of 2');
		expect(() => smoothnessInterval(study, -1)).toThrow('bound not 0 or more: -1');
		expect(() => relativeMagnitudes(study, NaN)).toThrow('bound not 0 or more: NaN');
		expect(() => relativeMagnitudes({ ...study, covariance: [] }, 1)).toThrow(
			'covariance not of 4'
		);
	});

	test('rests on quantiles of cut and folded normals, also in far tails', () => {
		expect(cutNormalQuantile(0.95, -Infinity, Infinity)).toAgreeWith(1.6448536269514722);
		expect(foldedNormalQuantile(0.95, 0)).toAgreeWith(1.959963984540054);
		// R: qnorm(pnorm(8, lower = FALSE) * .05, lower = FALSE)
		expect(cutNormalQuantile(0.95, 8, Infinity)).toAgreeWith(8.36096063035);
		fc.assert(
			fc.property(fc.double({ min: 0, max: 20, noNaN: true }), (shift) => {
				const q = foldedNormalQuantile(0.9, shift);
				expect(normalBelow(q - shift) - normalBelow(-q - shift)).toAgreeWith(0.9, {
					relative: 1e-7
				});
			})
		);
	});
});
