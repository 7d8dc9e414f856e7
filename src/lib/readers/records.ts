/** Codes that the producer of a file calls missing: one code, or all numbers of a range. */
export type MissingCodes =
	| { readonly code: string; readonly label?: string }
	| { readonly from: number; readonly to: number };

/** A column of a source file, with all that the file itself says about it. */
export interface Variable {
	readonly name: string;
	readonly kind: 'text' | 'number' | 'date';
	/** Its title or question, where the file holds one. */
	readonly label?: string;
	/** What codes stand for; the codes are written as in the records. */
	readonly labels: ReadonlyMap<string, string>;
	readonly missing: readonly MissingCodes[];
}

/**
 * One record. Every value is a text as the producer would write it: numbers in their shortest
 * decimal form, dates as ISO 8601; a blank and a system-missing value are ''.
 */
export interface SourceRecord {
	/** Where the record stands, from 1: the line of a text, the row of a sheet, else its number. */
	readonly place: number;
	readonly values: readonly string[];
}

/** A table of a source file, whatever its format. */
export interface Records {
	readonly variables: readonly Variable[];
	/** Number of records, where the file says it before they are read. */
	readonly rows: number | undefined;
	/** What `place` counts. */
	readonly counts: 'line' | 'row' | 'record';
	/** All records in the order of the file, some thousand at a time; can be read once. */
	readonly batches: AsyncIterable<readonly SourceRecord[]>;
	/** What had to be said about the file though it could be read. */
	readonly notes: readonly string[];
}
