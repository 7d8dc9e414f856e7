import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';
import type { ProblemReason } from '#lib/model/problems.ts';
import type { QuestionnaireRead } from '#lib/workers/questionnaire-messages.ts';

type Problem = QuestionnaireRead['problems'][number];

/** A fault as the table shows it. */
export interface ProblemRow {
	readonly cell: string;
	readonly column: string;
	readonly text: string;
	readonly advice: string;
}

interface RowOptions {
	readonly locale: Locale;
	readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What is wrong with a questionnaire, each with its cell, what it says and what to do. */
export function problemRows(read: QuestionnaireRead, options: RowOptions): ProblemRow[] {
	const labels = options.labels[kindOf(read)] ?? {};
	return read.problems.map((problem) => ({
		cell: placeText(read, problem, options.locale),
		column: columnText(problem, labels),
		text: problem.text ?? '',
		advice: adviceText(problem, options.locale)
	}));
}

const kindOf = ({ questionnaire }: QuestionnaireRead): string =>
	questionnaire === 'framework' || questionnaire === 'series' ? questionnaire : 'register';

/** `services!D7`, "services, row 7", or of YAML "line 12". */
function placeText(
	{ format }: QuestionnaireRead,
	{ sheet, cell, row }: Problem,
	locale: Locale
): string {
	if (format === 'yaml') return m.contribute_line({ line: cell }, { locale });
	if (cell === '') return sheet;
	if (!cell.startsWith('row ')) return `${sheet}!${cell}`;
	return m.contribute_row({ sheet, row: String(row ?? '') }, { locale });
}

function columnText({ column }: Problem, labels: Readonly<Record<string, string>>): string {
	if (column === undefined) return '';
	const label = labels[column];
	return label === undefined ? column : `${label} (${column})`;
}

const advices = {
	missing: m.contribute_advice_missing,
	number: m.contribute_advice_number,
	whole: m.contribute_advice_whole,
	'yes-no': m.contribute_advice_yes_no,
	choice: m.contribute_advice_choice,
	limit: m.contribute_advice_limit,
	date: m.contribute_advice_date,
	format: m.contribute_advice_format,
	unknown: m.contribute_advice_unknown,
	twice: m.contribute_advice_twice,
	place: m.contribute_advice_place,
	percentage: m.contribute_advice_percentage,
	order: m.contribute_advice_order,
	spreadsheet: m.contribute_advice_spreadsheet,
	other: m.contribute_advice_other
} as const satisfies Readonly<Record<ProblemReason, unknown>>;

/** Said by the rule itself, where no word of ours says it as exactly. */
const exact: readonly ProblemReason[] = ['limit', 'format', 'place', 'order', 'other'];

function adviceText({ reason, message, meant }: Problem, locale: Locale): string {
	const said = advices[reason]({}, { locale });
	const likely = meant === undefined ? '' : ` ${m.contribute_meant({ meant }, { locale })}`;
	return exact.includes(reason) ? `${said}${likely} (${message})` : `${said}${likely}`;
}
