import type { FigureKind } from '#lib/format/numbers.ts';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BaselineEntry } from '#lib/model/baseline-page.ts';
import type { BaselineTable } from '#lib/model/baseline-table.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import { differencesText, verdictOf } from '../../explore/words/breaks.ts';
import {
	type BaselineWords,
	differenceText,
	indicatorOf,
	kindOf,
	sourceWords,
	surveyOf,
	valueWithError
} from './baseline-words.ts';
import type { MeasuredEntry } from './figure-lines.ts';

type Frozen = BaselineTable[number];

/** What has become of a value: from which survey to which, and what the release says of it. */
export interface Change {
	readonly frozen: Frozen | undefined;
	/** The survey that change is counted from. */
	readonly from: string;
	/** The later figure; absent where there is none. */
	readonly later: EstimateRow | undefined;
	/** As the release has it; absent where the comparison is not declared. */
	readonly compared: ComparisonRow | undefined;
}

/**
 * From every frozen value of an indicator to every later survey, and from wave to wave where nobody
 * froze a value.
 */
export function changesOf({ figures, changes, frozen }: BaselineEntry): Change[] {
	const [first] = figures;
	const waves = changes.filter(({ concept }) => concept === '');
	const between = (of: string, against: string) =>
		waves.find((row) => row.of_source === of && row.against_source === against);
	const estimates = frozen.flatMap((one) =>
		one.baseline.frozen.kind === 'estimate' && one.baseline.frozen.group === undefined
			? [{ one, source: one.baseline.frozen.survey, period: one.baseline.frozen.period }]
			: []
	);
	if (estimates.length === 0)
		return waves.map((compared) => ({
			...{ frozen: undefined, from: compared.against_source, compared },
			later: figures.find(({ source }) => source === compared.of_source)
		}));
	return estimates.flatMap(({ one, source }): Change[] => {
		const own = figures.find((row) => row.source === source) ?? first;
		const later = figures.filter((row) => own && row.fieldwork_end > own.fieldwork_end);
		const none = { frozen: one, from: source, later: undefined, compared: undefined };
		if (later.length === 0) return [none];
		const all = later.map((row) => ({
			...{ ...none, later: row, compared: between(row.source, source) }
		}));
		// Where some comparison is declared, a survey that stands beside says nothing of the change.
		const declared = all.filter(({ compared }) => compared !== undefined);
		return declared.length > 0 ? declared : all;
	});
}

/** "+1.2 points (error 0.9; interval −0.6 to 3.0): no clear change"; undefined where there is no number. */
export function changeText(
	{ compared }: Change,
	kind: FigureKind,
	{ locale }: Pick<BaselineWords, 'locale'>
): string | undefined {
	if (!compared) return undefined;
	const { difference, difference_se, difference_lower, difference_upper } = compared;
	if (difference === null || difference_se === null) return undefined;
	if (difference_lower === null || difference_upper === null) return undefined;
	const written = (value: number) => differenceText(value, kind, locale);
	const word =
		difference_lower > 0
			? m.baselines_up({}, { locale })
			: difference_upper < 0
				? m.baselines_down({}, { locale })
				: m.baselines_unclear({}, { locale });
	const to = m.interval_to({}, { locale });
	const change = `${difference > 0 ? '+' : ''}${written(difference)}`;
	const range = `${written(difference_lower)} ${to} ${written(difference_upper)}`;
	const message = kind === 'proportion' ? m.baselines_change_points : m.baselines_change_units;
	return message({ change, error: written(difference_se), limits: range, word }, { locale });
}

/** Whether two surveys may be compared, and why not; a comparison nobody declared says so. */
function comparableText(
	{ from, later, compared }: Change,
	entry: BaselineEntry,
	words: BaselineWords
): string {
	const { locale } = words;
	if (!later) return '–';
	const why = reasonText({ from, to: later.source }, entry, words);
	const verdict = compared?.verdict ?? why.verdict;
	if (compared?.suppressed) return m.withheld_suppressed({}, { locale });
	if (verdict === 'not-comparable') return m.baselines_comparable_no({ why: why.text }, { locale });
	if (!compared) return m.baselines_undeclared({}, { locale });
	return verdict === 'close'
		? m.baselines_comparable_close({ why: why.text }, { locale })
		: m.baselines_comparable_yes({}, { locale });
}

interface Pair {
	readonly from: string;
	readonly to: string;
}

