import { beforeAll, describe, expect, test } from 'vitest';
import { aggregatedEffects } from '#lib/impact/group-time/aggregated.ts';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import { isSlow } from '../support/slow.ts';
import { staggeredPanel } from '../support/staggered-panel.ts';

const panels = isSlow ? 2000 : 200;
/** Standard deviations that chance stays within, but for once in a thousand. */
const chance = 3.29;

const effect = (event: number) => 1 + event / 2;

interface Covered {
	overall: number;
	band: number;
	withoutCovariate: number;
	preTest: number;
}

describe(`group-time effects in ${panels} panels of 200 units, trends by a covariate`, () => {
	const covered: Covered = { overall: 0, band: 0, withoutCovariate: 0, preTest: 0 };

	beforeAll(() => {
		for (let seed = 1; seed <= panels; seed++) {
			const sizes = { 0: 100, 3: 50, 4: 50 };
			const panel = staggeredPanel({ sizes, periods: 5, effect, seed, noise: 1 });
			const data = { ...panel, covariates: [panel.covariate] };
			const band = { kind: 'gaussian', draws: 2000, seed } as const;
			const effects = groupTimeEffects(data, { band, base: 'universal' });
			const { overall, by } = aggregatedEffects(effects, 'dynamic');
			const truth = [0, 1, 2].reduce((sum, event) => sum + effect(event) / 3, 0);
			const holds = (limits: { lower: number; upper: number } | undefined, value: number) =>
				limits !== undefined && limits.lower <= value && value <= limits.upper;
			if (holds(overall?.interval, truth)) covered.overall++;
			const shown = by.filter(({ isReference }) => !isReference);
			if (shown.every(({ at, band }) => holds(band, at >= 0 ? effect(at) : 0))) covered.band++;
			if (effects.preTest.kind === 'test' && effects.preTest.pValue >= 0.05) covered.preTest++;
			const bare = groupTimeEffects(panel, { band: { kind: 'none' } });
			if (holds(aggregatedEffects(bare, 'dynamic').overall?.interval, truth))
				covered.withoutCovariate++;
		}
		if (isSlow) console.table(covered);
	}, 3_600_000);

	/** A little below what is promised: the errors are those of large samples. */
	const around = (share: number) => chance * Math.sqrt((share * (1 - share)) / panels) + 0.015;

	test.for(['overall', 'band', 'preTest'] as const)('hold the truth in 95 %%: %s', (name) => {
		expect(Math.abs(covered[name] / panels - 0.95)).toBeLessThan(around(0.95));
	});

	test('miss it more often without the covariate that drives the trends', () => {
		expect(covered.withoutCovariate / panels).toBeLessThan(0.9);
	});
});
