import type { SourceRecord } from '../records.ts';
import { type FormLanguage, formLanguage } from './xlsform-language.ts';
import { cellName } from '../xlsx/xlsx-address.ts';

/** A text of a form, and the language its column is in. */
export interface FormText {
	readonly text: string;
	/** The code of the language where one is written, else its name. */
	readonly language?: string;
}

/** One thing wrong with a form, for whoever corrects it. */
export interface FormProblem {
	readonly sheet: string;
	readonly row: number;
	/** As its header is written. */
	readonly column?: string;
	readonly message: string;
}

interface FormColumn {
	readonly header: string;
	readonly position: number;
	/** Undefined for a column that XLSForm does not know. */
	readonly field: string | undefined;
	readonly language: FormLanguage | undefined;
}

/** What the columns of a sheet are called, in snake_case, and what they were called once. */
export interface KnownFields {
	readonly fields: readonly string[];
	readonly aliases: ReadonlyMap<string, string>;
}

/** A row below the header, by the fields of its sheet. */
export interface FormRow {
	readonly row: number;
	/** The first that is not blank; undefined where all are. */
	value(field: string): string | undefined;
	texts(field: string): FormText[];
	/** What stands in columns that are not known, by their headers. */
	other(): ReadonlyMap<string, string>;
}

export interface FormSheet {
	readonly name: string;
	/** Row of the header. */
	readonly row: number;
	readonly has: (field: string) => boolean;
	readonly languages: readonly FormLanguage[];
	readonly rows: readonly FormRow[];
	readonly problems: readonly FormProblem[];
	/** What was left out of it. */
	readonly notes: readonly string[];
}

interface SheetOptions {
	readonly known: KnownFields;
	/** Of texts whose column names none. */
	readonly language?: FormLanguage | undefined;
}

/**
 * A sheet of a form by its header, which is its first row that is not blank. Headers are written
 * `label::Español (es)`; older forms have one colon (xlsform.org, "Multiple language support").
 */
export function formSheet(
	name: string,
	records: readonly SourceRecord[],
	{ known, language: usual }: SheetOptions
): FormSheet {
	const [head, ...rest] = records.filter(({ values }) => values.some((value) => !isBlank(value)));
	const headers = head?.values ?? [];
	const delimiter = headers.some((header) => header.includes('::')) ? '::' : ':';
	const columns = headers.flatMap((header, position) =>
		isBlank(header) ? [] : [formColumn(header, position, { known, delimiter })]
	);
	return {
		name,
		row: head?.place ?? 1,
		has: (field) => columns.some((column) => column.field === field),
		languages: columns.flatMap(({ language }) => language ?? []),
		rows: rest.map((record) => formRow(record, columns, usual)),
		problems: doubled(columns, usual).map(({ header }) => ({
			sheet: name,
			row: head?.place ?? 1,
			column: header,
			message: `another column before it means the same: ${header}`
		})),
		notes: rest.flatMap((record) => strayCells(name, record, columns))
	};
}

const isBlank = (value: string) => value.trim() === '';

/** Parts of a header that only say which group of the XForm a field belongs to. */
const groups: ReadonlySet<string> = new Set(['bind', 'control', 'body', 'media']);

function formColumn(
	written: string,
	position: number,
	{ known, delimiter }: { readonly known: KnownFields; readonly delimiter: string }
): FormColumn {
	const header = written.trim();
	const parts = partsOf(header, delimiter);
	const [head = '', language] =
		parts.length > 1 && groups.has(snake(parts[0])) ? parts.slice(1) : parts;
	const name = snake(head);
	const field = known.aliases.get(name) ?? (known.fields.includes(name) ? name : undefined);
	return {
		header,
		position,
		field,
		language: field && language ? formLanguage(language) : undefined
	};
}

/** `jr:count` is one name, though its colon is no delimiter. */
function partsOf(header: string, delimiter: string): string[] {
	const parts = header.replace(/\bjr:/gi, 'jr\0').split(delimiter);
	return parts.map((part) => part.replace('\0', ':').trim());
}

const snake = (name = '') => name.trim().replace(/\s+/g, '_').toLowerCase();

/** Columns that mean what one before them means. */
function doubled(columns: readonly FormColumn[], usual: FormLanguage | undefined): FormColumn[] {
	const seen = new Set<string>();
	return columns.filter(({ header, field, language = usual }) => {
		const key = JSON.stringify([field ?? header, language?.code ?? language?.name]);
		const isDouble = seen.has(key);
		seen.add(key);
		return isDouble;
	});
}

function strayCells(
	sheet: string,
	{ place, values }: SourceRecord,
	columns: readonly FormColumn[]
): string[] {
	const headed = new Set(columns.map(({ position }) => position));
	return values.flatMap((value, i) =>
		isBlank(value) || headed.has(i)
			? []
			: [`${sheet} ${cellName(i + 1, place)} has no header and was left out: ${value}`]
	);
}

function formRow(
	{ place, values }: SourceRecord,
	columns: readonly FormColumn[],
	usual: FormLanguage | undefined
): FormRow {
	const filled = columns.flatMap((column) => {
		const text = (values[column.position] ?? '').trim();
		return text === '' ? [] : [{ ...column, text }];
	});
	return {
		row: place,
		value: (field) => filled.find((cell) => cell.field === field)?.text,
		texts: (field) =>
			filled
				.filter((cell) => cell.field === field)
				.map(({ text, language = usual }) =>
					language === undefined ? { text } : { text, language: language.code ?? language.name }
				),
		other: () =>
			new Map(
				filled
					.filter(({ field }) => field === undefined)
					.map(({ header, text }) => [header, text] as const)
			)
	};
}
