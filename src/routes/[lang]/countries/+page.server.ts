import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { CountryIndex, CountryPlace } from '#lib/model/country-page.ts';
import { gapBoard, gapCounts } from '#lib/model/gap-board.ts';
import { releasedCatalogue } from '../../released.server.ts';
import { releasedQuestions } from '../questions/index.server.ts';
import { entryNames } from '../registers/words/names.server.ts';
import { releasedCountries, releasedCountry } from './index.server.ts';
import { askedLast } from './words/asked-last.ts';
import { attendanceYears, entryCounts } from './words/register-views.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const index = releasedCountries();
	if (!index) return { groups: [], all: 0 };
	const names = entryNames(locale);
	const entries = entryCounts();
	const attended = attendanceYears();
	const real = index.countries.filter(({ fictional }) => !fictional);
	const groups = [
		...index.blocs.map((bloc) => ({
			...{ id: bloc, label: names.code('blocs', bloc) },
			of: real.filter((one) => one.bloc === bloc)
		})),
		{
			id: 'no-bloc',
			label: m.countries_no_bloc({}, { locale }),
			of: real.filter(({ bloc }) => bloc === null)
		},
		{
			...{ id: 'fictional', label: m.countries_fictional({}, { locale }) },
			of: index.countries.filter((one) => one.fictional)
		}
	].filter(({ of }) => of.length > 0);
	return {
		groups: groups.map(({ of, ...group }) => ({
			...group,
			rows: of
				.map((place) => rowOf(place, index, { on: release.date, entries: entries(place.id) }))
				.map(({ place, cells }) => ({
					id: place.id,
					cells: {
						...{ country: wordsOf(place.name, locale), attended: attended(place.id) },
						...cells
					}
				}))
				.sort((a, b) => a.cells.country.localeCompare(b.cells.country, locale))
		})),
		all: frameSize(index)
	};
};

const frameSize = ({ frame }: CountryIndex) =>
	(frame?.dimensions ?? []).reduce(
		(sum, { indicators, gaps }) => sum + indicators.length + gaps.length,
		0
	);

function rowOf(
	place: CountryPlace,
	{ frame }: CountryIndex,
	{ on, entries }: { readonly on: string; readonly entries: number }
) {
	const { figures, values, parts } = releasedCountry(place.id);
	const known = { catalogue: releasedCatalogue(), bank: releasedQuestions() };
	const isAsked = (indicator: string) =>
		askedLast(known, { country: place.id, indicator }) !== undefined;
	const counts = gapCounts(frame ? gapBoard(frame, figures, { on, isAsked }) : []);
	const series = new Set([...values, ...parts].map((one) => one.series)).size;
	const all = { ...counts, series, entries };
	const cells = Object.fromEntries(
		Object.entries(all).map(([key, value]) => [key, String(value)])
	) as Record<keyof typeof all, string>;
	return { place, cells };
}
