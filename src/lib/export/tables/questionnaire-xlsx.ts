import writeXlsxFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/universal';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	type TemplateColumn,
	type TemplateSheet,
	templateRows
} from '#lib/model/entry-template.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { KnownNames } from '#lib/model/questionnaires/known-names.ts';
import type { Questionnaire } from '#lib/model/questionnaires/questionnaire.ts';
import { excelText } from './excel-text.ts';
import {
	columnHow,
	columnLabel,
	questionnaireLead,
	questionnaireTitle
} from './questionnaire-words.ts';
import { type DropDown, undatedWorkbook } from './undated-workbook.ts';

interface QuestionnaireOptions {
	readonly locale: Locale;
	/** The lists that may be chosen from. */
	readonly names: KnownNames['names'];
	/** What is filled in already. */
	readonly declaration?: object;
	/** Columns besides those of the form, and rows of a sheet that is no part of the declaration. */
	readonly table?: {
		readonly columns: readonly string[];
		readonly rows: readonly (readonly Cell[])[];
	};
}

type Cell = string | number | null;

/** Names of the columns stand in the second row, below what they are called in the language. */
const headRows = 2;
/** Drop-down lists reach down to this row. */
const lastFilled = 5000;
const width = { text: 30, code: 18, wide: 70 };

/**
 * A questionnaire to fill in: its sheets with drop-down lists, a sheet of the lists, and one that says
 * how every column is filled in, in one language. The same input gives the same bytes.
 */
export async function questionnaireXlsx(
	questionnaire: Questionnaire,
	options: QuestionnaireOptions
): Promise<Uint8Array> {
	const { template } = questionnaire;
	const rows = templateRows(template, options.declaration ?? {});
	const lists = listsOf(template.sheets, options.names);
	const sheets = template.sheets.map((sheet) =>
		fillSheet(questionnaire, sheet, { ...options, rows: rows.get(sheet.id) ?? [] })
	);
	const all = [...sheets, listSheet(lists), guideSheet(questionnaire, options.locale)];
	const blob = await writeXlsxFile(all).toBlob();
	const dropDowns = template.sheets.map((sheet, i) => [i + 1, dropDownsOf(sheet, lists)] as const);
	return undatedWorkbook(new Uint8Array(await blob.arrayBuffer()), new Map(dropDowns));
}

const plain = (value: string): CellObject => ({ value: excelText(value), type: String });
const text = (value: string): CellObject => ({ ...plain(value), wrap: true, alignVertical: 'top' });
const bold = (value: string): CellObject => ({ ...text(value), fontWeight: 'bold' });
const soft = (value: string): CellObject => ({ ...text(value), textColor: '#46525e' });

interface FillOptions extends QuestionnaireOptions {
	readonly rows: readonly (readonly Cell[])[];
}

function fillSheet(
	questionnaire: Questionnaire,
	{ id, columns, field }: TemplateSheet,
	{ locale, rows, table, declaration }: FillOptions
): Sheet<Blob> {
	const isTable = field === 'values' && table !== undefined;
	const more = isTable ? table.columns : [];
	const cell = (one: Cell): CellObject | null =>
		one === null ? null : typeof one === 'number' ? { value: one, type: Number } : text(one);
	const filled = isTable ? table.rows : declaration ? rows : [];
	return {
		sheet: id,
		stickyRowsCount: headRows,
		columns: [...columns, ...more].map((column) => ({
			width: typeof column === 'string' || column.kind === 'number' ? width.code : width.text
		})),
		data: [
			[
				...columns.map((column) =>
					bold(`${columnLabel(questionnaire, column, locale)}${column.isNeeded ? ' *' : ''}`)
				),
				...more.map(bold)
			],
			[...columns.map((column) => soft(column.id)), ...more.map(soft)],
			...filled.filter((row) => row.some((one) => one !== null)).map((row): Row => row.map(cell))
		]
	};
}

