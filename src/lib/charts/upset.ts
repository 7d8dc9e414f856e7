import type { EstimateRow } from './estimate-rows.ts';
import { textWidth } from './text-width.ts';

/** People who are in exactly these sets. */
export interface UpsetRow extends EstimateRow {
	readonly members: readonly string[];
}

export interface UpsetOptions {
	/** In the order of the columns. */
	readonly sets: readonly { readonly id: string; readonly label: string }[];
	/** Pixels. */
	readonly width: number;
	/** Of the axis: statistic and unit. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
}

/** A picture as places in pixels: a matrix of dots, one row a combination, and a bar with its interval beside it. */
export interface UpsetPicture {
	readonly width: number;
	readonly height: number;
	/** Names of the sets, written upwards from their columns. */
	readonly names: readonly { readonly x: number; readonly y: number; readonly text: string }[];
	readonly rows: readonly UpsetLine[];
	readonly ticks: readonly { readonly x: number; readonly text: string }[];
	readonly axis: { readonly top: number; readonly bottom: number; readonly unit: string };
}

export interface UpsetLine {
	/** Middle of the row. */
	readonly y: number;
	readonly dots: readonly { readonly x: number; readonly isMember: boolean }[];
	/** Joins the dots of the members; absent of one. */
	readonly joined?: readonly [number, number];
	readonly from: number;
	/** Absent where the figure is withheld. */
	readonly bar?: { readonly width: number; readonly isHollow: boolean };
	/** Absent without limits. */
	readonly interval?: readonly [number, number];
	readonly text: string;
	readonly textX: number;
}

const rowHeight = 30;
const narrowest = 480;
const below = 46;
/** Pixels from one tick to the next. */
const tickRoom = 48;
/** How steeply the names of the sets rise. */
const steepness = Math.sin((55 * Math.PI) / 180);

/**
 * Combinations in the order given, after UpSet (Lex, Gehlenborg et al. 2014, IEEE TVCG 20, 1983-1992), with
 * an interval on every bar. The axis begins at 0.
 */
export function upsetPicture(
	rows: readonly UpsetRow[],
	{ sets, width, unit, formatTick }: UpsetOptions
): UpsetPicture {
	const column = width < narrowest ? 22 : 34;
	const top = Math.ceil(steepness * Math.max(0, ...sets.map(({ label }) => textWidth(label)))) + 18;
	const from = sets.length * column + 10;
	const ends = rows.map(({ value, upper }) => upper ?? value ?? 0);
	const highest = Math.max(0, ...ends);
	// Each line needs room for its own text only.
	const perUnit = Math.min(
		...[(width - from - 12) / (highest || 1)],
		...rows.flatMap((row, i) =>
			ends[i]! > 0 ? [Math.max(1, width - from - textWidth(rowText(row)) - 16) / ends[i]!] : []
		)
	);
	const step = tickStep(highest, (highest * perUnit) / tickRoom);
	const last = Math.floor(highest / step + 1e-9) * step;
	const toX = (value: number) => from + value * perUnit;
	const xOf = (i: number) => column * (i + 0.5);
	const bottom = top + rows.length * rowHeight;
	return {
		...{ width, height: bottom + below },
		names: sets.map(({ label }, i) => ({ x: xOf(i), y: top - 6, text: label })),
		rows: rows.map((row, i) => {
			const at = sets.flatMap(({ id }, j) => (row.members.includes(id) ? [xOf(j)] : []));
			const { value, lower, upper, word } = row;
			return {
				y: top + (i + 0.5) * rowHeight,
				dots: sets.map(({ id }, j) => ({ x: xOf(j), isMember: row.members.includes(id) })),
				...(at.length > 1 && { joined: [at[0]!, at[at.length - 1]!] as const }),
				from,
				...(value !== undefined && {
					bar: { width: value * perUnit, isHollow: word !== undefined }
				}),
				...(lower !== undefined &&
					upper !== undefined && { interval: [toX(lower), toX(upper)] as const }),
				text: rowText(row),
				textX: (value === undefined ? from : toX(upper ?? value)) + 8
			};
		}),
		ticks: Array.from({ length: Math.round(last / step) + 1 }, (_, i) => ({
			x: toX(i * step),
			text: formatTick(Number((i * step).toPrecision(12)))
		})),
		axis: { top, bottom, unit }
	};
}

const rowText = ({ text, word }: UpsetRow) => (word === undefined ? text : `${text} (${word})`);

/** The smallest round step of which no more than so many reach the highest value. */
function tickStep(highest: number, most: number): number {
	if (!(highest > 0)) return 1;
	const least = highest / Math.max(1, most);
	const power = 10 ** Math.floor(Math.log10(least));
	return power * ([1, 2, 5].find((times) => times * power >= least) ?? 10);
}
