import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregatedEffects } from '#lib/impact/group-time/aggregated.ts';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import { boundaryVariance } from '#lib/impact/power/boundary-variance.ts';
import { detectableEffect } from '#lib/impact/power/detectable-effect.ts';
import { detectableHazard } from '#lib/impact/power/detectable-hazard.ts';
import {
	autocorrelatedVariance,
	changeOfMeans,
	staggeredVariance
} from '#lib/impact/power/period-contrasts.ts';
import { comparisonsForRanks, detectableGap, smallestRankP } from '#lib/impact/power/rank-test.ts';
import { eventsForHazardRatio } from '#lib/impact/power/sample-size.ts';
import { seriesError } from '#lib/impact/power/series-error.ts';
import { powerMultiplier } from '#lib/stats/contrasts/power-multiplier.ts';
import { autoregressivePanel, normalDraws } from '../../support/autoregressive-panel.ts';

describe('a panel with autocorrelated periods', () => {
	// R 4.2.2: c' R c with R = phi^|s - t| and c = (-1/before, 1/after).
	test.for([
		[6, 6, 0.4, 0.593602914986667],
		[3, 5, 0.7, 0.802199693333333],
		[4, 4, 0, 0.5]
	] as const)('is that of R: %s before, %s after, %s', ([before, after, correlation, told]) => {
		expect(autocorrelatedVariance(changeOfMeans({ before, after }), correlation)).toAgreeWith(told);
	});

	test('with one period a side is the one of equal correlations', () => {
		const shared = { units: 200, before: 1, after: 1, correlation: 0.6 };
		const effect = (kind: 'autocorrelated-panel' | 'difference-in-differences') =>
			detectableEffect({ ...shared, kind }).effect;
		expect(effect('autocorrelated-panel')).toAgreeWith(effect('difference-in-differences'));
	});

	test('refuses half a period and a correlation of 1', () => {
		expect(() => changeOfMeans({ before: 1.5, after: 2 })).toThrow(
			'periods before not a whole number from 1 on: 1.5'
		);
		expect(() => autocorrelatedVariance([1], 1)).toThrow('correlation of periods not in [0, 1): 1');
	});
});

describe('staggered starts', () => {
	// R 4.2.2: the same quadratic forms written with outer() and sapply().
	test.for([
		[[4, 6, 8], 10, 0.4, 0.5, 3.375525888],
		[[3, 4], 5, 0, 0.4, 4.8]
	] as const)(
		'starts %s of %s periods vary as R says',
		([starts, periods, correlation, treatedShare, told]) => {
			const factor = staggeredVariance({ starts, periods, correlation, treatedShare });
			expect(factor / (treatedShare * (1 - treatedShare))).toAgreeWith(told);
		}
	);

	test('a single start with one period before and after is the change of two periods', () => {
		const one = { starts: [2], periods: 2, correlation: 0.3, treatedShare: 0.25 };
		const change = changeOfMeans({ before: 1, after: 1 });
		expect(staggeredVariance(one)).toAgreeWith(autocorrelatedVariance(change, 0.3));
	});

	test('the error is the one Callaway and Sant’Anna find in a drawn panel', () => {
		const sizes = { 0: 1500, 3: 750, 5: 750 };
		const panel = autoregressivePanel({ sizes, periods: 6, correlation: 0.5, seed: 7 });
		const cells = groupTimeEffects(panel, { band: { kind: 'none' } });
		const found = aggregatedEffects(cells, 'simple').overall!;
		const { standardError } = detectableEffect({
			...{ kind: 'staggered', units: 3000, correlation: 0.5, periods: 6, starts: [3, 5] }
		});
		expect(found.standardError! / standardError).toBeGreaterThan(0.95);
		expect(found.standardError! / standardError).toBeLessThan(1.05);
	});

	test('refuses a cohort that is treated from the first period on', () => {
		const early = { starts: [1, 3], periods: 4, correlation: 0 };
		expect(() => staggeredVariance(early)).toThrow(
			'start not from the second to the last period: 1'
		);
	});
});

