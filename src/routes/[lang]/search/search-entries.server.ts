import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/locales.ts';
import { releasedCatalogue, releasedSeries } from '../../released.server.ts';
import { releasedCountries } from '../countries/index.server.ts';
import { placeNames } from '../impact/index.server.ts';
import { releasedQuestions } from '../questions/index.server.ts';
import { methodEntries, pageEntries, seriesEntries } from './entries/of-pages.server.ts';
import {
	boardEntries,
	placeEntries,
	programmeEntries,
	resultEntries
} from './entries/of-places.server.ts';
import { questionEntries } from './entries/of-questions.server.ts';
import { registerEntries } from './entries/of-registers.server.ts';
import { surveyEntries } from './entries/of-surveys.server.ts';
import type { SearchEntry } from './search-entry.ts';

/** Everything that can be found, each on the page that shows it: nothing that is not published. */
export function searchEntries(locale: Locale): SearchEntry[] {
	const words = { locale, place: namedPlace(locale) };
	return [
		...pageEntries(words),
		...surveyEntries(releasedCatalogue(), words),
		...questionEntries(releasedQuestions(), words),
		...placeEntries(words),
		...boardEntries(words),
		...programmeEntries(words),
		...resultEntries(words),
		...seriesEntries(releasedSeries(), words),
		...registerEntries(words),
		...methodEntries(words)
	];
}

function namedPlace(locale: Locale): (id: string) => string {
	const countries = new Map(
		(releasedCountries()?.countries ?? []).map(({ id, name }) => [id, name])
	);
	const known = placeNames(locale);
	return (id) => {
		const country = countries.get(id);
		return country ? wordsOf(country, locale) : (known(id) ?? id);
	};
}
