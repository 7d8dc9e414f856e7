import type { ForestRow } from '#lib/charts/impact/forest-plot.ts';
import { figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ComparisonRow } from '#lib/model/estimate-row.ts';
import { adjustedPValues } from '#lib/stats/contrasts/adjusted-p-values.ts';
import { pText } from '../../../impact/words/impact-words.ts';
import { differenceText } from '../../../baselines/words/baseline-words.ts';
import { type ExclusionWords, exploreSearch, latestOf } from './exclusion-words.ts';

/** What became of a factor from one wave to the next. */
export interface FactorChange {
	readonly environment: string;
	readonly label: string;
	readonly indicator: string;
	readonly before: string;
	readonly now: string;
	readonly change: ComparisonRow;
	/** By Holm, for all factors together; null without a difference. */
	readonly adjusted: number | null;
	readonly word: string;
}

const level = 0.05;

/** Every factor that both waves ask for, with p values that answer for there being so many. */
export function factorChanges(words: ExclusionWords): FactorChange[] {
	const { series, factors, locale } = words;
	const compared = factors.flatMap((factor) => {
		const own = series.factors.find((one) => one.factor === factor.id);
		return own?.change ? [{ factor, own, change: own.change }] : [];
	});
	const told = compared.filter(({ change }) => change.p_value !== null);
	const adjusted = adjustedPValues(
		told.map(({ change }) => change.p_value ?? 1),
		'holm'
	);
	return compared.map(({ factor, own, change }) => {
		const at = told.findIndex((one) => one.change === change);
		const p = at < 0 ? null : (adjusted[at] ?? null);
		const valueIn = (source: string) => {
			const estimate = own.waves.find((row) => row.source === source)?.estimate;
			return typeof estimate === 'number'
				? figure(estimate, 'proportion', locale)
				: m.withheld_suppressed({}, { locale });
		};
		return {
			...{ environment: factor.environment, label: factor.label, indicator: own.indicator },
			...{ before: valueIn(change.against_source), now: valueIn(change.of_source) },
			...{ change, adjusted: p, word: changeWord(change, p, words) }
		};
	});
}

function changeWord(
	{ difference, difference_lower: lower, difference_upper: upper, suppressed }: ComparisonRow,
	adjusted: number | null,
	{ locale }: ExclusionWords
): string {
	if (suppressed) return m.withheld_suppressed({}, { locale });
	if (difference === null || lower === null || upper === null || adjusted === null)
		return m.registers_exclusion_not_comparable({}, { locale });
	if (lower <= 0 && upper >= 0) return m.baselines_unclear({}, { locale });
	if (adjusted >= level) return m.registers_exclusion_unclear_many({}, { locale });
	return difference > 0 ? m.baselines_up({}, { locale }) : m.baselines_down({}, { locale });
}

export const isClear = ({ adjusted, change }: FactorChange): boolean =>
	adjusted !== null &&
	adjusted < level &&
	change.difference_lower !== null &&
	change.difference_upper !== null &&
	(change.difference_lower > 0 || change.difference_upper < 0);

const points = (value: number, locale: string) =>
	`${value > 0 ? '+' : ''}${differenceText(value, 'proportion', locale as ExclusionWords['locale'])}`;

function rangeText({ change }: FactorChange, { locale }: ExclusionWords): string {
	const { difference_lower: lower, difference_upper: upper } = change;
	if (lower === null || upper === null) return '–';
	return `${points(lower, locale)} ${m.interval_to({}, { locale })} ${points(upper, locale)}`;
}

/** The lines of the picture, under their environments. */
export const changeGroups = (words: ExclusionWords, changes: readonly FactorChange[]) =>
	words.environments
		.map(({ id, label: heading }) => ({
			heading,
			rows: changes
				.filter(({ environment }) => environment === id)
				.map((one): ForestRow => {
					const { difference, difference_lower, difference_upper } = one.change;
					const text = difference === null ? one.word : points(difference, words.locale);
					return {
						...{ name: one.label, estimate: difference, text, weight: null },
						...{ lower: difference_lower, upper: difference_upper }
					};
				})
		}))
		.filter(({ rows }) => rows.length > 0);

/** The same as a table. */
export const changeTable = (words: ExclusionWords, changes: readonly FactorChange[]) => ({
	rows: changes.map((one) => ({
		...{ label: one.label, before: one.before, now: one.now, word: one.word },
		change: one.change.difference === null ? '–' : points(one.change.difference, words.locale),
		range: rangeText(one, words),
		p: one.adjusted === null ? '–' : pText(one.adjusted, words.locale)
	})),
	searches: changes.map(({ indicator }) => exploreSearch(latestOf(words), indicator))
});
