import { partialDate } from '#lib/format/dates.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { EntrySource } from '#lib/model/entry-source.ts';
import type { FrameworkIndicator, FrameworkLine } from '#lib/model/framework-parts.ts';
import { unitSums } from '#lib/results/unit-sums.ts';
import type { FilterField } from '#lib/state/code-filters.ts';
import { pathTexts } from './path-texts.ts';
import { type ProgressView, progressView } from './progress-view.ts';
import { type ResultWords, dueText, targetText } from './result-amounts.ts';
import { basisWords, kindWords, reachWords, remarkWords } from './result-codes.ts';
import { type Codes, type FilterKey, filterKeys } from './result-filters.ts';

/** An indicator as a row of its line. */
export interface IndicatorView extends ProgressView {
	readonly id: string;
	readonly label: string;
	readonly target: string;
	/** Whether the target has a number that can be read as one. */
	readonly isStated: boolean;
	readonly due: string | undefined;
	readonly inferred: string | undefined;
	readonly countries: string;
	readonly path: readonly string[];
	/** Numbers of the documents that what is reported is from. */
	readonly sources: readonly string[];
	readonly note: string | undefined;
	readonly codes: Codes;
}

export interface LineView {
	readonly code: string;
	readonly kind: string;
	readonly title: string;
	readonly description: string | undefined;
	/** The number of its document on the page, and the place in it. */
	readonly source: { readonly number: string; readonly place: string | undefined };
	readonly indicators: readonly IndicatorView[];
	readonly codes: Codes;
}

export function lineView(line: FrameworkLine, words: ResultWords): LineView {
	const { code, kind, title, description, source, group } = line;
	const { locale } = words;
	const indicators = line.indicators.map((one) => indicatorView(one, line, words));
	const all = (key: FilterKey) => [...new Set(indicators.flatMap(({ codes }) => codes[key]))];
	return {
		...{ code, kind, title: wordsOf(title, locale) },
		description: description && wordsOf(description, locale),
		source: numbered(source, words),
		indicators,
		codes: {
			...{ group: [group], line: [code], kind: [kind], country: all('country') },
			target: indicators.length === 0 ? ['not-stated'] : all('target')
		}
	};
}

function indicatorView(
	indicator: FrameworkIndicator,
	{ code, group, kind }: FrameworkLine,
	words: ResultWords
): IndicatorView {
	const { locale } = words;
	const { id, label, target, note } = indicator;
	const isInferred = target.basis === 'inferred-from-singular';
	const countries = placesOf(indicator);
	return {
		...{ id, label: wordsOf(label, locale), target: targetText(indicator, words) },
		isStated: target.value !== 'not-stated',
		due: dueText(indicator, locale),
		inferred: isInferred ? m.results_inferred({}, { locale }) : undefined,
		countries: countries.map((one) => placeWords(one, words)).join(', '),
		path: pathTexts(indicator, words),
		sources: [...new Set(indicator.reported.map(({ source }) => documentNumber(source, words)))],
		note: note && wordsOf(note, locale),
		...progressView(indicator, words),
		codes: {
			...{ group: [group], line: [code], kind: [kind], country: countries },
			target: [target.basis]
		}
	};
}

/** Countries that are planned for or have reported, or the word that stands instead. */
function placesOf({ countries, reported }: FrameworkIndicator): string[] {
	const told = reported.flatMap(({ country }) => country ?? []);
	return [...new Set([...(typeof countries === 'string' ? [countries] : countries), ...told])];
}

const placeWords = (code: string, { page, locale }: ResultWords): string => {
	const name = page.countries[code];
	return name ? wordsOf(name, locale) : (reachWords[code]?.({}, { locale }) ?? code);
};

/** As the documents are numbered on the page. */
const documentNumber = ({ document }: EntrySource, { page }: ResultWords): string =>
	String(page.framework.documents.findIndex(({ id }) => id === document) + 1);

const numbered = (source: EntrySource, words: ResultWords) => ({
	number: documentNumber(source, words),
	place: source.place
});

