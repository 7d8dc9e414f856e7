import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tightCells } from '../../../../../pipelines/steps/protect/linked/tight-cells.ts';
import { halves, leap, published, square } from '../../../../support/linked-table-examples.ts';
import {
	anyShape,
	drawn,
	narrowByEnumeration,
	oneWay,
	thinkable,
	twoWay
} from '../../../../support/linked-table-systems.ts';

/** Searches through all tables, on a machine that may be busy. */
const patient = { timeout: 60_000 };
const names = (tight: readonly { readonly cell: number; readonly layer: number }[]) =>
	tight.map(({ cell, layer }) => `${layer} ${cell}`).sort();

describe('tightCells', () => {
	test('names a cell that is missing alone of a sum', async () => {
		const { tables, withheld } = published([22]);
		const { tight } = await tightCells(tables, withheld, { k: 3, share: 0.2 });
		expect(tight).toEqual([{ cell: 5, layer: 0, width: 0, required: 5 }]);
	});

	test('names nothing of the example of Fischetti and Salazar-González (2001), 25 wide', async () => {
		const { tables, withheld } = published([8, 22, 17, 12]);
		const wide = await tightCells(tables, withheld, { k: 25, share: 0.2 });
		const narrow = await tightCells(tables, withheld, { k: 26, share: 0.2 });
		expect([wide.tight, wide.linearPrograms]).toEqual([[], 0]);
		expect(narrow.tight.map(({ width }) => width)).toEqual([25, 25, 25, 25]);
	});

	test('names all corners of a square whose counts leave them no room', async () => {
		const { tables, withheld } = square([1, 0, 0, 1]);
		const { tight, tightest } = await tightCells(tables, withheld, { k: 3, share: 0.2 });
		expect(tight.map(({ cell, width }) => [cell, width])).toEqual([
			[0, 1],
			[1, 1],
			[2, 1],
			[3, 1]
		]);
		expect(tightest).toMatchObject({ width: 1, required: 3 });
	});

	test('names a large cell whose interval is wide, but not for its size', async () => {
		const { tables, withheld } = square([500, 4, 4, 4]);
		const { tight } = await tightCells(tables, withheld, { k: 3, share: 0.2 });
		expect(tight).toEqual([{ cell: 0, layer: 0, width: 8, required: 100 }]);
	});

	test('names cells that halves could move, but no whole number', async () => {
		const { tables, withheld } = halves();
		const { tight } = await tightCells(tables, withheld, { k: 1, share: 0 });
		expect(tight.map(({ cell }) => cell)).toEqual([0, 1, 2, 3, 4]);
	});

	test('names a cell of a layer that is too narrow in that layer alone', async () => {
		const { tables, withheld } = square([1, 0, 0, 1]);
		const others = square([30, 40, 20, 25]).tables.counts;
		const layered = {
			...{ ...tables, layers: ['events', 'others'], counts: [...tables.counts, ...others] }
		};
		const { tight } = await tightCells(layered, withheld, { k: 3, share: 0.2 });
		expect(names(tight)).toEqual(['0 0', '0 1', '0 2', '0 3']);
	});

	test('finds a whole table beyond the width that is needed, where there is none just there', async () => {
		const { tables, withheld } = leap();
		const { tight, tightest } = await tightCells(tables, withheld, { k: 2, share: 0 });
		expect(tight.map(({ cell }) => cell)).not.toContain(3);
		expect(tightest?.cell).toBe(2);
	});

	test('says nothing of tables in which nothing is withheld', async () => {
		const { tables } = published([]);
		const report = await tightCells(tables, new Uint8Array(16), { k: 3, share: 0.2 });
		expect(report).toEqual({ tight: [], tightest: undefined, linearPrograms: 0 });
	});

	test(
		'names what a search through all tables that fit finds too narrow, however linked',
		patient,
		async () => {
			const inner = drawn(fc.constantFrom(oneWay(4), twoWay(3, 3)), { innerOnly: true });
			const systems = fc.oneof(inner, drawn(anyShape, { largest: 2 }));
			await fc.assert(
				fc.asyncProperty(systems, fc.integer({ min: 1, max: 4 }), async (system, k) => {
					const { tables, primary } = system;
					const protection = { k, share: 0.4 };
					const { tight } = await tightCells(tables, primary, protection);
					expect(names(tight)).toEqual(narrowByEnumeration(tables, primary, protection).sort());
				}),
				{ numRuns: 80, seed: 5 }
			);
		}
	);

	test('gives as the tightest a width that tables which fit do reach', patient, async () => {
		await fc.assert(
			fc.asyncProperty(drawn(anyShape, { largest: 2 }), async ({ tables, primary }) => {
				const { tightest } = await tightCells(tables, primary, { k: 2, share: 0.2 });
				if (!tightest) return;
				const { lower, upper } = thinkable(tables, primary, tightest.layer);
				const width = upper.get(tightest.cell)! - lower.get(tightest.cell)!;
				if (tightest.width >= tightest.required)
					expect(width).toBeGreaterThanOrEqual(tightest.width);
				else expect(width).toBeLessThanOrEqual(tightest.width);
			}),
			{ numRuns: 40, seed: 6 }
		);
	});

	test.each([
		[{ k: 0, share: 0.2 }, 'k not above 0: 0'],
		[{ k: NaN, share: 0.2 }, 'k not above 0: NaN'],
		[{ k: 3, share: -1 }, 'share below 0: -1']
	])('refuses a protection that protects nothing: %j', async (protection, message) => {
		const { tables, withheld } = published([22]);
		await expect(tightCells(tables, withheld, protection)).rejects.toThrow(message);
	});
});
