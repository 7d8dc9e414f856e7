import { longDate } from '#lib/format/dates.ts';
import { count, significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { amountOf } from '#lib/model/framework-amount.ts';
import type { FrameworkPage } from '#lib/model/framework-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ReportedTotal } from '#lib/results/reported-total.ts';

/** What there is to word: a framework of a release, for one reader, on the day of the release. */
export interface ResultWords {
	readonly page: FrameworkPage;
	readonly locale: Locale;
	readonly today: string;
}

/** What an amount with its unit is worded by. */
interface AmountWords extends Pick<ResultWords, 'locale'> {
	readonly page: { readonly framework: Pick<FrameworkPage['framework'], 'units'> };
}

/** A number without its unit: "34.5 %" of a percentage. */
export const numberText = ({ measure }: FrameworkIndicator, amount: number, locale: Locale) =>
	measure === 'percentage'
		? new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
				amount / 100
			)
		: significant(amount, 12, locale);

/** "4 webinars", "34.5 %". */
export function amountText(
	indicator: FrameworkIndicator,
	amount: number,
	{ page, locale }: AmountWords
): string {
	const number = numberText(indicator, amount, locale);
	const unit = page.framework.units.find(({ id }) => id === indicator.unit);
	if (indicator.measure === 'percentage' || !unit) return number;
	const isOne = new Intl.PluralRules(locale).select(amount) === 'one' && amount !== 0;
	return `${number} ${wordsOf(isOne ? unit.one : unit.many, locale)}`;
}

/** What is planned, and by when, as far as it is stated. */
export function targetText(indicator: FrameworkIndicator, words: ResultWords): string {
	const { target } = indicator;
	const { locale } = words;
	const amount = amountOf(target);
	if (target.per === 'year')
		return amount === undefined
			? m.results_target_year_none({}, { locale })
			: m.results_target_year({ amount: amountText(indicator, amount, words) }, { locale });
	if (target.value === 'all-countries') return m.results_target_all({}, { locale });
	return amount === undefined
		? m.results_not_stated({}, { locale })
		: amountText(indicator, amount, words);
}

/** "by 31 December 2026", "no date stated"; nothing where there is no number to be due. */
export function dueText({ target }: FrameworkIndicator, locale: Locale): string | undefined {
	if (target.value === 'not-stated' || target.per === 'year') return undefined;
	return target.due === 'not-stated'
		? m.results_no_date({}, { locale })
		: m.results_target_due({ date: longDate(target.due, locale) }, { locale });
}

/** What was reported, and up to which day. */
export function reportedText(
	indicator: FrameworkIndicator,
	total: ReportedTotal,
	words: ResultWords
): string {
	const { locale } = words;
	if (total.kind === 'none') return m.results_reported_nothing({}, { locale });
	if (total.kind === 'not-added')
		return m.results_reported_apart({ n: String(total.values) }, { locale });
	const { numerator, denominator, on } = total;
	const amount = amountText(indicator, total.amount, words);
	const date = longDate(on, locale);
	return numerator === undefined || denominator === undefined
		? m.results_reported_by({ amount, date }, { locale })
		: m.results_reported_share(
				{
					...{ amount, date, numerator: count(numerator, locale) },
					denominator: count(denominator, locale)
				},
				{ locale }
			);
}
