import { describe, expect, test } from 'vitest';
import { cascadeShares } from '#lib/impact/cascade/cascade-shares.ts';

const counts = {
	...{ eligible: 262, offered: 171, accepted: 104, completed: 61 },
	...{ rearrestedEligible: 84, rearrestedCompleted: 11 }
};

describe('cascadeShares', () => {
	test('agrees with R prop.test(104, 262, correct = FALSE)', () => {
		const { steps } = cascadeShares(counts);
		const accepted = steps.find(({ step }) => step === 'accepted')?.ofEligible;
		expect(accepted?.share).toBeCloseTo(0.3969466, 6);
		expect(accepted?.interval.lower).toBeCloseTo(0.3396028653, 9);
		expect(accepted?.interval.upper).toBeCloseTo(0.4572685473, 9);
	});

	test('takes as headline those who could have entered, never those who stayed', () => {
		expect(cascadeShares(counts).headline).toMatchObject({ among: 'eligible', cases: 84 });
		const { rearrestedEligible: _, ...stayed } = counts;
		expect(cascadeShares(stayed)).toMatchObject({ headline: undefined });
		expect(cascadeShares(stayed).rearrested).toHaveLength(1);
	});

	test('leaves out a step that is not stated, and counts from the one before it', () => {
		const { offered: _, ...others } = counts;
		const { steps } = cascadeShares(others);
		expect(steps.map(({ step }) => step)).toEqual(['eligible', 'accepted', 'completed']);
		expect(steps[1]?.ofBefore?.size).toBe(262);
	});
});
