import { beforeAll, describe, expect, test } from 'vitest';
import type { SyntheticMethod } from '#lib/impact/synthetic/estimator.ts';
import { placeboInSpace } from '#lib/impact/synthetic/placebo-in-space.ts';
import { syntheticInference } from '#lib/impact/synthetic/synthetic-inference.ts';
import { factorPanel } from '../support/factor-panels.ts';
import { isSlow } from '../support/slow.ts';

const panels = isSlow ? 400 : 25;
const replications = isSlow ? 100 : 40;
/** Standard deviations that chance stays within, but for once in a thousand. */
const chance = 3.29;
/** How far the treated follow the common factor: as the controls do, or more. */
const follow = { alike: 0.8, unlike: 1.2 };

const effect = 3;
const size = { before: 25, after: 5 };
const chanceOf = (share: number) => chance * Math.sqrt((share * (1 - share)) / panels);

function holdsEffect(method: SyntheticMethod, whose: keyof typeof follow, seed: number): boolean {
	const block = { ...size, controls: 30, treated: 5, effect, follow: follow[whose], seed };
	const found = syntheticInference(factorPanel(block), { method, replications, seed });
	return (
		found.kind === 'interval' && found.interval.lower < effect && effect < found.interval.upper
	);
}

/** Whether one treated unit among 20 alike, to which nothing happened, is the first or the second. */
function isFarByChance(seed: number): boolean {
	const whole = factorPanel({ ...size, controls: 19, treated: 1, follow: follow.alike, seed });
	return placeboInSpace(whole, { method: 'sdid' }).byEstimate.p <= 0.1;
}

describe(`a known effect in ${panels} panels whose trends are not parallel`, () => {
	const counts = { alike: 0, unlike: 0, unlikePlain: 0, far: 0 };

	beforeAll(() => {
		for (let seed = 1; seed <= panels; seed++) {
			if (holdsEffect('sdid', 'alike', seed)) counts.alike++;
			if (holdsEffect('sdid', 'unlike', seed)) counts.unlike++;
			if (holdsEffect('did', 'unlike', seed)) counts.unlikePlain++;
			if (isFarByChance(seed)) counts.far++;
		}
		if (isSlow) console.table(counts);
	}, 3_600_000);

	test('lies in 95 % of the intervals where the treated are like the controls', () => {
		expect(Math.abs(counts.alike / panels - 0.95)).toBeLessThan(chanceOf(0.95) + 0.02);
	});

	/** 88 % of 400: no mix of controls follows the factor as they do, and the placebo cannot know. */
	test('lies in fewer where they are not, but in more than of plain differences', () => {
		expect(counts.unlike / panels).toBeGreaterThan(0.88 - chanceOf(0.88));
		expect(counts.unlikePlain).toBeLessThan(counts.unlike);
	});

	test('is ranked among the two largest of 20 in a tenth of the panels where there is none', () => {
		expect(Math.abs(counts.far / panels - 0.1)).toBeLessThan(chanceOf(0.1));
	});
});
