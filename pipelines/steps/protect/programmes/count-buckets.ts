/** Of a count that is shown rounded: all counts that are shown alike. */
export interface Bucket {
	readonly lower: number;
	readonly upper: number;
}

/**
 * The nearest multiple, halves down: 0 holds 0 to multiple / 2, so that with a multiple of 2 k nobody
 * is not told from k. Halves up, as counts of reports are rounded, would hold one count fewer.
 */
export const halfDown = (count: number, multiple: number): number =>
	Math.max(0, Math.ceil(count / multiple - 0.5)) * multiple;

/** The counts that `halfDown` shows as this one is shown. */
export function bucketOf(count: number, multiple: number): Bucket {
	const shown = halfDown(count, multiple);
	const lower = shown === 0 ? 0 : Math.floor(shown - multiple / 2) + 1;
	return { lower, upper: Math.floor(shown + multiple / 2) };
}
