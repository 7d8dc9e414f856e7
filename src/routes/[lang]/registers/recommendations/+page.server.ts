import { blankEntriesCsv } from '#lib/export/tables/blank-entries.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { type EntryOf, isFilled } from '#lib/model/registers/registers.ts';
import { csvAddress } from '../../impact/words/picture-csv.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, registerLead, registerTitle } from '../words/entry-words.ts';
import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import { stateMatrix, unstated } from '../words/state-matrix.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const names = entryNames(locale);
	const all = releasedEntries('recommendations');
	const real = all.filter(({ synthetic }) => !synthetic);
	return {
		view: {
			title: registerTitle('recommendations', locale),
			lead: registerLead('recommendations', locale),
			synthetic: false
		},
		columns: columnsOf(names),
		real: groupOf(real, names),
		invented: groupOf(
			all.filter(({ synthetic }) => synthetic),
			names
		),
		template: {
			name: 'recommendations.csv',
			address: csvAddress(blankEntriesCsv('recommendations')),
			codes: [...codesOf('recommendation-areas'), ...codesOf('recommendation-states')].map(
				({ id, label, definition }) => ({
					term: `${id} · ${wordsOf(label, locale)}`,
					meaning: definition ? wordsOf(definition, locale) : ''
				})
			)
		}
	};
};

const codesOf = (list: string) => releasedEntries('codes').filter((one) => one.list === list);

function columnsOf({ locale }: EntryNames) {
	const states = codesOf('recommendation-states');
	return [
		{ key: 'area', label: m.registers_field_area({}, { locale }) },
		...[
			...states.map(({ id, label }) => ({ key: id, label: wordsOf(label, locale) })),
			{ key: unstated, label: m.registers_not_stated({}, { locale }) },
			{ key: 'all', label: m.recommendations_all({}, { locale }) }
		].map((column) => ({ ...column, align: 'end' as const }))
	];
}

const shownFields = ['text', 'area', 'cycle', 'number', 'date', 'state', 'stateDate', 'detail'];

/** Counts by area and state, and the entries of each country by its name. */
function groupOf(entries: readonly EntryOf<'recommendations'>[], names: EntryNames) {
	const { locale } = names;
	const areas = codesOf('recommendation-areas').map(({ id }) => id);
	const states = codesOf('recommendation-states').map(({ id }) => id);
	const ids = new Set(entries.map(({ id }) => id));
	const fields = shownFields.filter((field) => entries.some((one) => isFilled(one, field)));
	return {
		rows: stateMatrix(entries, areas, states).map(({ area, counts, all }) => ({
			area: names.code('recommendation-areas', area),
			...Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, String(count)])),
			all: String(all)
		})),
		countries: [...new Set(entries.map(({ country }) => country))]
			.map((country) => ({
				...{ country, name: names.territory(country) },
				view: registerView('recommendations', {
					...{ locale, names, fields },
					only: (one) => one.country === country && ids.has(one.id)
				})
			}))
			.sort((a, b) => a.name.localeCompare(b.name, locale))
	};
}