/** A list, and the column of the sheet of lists in which its codes stand. */
interface NamedList {
	readonly space: string;
	readonly names: readonly (readonly [code: string, meaning: string])[];
	readonly column: number;
}

function listsOf(sheets: readonly TemplateSheet[], names: KnownNames['names']): NamedList[] {
	const columns = sheets.flatMap((sheet) => sheet.columns);
	const spaces = columns.flatMap((column): [string, NamedList['names']][] => {
		if (column.choices)
			return [[choicesOf(column), column.choices.map((one) => [one, ''] as const)]];
		if (column.names === undefined) return [];
		return [[column.names, Object.entries(names[column.names] ?? {})]];
	});
	return [...new Map(spaces)].map(([space, all], i) => ({
		...{ space, column: 2 * i },
		names: [...all].sort(([a], [b]) => (a < b ? -1 : 1))
	}));
}

const choicesOf = ({ id }: TemplateColumn) => `column ${id}`;

function listSheet(lists: readonly NamedList[]): Sheet<Blob> {
	const longest = Math.max(0, ...lists.map(({ names }) => names.length));
	return {
		sheet: 'lists',
		stickyRowsCount: 1,
		columns: lists.flatMap(() => [{ width: width.code }, { width: width.text }]),
		data: [
			lists.length === 0 ? [plain('')] : lists.flatMap(({ space }) => [bold(space), null]),
			...Array.from({ length: longest }, (_, i): Row =>
				lists.flatMap(({ names }) => {
					const [code, meaning] = names[i] ?? [];
					if (code === undefined) return [null, null];
					return [plain(code), meaning ? soft(meaning) : null];
				})
			)
		]
	};
}

function dropDownsOf({ columns }: TemplateSheet, lists: readonly NamedList[]): DropDown[] {
	return columns.flatMap((column, i): DropDown[] => {
		const space = column.choices ? choicesOf(column) : column.names;
		const list = lists.find((one) => one.space === space);
		if (!list || list.names.length === 0) return [];
		const at = letters(list.column);
		return [
			{
				cells: `${letters(i)}${headRows + 1}:${letters(i)}${lastFilled}`,
				from: `lists!$${at}$2:$${at}$${list.names.length + 1}`,
				isOpen: column.kind === 'items' || column.kind === 'list'
			}
		];
	});
}

/** Letters of a column, from 0. */
function letters(index: number): string {
	const [rest, last] = [Math.floor(index / 26), index % 26];
	return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + last)}`;
}

function guideSheet(questionnaire: Questionnaire, locale: Locale): Sheet<Blob> {
	const at = { locale };
	const { sheets } = questionnaire.template;
	const rules = [
		m.questionnaire_rule_rows({}, at),
		m.questionnaire_rule_blank({}, at),
		m.questionnaire_rule_names({}, at),
		...(questionnaire.kind === 'series' ? [m.questionnaire_rule_dimensions({}, at)] : []),
		m.questionnaire_rule_check({}, at)
	];
	return {
		sheet: 'guide',
		columns: [
			{ width: width.code },
			{ width: width.code },
			{ width: width.text },
			{ width: width.wide }
		],
		data: [
			[plain(questionnaireTitle(questionnaire, locale))].map((one) => ({
				...one,
				fontWeight: 'bold' as const
			})),
			[plain(questionnaireLead(questionnaire, locale))],
			...rules.map((rule): Row => [plain(rule)]),
			[],
			[
				...[m.questionnaire_sheet({}, at), m.questionnaire_column({}, at)].map(bold),
				...[m.questionnaire_label({}, at), m.questionnaire_how({}, at)].map(bold)
			],
			...sheets.flatMap(({ id, columns }) =>
				columns.map((column): Row => {
					const needed = column.isNeeded ? `${m.questionnaire_needed({}, at)}. ` : '';
					return [
						text(id),
						text(column.id),
						text(columnLabel(questionnaire, column, locale)),
						text(`${needed}${columnHow(column, locale)}`)
					];
				})
			)
		]
	};
}
