import type { z } from 'zod';
import type { EntryTemplate, TemplateColumn, TemplateSheet } from './entry-template.ts';
import { cellValue } from './filled-cell.ts';
import { type Path, type ProblemReason, fieldName, pathProblems } from './problems.ts';

/** A row of a sheet: its number, and its cells by the name of their column. */
export interface FilledRow {
	readonly row: number;
	readonly cells: ReadonlyMap<string, { readonly cell: string; readonly text: string }>;
	/** Cells that the workbook itself cannot tell, such as #N/A: the row is left out. */
	readonly faults?: readonly CellFault[];
}

export interface CellFault {
	readonly column: string;
	readonly cell: string;
	readonly message: string;
	readonly text: string;
}

/** What is wrong, and where: `lines!D7`. */
export interface CellProblem {
	readonly sheet: string;
	/** Such as D7; the row alone where a cell is missing; '' of a whole sheet. */
	readonly cell: string;
	readonly message: string;
	readonly reason: ProblemReason;
	/** The column as the form names it; absent of a whole row or sheet. */
	readonly column?: string | undefined;
	/** What stands in the cell. */
	readonly text?: string | undefined;
	readonly meant?: string | undefined;
	/** Absent of a whole sheet. */
	readonly row?: number | undefined;
}

export interface FilledTemplate<Value> {
	/** Of the rows that are in order; undefined where too little is. */
	readonly value: Value | undefined;
	readonly problems: readonly CellProblem[];
	/** Rows that were left out, as the problems say. */
	readonly leftOut: number;
	/** The same, each with its sheet. */
	readonly left: readonly { readonly sheet: string; readonly row: FilledRow }[];
}

/** What is wrong with a declaration beside its schema. */
type Fault = { readonly path: Path; readonly message: string } & Partial<
	Pick<CellProblem, 'reason' | 'meant'>
>;

interface FilledOptions<Value> {
	readonly schema: z.ZodType<Value>;
	/** Looks at all rows before any is left out; what it is given may not keep to the schema. */
	readonly faults?: (declaration: Readonly<Record<string, unknown>>) => readonly Fault[];
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
	{ schema, faults }: FilledOptions<Value>
): FilledTemplate<Value> {
	const problems: CellProblem[] = [];
	const left = new Map<FilledRow, string>();
	const leave = (made: Made, found: readonly Fault[]) => {
		for (const fault of found) {
			const placed = placeOf(made, fault.path);
			problems.push(cellProblem(placed, fault));
			if (placed && placed.place.sheet.field !== '')
				left.set(placed.place.row, placed.place.sheet.id);
		}
	};
	problems.push(...unreadCells(template, rows, left));
	for (let round = 0; ; round++) {
		const made = declarationOf(template, rows, left);
		problems.push(...made.problems);
		const parsed = schema.safeParse(made.declaration);
		const before = left.size;
		const own = round === 0 && faults ? faults(made.declaration) : [];
		const found = parsed.success
			? []
			: pathProblems(parsed.error, { input: made.declaration, schema });
		leave(made, [...found, ...own.filter(({ path }) => !found.some((one) => isSame(one, path)))]);
		if (left.size > before) continue;
		const value = parsed.success && own.length === 0 ? parsed.data : undefined;
		const rest = [...left].map(([row, sheet]) => ({ sheet, row }));
		return { value, problems, leftOut: left.size, left: rest };
	}
}

const isSame = (one: Fault, path: Path) => fieldName('', one.path) === fieldName('', path);

/** Rows with cells that nobody can read are left out from the start. */
function unreadCells(
	{ sheets }: EntryTemplate,
	rows: ReadonlyMap<string, readonly FilledRow[]>,
	left: Map<FilledRow, string>
): CellProblem[] {
	return sheets.flatMap(({ id: sheet, field }) =>
		(rows.get(sheet) ?? []).flatMap((row) => {
			const faults = row.faults ?? [];
			if (faults.length > 0 && field !== '') left.set(row, sheet);
			return faults.map((fault) => ({
				...{ ...fault, sheet, row: row.row, reason: 'spreadsheet' as const }
			}));
		})
	);
}

interface Made {
	readonly declaration: Entry;
	readonly placed: ReadonlyMap<object, PlacedRow>;
	readonly problems: readonly CellProblem[];
}

function declarationOf(
	{ sheets, fixed = {} }: EntryTemplate,
	rows: ReadonlyMap<string, readonly FilledRow[]>,
	left: Map<FilledRow, string>
): Made {
	const declaration: Entry = structuredClone({ ...fixed });
	const placed = new Map<object, PlacedRow>();
	const problems: CellProblem[] = [];
	const bySheet = new Map<string, PlacedRow[]>();
	for (const sheet of sheets) {
		const found: PlacedRow[] = [];
		const holders = holdersOf(sheet, bySheet);
		for (const row of rows.get(sheet.id) ?? []) {
			if (left.has(row)) continue;
			const entry = sheet.field === '' ? declaration : entryOf(sheet, row);
			if (sheet.field === '') merge(declaration, entryOf(sheet, row));
			const one = { sheet, row, entry };
			const fault = hung(one, declaration, holders);
			if (fault === undefined) {
				placed.set(entry, one);
				found.push(one);
			} else {
				problems.push(rowProblem(one, sheet.within?.column, { ...fault, path: [] }));
				left.set(row, sheet.id);
			}
		}
		bySheet.set(sheet.id, found);
	}
	return { declaration, placed, problems };
}

