import { frameworkOf } from '#lib/model/framework-countries.ts';
import {
	type CellProblem,
	type FilledRow,
	type FilledTemplate,
	filledTemplate
} from '#lib/model/filled-template.ts';
import { type KnownNames, registerNamesOf } from '#lib/model/questionnaires/known-names.ts';
import { type Questionnaire, questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import { registerSchema } from '#lib/model/questionnaires/register-template.ts';
import { seriesTemplate, seriesValues } from '#lib/model/questionnaires/series-template.ts';
import { checkedValues } from '#lib/model/questionnaires/series-values.ts';
import { registerFaults } from '#lib/model/registers/register-faults.ts';
import type { RegisterFile, RegisterName } from '#lib/model/registers/registers.ts';
import { series } from '#lib/model/series.ts';
import type { ByteSource } from '../byte-source.ts';
import { type SheetGrid, sheetGrids } from '../xlsx/sheet-grids.ts';
import { QuestionnaireError } from './questionnaire-error.ts';
import { questionnaireFormat } from './questionnaire-file.ts';
import type {
	Declared,
	QuestionnaireReading,
	ReadOptions,
	RejectedRow
} from './questionnaire-reading.ts';
import { type FilledSheet, type SheetNote, filledSheet } from './filled-sheet.ts';
import { type RecognisedForm, recognisedForm } from './template-sheets.ts';
import { readYaml } from './read-yaml.ts';

/**
 * What a filled questionnaire says, XLSX or YAML, told by its content. Every fault is named by sheet
 * and cell, or by line; what is in order is kept.
 * @throws QuestionnaireError for a file that is no questionnaire.
 */
export async function readQuestionnaire(
	source: ByteSource,
	options: ReadOptions
): Promise<QuestionnaireReading> {
	const format = await questionnaireFormat(source, options.name);
	if (format === 'yaml') return readYaml(source, options);
	const grids = await sheetGrids(source, { report: options.report });
	const form = recognisedForm(grids, questionnaires);
	if (!form)
		throw new QuestionnaireError(
			'no-template',
			`no sheet has the columns of a questionnaire: ${grids.map(({ name }) => name).join(', ')}`
		);
	return readForm(form, grids, options.known);
}

function readForm(
	form: RecognisedForm,
	grids: readonly SheetGrid[],
	known: KnownNames
): QuestionnaireReading {
	const { questionnaire } = form;
	const sheets = new Map<string, FilledSheet>();
	const names = new Map(form.sheets.map(({ sheet, grid }) => [sheet.id, grid.name] as const));
	for (const headed of form.sheets)
		sheets.set(
			headed.sheet.id,
			filledSheet(headed, { more: moreColumns(headed.sheet.id, sheets) })
		);
	const rows = new Map([...sheets].map(([id, sheet]) => [id, sheet.rows] as const));
	const found = declaredBy(questionnaire, rows, known);
	const problems = found.problems.map((one) => ({
		...one,
		sheet: names.get(one.sheet) ?? one.sheet
	}));
	const left = found.left.map((one) => ({ ...one, sheet: names.get(one.sheet) ?? one.sheet }));
	return {
		...{ questionnaire: questionnaire.id, format: 'xlsx', declared: found.declared },
		rows: [...rows.values()].reduce((sum, one) => sum + one.length, 0),
		problems: inSheetOrder(problems, [...names.values()]),
		notes: [
			...[...sheets.values()].flatMap(({ notes }) => notes),
			...otherSheets(grids, form),
			...existing(found.declared, rows, { known, names })
		],
		rejected: rejectedRows(left, problems)
	};
}

/** Of the numbers of a series: a column for every dimension. */
function moreColumns(sheet: string, sheets: ReadonlyMap<string, FilledSheet>): string[] {
	if (sheet !== seriesValues.id) return [];
	const dimensions = sheets.get('dimensions')?.rows ?? [];
	return dimensions.flatMap(({ cells }) => cells.get('id')?.text ?? []);
}

type Rows = ReadonlyMap<string, readonly FilledRow[]>;

interface Found extends Pick<FilledTemplate<unknown>, 'problems' | 'left'> {
	readonly declared: Declared | undefined;
}

function declaredBy({ id, kind, template }: Questionnaire, rows: Rows, known: KnownNames): Found {
	if (kind === 'register') return registerIn(id as RegisterName, { template, rows, known });
	if (kind === 'series') return seriesIn(rows, known);
	const countries = new Set(Object.keys(known.names['countries'] ?? {}));
	const { value, ...rest } = filledTemplate(template, rows, {
		schema: frameworkOf(countries)
	});
	return { ...rest, declared: value && { kind, value } };
}

interface RegisterIn extends Pick<Questionnaire, 'template'> {
	readonly rows: Rows;
	readonly known: KnownNames;
}

function registerIn(name: RegisterName, { template, rows, known }: RegisterIn): Found {
	const names = registerNamesOf(known);
	const { value, ...rest } = filledTemplate<RegisterFile>(template, rows, {
		schema: registerSchema(name),
		// The fields that the faults look at are texts, numbers or absent, whatever else is wrong.
		faults: (declaration) => registerFaults(declaration as unknown as RegisterFile, names)
	});
	return { ...rest, declared: value && { kind: 'register', value } };
}

function seriesIn(rows: Rows, known: KnownNames): Found {
	const { value, problems, left } = filledTemplate(seriesTemplate, rows, { schema: series });
	const values = rows.get(seriesValues.id) ?? [];
	if (!value) return { problems, left, declared: undefined };
	const checked = checkedValues(value, values, known);
	return {
		problems: [...problems, ...checked.problems],
		left: [...left, ...checked.left.map((row) => ({ sheet: seriesValues.id, row }))],
		declared: { kind: 'series', value, rows: checked.rows }
	};
}

const ours = ['guide', 'lists'];

function otherSheets(grids: readonly SheetGrid[], { sheets }: RecognisedForm): SheetNote[] {
	return grids
		.filter(
			(grid) =>
				grid.rows.length > 0 &&
				!ours.includes(grid.name) &&
				!sheets.some((headed) => headed.grid === grid)
		)
		.map(({ name: sheet }) => ({ kind: 'other-sheet', sheet, cell: '' }));
}

interface ExistingOptions {
	readonly known: KnownNames;
	readonly names: ReadonlyMap<string, string>;
}

/** Entries whose id the register has already: they take the place of those. */
function existing(
	declared: Declared | undefined,
	rows: Rows,
	{ known, names }: ExistingOptions
): SheetNote[] {
	if (declared?.kind !== 'register') return [];
	const { id } = declared.value;
	const there = known.names[`registers/${id}`] ?? {};
	return (rows.get(id) ?? []).flatMap(({ cells }): SheetNote[] => {
		const cell = cells.get('id');
		if (!cell || !Object.hasOwn(there, cell.text)) return [];
		return [{ kind: 'entry-exists', sheet: names.get(id) ?? id, cell: cell.cell, name: cell.text }];
	});
}

function rejectedRows(
	left: readonly { readonly sheet: string; readonly row: FilledRow }[],
	problems: readonly CellProblem[]
): RejectedRow[] {
	const reasons = new Map<string, string[]>();
	for (const { sheet, row, cell, message } of problems) {
		const key = `${sheet} ${row ?? ''}`;
		reasons.set(key, [...(reasons.get(key) ?? []), `${cell}: ${message}`]);
	}
	return left.map(({ sheet, row: { row, cells, faults = [] } }) => ({
		...{ sheet, row, reasons: reasons.get(`${sheet} ${row}`) ?? [] },
		cells: Object.fromEntries([
			...[...cells].map(([column, { text }]) => [column, text] as const),
			...faults.map(({ column, text }) => [column, text] as const)
		])
	}));
}

/** As somebody goes through the workbook: by sheet, from the top, from left to right. */
function inSheetOrder(problems: readonly CellProblem[], sheets: readonly string[]): CellProblem[] {
	const place = (one: CellProblem) => sheets.indexOf(one.sheet);
	const column = ({ cell }: CellProblem) => /^[A-Z]+(?=\d)/.exec(cell)?.[0] ?? '';
	const order = (a: string, b: string) => a.length - b.length || (a < b ? -1 : Number(a > b));
	return [...problems].sort(
		(a, b) => place(a) - place(b) || (a.row ?? 0) - (b.row ?? 0) || order(column(a), column(b))
	);
}
