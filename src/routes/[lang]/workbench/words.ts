import { fileSize } from '#lib/format/file-size.ts';
import { count, decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { OwnColumnSummary, OwnDeclared, OwnSummary } from '#lib/model/own-file-summary.ts';
import type { CodeMeaning, OwnProblem } from '#lib/model/own-file.ts';
import type { FaultDetail, OwnFileFault } from '#lib/readers/own-file/own-file-error.ts';
import { largestFileBytes } from '#lib/readers/own-file/own-file-limits.ts';

const faults = {
	empty: m.own_fail_empty,
	'too-many-values': m.own_fail_too_many_values,
	'no-rows': m.own_fail_no_rows,
	'no-table': m.own_fail_no_table,
	unreadable: m.own_fail_unreadable,
	damaged: m.own_fail_damaged,
	'utf-16': m.own_fail_utf_16,
	memory: m.own_fail_memory
};

interface Fault {
	readonly fault: OwnFileFault;
	readonly detail: FaultDetail;
	/** Of the file. */
	readonly size: number;
}

/** What happened to a file that could not be opened, and what to do. */
export function faultText({ fault, detail, size }: Fault, locale: Locale): string {
	const { value = '', line = 0, limit = largestFileBytes } = detail;
	const texts = { locale };
	switch (fault) {
		case 'too-large': {
			const [large, most] = [fileSize(size, locale), fileSize(limit, locale)];
			return m.own_fail_too_large({ size: large, limit: most }, texts);
		}
		case 'same-names':
			return m.own_fail_same_names({ value }, texts);
		case 'no-name':
			return m.own_fail_no_name({ value }, texts);
		case 'misshapen':
			return m.own_fail_misshapen(
				{ value: count(Number(value), locale), line: String(line) },
				texts
			);
		default:
			return faults[fault]({}, texts);
	}
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
	'number-text': m.own_problem_number_text,
	lonely: m.own_problem_lonely,
	'one-psu': m.own_problem_one_psu,
	'zero-weights': m.own_warning_zero_weights,
	'blank-rows': m.own_warning_blank_rows,
	'replicate-text': m.own_problem_replicate_text,
	'replicate-scale': m.own_problem_replicate_scale,
	'replicates-many': m.own_problem_replicates_many
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

/** Kinds that are about answers, not about how the sample was drawn. */
const aboutAnswers: readonly OwnProblem['kind'][] = [
	...(['no-weight', 'undecided', 'unconfirmed', 'nothing'] as const),
	...(['too-many-categories', 'number-text'] as const)
];

/** What is to be known of a design before anything is asked: what is wrong, and what may stay. */
export function designTexts(
	{ problems: all, warnings }: OwnDeclared,
	counts: OwnSummary['counts'],
	locale: Locale
): string[] {
	const wrong = all.filter(({ kind }) => !aboutAnswers.includes(kind));
	const lonely = warnings.find(({ kind }) => kind === 'lonely');
	const rest = warnings.filter((one) => one !== lonely);
	const told = lonely ? [warningText(lonely, counts, locale)] : [];
	return [...problemTexts([...wrong, ...rest], counts, locale), ...told];
}

const warningText = (
	{ rows = 0, first }: OwnProblem,
	counts: OwnSummary['counts'],
	locale: Locale
) =>
	m.own_warning_lonely(
		{ rows: count(rows, locale), where: places(first, counts, locale) },
		{ locale }
	);

function places(first: OwnProblem['first'], counts: OwnSummary['counts'], locale: Locale): string {
	const at = counts === 'line' ? m.own_place_line : m.own_place_row;
	return first
		.map(({ place, value }) => at({ place: String(place), value: value.slice(0, 40) }, { locale }))
		.join('; ');
}

function problemText(problem: OwnProblem, counts: OwnSummary['counts'], locale: Locale): string {
	const { kind, column = '', rows = 0, first } = problem;
	const values = [...new Set(first.map(({ value }) => value))].join(', ');
	return problems[kind](
		{ column, rows: count(rows, locale), where: places(first, counts, locale), values },
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
