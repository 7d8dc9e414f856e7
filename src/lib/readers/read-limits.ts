/**
 * How much a file may unfold to before a reader refuses it: a few kilobytes can hold gigabytes, and
 * a file from outside is not to be trusted. Whoever knows a file says how much of it is to be expected
 * (`limitsFor`).
 */
export interface ReadLimits {
	/** Bytes that a compressed text may unfold to as it streams by. */
	readonly maxBytes: number;
	/**
	 * Bytes of what is held in memory whole, or gone through again and again: one part of a workbook,
	 * a JSON text, a column of one row group of Parquet.
	 */
	readonly maxDocumentBytes: number;
	/** Bytes that come out for one that goes in; texts reach about 100, bombs 1,000 and more. */
	readonly maxRatio: number;
	/** Bytes that may come out before the ratio is looked at. */
	readonly ratioFrom: number;
	/** Files inside a zip, such as the parts of a workbook. */
	readonly maxEntries: number;
}

const MiB = 2 ** 20;

export const readLimits: ReadLimits = {
	maxBytes: 8192 * MiB,
	maxDocumentBytes: 256 * MiB,
	maxRatio: 200,
	ratioFrom: 16 * MiB,
	maxEntries: 10_000
};

/** The limits of a file that is trusted to unfold to so many bytes, as small as it may be. */
export const limitsFor = (maxUnfoldedBytes: number | undefined): ReadLimits =>
	maxUnfoldedBytes === undefined
		? readLimits
		: {
				...readLimits,
				maxBytes: maxUnfoldedBytes,
				maxDocumentBytes: maxUnfoldedBytes,
				maxRatio: Infinity
			};

/** What an error says to who knows the file better. */
export const howToTrust =
	'for a file that is trusted declare enough maxUnfoldedBytes, or give --max-unfolded to inspect';
