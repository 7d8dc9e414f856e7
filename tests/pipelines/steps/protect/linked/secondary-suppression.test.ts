import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '#lib/errors.ts';
import {
	UnprotectableError,
	secondarySuppression
} from '../../../../../pipelines/steps/protect/linked/secondary-suppression.ts';
import { published, square } from '../../../../support/linked-table-examples.ts';
import {
	type Drawn,
	costOfSecond,
	leastLoss,
	anyShape,
	drawn,
	narrowByEnumeration,
	nestedCuts,
	oneWay,
	sharedMargin,
	threeWay,
	twoWay
} from '../../../../support/linked-table-systems.ts';

/** Thousands of searches through all tables, on a machine that may be busy. */
const patient = { timeout: 60_000 };
const protection = { k: 2, share: 0.3 };
const few = fc.integer({ min: 0, max: 9 }).map((n) => n < 2);
const small = fc.constantFrom(oneWay(4), twoWay(2, 3), twoWay(3, 3), threeWay());

/** The choice, or the error that says that there is none. */
const chosen = ({ tables, primary }: Drawn) =>
	secondarySuppression(tables, primary, protection).catch((error: unknown) => error);

describe('secondarySuppression', () => {
	test('withholds the three cheapest cells around one', async () => {
		const { tables, withheld } = published([22]);
		const choice = await secondarySuppression(tables, withheld, { k: 3, share: 0.2 });
		expect([...choice.suppressed.keys()].filter((cell) => choice.suppressed[cell])).toEqual([
			3, 5, 6, 8
		]);
		expect([choice.lost, choice.bound]).toEqual([37, 37]);
	});

	test('withholds nothing more when nothing is withheld', async () => {
		const { tables, withheld } = published([]);
		const choice = await secondarySuppression(tables, withheld, { k: 3, share: 0.2 });
		expect([choice.suppressed, choice.lost, choice.bound]).toEqual([withheld, 0, 0]);
	});

	test('withholds nothing of no tables', async () => {
		const nothing = {
			...{ layers: ['events'], counts: [new Float64Array(0)], relations: [] },
			cost: new Float64Array(0)
		};
		const choice = await secondarySuppression(nothing, new Uint8Array(0), { k: 3, share: 0.2 });
		expect([choice.suppressed.length, choice.lost, choice.bound]).toEqual([0, 0, 0]);
	});

	test('names the cells of a square that nothing can protect', async () => {
		const { tables } = square([1, 0, 0, 1]);
		const primary = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0);
		const error: unknown = await secondarySuppression(tables, primary, { k: 3, share: 0.2 }).catch(
			(thrown: unknown) => thrown
		);
		expect(error).toBeInstanceOf(DataError);
		expect((error as UnprotectableError).message).toMatch(/cells: 0 \(events\)$/);
		expect((error as UnprotectableError).cells).toEqual([
			{ cell: 0, layer: 0, width: 1, required: 3 }
		]);
	});

	test('withholds margins too, where the inside alone protects nothing', async () => {
		const { tables } = square([1, 0, 0, 1]);
		const cost = tables.cost.map((_, cell) => (cell === 8 ? Infinity : 1));
		const primary = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0);
		const { suppressed } = await secondarySuppression({ ...tables, cost }, primary, {
			...{ k: 2, share: 0.2 }
		});
		expect(suppressed.slice(4, 8).some((mark) => mark === 1)).toBe(true);
		expect(narrowByEnumeration({ ...tables, cost }, suppressed, { k: 2, share: 0.2 })).toEqual([]);
	});

	test(
		'is safe by every table that fits, keeps primary cells and never takes the others',
		patient,
		async () => {
			const systems = fc.oneof(
				drawn(anyShape, { largest: 2, primary: few }),
				drawn(fc.constantFrom(twoWay(3, 3), sharedMargin(), nestedCuts()), { innerOnly: true })
			);
			let protectedOnes = 0;
			await fc.assert(
				fc.asyncProperty(systems, async (system) => {
					const choice = await chosen(system);
					if (choice instanceof UnprotectableError) return;
					const { suppressed, lost, bound } = choice as Awaited<
						ReturnType<typeof secondarySuppression>
					>;
					protectedOnes++;
					expect(narrowByEnumeration(system.tables, suppressed, protection)).toEqual([]);
					for (const [cell, mark] of suppressed.entries()) {
						if (system.primary[cell] === 1) expect(mark).toBe(1);
						else if (system.tables.cost[cell] === Infinity) expect(mark).toBe(0);
					}
					expect(lost).toBe(costOfSecond(system, suppressed));
					expect(bound).toBeLessThanOrEqual(lost);
				}),
				{ numRuns: 50, seed: 7 }
			);
			expect(protectedOnes).toBeGreaterThan(20);
		}
	);

	test(
		'loses on the average little more than the best choice, and its bound is below that',
		patient,
		async () => {
			const [losses, best]: [number[], number[]] = [[], []];
			await fc.assert(
				fc.asyncProperty(
					drawn(small, { layers: 1, largest: 6, innerOnly: true, primary: few }),
					async (system) => {
						const [choice, least] = [await chosen(system), leastLoss(system, protection)];
						if (choice instanceof UnprotectableError) {
							expect(least).toBeUndefined();
							return;
						}
						const { lost, bound } = choice as Awaited<ReturnType<typeof secondarySuppression>>;
						expect(least).toBeDefined();
						expect(bound).toBeLessThanOrEqual(least! + 1e-6);
						expect(lost).toBeGreaterThanOrEqual(least!);
						losses.push(lost);
						best.push(least!);
					}
				),
				{ numRuns: 80, seed: 8 }
			);
			const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
			expect(sum(best)).toBeGreaterThan(0);
			expect(sum(losses) / sum(best)).toBeLessThan(1.05);
		}
	);

	test('chooses the same when it is asked again', async () => {
		await fc.assert(
			fc.asyncProperty(drawn(anyShape, { primary: few, largest: 9 }), async (system) => {
				expect(await chosen(system)).toEqual(await chosen(system));
			}),
			{ numRuns: 20, seed: 9 }
		);
	});
});
