import { fileSize } from '#lib/format/file-size.ts';
import { count, decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { OwnColumnSummary, OwnSummary } from '#lib/model/own-file-summary.ts';
import type { CodeMeaning, OwnProblem } from '#lib/model/own-file.ts';
import { maxFileBytes } from '#lib/readers/own-file/open-own-file.ts';
import type { OwnFileFault } from '#lib/readers/own-file/own-file-error.ts';

const faults = {
	empty: m.own_fail_empty,
	'too-many-values': m.own_fail_too_many_values,
	'no-rows': m.own_fail_no_rows,
	'no-table': m.own_fail_no_table,
	unreadable: m.own_fail_unreadable,
	damaged: m.own_fail_damaged
};

/** What happened to a file that could not be opened, and what to do. */
export function faultText(fault: OwnFileFault, size: number, locale: Locale): string {
	if (fault !== 'too-large') return faults[fault]({}, { locale });
	const [large, limit] = [fileSize(size, locale), fileSize(maxFileBytes, locale)];
	return m.own_fail_too_large({ size: large, limit }, { locale });
}

const meanings = {
	undecided: m.own_code_undecided,
	answer: m.own_code_answer,
	'dont-know': m.own_code_dont_know,
	refused: m.own_code_refused,
	'not-asked': m.own_code_not_asked,
	'not-applicable': m.own_code_not_applicable,
	lost: m.own_code_lost,
	withheld: m.own_code_withheld
} satisfies Record<CodeMeaning, unknown>;

/** What a code may mean; to be decided only where nobody has. */
export function meaningOptions(locale: Locale, chosen: CodeMeaning | undefined) {
	return (Object.keys(meanings) as CodeMeaning[])
		.filter((one) => one !== 'undecided' || chosen === 'undecided' || chosen === undefined)
		.map((value) => ({ value, label: meanings[value]({}, { locale }) }));
}

const problems = {
	'no-weight': m.own_problem_no_weight,
	absent: m.own_problem_absent,
	undecided: m.own_problem_undecided,
	unconfirmed: m.own_problem_unconfirmed,
	nothing: m.own_problem_nothing,
	'too-many-categories': m.own_problem_too_many_categories,
	'weight-text': m.own_problem_weight_text,
	'weight-negative': m.own_problem_weight_negative,
	'weight-zero': m.own_problem_weight_zero,
	'stratum-blank': m.own_problem_stratum_blank,
	'psu-blank': m.own_problem_psu_blank,
	'psu-in-strata': m.own_problem_psu_in_strata,
	'fpc-text': m.own_problem_fpc_text,
	'fpc-varies': m.own_problem_fpc_varies,
	'fpc-small': m.own_problem_fpc_small,
	'number-text': m.own_problem_number_text
} satisfies Record<OwnProblem['kind'], unknown>;

/** Problems of one kind that are told one by one. */
const mostAlike = 5;

/** Every problem by its column; many of one kind end in how many more there are. */
export function problemTexts(
	all: readonly OwnProblem[],
	counts: OwnSummary['counts'],
	locale: Locale
): string[] {
	const kinds = [...new Set(all.map(({ kind }) => kind))];
	return kinds.flatMap((kind) => {
		const alike = all.filter((one) => one.kind === kind);
		const more = alike.length - mostAlike;
		return [
			...alike.slice(0, mostAlike).map((one) => problemText(one, counts, locale)),
			...(more > 0 ? [m.own_problem_more({ n: count(more, locale) }, { locale })] : [])
		];
	});
}

function problemText(problem: OwnProblem, counts: OwnSummary['counts'], locale: Locale): string {
	const { kind, column = '', rows = 0, first } = problem;
	const at = counts === 'line' ? m.own_place_line : m.own_place_row;
	const where = first.map(({ place, value }) =>
		at({ place: String(place), value: value.slice(0, 40) }, { locale })
	);
	const values = [...new Set(first.map(({ value }) => value))].join(', ');
	return problems[kind](
		{ column, rows: count(rows, locale), where: where.join('; '), values },
		{ locale }
	);
}

const roles = {
	key: m.own_role_key,
	personal: m.own_role_personal,
	coordinate: m.own_role_coordinate,
	weight: m.own_role_weight,
	stratum: m.own_role_stratum,
	psu: m.own_role_psu
};

/** What is in a column, in a line. */
export function columnText(column: OwnColumnSummary, locale: Locale): string {
	const { role, isPrivate, distinct, blanks, smallest, largest } = column;
	const number = (value: number) => decimal(value, Number.isInteger(value) ? 0 : 2, locale);
	const range =
		!isPrivate && smallest !== undefined && largest !== undefined
			? m.own_from_to({ from: number(smallest), to: number(largest) }, { locale })
			: m.own_distinct({ n: count(distinct, locale) }, { locale });
	return [
		role === undefined ? '' : roles[role]({}, { locale }),
		range,
		blanks === 0 ? '' : m.own_blanks({ n: count(blanks, locale) }, { locale })
	]
		.filter((text) => text !== '')
		.join('; ');
}
