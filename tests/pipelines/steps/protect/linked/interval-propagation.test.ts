import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propagated } from '../../../../../pipelines/steps/protect/linked/interval-propagation.ts';
import { systemOf } from '../../../../../pipelines/steps/protect/linked/linked-tables.ts';
import { published } from '../../../../support/linked-table-examples.ts';
import { anyShape, drawn, thinkable } from '../../../../support/linked-table-systems.ts';

const marked = (marks: Uint8Array) =>
	Int32Array.from([...marks.keys()].filter((cell) => marks[cell] === 1));

describe('propagated', () => {
	test('pins a cell that is missing alone of a sum', () => {
		const { tables, withheld } = published([22]);
		const { lower, upper } = propagated(systemOf(tables), marked(withheld), 0);
		expect([22 + lower[5]!, 22 + upper[5]!]).toEqual([22, 22]);
	});

	test('leaves no end to a cell in no relation', () => {
		const { tables, withheld } = published([22]);
		const alone = systemOf({ ...tables, relations: [] });
		const { lower, upper } = propagated(alone, marked(withheld), 0);
		expect([lower[5], upper[5]]).toEqual([-22, Infinity]);
	});

	test('holds every table that fits', () => {
		fc.assert(
			fc.property(drawn(anyShape, { layers: 1, largest: 2 }), ({ tables, primary }) => {
				const { lower, upper } = propagated(systemOf(tables), marked(primary), 0);
				const judge = thinkable(tables, primary, 0);
				for (const [cell, least] of judge.lower) {
					const count = tables.counts[0]![cell]!;
					expect(lower[cell]).toBeLessThanOrEqual(least - count);
					expect(upper[cell]).toBeGreaterThanOrEqual(judge.upper.get(cell)! - count);
				}
			}),
			{ numRuns: 60, seed: 10 }
		);
	});
});
