import type { EstimateRow } from './estimate-rows.ts';
import { textWidth } from './text-width.ts';

export interface ValueScaleOptions {
	/** A share begins at 0 and ends at 1 at the most. */
	readonly isShare: boolean;
	/** A value to compare with; it has its place on the scale. */
	readonly reference?: { readonly value: number } | undefined;
	/** Pixels from the scale's first to its last value; with it, words beside intervals get room. */
	readonly length?: number;
}

/** How far the open end of an interval reaches beyond a limit: seen, but not measured. */
export const openTail = (lower: number, upper: number): number =>
	(upper - lower) * 0.35 + 0.004 * Math.abs(upper);

/** Pixels between the end of an interval and the word beside it. */
export const wordGap = 10;

/** From 0, or below it where values are, to just beyond the last limit or the word that stands there. */
export function valueScale(
	rows: readonly EstimateRow[],
	{ isShare, reference, length }: ValueScaleOptions
): [number, number] {
	const spans = rows.flatMap((row) => span(row) ?? []);
	const values = [reference?.value ?? 0, ...spans.map(({ upper }) => upper)];
	const worded = spans.map(({ upper, word }) => upper * roomFactor(word, length));
	const first = Math.min(0, reference?.value ?? 0, ...spans.map(({ lower }) => lower)) * 1.06;
	const last = Math.max(0, ...values.map((value) => value * 1.06), ...worded);
	if (isShare) return [0, last === 0 ? 1 : Math.min(1, last)];
	return [first, last === 0 && first === 0 ? 1 : last];
}

function span({ value, lower, upper, precision, word }: EstimateRow) {
	if (value === undefined) return undefined;
	const [from, to] = [lower ?? value, upper ?? value];
	const tail = precision === 'lower-bound' ? openTail(from, to) : 0;
	return { lower: from < 0 ? from - tail : from, upper: to + tail, word };
}

/** A word takes at most two fifths of the scale: a longer one stands on the other side. */
function roomFactor(word: string | undefined, length: number | undefined): number {
	if (word === undefined || length === undefined) return 1;
	const room = Math.min(length * 0.4, wordGap + textWidth(word));
	return length / (length - room);
}