describe('regression discontinuity', () => {
	// R 4.2.2: solve(S) %*% T %*% solve(S) with the moments of the triangular kernel on [0, 1].
	test('a line varies as R says, and a parabola more', () => {
		expect([boundaryVariance(1), boundaryVariance(2)]).toAgreeWith([4.8, 10.2857142857143]);
	});

	test('takes as many people as the factor says more than an experiment', () => {
		const line = { kind: 'regression-discontinuity', order: 1, units: 4800 } as const;
		const { effect } = detectableEffect(line);
		expect(effect).toAgreeWith(detectableEffect({ kind: 'individual', units: 1000 }).effect);
	});
});

describe('an interrupted series', () => {
	// R 4.2.2: solve(t(X) %*% solve(V) %*% X) with V = phi^|s - t|.
	test.for([
		[24, 24, 0.3, 0, 0.714543633126832],
		[24, 24, 0.3, 11.5, 0.973808496602357],
		[12, 8, 0, 7, 1.332094412748407]
	] as const)(
		'is that of R: %s and %s points, %s, at %s',
		([before, after, correlation, at, told]) => {
			expect(seriesError({ before, after, correlation, at })).toAgreeWith(told);
		}
	);

	test('refuses a segment of one point', () => {
		expect(() => seriesError({ before: 1, after: 9, correlation: 0, at: 0 })).toThrow(
			'points of a segment not a whole number from 2 on: 1'
		);
	});
});

describe('ranks among placebos', () => {
	test('19 areas reach 5 % with the first rank, and 18 never do', () => {
		expect(comparisonsForRanks(1, 0.05)).toBe(19);
		expect(smallestRankP(19)).toAgreeWith(0.05);
		expect(detectableGap(18)).toBeUndefined();
		// The published rank of California among 39 states (synthdid's prop99): 2/39.
		expect(2 * smallestRankP(38)).toAgreeWith(2 / 39);
	});

	test('drawn gaps rank as often as asked', () => {
		const gap = detectableGap(39, { power: 0.7 })!;
		const normal = normalDraws(3);
		const runs = 4000;
		let found = 0;
		for (let run = 0; run < runs; run++) {
			const own = Math.abs(gap + normal());
			let larger = 0;
			for (let i = 0; i < 39; i++) if (Math.abs(normal()) >= own) larger++;
			if ((larger + 1) / 40 <= 0.05) found++;
		}
		// Three standard errors of 4,000 draws are 2.2 points.
		expect(Math.abs(found / runs - 0.7)).toBeLessThan(0.022);
	});

	test('with very many areas it is the test that knows the deviation', () => {
		expect(detectableGap(9999)).toAgreeWith(powerMultiplier(), { absolute: 0.01 });
	});

	test('more ranks find smaller gaps', () => {
		const gaps = [1, 2, 3, 5].map((rank) => detectableGap(comparisonsForRanks(rank, 0.05))!);
		expect(gaps).toEqual([...gaps].sort((one, other) => other - one));
	});
});

describe('a cohort', () => {
	test('finds the ratio whose events it has', () => {
		const cohort = fc.record({
			people: fc.integer({ min: 30, max: 20_000 }),
			treatedShare: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
			eventShare: fc.double({ min: 0.05, max: 0.9, noNaN: true })
		});
		fc.assert(
			fc.property(cohort, fc.boolean(), (own, lower) => {
				const { hazardRatio, events } = detectableHazard(own, { lower });
				expect(hazardRatio < 1).toBe(lower);
				const { treatedShare } = own;
				const needed = eventsForHazardRatio(hazardRatio, { treatedShare }).events;
				expect(events).toAgreeWith(needed, { relative: 1e-6 });
			}),
			{ numRuns: 100 }
		);
	});

	test('a share with the event of the treated follows from proportional hazards', () => {
		const { hazardRatio, treatedEventShare } = detectableHazard({ people: 900, eventShare: 0.4 });
		expect(Math.log(1 - treatedEventShare)).toAgreeWith(hazardRatio * Math.log(0.6));
	});
});
