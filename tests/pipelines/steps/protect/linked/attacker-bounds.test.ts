import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attackerBounds } from '../../../../../pipelines/steps/protect/linked/attacker-bounds.ts';
import { halves, published } from '../../../../support/linked-table-examples.ts';
import {
	type Drawn,
	anyShape,
	drawn,
	oneWay,
	thinkable,
	twoWay
} from '../../../../support/linked-table-systems.ts';

/** Two searches through all tables a run, on a machine that may be busy. */
const patient = { timeout: 60_000 };

/** What the judge says of each withheld cell, by layer. */
function enumerated({ tables, primary }: Drawn) {
	const judged = tables.layers.map((_, layer) => thinkable(tables, primary, layer));
	const withheld = [...primary.keys()].filter((cell) => primary[cell] === 1);
	return withheld.map((cell) =>
		judged.map(({ lower, upper }) => ({ lower: lower.get(cell)!, upper: upper.get(cell)! }))
	);
}

const bounds = async ({ tables, primary }: Drawn, whole = false) =>
	(await attackerBounds(tables, primary, { whole })).map(({ layers }) => layers);

describe('attackerBounds', () => {
	test('are those of the example of Fischetti and Salazar-González (2001)', async () => {
		const { tables, withheld } = published([8, 22, 17, 12]);
		const found = await attackerBounds(tables, withheld);
		expect(found.map(({ layers }) => layers[0])).toEqual([
			{ lower: 0, upper: 25 },
			{ lower: 5, upper: 30 },
			{ lower: 0, upper: 25 },
			{ lower: 4, upper: 29 }
		]);
	});

	test('are a point where one cell is missing of a sum', async () => {
		const { tables, withheld } = published([22]);
		const [only] = await attackerBounds(tables, withheld);
		expect(only).toEqual({
			cell: 5,
			layers: [{ lower: 22, upper: 22 }],
			denominator: { lower: 22, upper: 22 }
		});
	});

	test('have no end for a cell in no relation', async () => {
		const tables = {
			...{ layers: ['events'], counts: [Float64Array.of(4)], relations: [] },
			cost: Float64Array.of(1)
		};
		const [only] = await attackerBounds(tables, Uint8Array.of(1));
		expect(only?.denominator).toEqual({ lower: 0, upper: Infinity });
	});

	test('have no end where two cells may grow together', async () => {
		const tables = {
			...{ layers: ['events'], counts: [Float64Array.of(4, 6)] },
			...{ relations: [{ plus: [0], minus: [1] }], cost: Float64Array.of(1, 1) }
		};
		const found = await attackerBounds(tables, Uint8Array.of(1, 1));
		expect(found.map(({ denominator }) => denominator)).toEqual([
			{ lower: 0, upper: Infinity },
			{ lower: 2, upper: Infinity }
		]);
	});

	test('of one table with its margins published are those of all tables that fit', async () => {
		const shapes = fc.constantFrom(oneWay(3), oneWay(5), twoWay(2, 3), twoWay(3, 3));
		await fc.assert(
			fc.asyncProperty(drawn(shapes, { innerOnly: true }), async (system) => {
				expect(await bounds(system)).toEqual(enumerated(system));
			}),
			{ numRuns: 60, seed: 1 }
		);
	});

	test(
		'of linked tables hold those of all tables that fit, and are these in whole numbers',
		patient,
		async () => {
			await fc.assert(
				fc.asyncProperty(drawn(anyShape, { largest: 2 }), async (system) => {
					const judge = enumerated(system);
					expect(await bounds(system, true)).toEqual(judge);
					const relaxed = (await bounds(system)).flat();
					for (const [index, { lower, upper }] of judge.flat().entries()) {
						expect(relaxed[index]!.lower).toBeLessThanOrEqual(lower);
						expect(relaxed[index]!.upper).toBeGreaterThanOrEqual(upper);
					}
				}),
				{ numRuns: 60, seed: 2 }
			);
		}
	);

	test('of the denominator are the sums of those of the layers', async () => {
		await fc.assert(
			fc.asyncProperty(drawn(anyShape, { layers: 3 }), async ({ tables, primary }) => {
				for (const { layers, denominator } of await attackerBounds(tables, primary)) {
					expect(denominator.lower).toBe(layers.reduce((sum, { lower }) => sum + lower, 0));
					expect(denominator.upper).toBe(layers.reduce((sum, { upper }) => sum + upper, 0));
				}
			}),
			{ numRuns: 30, seed: 4 }
		);
	});

	test('are of whole numbers only where linear programming finds halves', async () => {
		const { tables, withheld } = halves();
		const relaxed = await attackerBounds(tables, withheld);
		const whole = await attackerBounds(tables, withheld, { whole: true });
		expect([relaxed[3]?.layers[0], whole[3]?.layers[0]]).toEqual([
			{ lower: 0, upper: 1 },
			{ lower: 0, upper: 0 }
		]);
	});

	test.each([
		['counts', { counts: [Float64Array.of(4.5)] }, 'cell 0 of events is no count: 4.5'],
		['counts below zero', { counts: [Float64Array.of(-1)] }, 'cell 0 of events is no count: -1'],
		['costs', { cost: Float64Array.of(0) }, 'cost of cell 0 not above 0: 0'],
		['layers', { layers: ['events', 'others'] }, 'layers without their counts: 2, 1'],
		['cells', { relations: [{ plus: [7], minus: [] }] }, 'names a cell that is not there: 7'],
		['sums', { relations: [{ plus: [0], minus: [0] }] }, 'relation 0 names a cell twice: 0']
	])('refuse tables with wrong %s', async (_, wrong, message) => {
		const sound = {
			...{ layers: ['events'], counts: [Float64Array.of(4)], relations: [] },
			cost: Float64Array.of(1)
		};
		await expect(attackerBounds({ ...sound, ...wrong }, Uint8Array.of(1))).rejects.toThrow(message);
	});

	test('refuse marks that are not one a cell', async () => {
		const { tables } = published([]);
		await expect(attackerBounds(tables, Uint8Array.of(1))).rejects.toThrow(
			'not a mark for each cell: 1'
		);
	});
});