/** The verdict of the one rule on two surveys, and its reason in words. */
function reasonText({ from, to }: Pair, entry: BaselineEntry, words: BaselineWords) {
	const [one, other] = [surveyOf(words, from), surveyOf(words, to)];
	const indicator = indicatorOf(words, entry.indicator);
	if (!one || !other || !indicator)
		return { verdict: 'not-comparable', text: m.differs_unknown({}, words) };
	const found = verdictOf(words.catalogue, indicator, [one, other]);
	return { verdict: found.verdict, text: differencesText(found, words.locale) };
}

/** The frozen value as it was fixed, and beside it every revision and what this release says. */
export function frozenTexts({ baseline, now }: Frozen, words: BaselineWords): string[] {
	const { frozen, revisions } = baseline;
	const { locale } = words;
	const kind = frozen.kind === 'estimate' ? kindOf(indicatorOf(words, frozen.indicator)) : 'mean';
	const source = frozen.kind === 'estimate' ? sourceWords(words, frozen.survey) : frozen.series;
	const written = (estimate: number, error: number | null | undefined) =>
		valueWithError({ estimate, error }, kind, locale);
	const value = written(frozen.estimate, frozen.standardError);
	const date = longDate(frozen.date, locale);
	const revised = revisions.map((one) =>
		m.baselines_revised(
			{
				release: one.release,
				value: written(one.estimate, one.standardError),
				reason: wordsOf(one.reason, locale)
			},
			{ locale }
		)
	);
	const differs = now && !now.unchanged;
	return [
		m.baselines_frozen_on({ value, source, date }, { locale }),
		...revised,
		...(differs
			? [m.baselines_now({ value: written(now.estimate, now.standardError) }, { locale })]
			: [])
	];
}

/** A change in words. */
export interface ChangeView {
	readonly measure: string;
	/** The frozen value, and beside it every later one of the same. */
	readonly frozen: readonly string[];
	readonly later: string;
	/** Absent where there is no number. */
	readonly change: string | undefined;
	readonly comparable: string;
}

export function changeView(
	change: Change,
	{ entry, indicator }: MeasuredEntry,
	words: BaselineWords
): ChangeView {
	const { locale } = words;
	const kind = kindOf(indicator);
	const { later } = change;
	return {
		measure: wordsOf(indicator.label, locale),
		frozen: change.frozen
			? frozenTexts(change.frozen, words)
			: [firstText(change, { entry, indicator }, words)],
		later: later
			? [figureText(later, kind, words), sourceWords(words, later.source)].join(', ')
			: m.baselines_later_none({}, { locale }),
		change: changeText(change, kind, words),
		comparable: comparableText(change, entry, words)
	};
}

const figureText = (row: EstimateRow, kind: FigureKind, { locale }: BaselineWords) =>
	row.estimate === null
		? m.withheld_suppressed({}, { locale })
		: valueWithError({ estimate: row.estimate, error: row.standard_error }, kind, locale);

/** The wave that change is counted from where no value is frozen. */
function firstText({ from }: Change, { entry, indicator }: MeasuredEntry, words: BaselineWords) {
	const row = entry.figures.find(({ source }) => source === from);
	const value = row ? figureText(row, kindOf(indicator), words) : '–';
	return m.baselines_frozen_none({ value, source: sourceWords(words, from) }, words);
}

/** The change of a value as the end of a sentence about its territory. */
export function sinceText({ entry, indicator }: MeasuredEntry, words: BaselineWords): string {
	const { locale } = words;
	const change = changesOf(entry).findLast(({ frozen }) => frozen !== undefined);
	const frozen = change?.frozen?.baseline.frozen;
	if (!change || !frozen) return m.baselines_not_frozen({}, { locale });
	const kind = kindOf(indicator);
	const { period: year, estimate, standardError: error } = frozen;
	const value = valueWithError({ estimate, error }, kind, locale);
	if (!change.later) return m.baselines_since_none({ year, value }, { locale });
	const text = changeText(change, kind, words);
	if (text !== undefined)
		return m.baselines_since_change({ year, value, change: text }, { locale });
	const found = reasonText({ from: change.from, to: change.later.source }, entry, words);
	const why =
		found.verdict === 'not-comparable' ? found.text : comparableText(change, entry, words);
	return m.baselines_since_refused({ year, value, why }, { locale });
}
