import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { presentFields } from '../present-fields.ts';
import { type ReadLimits, readLimits } from '../read-limits.ts';
import type { SourceRecord } from '../records.ts';
import { type FormChoice, choiceFields, formLists } from './xlsform-choices.ts';
import { type FormProblem, type FormSheet, formSheet } from './xlsform-columns.ts';
import { type FormLanguage, differentLanguages, formLanguage } from './xlsform-language.ts';
import { type FormItem, formSurvey, surveyFields } from './xlsform-survey.ts';
import { sheetRows, xlsxSheets } from '../xlsx/xlsx.ts';

/** The rows of the sheets of a workbook that are not blank, by the names of the sheets. */
export type SheetRows = ReadonlyMap<string, readonly SourceRecord[]>;

export interface FormSettings {
	readonly title?: string;
	readonly id?: string;
	readonly version?: string;
	/** The language of texts whose column names none. */
	readonly defaultLanguage?: FormLanguage;
	/** Other settings, by their headers. */
	readonly other: ReadonlyMap<string, string>;
}

/** A questionnaire of ODK, KoBoToolbox, SurveyCTO and their like. */
export interface XlsForm {
	readonly settings: FormSettings;
	readonly languages: readonly FormLanguage[];
	readonly items: readonly FormItem[];
	readonly lists: ReadonlyMap<string, readonly FormChoice[]>;
	/** What is wrong with the form, each thing by its sheet and row. */
	readonly problems: readonly FormProblem[];
	/** What had to be said about the form though it could be read. */
	readonly notes: readonly string[];
}

const settingFields = {
	fields: ['form_title', 'form_id', 'version', 'default_language', 'allow_choice_duplicates'],
	aliases: new Map([
		['title', 'form_title'],
		['set_form_title', 'form_title'],
		['id_string', 'form_id'],
		['set_form_id', 'form_id']
	])
};

/**
 * A questionnaire written as XLSForm (xlsform.org). Names of sheets and headers may be in any case.
 * @throws DataError where there is no survey sheet with types; all else that is wrong is a problem.
 */
export function xlsForm(sheets: SheetRows): XlsForm {
	const setting = sheetNamed(sheets, 'settings', { known: settingFields });
	const settings = formSettings(setting);
	const language = settings.defaultLanguage;
	const survey = sheetNamed(sheets, 'survey', { known: surveyFields, language });
	expectTypes(survey, sheets);
	const choices = sheetNamed(sheets, 'choices', { known: choiceFields, language });
	const { lists, problems } = formLists(choices, { mayRepeat: mayRepeat(setting) });
	const { items, ...about } = formSurvey(survey, lists);
	const read = [survey, choices, setting].flatMap((sheet) => sheet ?? []);
	return {
		settings,
		languages: differentLanguages([language, ...read.flatMap((sheet) => sheet.languages)]),
		items,
		lists,
		problems: [...read.flatMap((sheet) => sheet.problems), ...about.problems, ...problems],
		notes: [...read.flatMap((sheet) => sheet.notes), ...about.notes, ...unread(sheets, read)]
	};
}

/** The form in a workbook. */
export async function xlsFormWorkbook(
	source: ByteSource,
	limits: ReadLimits = readLimits
): Promise<XlsForm> {
	const sheets = new Map<string, SourceRecord[]>();
	for (const { name } of await xlsxSheets(source, limits)) {
		const rows: SourceRecord[] = [];
		if (sheetNames.has(plain(name)))
			for await (const batch of sheetRows(source, { sheet: name, limits })) rows.push(...batch);
		sheets.set(name, rows);
	}
	return xlsForm(sheets);
}

const sheetNames: ReadonlySet<string> = new Set(['survey', 'choices', 'settings']);

const plain = (name: string) => name.trim().toLowerCase();

function sheetNamed(
	sheets: SheetRows,
	wanted: string,
	options: Parameters<typeof formSheet>[2]
): FormSheet | undefined {
	const found = [...sheets].find(([name]) => plain(name) === wanted);
	return found && formSheet(...found, options);
}

function expectTypes(
	survey: FormSheet | undefined,
	sheets: SheetRows
): asserts survey is FormSheet {
	if (survey === undefined)
		throw new DataError(
			`no XLSForm, for no sheet is called survey: ${[...sheets.keys()].join(', ')}`
		);
	if (!survey.has('type'))
		throw new DataError(`no XLSForm, for its survey has no column type: row ${survey.row}`);
}

function formSettings(sheet: FormSheet | undefined): FormSettings {
	const row = sheet?.rows[0];
	const language = row?.value('default_language');
	return {
		...presentFields({
			title: row?.value('form_title'),
			id: row?.value('form_id'),
			version: row?.value('version'),
			defaultLanguage: language === undefined ? undefined : formLanguage(language)
		}),
		other: row?.other() ?? new Map()
	};
}

const mayRepeat = (sheet: FormSheet | undefined) =>
	/^(yes|true)/i.test(sheet?.rows[0]?.value('allow_choice_duplicates') ?? '');

function unread(sheets: SheetRows, read: readonly FormSheet[]): string[] {
	const names = new Set(read.map(({ name }) => name));
	const others = [...sheets.keys()].filter((name) => !names.has(name));
	const extra = read.find(({ name, rows }) => plain(name) === 'settings' && rows.length > 1);
	return [
		...(others.length > 0 ? [`sheets that were not read: ${others.join(', ')}`] : []),
		...(extra ? [`only the first row of settings was read: ${extra.rows.length}`] : [])
	];
}
