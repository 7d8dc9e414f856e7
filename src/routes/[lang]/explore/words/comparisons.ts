import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import type { Column } from '#lib/components/DataTable.svelte';
import { count, decimal, figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Comparison } from '#lib/model/comparison.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ComparedFigure } from '../compared-figure.ts';
import { figureKey } from '../figure-key.ts';
import { differencesText } from './breaks.ts';
import { aboutText } from './explanation.ts';
import { type WordsOptions, kindOf, sourceLabel } from './labels.ts';
import { type Line, linesOf } from './lines.ts';

type Difference = Extract<Comparison, { outcome: 'compared' }>;

export const lineKey = ({ source, figure: shown }: Line): string =>
	figureKey(source.survey.id, shown);

/** "Women, urban (Demo 2024)": the source too, where there are several or nothing else tells. */
export function groupText(line: Line, options: WordsOptions): string {
	const about = aboutText(line, options);
	const source = sourceLabel(line.source.survey, options.locale);
	return options.answers.length > 1 && !about.includes(source) ? `${about} (${source})` : about;
}

/** The group that the others are compared with. */
const referenceText = (options: WordsOptions): string => {
	const { compare } = options.resolved.view;
	const line = linesOf(options).find((one) => lineKey(one) === compare?.against);
	return line ? groupText(line, options) : '';
};

/** A difference of shares in points, with its sign; a ratio as it is. */
function differenceText(value: number, options: WordsOptions): string {
	const { resolved, locale } = options;
	if (isRatio(options)) return decimal(value, 2, locale);
	const kind = kindOf(resolved.measure);
	const sign = value > 0 ? '+' : '';
	if (kind !== 'proportion') return `${sign}${figure(value, kind, locale)}`;
	return `${sign}${decimal(value * 100, 1, locale)}`;
}

const withheldWords = {
	'incomplete-design': m.compare_incomplete,
	'no-variance': m.withheld_other,
	'no-cases': m.withheld_no_cases,
	'no-degrees-of-freedom': m.withheld_no_df,
	'weights-of-sample': m.withheld_total,
	'lonely-psu': m.withheld_other,
	'zero-denominator': m.withheld_other,
	'one-case': m.withheld_other,
	'no-limits': m.withheld_other
} as const;

/** The difference, or why there is none. */
function resultText({ result }: ComparedFigure, options: WordsOptions): string {
	const { locale } = options;
	switch (result.kind) {
		case 'suppressed':
			return m.compare_not_shown({}, { locale });
		case 'refused':
			return m.compare_refused({ why: differencesText(result.found, locale) }, { locale });
		case 'compared':
			return result.comparison.outcome === 'compared'
				? differenceText(result.comparison.estimate, options)
				: withheldWords[result.comparison.reason]({}, { locale });
	}
}

interface ComparedLine {
	readonly line: Line;
	readonly compared: ComparedFigure;
}

const comparedLines = (options: WordsOptions): ComparedLine[] =>
	linesOf(options).flatMap((line) => {
		const compared = options.compared.find(({ key }) => key === lineKey(line));
		return compared ? [{ line, compared }] : [];
	});

const differenceOf = ({ result }: ComparedFigure): Difference | undefined =>
	result.kind === 'compared' && result.comparison.outcome === 'compared'
		? result.comparison
		: undefined;

/** A line of the picture for every group that is compared. */
export const comparedRows = (options: WordsOptions): EstimateRow[] =>
	comparedLines(options).map(({ line, compared }) => {
		const found = differenceOf(compared);
		const scale = isPoints(options) ? 100 : 1;
		return {
			...{ label: groupText(line, options), group: '', precision: 'design-based' },
			value: found && found.estimate * scale,
			lower: found && found.lower * scale,
			upper: found && found.upper * scale,
			text: resultText(compared, options)
		};
	});

const isRatio = ({ resolved }: WordsOptions) => resolved.view.compare?.kind === 'ratio';

const isPoints = (options: WordsOptions) =>
	!isRatio(options) && kindOf(options.resolved.measure) === 'proportion';

/** Options of that picture, apart from its width. */
export function comparedChart(options: WordsOptions) {
	const { locale } = options;
	return {
		unit: comparedUnit(options),
		formatTick: (value: number) =>
			new Intl.NumberFormat(locale, { notation: 'compact' }).format(value),
		isShare: false,
		reference: { value: isRatio(options) ? 1 : 0, label: m.compare_none({}, { locale }) }
	};
}

