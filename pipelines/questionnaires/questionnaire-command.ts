import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { questionnaireXlsx } from '#lib/export/tables/questionnaire-xlsx.ts';
import { rejectedCsv } from '#lib/export/tables/rejected-csv.ts';
import { templateXlsx } from '#lib/export/tables/template-xlsx.ts';
import { seriesCsv } from '#lib/export/tables/series-csv.ts';
import { type Locale, locales } from '#lib/model/locales.ts';
import { choices } from '#lib/model/nearest-name.ts';
import { questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import { declarationYaml } from '#lib/readers/questionnaire/declaration-yaml.ts';
import type { SheetNote } from '#lib/readers/questionnaire/filled-sheet.ts';
import { readQuestionnaire } from '#lib/readers/questionnaire/read-questionnaire.ts';
import type { QuestionnaireReading } from '#lib/readers/questionnaire/questionnaire-reading.ts';
import { fileSource } from '../read/file-source.ts';
import { knownHere } from './known-here.ts';

interface QuestionnaireContext {
	/** The folder of the declarations, whose names are known. */
	readonly declarations: string;
	readonly today: string;
}

interface BlankOptions extends QuestionnaireContext {
	readonly language: string;
	/** A file; without it the name of the questionnaire and its language, in this folder. */
	readonly out?: string | undefined;
}

/** Writes a blank questionnaire, and says where. */
export async function blankQuestionnaire(name: string, options: BlankOptions): Promise<string> {
	const { declarations, today, out } = options;
	const questionnaire = questionnaires.find(({ id }) => id === name);
	const names = questionnaires.map(({ id }) => id);
	if (!questionnaire)
		throw new DataError(`no questionnaire, expected one of ${choices(name, names)}: ${name}`);
	const locale = languageOf(options.language);
	const path = out ?? `${name}.${locale}.xlsx`;
	const bytes =
		questionnaire.kind === 'framework'
			? await templateXlsx(questionnaire.template)
			: await questionnaireXlsx(questionnaire, {
					locale,
					names: knownHere(declarations, today).names
				});
	writeNew(path, bytes);
	return `wrote ${path}\n`;
}

function languageOf(language: string): Locale {
	const locale = locales.find((one) => one === language);
	if (!locale) throw new DataError(`not a language, ${locales.join(', ')}: ${language}`);
	return locale;
}

interface ReadingOptions extends QuestionnaireContext {
	/** A folder for the YAML, the CSV of a series and the rows that were left out. */
	readonly out?: string | undefined;
	readonly json?: boolean | undefined;
}

/** What a filled questionnaire holds; everything that is wrong with it, by sheet and cell. */
export async function filledQuestionnaire(
	path: string,
	{ declarations, today, out, json }: ReadingOptions
): Promise<{ readonly text: string; readonly isValid: boolean }> {
	if (!existsSync(path)) throw new DataError(`no such file: ${path}`);
	const known = knownHere(declarations, today);
	const name = basename(path);
	const reading = await readQuestionnaire(fileSource(path), { name, known });
	const written = out === undefined ? [] : writeAll(out, reading);
	const isValid = reading.problems.length === 0 && reading.declared !== undefined;
	const { questionnaire, rows, problems, notes, rejected, format } = reading;
	/** A YAML file has lines and no sheets. */
	const at = (sheet: string, cell: string) =>
		`${name}:${format === 'yaml' ? cell : placeOf(sheet, cell)}`;
	const counts = { rows, 'rows left out': rejected.length, errors: problems.length };
	if (json)
		return {
			text: `${JSON.stringify({ file: path, questionnaire, counts, problems, notes, written }, null, 2)}\n`,
			isValid
		};
	const lines = [
		...problems.map(({ sheet, cell, message }) => `${at(sheet, cell)}: error: ${message}`),
		...notes.map((note) => `${at(note.sheet, note.cell)}: note: ${noteText(note)}`),
		...written.map((one) => `wrote ${one}`),
		`${questionnaire}: ${Object.entries(counts)
			.map(([what, count]) => `${count} ${what}`)
			.join(', ')}`
	];
	return { text: `${lines.join('\n')}\n`, isValid };
}

const placeOf = (sheet: string, cell: string) => (cell === '' ? sheet : `${sheet}!${cell}`);

const said: Readonly<Record<SheetNote['kind'], string>> = {
	'unknown-column': 'a column of no meaning here, not read',
	'column-twice': 'a second column of that name, not read',
	'missing-column': 'a column that entries need is not there',
	merged: 'merged cells: only the first of them holds anything',
	'hidden-sheet': 'the sheet is hidden, and was read',
	'hidden-column': 'the column is hidden, and was read',
	'hidden-row': 'rows are hidden, and were read',
	'other-sheet': 'a sheet of no meaning here, not read',
	'renamed-sheet': 'read by its columns as',
	'entry-exists': 'the register has an entry of that id, whose place it takes'
};

function noteText({ kind, name, meant }: SheetNote): string {
	const what = name === undefined ? said[kind] : `${said[kind]}: ${name}`;
	return meant === undefined ? what : `${what}, did you mean ${meant}`;
}

/** Everything that can be taken away of a reading; nothing that is there is overwritten. */
function writeAll(folder: string, { declared, rejected }: QuestionnaireReading): string[] {
	const files: [string, string][] = [];
	const id = declared?.value.id ?? 'questionnaire';
	if (declared) files.push([`${id}.yaml`, declarationYaml(declared.value)]);
	if (declared?.kind === 'series' && declared.rows.length > 0)
		files.push([`${id}.csv`, seriesCsv(declared.value, declared.rows)]);
	if (rejected.length > 0) files.push([`${id}.left-out.csv`, rejectedCsv(rejected)]);
	mkdirSync(folder, { recursive: true });
	const paths = files.map(([name]) => join(folder, name));
	const there = paths.find((path) => existsSync(path));
	if (there !== undefined) throw new DataError(`there already, and not overwritten: ${there}`);
	files.forEach(([, text], i) => writeFileSync(paths[i]!, text, { flag: 'wx' }));
	return paths;
}

function writeNew(path: string, content: Uint8Array): void {
	if (existsSync(path)) throw new DataError(`there already, and not overwritten: ${path}`);
	writeFileSync(path, content, { flag: 'wx' });
}
