import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { cascadeSteps } from '#lib/model/registers/alternative-registers.ts';
import type { EntryOf, RegisterName } from '#lib/model/registers/registers.ts';
import { releasedEntries } from '../../registers/index.server.ts';
import { answerText } from '../../registers/words/answer-text.ts';
import { cascadeView } from '../../registers/words/cascade-view.server.ts';
import { type EntryNames, fieldLabel } from '../../registers/words/entry-words.ts';
import { type RegisterView, registerView } from '../../registers/words/register-view.server.ts';
import { type Placed, isOfCountry } from './of-country.ts';

/** Of every register that speaks of countries, the fields that a profile shows. */
const shownFields = {
	models: ['name', 'model', 'stages', 'status', 'place'],
	legal: ['title', 'kind', 'date', 'inForce', 'programme'],
	interventions: ['title', 'types', 'groups', 'evidence', 'programme'],
	services: ['name', 'type', 'modality', 'place', 'licence'],
	partnerships: ['title', 'kind', 'state', 'cities'],
	exchanges: ['title', 'kind', 'state', 'date'],
	milestones: ['title', 'kind', 'date'],
	recommendations: ['text', 'area', 'cycle', 'state', 'stateDate'],
	partners: ['name', 'kind', 'themes']
} as const satisfies Partial<Record<RegisterName, readonly string[]>>;

type Shown = keyof typeof shownFields;

/** By place of the registers, its country. */
function countryByPlace(): (place: string) => string | undefined {
	const known = new Map(releasedEntries('places').map(({ id, country }) => [id, country]));
	return (place) => known.get(place);
}

/** The registers as a profile shows them; those without an entry of the country are left out. */
export function entryViews(
	country: string,
	names: EntryNames
): Partial<Record<Shown, RegisterView>> {
	const countryOf = countryByPlace();
	const all = Object.keys(shownFields) as Shown[];
	return Object.fromEntries(
		all.flatMap((name) => {
			const view = registerView(name, {
				...{ locale: names.locale, names, fields: shownFields[name] },
				only: (entry: EntryOf<Shown>) => isOfCountry(entry, country, countryOf)
			});
			return view.rows.length === 0 ? [] : [[name, view] as const];
		})
	);
}

/** Every register entry that is of a country, by country. */
export function entryCounts(): (country: string) => number {
	const countryOf = countryByPlace();
	const counted = [...(Object.keys(shownFields) as Shown[]), 'alternatives', 'cascades'] as const;
	const entries = counted.flatMap((name): readonly Placed[] => releasedEntries(name));
	return (country) => entries.filter((one) => isOfCountry(one, country, countryOf)).length;
}

/** The guiding questions, with what the country answered to each. */
export function answersView(country: string, names: EntryNames) {
	const { locale } = names;
	const questions = releasedEntries('codes').filter(({ list }) => list === 'guiding-questions');
	const own = releasedEntries('alternatives').filter((one) => one.country === country);
	const rows = questions.map(({ id, label }) => ({
		question: wordsOf(label, locale),
		answers: own.filter(({ question }) => question === id).map((one) => answerText(one, names))
	}));
	const n = rows.filter(({ answers }) => answers.length > 0).length;
	return {
		rows,
		said: m.countries_answers({ n: String(n), all: String(rows.length) }, { locale })
	};
}

/** Cascades of the country, a row each: how many people at every step, and which share of the eligible. */
export function cascadeTable(country: string, names: EntryNames) {
	const { locale } = names;
	const own = releasedEntries('cascades').filter((one) => one.country === country);
	return {
		columns: [
			{ key: 'cascade', label: m.countries_cascades({}, { locale }) },
			...cascadeSteps.map((key) => ({ key, label: fieldLabel(key, locale) }))
		],
		rows: own.map((cascade) => {
			const { subtitle: title, steps } = cascadeView(cascade, names);
			const said = steps.map(({ step, people, ofEligible }) => {
				const text = ofEligible === undefined ? people : `${people}: ${ofEligible}`;
				return [cascadeSteps.find((key) => fieldLabel(key, locale) === step) ?? step, text];
			});
			const none = cascadeSteps.map((key) => [key, m.registers_not_stated({}, { locale })]);
			return { cascade: title, ...Object.fromEntries([...none, ...said]) } as Record<
				string,
				string
			>;
		})
	};
}

/** Meetings that the country came to. */
export const attendedEvents = (country: string, { locale }: EntryNames): string[] =>
	releasedEntries('attendance')
		.filter((one) => one.country === country)
		.map(({ event }) => m.countries_attended({ event: wordsOf(event, locale) }, { locale }));

/** In which years a country came to a meeting that the registers name; a dash where it came to none. */
export function attendanceYears(): (country: string) => string {
	const all = releasedEntries('attendance');
	return (country) => {
		const years = all.filter((one) => one.country === country).map(({ date }) => date.slice(0, 4));
		return [...new Set(years)].sort().join(', ') || '–';
	};
}
