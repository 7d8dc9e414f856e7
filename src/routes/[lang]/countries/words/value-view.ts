import { m } from '#lib/i18n/paraglide/messages.js';
import { monthsBetween } from '#lib/model/baseline-frame.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { CountryPage, CountryValue } from '#lib/model/country-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { SeriesEntry } from '#lib/model/series-catalogue.ts';
import { age } from '#lib/format/dates.ts';
import { numberFormat } from '#lib/format/intl.ts';
import { markedText } from '../../data/correction-words.ts';
import { measuresText } from '../../data/words.ts';
import { type CountryWords, seriesOf } from './country-words.ts';

type Series = SeriesEntry['series'];

export interface ValuesView {
	readonly rows: readonly Readonly<Record<string, string>>[];
	/** By their numbers in the table: citation, and what a reader has to know. */
	readonly sources: readonly { readonly citation: string; readonly caution: string | undefined }[];
}

/** "Cannabis and cocaine use (UNODC): Cannabis, All people" */
export function valueTitle(
	{ title, dimensions }: Series,
	{ categories }: Pick<CountryValue, 'categories'>,
	locale: Locale
): string {
	const named = dimensions.flatMap(({ id, categories: all }) => {
		const label = all.find((one) => one.id === categories[id])?.label;
		return label ? [wordsOf(label, locale)] : [];
	});
	const text = wordsOf(title, locale);
	return named.length === 0 ? text : `${text}: ${named.join(', ')}`;
}

/** As many decimals as the source gives, two at the most, and fewer the larger the number; the file has all. */
export function numberText({ value }: Series, number: number, locale: Locale): string {
	const told = number >= 1000 ? 0 : number >= 100 ? 1 : 2;
	const style = { useGrouping: 'always' } as const;
	const maximumFractionDigits = Math.min(told, value.decimals);
	return numberFormat(locale, { ...style, maximumFractionDigits }).format(number);
}

/** "2019", or that the source gives no date. */
export const periodText = (period: string, locale: Locale): string =>
	period === 'undated' ? m.countries_undated({}, { locale }) : period;

/** Months from the end of a period, a year, a quarter or a month, to a day; of no date undefined. */
export function monthsSince(period: string, on: string): number | undefined {
	const [year = '', part] = period.split('-');
	if (!/^\d{4}$/.test(year)) return undefined;
	const quarter = part?.startsWith('Q') ? Number(part.slice(1)) * 3 : undefined;
	const month = quarter ?? (part === undefined ? 12 : Number(part));
	const end = new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
	return Math.max(0, monthsBetween(end, on));
}

function precisionText(series: Series, { standardError }: CountryValue, locale: Locale): string {
	if (series.value.precision === 'counted') return m.countries_precision_counted({}, { locale });
	if (standardError === null) return m.countries_precision_not_published({}, { locale });
	return m.countries_precision_error(
		{ error: numberText(series, standardError, locale) },
		{ locale }
	);
}

export function valuesView(words: CountryWords): ValuesView {
	const { page, locale, on } = words;
	const told = [...new Set([...page.values, ...page.parts].map(({ series }) => series))];
	const series = told.flatMap((id) => seriesOf(words, id) ?? []);
	const mark = (id: string) => String(series.findIndex((one) => one.id === id) + 1);
	const ageText = (period: string) => {
		const months = monthsSince(period, on);
		return months === undefined ? m.countries_no_age({}, { locale }) : age(months, locale);
	};
	const common = (one: Series, period: string) => ({
		...{ unit: wordsOf(one.value.unit, locale), period: periodText(period, locale) },
		...{ age: ageText(period), measures: measuresText(one.measures, locale), source: mark(one.id) }
	});
	return {
		rows: [
			...page.values.flatMap((value) => {
				const one = seriesOf(words, value.series);
				if (!one) return [];
				return {
					name: valueTitle(one, value, locale),
					value: markedText(
						numberText(one, value.value, locale),
						{ series: value.series, period: value.period, territory: page.place.id },
						words
					),
					...common(one, value.period),
					precision: precisionText(one, value, locale)
				};
			}),
			...page.parts.flatMap((part) => partRow(part, words, common))
		],
		sources: series.map(({ source, caution }) => ({
			citation: source.citation,
			caution: caution && wordsOf(caution, locale)
		}))
	};
}

function partRow(
	part: CountryPage['parts'][number],
	words: CountryWords,
	common: (one: Series, period: string) => Readonly<Record<string, string>>
) {
	const one = seriesOf(words, part.series);
	if (!one) return [];
	const { locale } = words;
	const value = m.countries_series_parts({ places: String(part.places) }, { locale });
	return [{ name: wordsOf(one.title, locale), ...common(one, part.period), value, precision: '–' }];
}
