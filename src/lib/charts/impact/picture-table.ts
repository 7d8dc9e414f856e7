import type { Column } from '#lib/components/DataTable.svelte';

/** The rows of a picture for `DataTable`. */
export interface PictureTable {
	readonly columns: readonly Column[];
	readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Names of the columns of a table. */
export type Headings<Key extends string> = Readonly<Record<Key, string>>;

/** Columns in the order of their headings; all but `texts` hold numbers. */
export function pictureTable<Key extends string>(
	headings: Headings<Key>,
	texts: readonly Key[],
	rows: readonly Readonly<Record<Key, string>>[]
): PictureTable {
	const columns = (Object.entries(headings) as [Key, string][]).map(([key, label]) => ({
		...{ key, label },
		align: texts.includes(key) ? ('start' as const) : ('end' as const)
	}));
	return { columns, rows };
}

/** A number, or the word for none: a blank is not zero. */
export const orNone = (
	value: number | null | undefined,
	format: (value: number) => string,
	none: string
): string => (value === null || value === undefined ? none : format(value));
