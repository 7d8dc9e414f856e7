import { error } from '@sveltejs/kit';
import { count, percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { locales } from '#lib/model/locales.ts';
import { type EntryNames, fieldLabel, sourceText } from '../../words/entry-words.ts';
import { entryNames } from '../../words/names.server.ts';
import { exchangeTable } from '../../words/partnership-view.server.ts';
import {
	type Place,
	accessText,
	filledShare,
	placePlan,
	profiledPlaces,
	serviceTable,
	servicesOf
} from '../../words/place-view.server.ts';
import { planCalendar, processViews } from '../../words/plan-view.server.ts';
import { registerView } from '../../words/register-view.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	profiledPlaces().flatMap(({ id }) => locales.map((lang) => ({ lang, place: id })));

export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale, release } = await parent();
	const place = profiledPlaces().find(({ id }) => id === params.place);
	if (!place) error(404);
	const names = entryNames(locale);
	const isHere = (entry: { readonly place?: string | undefined }) => entry.place === place.id;
	return {
		view: {
			title: wordsOf(place.name, locale),
			lead: m.registers_place_lead({ place: wordsOf(place.name, locale) }, { locale }),
			synthetic: place.synthetic === true
		},
		facts: factsOf(place, names),
		source: sourceText(place.source),
		services: serviceTable(place.id, names),
		access: accessText(place, names),
		filled: m.registers_place_filled(
			{ share: percent(filledShare(servicesOf(place.id)), locale) },
			{ locale }
		),
		plan: placePlan(place),
		agreements: registerView('partnerships', {
			locale,
			only: ({ cities }) => cities.includes(place.id),
			fields: ['title', 'kind', 'state', 'date', 'parties', 'goals']
		}),
		exchanges: exchangeTable(names, isHere),
		process: processViews(names, isHere),
		calendar: planCalendar(names, release.date, isHere)
	};
};

function factsOf(
	{ level, country, territory, population, populationYear }: Place,
	names: EntryNames
) {
	const { locale } = names;
	const none = m.registers_not_stated({}, { locale });
	const people = population === undefined ? none : count(population, locale);
	return [
		{ term: fieldLabel('level', locale), meaning: names.code('place-levels', level) },
		{ term: fieldLabel('country', locale), meaning: names.territory(country) },
		{
			term: fieldLabel('territory', locale),
			meaning: territory === undefined ? none : names.territory(territory)
		},
		{
			term: fieldLabel('population', locale),
			meaning: populationYear === undefined ? people : `${people} (${populationYear})`
		}
	];
}
