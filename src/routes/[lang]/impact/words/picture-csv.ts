import { csvLines } from '#lib/export/tables/csv-lines.ts';

type Scalar = string | number | boolean | null;
type Cells = Record<string, string | number | null>;

/** What a file says of where its numbers are from. */
export interface CsvSource {
	readonly programme: string;
	readonly outcome: string;
	readonly release: string;
	readonly citation: string;
	readonly licence: string;
	readonly synthetic: boolean;
}

/**
 * Every number of a picture as CSV: a row for what the picture has of its own and one for each entry of
 * its lists, which `part` names; a list in a list repeats what stands above it.
 */
export function pictureCsv(picture: object, source: CsvSource): string {
	const { citation, licence, synthetic, ...place } = source;
	const rows = [
		{ part: 'source', ...place, citation, licence, synthetic: String(synthetic) },
		...recordsOf(picture, 'picture').map((row) => ({ ...row, ...place }))
	] as Cells[];
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const lines = rows.map((row) => columns.map((column) => row[column] ?? null));
	return `\ufeff${csvLines([columns, ...lines])}`;
}

/** An address that is the file itself: it needs no host and no script. */
export const csvAddress = (csv: string): string =>
	`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`;

function recordsOf(value: object, part: string, above: Cells = {}): Cells[] {
	const entries = Object.entries(value) as [string, unknown][];
	const own = Object.fromEntries(entries.flatMap(([key, one]) => scalarsOf(key, one)));
	const lists = entries.flatMap(([key, one]) => listsOf(key, one));
	const below = part === 'picture' ? {} : { ...above, ...own };
	const rows = lists.flatMap(([key, list]) =>
		list.flatMap((one, index): Cells[] =>
			isScalar(one)
				? [{ part: key, ...below, index, value: cell(one) }]
				: recordsOf(one as object, key, below)
		)
	);
	const isBare = Object.keys(own).length === 0 || (lists.length > 0 && part !== 'picture');
	return isBare ? rows : [{ part, ...above, ...own }, ...rows];
}

const isScalar = (value: unknown): value is Scalar => value === null || typeof value !== 'object';

const cell = (value: Scalar) => (typeof value === 'boolean' ? String(value) : value);

/** Values, and those of an object under its name. */
function scalarsOf(key: string, value: unknown): [string, string | number | null][] {
	if (isScalar(value)) return [[key, cell(value)]];
	if (Array.isArray(value)) return [];
	return Object.entries(value as object).flatMap(([inner, one]) =>
		scalarsOf(`${key}_${inner}`, one)
	);
}

function listsOf(key: string, value: unknown): [string, readonly unknown[]][] {
	if (Array.isArray(value)) return [[key, value as unknown[]]];
	if (isScalar(value)) return [];
	return Object.entries(value as object).flatMap(([inner, one]) => listsOf(`${key}_${inner}`, one));
}
