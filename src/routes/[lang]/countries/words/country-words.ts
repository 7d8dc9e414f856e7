import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import type { CountryIndex, CountryPage } from '#lib/model/country-page.ts';
import type { Locale, Localized } from '#lib/model/localized.ts';
import type { QuestionBank } from '#lib/model/question-bank.ts';
import type { SeriesEntry } from '#lib/model/series-catalogue.ts';
import type { BaselineWords } from '../../baselines/words/baseline-words.ts';

/** What there is to word: the profile of a country of a release, for one reader. */
export interface CountryWords extends BaselineWords {
	readonly page: CountryPage;
	readonly series: readonly SeriesEntry[];
	/** What surveys asked; undefined where the release has no questions. */
	readonly bank: QuestionBank | undefined;
}

interface CountryWordsOptions {
	readonly page: CountryPage;
	readonly index: CountryIndex;
	readonly catalogue: Catalogue;
	readonly series: readonly SeriesEntry[];
	readonly bank: QuestionBank | undefined;
	/** The date of the release. */
	readonly on: string;
	readonly locale: Locale;
}

export function countryWords({ page, index, ...rest }: CountryWordsOptions): CountryWords {
	const { id, name, fictional: synthetic } = page.place;
	const frame = index.frame ?? { dimensions: [] };
	const place = { id, name, level: 'country' as const, country: id, concept: '', synthetic };
	return { page, frame, place, country: wordsOf(name, rest.locale), ...rest };
}

/** What a country of the profile is called: the own one or a peer. */
export function countryName(id: string, { page, locale }: CountryWords): string {
	const name: Localized | undefined = id === page.place.id ? page.place.name : page.peers.names[id];
	return name ? wordsOf(name, locale) : id;
}

export const seriesOf = ({ series }: CountryWords, id: string) =>
	series.find((one) => one.series.id === id)?.series;

export function seriesTitle(words: CountryWords, id: string): string {
	const found = seriesOf(words, id);
	return found ? wordsOf(found.title, words.locale) : id;
}
