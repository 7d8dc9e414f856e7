import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemOf } from '../../../../../pipelines/steps/protect/linked/linked-tables.ts';
import { type Push, pushed } from '../../../../../pipelines/steps/protect/linked/network-flow.ts';
import { isEdge, networkOf } from '../../../../../pipelines/steps/protect/linked/network.ts';
import { square } from '../../../../support/linked-table-examples.ts';
import { type Drawn, anyShape, drawn } from '../../../../support/linked-table-systems.ts';

/** The amount, the table after it and the cells that were said to change. */
function after({ tables, primary }: Pick<Drawn, 'tables' | 'primary'>, push: Push) {
	const table = tables.counts[0]!.slice();
	const touched = new Set<number>();
	const changed = (cells: readonly number[]) => cells.forEach((cell) => touched.add(cell));
	const network = networkOf(systemOf(tables));
	return { amount: pushed({ network, table, withheld: primary, changed }, push), table, touched };
}

describe('pushed', () => {
	test('moves a square as far as its corners hold', () => {
		const { tables, withheld: primary } = square([5, 3, 2, 4]);
		const up = after({ tables, primary }, { cell: 0, sense: 1, limit: Infinity });
		expect([up.amount, ...up.table.slice(0, 4)]).toEqual([2, 7, 1, 0, 6]);
		const down = after({ tables, primary }, { cell: 0, sense: -1, limit: 3 });
		expect([down.amount, ...down.table.slice(0, 4)]).toEqual([3, 2, 6, 5, 1]);
	});

	test('leaves a table that fits, and names every cell that it changed', () => {
		fc.assert(
			fc.property(
				drawn(anyShape, { layers: 1 }),
				fc.constantFrom(1 as const, -1 as const),
				fc.integer({ min: 1, max: 5 }),
				({ tables, primary }, sense, limit) => {
					const network = networkOf(systemOf(tables));
					const counts = tables.counts[0]!;
					for (const cell of primary.keys()) {
						if (primary[cell] === 0 || !isEdge(network, cell)) continue;
						const { amount, table, touched } = after({ tables, primary }, { cell, sense, limit });
						expect(table[cell]! - counts[cell]!).toBe(sense * amount + 0);
						expect(amount).toBeLessThanOrEqual(limit);
						expect(table.every((count) => count >= 0)).toBe(true);
						for (const { plus, minus } of tables.relations) {
							const sum = (of: Float64Array) =>
								plus.reduce((total, each) => total + of[each]!, 0) -
								minus.reduce((total, each) => total + of[each]!, 0);
							expect(sum(table)).toBe(sum(counts));
						}
						for (const [each, count] of table.entries())
							if (count !== counts[each])
								expect([primary[each], touched.has(each)]).toEqual([1, true]);
					}
				}
			),
			{ numRuns: 60, seed: 11 }
		);
	});
});
