/** Bytes of a file from `start` up to, but without, `end`. */
export interface ByteRange {
	readonly start: number;
	readonly end: number;
}

/** The same bytes in as few ranges as can be, in the order of the file, none twice and no others. */
export function joinedRanges(ranges: readonly ByteRange[]): ByteRange[] {
	const joined: ByteRange[] = [];
	for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
		const last = joined.at(-1);
		if (end <= start) continue;
		if (last && start <= last.end)
			joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
		else joined.push({ start, end });
	}
	return joined;
}

export const sizeOf = (ranges: readonly ByteRange[]): number =>
	ranges.reduce((sum, { start, end }) => sum + end - start, 0);
