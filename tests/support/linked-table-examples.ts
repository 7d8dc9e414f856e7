import type { LinkedTables } from '../../pipelines/steps/protect/linked/linked-tables.ts';
import { twoWay } from './linked-table-systems.ts';

/**
 * The table of three activities by three regions that Fischetti and Salazar-González (2001,
 * Management Science 47, 1008-1027) explain cell suppression with, and marks of what is withheld
 * of its inside.
 */
export function published(withheld: readonly number[]) {
	const inside = [20, 50, 10, 8, 19, 22, 17, 32, 12];
	const counts = Float64Array.of(...inside, 80, 49, 61, 45, 101, 44, 190);
	const tables: LinkedTables = {
		...{ layers: ['investments'], counts: [counts], relations: twoWay(3, 3).relations },
		cost: counts.map((count, cell) => (cell === 15 ? Infinity : count))
	};
	const marks = Uint8Array.from(counts, (count, cell) =>
		Number(cell < inside.length && withheld.includes(count))
	);
	return { tables, withheld: marks };
}

/** Four cells on the corners of a square, all withheld. */
export function square(counts: readonly [number, number, number, number]) {
	const [a, b, c, d] = counts;
	const all = Float64Array.of(a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d);
	const tables: LinkedTables = {
		...{ layers: ['events'], counts: [all], relations: twoWay(2, 2).relations },
		cost: all.map((_, cell) => (cell < 4 ? 1 : Infinity))
	};
	return { tables, withheld: Uint8Array.from(all, (_, cell) => Number(cell < 4)) };
}

/**
 * Three cells of which each pair adds up to the fourth, which is 1 at most: by halves it can be, in
 * whole numbers it is always even, so 0.
 */
export function halves() {
	const tables: LinkedTables = {
		layers: ['events'],
		counts: [Float64Array.of(0, 0, 0, 0, 1)],
		relations: [
			{ plus: [0, 1], minus: [3] },
			{ plus: [1, 2], minus: [3] },
			{ plus: [0, 2], minus: [3] },
			{ plus: [3, 4], minus: [] }
		],
		cost: Float64Array.of(1, 1, 1, 1, 1)
	};
	return { tables, withheld: Uint8Array.of(1, 1, 1, 1, 1) };
}

/** The fourth cell can be 3 more than its 0, but in whole numbers neither 1 nor 2 more. */
export function leap() {
	const tables: LinkedTables = {
		layers: ['events'],
		counts: [Float64Array.of(2, 2, 0, 0, 1, 1, 6)],
		relations: [
			{ plus: [2], minus: [0, 3, 4] },
			{ plus: [1, 3, 5], minus: [2] },
			{ plus: [0, 1, 2, 3, 4, 5], minus: [6] }
		],
		cost: Float64Array.of(1, 1, 1, 1, 1, 1, Infinity)
	};
	return { tables, withheld: Uint8Array.of(1, 1, 1, 1, 1, 1, 0) };
}
