import { z } from 'zod';

/** Of a degree: how high and wide a cell is. */
export const cellSize = 0.25;

/**
 * Cells that a country has land in or beside, as runs `[row, first, last]`: rows from 90° S, columns from
 * 180° W. What is in none of them is a quarter of a degree or more from any of its land.
 */
export const landCells = z.array(z.tuple([z.int(), z.int(), z.int()]));
export type LandCells = z.infer<typeof landCells>;

/** The cell of a place. Degrees. */
export const cellOf = (longitude: number, latitude: number): [row: number, column: number] => [
	Math.floor((latitude + 90) / cellSize),
	Math.floor((longitude + 180) / cellSize)
];

/** Whether a place can be in the country. Degrees. */
export function isByLand(cells: LandCells, longitude: number, latitude: number): boolean {
	const [row, column] = cellOf(longitude, latitude);
	return cells.some(([of, first, last]) => of === row && first <= column && column <= last);
}