/** "COPOLAD III...: lines of action (date not stated), 3.1.1". */
export function sourceText({ document, place }: EntrySource, words: ResultWords): string {
	const found = words.page.framework.documents.find(({ id }) => id === document);
	const title = found ? `${found.title} (${dateText(found.date, words)})` : document;
	return place === undefined ? title : `${title}, ${place}`;
}

/** A date as far as it is stated. */
export function dateText(date: string, { locale }: Pick<ResultWords, 'locale'>): string {
	if (date === 'not-stated') return m.results_document_undated({}, { locale });
	return partialDate(date, locale);
}

/** How many lines and indicators there are, and how much of them is stated. */
export function leadTexts(words: ResultWords): string[] {
	const { page, locale } = words;
	const { lines } = page.framework;
	const all = lines.flatMap(({ indicators }) => indicators);
	const number = (value: number) => count(value, locale);
	const of = (basis: string) => number(all.filter((one) => one.target.basis === basis).length);
	const dated = all.filter(
		({ target, milestones }) => target.due !== 'not-stated' || milestones.length > 0
	);
	const told = all.filter(({ reported }) => reported.length > 0);
	return [
		m.results_counts(
			{
				lines: number(lines.filter(({ indicators }) => indicators.length > 0).length),
				...{ all: number(all.length), stated: of('stated'), none: of('not-stated') },
				inferred: of('inferred-from-singular')
			},
			{ locale }
		),
		dated.length === 0
			? m.results_dates_none({}, { locale })
			: m.results_dates_some({ n: number(dated.length) }, { locale }),
		told.length === 0
			? m.results_reported_none({}, { locale })
			: m.results_reported_some({ n: number(told.length) }, { locale })
	];
}

/** What is planned of each unit, as cells of a table. */
export function sumRows(words: ResultWords): Record<string, string>[] {
	const { page, locale } = words;
	const none = '–';
	const number = (value: number | undefined) => (value === undefined ? none : count(value, locale));
	return unitSums(page.framework.lines).map(({ unit, programme, year, notStated }) => {
		const found = page.framework.units.find(({ id }) => id === unit);
		return {
			unit: found ? wordsOf(found.many, locale) : unit,
			programme: number(programme?.amount),
			inferred: programme ? number(programme.inferred) : none,
			year: number(year?.amount),
			none: number(notStated)
		};
	});
}

/** What is wrong or unclear in the source. */
export const remarkViews = (words: ResultWords) =>
	words.page.framework.remarks.map(({ kind, lines, text, source }) => ({
		kind: remarkWords[kind]({}, { locale: words.locale }),
		lines: lines.join(', '),
		text: wordsOf(text, words.locale),
		source: numbered(source, words)
	}));

/** Filters with the codes that the lines have. */
export function filterFields(lines: readonly LineView[], words: ResultWords): FilterField[] {
	const { page, locale } = words;
	const labels = {
		group: m.results_filter_group,
		line: m.results_filter_line,
		kind: m.results_filter_kind,
		country: m.results_filter_country,
		target: m.results_filter_target
	};
	const optionLabel: Readonly<Record<FilterKey, (code: string) => string | undefined>> = {
		group: (code) => {
			const found = page.framework.groups.find((one) => one.code === code);
			return found && `${code} ${wordsOf(found.title, locale)}`;
		},
		line: (code) => {
			const found = lines.find((one) => one.code === code);
			return found && `${code} ${found.title}`;
		},
		kind: (code) => kindWords[code as keyof typeof kindWords]({}, { locale }),
		country: (code) => placeWords(code, words),
		target: (code) => basisWords[code as keyof typeof basisWords]({}, { locale })
	};
	return filterKeys.map((key) => {
		const codes = [...new Set(lines.flatMap((line) => line.codes[key]))];
		const options = codes.map((value) => ({ value, label: optionLabel[key](value) ?? value }));
		return { key, label: labels[key]({}, { locale }), options };
	});
}