function comparedUnit(options: WordsOptions): string {
	const { locale } = options;
	if (isRatio(options)) return m.compare_unit_ratio({}, { locale });
	if (isPoints(options)) return m.compare_unit_points({}, { locale });
	return m.compare_unit_difference({}, { locale });
}

/** The answer: how far the one group is away, or how many of several are. */
export function comparedTitle(options: WordsOptions): string {
	const { locale } = options;
	const against = referenceText(options);
	const lines = comparedLines(options);
	const found = lines.flatMap(({ compared }) => differenceOf(compared) ?? []);
	const [first] = lines;
	const [only] = found;
	if (!first || !only) {
		const said = isRatio(options) ? m.compare_title_ratio : m.compare_title;
		return said({ against }, { locale });
	}
	const beyond = found.filter((one) => isBeyond(one, options)).length;
	if (lines.length > 1)
		return m.compare_title_several({ against, beyond, of: found.length }, { locale });
	const group = groupText(first.line, options);
	if (beyond === 0) return m.compare_title_within({ group, against }, { locale });
	const value = differenceText(only.estimate, options);
	if (isRatio(options)) return m.compare_title_times({ group, against, value }, { locale });
	const said = isPoints(options) ? m.compare_title_points : m.compare_title_value;
	return said({ group, against, value }, { locale });
}

export function comparedColumns(options: WordsOptions): Column[] {
	const { answers, locale } = options;
	const level = decimal(answers[0].answer.level * 100, 0, locale);
	const end = (key: string, text: string) => ({ key, label: text, align: 'end' as const });
	return [
		{ key: 'group', label: m.column_group({}, { locale }) },
		end('value', comparedUnit(options)),
		end('interval', m.column_interval({ level }, { locale })),
		end('se', m.column_se({}, { locale })),
		end('df', m.column_df({}, { locale })),
		end('p', m.compare_p({}, { locale })),
		end('adjusted', m.compare_p_adjusted({}, { locale })),
		{ key: 'word', label: m.compare_reading({}, { locale }) }
	];
}

export const comparedTable = (options: WordsOptions): Record<string, string>[] =>
	comparedLines(options).map(({ line, compared }) => {
		const found = differenceOf(compared);
		const row = { group: groupText(line, options), value: resultText(compared, options) };
		return found ? { ...row, ...numberCells(found, options) } : row;
	});

function numberCells(found: Difference, options: WordsOptions): Record<string, string> {
	const { locale } = options;
	const { lower, upper, standardError, df, p, adjustedP } = found;
	const to = m.interval_to({}, { locale });
	const scale = isPoints(options) ? 100 : 1;
	return {
		interval: `${differenceText(lower, options)} ${to} ${differenceText(upper, options)}`,
		se: decimal(standardError * scale, 2, locale),
		df: df === null ? '–' : count(df, locale),
		p: probabilityText(p, locale),
		adjusted: adjustedP === null ? '–' : probabilityText(adjustedP, locale),
		word: readingOf(found, options)
	};
}

const probabilityText = (p: number, locale: Locale) =>
	p < 0.001 ? `< ${decimal(0.001, 3, locale)}` : decimal(p, 3, locale);

/** Beyond chance or not, by the p-value adjusted for all comparisons of the table. */
const isBeyond = ({ adjustedP, p }: Difference, { answers }: WordsOptions): boolean =>
	(adjustedP ?? p) < 1 - answers[0].answer.level;

const readingOf = (found: Difference, options: WordsOptions): string =>
	(isBeyond(found, options) ? m.compare_beyond : m.compare_within)({}, { locale: options.locale });

/** What a reader must know of the comparison. */
export function comparedNotes(options: WordsOptions): string[] {
	const { resolved, locale, compared, answers } = options;
	const { compare } = resolved.view;
	const anyway = compared.flatMap(({ key, found, result }) => {
		const survey = answers.find((one) => one.survey.id === key.split(':')[0])?.survey;
		if (!found || !survey || result.kind === 'refused') return [];
		const why = differencesText(found, locale);
		const said = found.verdict === 'close' ? m.compare_close : m.compare_anyway;
		return [said({ source: sourceLabel(survey, locale), why }, { locale })];
	});
	const several = answers.length > 1;
	return [
		...anyway,
		m.compare_note_covariance({}, { locale }),
		several && compare?.samples === 'shared' ? m.compare_note_shared({}, { locale }) : '',
		several && compare?.samples === 'independent' ? m.compare_note_independent({}, { locale }) : '',
		compared.length > 1 ? m.compare_note_holm({}, { locale }) : ''
	].filter((note) => note !== '');
}