/** Parts that the form fixes keep what it says beside what is filled in. */
function merge(into: Entry, from: Entry): void {
	for (const [key, value] of Object.entries(from)) {
		const there = into[key];
		if (isEntry(there) && isEntry(value)) merge(there, value);
		else into[key] = value;
	}
}

const isEntry = (value: unknown): value is Entry =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of the sheet that holds those of another, by the name they are called there. */
function holdersOf(
	{ within }: TemplateSheet,
	bySheet: ReadonlyMap<string, readonly PlacedRow[]>
): ReadonlyMap<string, Entry> {
	const found = new Map<string, Entry>();
	for (const { entry } of (within && bySheet.get(within.sheet)) ?? []) {
		const name = within ? String(entry[within.key]) : '';
		if (!found.has(name)) found.set(name, entry);
	}
	return found;
}

/** Puts an entry where it belongs, or says why it cannot be. */
function hung(
	{ sheet, row, entry }: PlacedRow,
	declaration: Entry,
	holders: ReadonlyMap<string, Entry>
): Pick<CellProblem, 'message' | 'reason'> | undefined {
	const { field, single, within } = sheet;
	if (field === '') return undefined;
	const name = within ? (row.cells.get(within.column)?.text ?? '') : '';
	const holder = within ? holders.get(name) : declaration;
	if (!holder)
		return {
			message: `nothing of that name in sheet ${within?.sheet ?? ''}: ${name}`,
			reason: name === '' ? 'missing' : 'unknown'
		};
	if (single && holder[field] !== undefined)
		return { message: `a second one of the same: ${name}`, reason: 'twice' };
	if (single) holder[field] = entry;
	else listAt(holder, field).push(entry);
	return undefined;
}

/** The list at a field such as `recording.breaks`, made where it is not there. */
function listAt(holder: Entry, field: string): Entry[] {
	const path = field.split('.');
	let at = holder;
	for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Entry;
	return (at[path.at(-1) ?? ''] ??= []) as Entry[];
}

function entryOf({ columns, within }: TemplateSheet, { cells }: FilledRow): Entry {
	const entry: Entry = {};
	for (const column of columns) {
		const text = cells.get(column.id)?.text;
		if (text === undefined || column.id === within?.column) continue;
		const value = cellValue(column.kind, text);
		if (value === undefined) continue;
		const last = column.path.at(-1) ?? '';
		let at = entry;
		for (const key of column.path.slice(0, -1)) at = (at[key] ??= {}) as Entry;
		at[last] = value;
	}
	return entry;
}

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

function cellProblem(placed: Placed | undefined, fault: Fault): CellProblem {
	const { path, message, reason = 'other', meant } = fault;
	if (!placed) return { sheet: String(path[0] ?? ''), cell: '', message, reason };
	const { place, rest } = placed;
	const column = place.sheet.columns.find(({ path: own }) =>
		own.every((key, i) => i >= rest.length || rest[i] === key)
	);
	const own = rest.length > 0 ? column : undefined;
	const isThere = own !== undefined && place.row.cells.has(own.id);
	const said = isThere || rest.length === 0 ? message : `${fieldName('', rest)}: ${message}`;
	return rowProblem(place, own?.id, { path, message: said, reason, meant }, own);
}

function rowProblem(
	{ sheet, row }: PlacedRow,
	column: string | undefined,
	{ message, reason = 'other', meant }: Fault,
	kind?: TemplateColumn
): CellProblem {
	const cell = column === undefined ? undefined : row.cells.get(column);
	const likely = meant ?? (reason === 'date' && kind ? likelyDay(cell?.text ?? '') : undefined);
	return {
		...{ sheet: sheet.id, cell: cell?.cell ?? `row ${row.row}`, message, reason, row: row.row },
		...(column !== undefined && { column }),
		...(cell && { text: cell.text }),
		...(likely !== undefined && { meant: likely })
	};
}

/** The day of a number without the format of a date, as spreadsheets count days, or of a moment. */
function likelyDay(text: string): string | undefined {
	if (/^\d{4}-\d\d-\d\dT/.test(text)) return text.slice(0, 10);
	if (!/^[1-9]\d{4}$/.test(text)) return undefined;
	return new Date(Date.UTC(1899, 11, 30 + Number(text))).toISOString().slice(0, 10);
}
