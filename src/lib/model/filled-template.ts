import type { z } from 'zod';
import type { EntryTemplate, TemplateColumn, TemplateSheet } from './entry-template.ts';
import { type Path, fieldName, pathProblems } from './problems.ts';

/** A row of a sheet: its number, and its cells by the name of their column. */
export interface FilledRow {
	readonly row: number;
	readonly cells: ReadonlyMap<string, { readonly cell: string; readonly text: string }>;
}

/** What is wrong, and where: `lines!D7`. */
export interface CellProblem {
	readonly sheet: string;
	/** Such as D7; the row alone where a cell is missing; '' of a whole sheet. */
	readonly cell: string;
	readonly message: string;
}

export interface FilledTemplate<Value> {
	/** Of the rows that are in order; undefined where too little is. */
	readonly value: Value | undefined;
	readonly problems: readonly CellProblem[];
	/** Rows that were left out, as the problems say. */
	readonly leftOut: number;
}

type Entry = Record<string, unknown>;

interface PlacedRow {
	readonly sheet: TemplateSheet;
	readonly row: FilledRow;
	readonly entry: Entry;
}

/**
 * The declaration that the rows of a filled form make, held against its schema. Every problem is told
 * by sheet and cell; rows at fault are left out and all others kept.
 */
export function filledTemplate<Value>(
	template: EntryTemplate,
	rows: ReadonlyMap<string, readonly FilledRow[]>,
	schema: z.ZodType<Value>
): FilledTemplate<Value> {
	const problems: CellProblem[] = [];
	const left = new Set<FilledRow>();
	for (;;) {
		const made = declarationOf(template, rows, left);
		problems.push(...made.problems);
		const parsed = schema.safeParse(made.declaration);
		if (parsed.success) return { value: parsed.data, problems, leftOut: left.size };
		const found = pathProblems(parsed.error, { input: made.declaration, schema });
		const before = left.size;
		for (const { path, message } of found) {
			const placed = placeOf(made, path);
			problems.push(cellProblem(placed, path, message));
			if (placed && placed.place.sheet.field !== '') left.add(placed.place.row);
		}
		if (left.size === before) return { value: undefined, problems, leftOut: left.size };
	}
}

interface Made {
	readonly declaration: Entry;
	readonly placed: ReadonlyMap<object, PlacedRow>;
	readonly problems: readonly CellProblem[];
}

function declarationOf(
	{ sheets }: EntryTemplate,
	rows: ReadonlyMap<string, readonly FilledRow[]>,
	left: Set<FilledRow>
): Made {
	const declaration: Entry = {};
	const placed = new Map<object, PlacedRow>();
	const problems: CellProblem[] = [];
	const bySheet = new Map<string, PlacedRow[]>();
	for (const sheet of sheets) {
		const found: PlacedRow[] = [];
		for (const row of rows.get(sheet.id) ?? []) {
			if (left.has(row)) continue;
			const entry = sheet.field === '' ? declaration : entryOf(sheet, row);
			if (sheet.field === '') Object.assign(declaration, entryOf(sheet, row));
			const one = { sheet, row, entry };
			const fault = hung(one, declaration, bySheet);
			if (fault === undefined) {
				placed.set(entry, one);
				found.push(one);
			} else {
				problems.push(rowProblem(one, sheet.within?.column, fault));
				left.add(row);
			}
		}
		bySheet.set(sheet.id, found);
	}
	return { declaration, placed, problems };
}

/** Puts an entry where it belongs, or says why it cannot be. */
function hung(
	{ sheet, row, entry }: PlacedRow,
	declaration: Entry,
	bySheet: ReadonlyMap<string, readonly PlacedRow[]>
): string | undefined {
	const { field, single, within } = sheet;
	if (field === '') return undefined;
	const name = within && row.cells.get(within.column)?.text;
	const holder = within
		? bySheet.get(within.sheet)?.find((one) => String(one.entry[within.key]) === name)?.entry
		: declaration;
	if (!holder) return `nothing of that name in sheet ${within?.sheet}: ${name ?? ''}`;
	if (single && holder[field] !== undefined) return `a second one of the same: ${name ?? ''}`;
	if (single) holder[field] = entry;
	else ((holder[field] ??= []) as Entry[]).push(entry);
	return undefined;
}

function entryOf({ columns, within }: TemplateSheet, { cells }: FilledRow): Entry {
	const entry: Entry = {};
	for (const column of columns) {
		const text = cells.get(column.id)?.text;
		if (text === undefined || column.id === within?.column) continue;
		const last = column.path.at(-1) ?? '';
		let at = entry;
		for (const key of column.path.slice(0, -1)) at = (at[key] ??= {}) as Entry;
		at[last] = valueOf(column, text);
	}
	return entry;
}

/** What a cell says; a text that is not what its column wants stays a text, which the schema refuses. */
function valueOf({ kind }: TemplateColumn, text: string): unknown {
	switch (kind) {
		case 'number':
			return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : text;
		case 'yes-no':
			return text === 'yes' || text === 'TRUE'
				? true
				: text === 'no' || text === 'FALSE'
					? false
					: text;
		case 'list':
			return parted(text);
		case 'word-or-list':
			return /^[a-z-]+$/.test(text.trim()) ? text.trim() : parted(text);
		case 'pairs':
			return Object.fromEntries(parted(text).map((pair) => pair.split('=', 2)));
		default:
			return text;
	}
}

const parted = (text: string) =>
	text
		.split(',')
		.map((one) => one.trim())
		.filter((one) => one !== '');

interface Placed {
	readonly place: PlacedRow;
	/** What of the path lies in the entry of the row. */
	readonly rest: Path;
}

/** The row whose entry a path leads into, the innermost. */
function placeOf({ declaration, placed }: Made, path: Path): Placed | undefined {
	let [value, found]: [unknown, Placed | undefined] = [declaration, undefined];
	for (let i = 0; i <= path.length; i++) {
		const place = typeof value === 'object' && value !== null ? placed.get(value) : undefined;
		if (place) found = { place, rest: path.slice(i) };
		value = (value as Entry | undefined)?.[path[i] as string];
	}
	return found;
}

function cellProblem(placed: Placed | undefined, path: Path, message: string): CellProblem {
	if (!placed) return { sheet: String(path[0] ?? ''), cell: '', message };
	const { place, rest } = placed;
	const column = place.sheet.columns.find(({ path: own }) =>
		own.every((key, i) => i >= rest.length || rest[i] === key)
	);
	const {
		sheet,
		cell,
		message: said
	} = rowProblem(place, rest.length > 0 ? column?.id : undefined, message);
	const isThere = column !== undefined && place.row.cells.has(column.id) && rest.length > 0;
	return {
		sheet,
		cell,
		message: isThere || rest.length === 0 ? said : `${fieldName('', rest)}: ${said}`
	};
}

function rowProblem({ sheet, row }: PlacedRow, column: string | undefined, message: string) {
	const cell = column === undefined ? undefined : row.cells.get(column)?.cell;
	return { sheet: sheet.id, cell: cell ?? `row ${row.row}`, message };
}
