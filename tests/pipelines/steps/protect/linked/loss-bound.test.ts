import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lossBound } from '../../../../../pipelines/steps/protect/linked/loss-bound.ts';
import { widthProver } from '../../../../../pipelines/steps/protect/linked/width-prover.ts';
import {
	type Drawn,
	drawn,
	leastLoss,
	oneWay,
	threeWay,
	twoWay
} from '../../../../support/linked-table-systems.ts';

const protection = { k: 3, share: 0.3 };

const bound = async ({ tables, primary }: Drawn) =>
	lossBound(await widthProver(tables, primary.slice(), protection), primary).bound;

describe('lossBound', () => {
	test('is never above the loss of the best choice of all', { timeout: 60_000 }, async () => {
		const shapes = fc.constantFrom(oneWay(4), oneWay(6), twoWay(2, 3), twoWay(3, 3), threeWay());
		const primary = fc.integer({ min: 0, max: 9 }).map((n) => n < 3);
		const found = { bounds: 0, losses: 0 };
		await fc.assert(
			fc.asyncProperty(
				drawn(shapes, { layers: 1, largest: 5, innerOnly: true, primary }),
				async (system) => {
					const least = leastLoss(system, protection);
					if (least === undefined) return;
					const ours = await bound(system);
					expect(ours).toBeLessThanOrEqual(least + 1e-6);
					found.bounds += ours;
					found.losses += least;
				}
			),
			{ numRuns: 100, seed: 12 }
		);
		expect(found.bounds / found.losses).toBeGreaterThan(0.8);
	});
});
