import { csvLines } from '#lib/export/tables/csv-lines.ts';
import { rejectedCsv } from '#lib/export/tables/rejected-csv.ts';
import { seriesCsv } from '#lib/export/tables/series-csv.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';
import type { Series } from '#lib/model/series.ts';
import type { QuestionnaireRead } from '#lib/workers/questionnaire-messages.ts';
import { problemRows } from './problem-rows.ts';

/** A file to take away; its text is made when it is asked for. */
export interface LeavingFile {
	readonly name: string;
	readonly label: string;
	readonly text: () => string;
}

interface LeavingOptions {
	readonly locale: Locale;
	readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Everything that can be taken away of a questionnaire that was read. */
export function leavingFiles(read: QuestionnaireRead, options: LeavingOptions): LeavingFile[] {
	const { locale } = options;
	const { declared, problems, rejected, questionnaire } = read;
	const files: LeavingFile[] = [];
	if (declared)
		files.push({
			name: `${declared.id}.yaml`,
			label: m.contribute_take_yaml({ name: `${declared.id}.yaml` }, { locale }),
			text: () => declared.yaml
		});
	if (declared?.kind === 'series' && declared.values.length > 0)
		files.push({
			name: `${declared.id}.csv`,
			label: m.contribute_take_values({ name: `${declared.id}.csv` }, { locale }),
			// The entry of a series is its declaration, which the worker held against its schema.
			text: () => seriesCsv(declared.entries[0] as unknown as Series, declared.values)
		});
	if (problems.length > 0)
		files.push({
			name: `${questionnaire}.errors.csv`,
			label: m.contribute_take_errors({}, { locale }),
			text: () => errorsCsv(read, options)
		});
	if (rejected.length > 0)
		files.push({
			name: `${questionnaire}.left-out.csv`,
			label: m.contribute_take_rejected({}, { locale }),
			text: () => rejectedCsv(rejected)
		});
	return files;
}

function errorsCsv(read: QuestionnaireRead, options: LeavingOptions): string {
	const { locale } = options;
	const head = [
		...[m.contribute_cell({}, { locale }), m.questionnaire_column({}, { locale })],
		...[m.contribute_says({}, { locale }), m.contribute_todo({}, { locale })]
	];
	const rows = problemRows(read, options).map(({ cell, column, text, advice }) => [
		...[cell, column, text, advice]
	]);
	return `\ufeff${csvLines([head, ...rows])}`;
}
