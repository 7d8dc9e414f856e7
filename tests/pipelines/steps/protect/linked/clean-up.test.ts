import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanUp } from '../../../../../pipelines/steps/protect/linked/clean-up.ts';
import { widthProver } from '../../../../../pipelines/steps/protect/linked/width-prover.ts';
import { published } from '../../../../support/linked-table-examples.ts';
import {
	drawn,
	narrowByEnumeration,
	nestedCuts,
	oneWay,
	sharedMargin,
	twoWay
} from '../../../../support/linked-table-systems.ts';

const protection = { k: 2, share: 0.2 };
const shapes = fc.constantFrom(oneWay(5), twoWay(2, 2), twoWay(3, 3), sharedMargin(), nestedCuts());

describe('cleanUp', () => {
	test('publishes the dearest again, one by one, until each that is left is needed', async () => {
		const { tables, withheld: primary } = published([22]);
		const { withheld } = published([20, 50, 10, 8, 19, 22, 17, 32, 12]);
		const prover = await widthProver(tables, withheld, { k: 3, share: 0.2 });
		expect(prover.tightCells()).toEqual([]);
		cleanUp(prover, primary, 100);
		const left = [...withheld.keys()].filter((cell) => withheld[cell] === 1);
		expect(left.map((cell) => tables.counts[0]![cell])).toEqual([8, 22, 17, 12]);
	});

	test(
		'leaves nothing too narrow and nothing that could go alone',
		{ timeout: 60_000 },
		async () => {
			let cleaned = 0;
			await fc.assert(
				fc.asyncProperty(
					drawn(shapes, { largest: 3, layers: 1, innerOnly: true }),
					async (system) => {
						const { tables, primary } = system;
						const withheld = tables.cost.map((cost) => Number(cost < Infinity));
						const marks = Uint8Array.from(withheld);
						const prover = await widthProver(tables, marks, protection);
						if (prover.tightCells().length > 0) return;
						cleanUp(prover, primary, 100);
						expect(narrowByEnumeration(tables, marks, protection)).toEqual([]);
						for (const cell of marks.keys()) {
							if (marks[cell] === 0 || primary[cell] === 1) continue;
							const less = marks.slice();
							less[cell] = 0;
							expect(narrowByEnumeration(tables, less, protection)).not.toEqual([]);
						}
						cleaned++;
					}
				),
				{ numRuns: 60, seed: 13 }
			);
			expect(cleaned).toBeGreaterThan(5);
		}
	);
});
