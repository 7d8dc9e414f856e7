import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Localized } from '#lib/model/localized.ts';
import type { RegisterName } from '#lib/model/registers/registers.ts';
import { releasedEntries, releasedRegisters } from '../../registers/index.server.ts';
import { entryAnchor } from '../../registers/words/entry-anchor.ts';
import { registerLead, registerTitle } from '../../registers/words/entry-words.ts';
import { profiledPlaces } from '../../registers/words/place-view.server.ts';
import { type SearchEntry, joined } from '../search-entry.ts';
import type { SearchWords } from './search-words.ts';

/** Registers whose entries have a name, and where an entry stands; of the others only the page is found. */
const named: Readonly<Partial<Record<RegisterName, (id: string) => string>>> = {
	interventions: (id) => `interventions/#${id}`,
	services: (id) => `services/#${id}`,
	milestones: (id) => `milestones/#${id}`,
	models: inTable('models'),
	legal: inTable('legal'),
	partners: inTable('partners'),
	partnerships: inTable('partnerships'),
	exchanges: inTable('exchanges'),
	process: inTable('process'),
	needs: inTable('needs'),
	figures: inTable('figures'),
	recommendations: inTable('recommendations'),
	alternatives: inTable('alternatives'),
	exclusion: () => 'exclusion/'
};

function inTable(register: RegisterName) {
	return (id: string) => `${register}/#${entryAnchor(register, id)}`;
}

/** The registers, and their entries that have a name or a text. */
export function registerEntries(words: SearchWords): SearchEntry[] {
	const { locale } = words;
	return (releasedRegisters()?.registers ?? [])
		.filter(({ id }) => id !== 'codes')
		.flatMap(({ id, entries, synthetic }): SearchEntry[] => {
			const title = registerTitle(id, locale);
			const page = { kind: 'register', title, about: '', href: `registers/${id}/` } as const;
			const text = registerLead(id, locale);
			return [
				{ ...page, text, synthetic: entries > 0 && synthetic === entries },
				...(id === 'places' ? placePages(words) : ofRegister(id as RegisterName, words))
			];
		});
}

/** What names an entry: the first of these that it has. */
interface Named {
	readonly id: string;
	readonly title?: Localized | undefined;
	readonly name?: Localized | undefined;
	readonly label?: Localized | undefined;
	readonly text?: Localized | undefined;
	readonly detail?: Localized | undefined;
	readonly country?: string | undefined;
	readonly synthetic?: boolean | undefined;
}

function ofRegister(register: RegisterName, { locale, place }: SearchWords): SearchEntry[] {
	const at = named[register];
	if (!at) return [];
	const entries: readonly Named[] = releasedEntries(register);
	return entries.flatMap((entry) => {
		const name = entry.title ?? entry.name ?? entry.label ?? entry.text;
		if (!name) return [];
		const country = entry.country === undefined ? undefined : place(entry.country);
		return {
			kind: 'register' as const,
			title: wordsOf(name, locale),
			text: joined([entry.detail && wordsOf(entry.detail, locale)]),
			about: joined([registerTitle(register, locale), country], ' · '),
			href: `registers/${at(entry.id)}`,
			synthetic: entry.synthetic === true
		};
	});
}

/** Cities and other places that have a page of their own. */
const placePages = ({ locale, place }: SearchWords): SearchEntry[] =>
	profiledPlaces().map(({ id, name, country, synthetic }) => ({
		kind: 'territory',
		...{ title: wordsOf(name, locale), text: '', about: place(country) },
		...{ href: `registers/places/${id}/`, synthetic: synthetic === true }
	}));
