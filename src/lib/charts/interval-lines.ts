import type { EstimateRow } from './estimate-rows.ts';

/** One line of the picture: an estimate with its name, or the name of a group of lines. */
export interface IntervalLine {
	readonly key: string;
	readonly name: string;
	readonly row: EstimateRow | undefined;
	/** Place of its second category, which gives the colour; 0 without one. */
	readonly series: number;
	/** Place of its row; of a heading, that of the row below it. */
	readonly index: number;
}

/** Something whose estimate is shown, with its numbers at hand for the channels of a mark. */
export interface Shown {
	readonly value: number;
	/** The value itself where there is no limit; see `hasLower`. */
	readonly lower: number;
	readonly upper: number;
	readonly hasLower: boolean;
	readonly hasUpper: boolean;
	/** The design is incomplete: the true interval is wider. */
	readonly isOpen: boolean;
	/** Not good enough, or without its interval. */
	readonly isHollow: boolean;
	readonly text: string;
	readonly word: string | undefined;
}

/** Second categories in the order in which they come. */
export const groupsOf = (rows: readonly EstimateRow[]): string[] => [
	...new Set(rows.map(({ group }) => group))
];

/** Estimates in their order; with a second breakdown, each first category heads its lines. */
export function intervalLines(
	rows: readonly EstimateRow[],
	groups: readonly string[] = groupsOf(rows)
): IntervalLine[] {
	const lines: IntervalLine[] = [];
	rows.forEach((row, index) => {
		const key = String(index);
		const series = groups.indexOf(row.group);
		if (row.group === '') lines.push({ key, name: row.label, row, series, index });
		else {
			if (row.label !== rows[index - 1]?.label)
				lines.push({ key: `heading ${key}`, name: row.label, row: undefined, series, index });
			lines.push({ key, name: row.group, row, series, index });
		}
	});
	return lines;
}

/** What can be drawn of each: all whose estimate is not withheld. */
export function shown<T extends { readonly row: EstimateRow | undefined }>(
	all: readonly T[]
): (T & Shown)[] {
	return all.flatMap((one) => {
		const { value, lower, upper, text = '', precision, word } = one.row ?? {};
		if (value === undefined) return [];
		const [hasLower, hasUpper] = [lower !== undefined, upper !== undefined];
		const numbers = { value, lower: lower ?? value, upper: upper ?? value, hasLower, hasUpper };
		const isOpen = precision === 'lower-bound';
		const isHollow = word !== undefined || !hasLower || !hasUpper;
		return [{ ...one, ...numbers, isOpen, isHollow, text, word }];
	});
}

/** Those whose estimate is withheld, with the word that says why. */
export function withheld<T extends { readonly row: EstimateRow | undefined }>(
	all: readonly T[]
): (T & { readonly text: string })[] {
	return all.flatMap((one) =>
		one.row && one.row.value === undefined ? [{ ...one, text: one.row.text }] : []
	);
}
