import { error } from '@sveltejs/kit';
import { locales } from '#lib/model/locales.ts';
import { releasedCatalogue, releasedSeries } from '../../../released.server.ts';
import { csvAddress } from '../../impact/words/picture-csv.ts';
import { countryNames, releasedProgramme, releasedProgrammes } from '../../impact/index.server.ts';
import { entryView } from '../../impact/words/entries.ts';
import { entryNames } from '../../registers/words/names.server.ts';
import { releasedQuestions } from '../../questions/index.server.ts';
import { releasedCountries, releasedCountry } from '../index.server.ts';
import { type CountryWords, countryWords } from '../words/country-words.ts';
import { correctedTexts, figureViews, levelOf, surveyLines } from '../words/figure-view.ts';
import { frameworkViews } from '../words/framework-view.server.ts';
import { gapViews, leadTexts } from '../words/gap-view.ts';
import { peersView } from '../words/peer-view.ts';
import { profileCsv } from '../words/profile-csv.ts';
import {
	answersView,
	attendedEvents,
	cascadeTable,
	entryViews
} from '../words/register-views.server.ts';
import { valuesView } from '../words/value-view.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	(releasedCountries()?.countries ?? []).flatMap(({ id }) =>
		locales.map((lang) => ({ lang, country: id }))
	);

export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale, release } = await parent();
	const index = releasedCountries();
	if (!index?.countries.some(({ id }) => id === params.country)) error(404);
	const page = releasedCountry(params.country);
	const words = countryWords({
		...{ page, index, locale, on: release.date },
		catalogue: releasedCatalogue(),
		series: releasedSeries(),
		bank: releasedQuestions()
	});
	const names = entryNames(locale);
	const { id, bloc, fictional } = page.place;
	return {
		...{ id, name: words.country, fictional },
		bloc: bloc === null ? undefined : names.code('blocs', bloc),
		lead: leadTexts(words),
		events: attendedEvents(id, names),
		gaps: gapViews(words),
		figures: figureViews(words),
		corrected: correctedTexts(words),
		level: levelOf(page.figures, locale),
		surveys: surveyLines(words),
		values: valuesView(words),
		peers: peersView(words),
		programmes: programmesOf(words, release.id),
		frameworks: frameworkViews(words),
		answers: answersView(id, names),
		cascades: cascadeTable(id, names),
		registers: entryViews(id, names),
		file: { name: `${id}.csv`, address: csvAddress(profileCsv(words, release.id)) }
	};
};

function programmesOf({ page: { place }, locale }: CountryWords, release: string) {
	const country = countryNames(locale);
	return (releasedProgrammes()?.entries ?? [])
		.filter(({ programme }) => programme.country === place.id)
		.map((entry) =>
			entryView(entry, { page: releasedProgramme(entry.programme.id), release, country, locale })
		)
		.map(({ id, title, verdict, result, words, harms }) => ({
			...{ id, title, verdict, result, evidence: words.evidence },
			harms: harms.map(({ text }) => text)
		}))
		.sort((a, b) => a.title.localeCompare(b.title, locale));
}
