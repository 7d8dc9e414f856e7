/**
 * How much a file may unfold to before a reader refuses it: a few kilobytes can hold gigabytes, and
 * a file from outside is not to be trusted. Whoever knows a file raises the limit by its name.
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
