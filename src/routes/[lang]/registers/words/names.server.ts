import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale, Localized } from '#lib/model/localized.ts';
import { releasedBaselines } from '../../baselines/index.server.ts';
import { releasedEntries, releasedRegisters } from '../index.server.ts';
import { type EntryNames, sectionName } from './entry-words.ts';

/** What everything is called that entries name. */
export function entryNames(locale: Locale): EntryNames {
	const index = releasedRegisters();
	const codes = table(
		releasedEntries('codes').map(({ list, id, label }) => [`${list}/${id}`, label])
	);
	const entries = table([
		...releasedEntries('places').map(({ id, name }) => [`places/${id}`, name] as const),
		...releasedEntries('models').map(({ id, name }) => [`models/${id}`, name] as const),
		...(releasedBaselines()?.actors ?? []).map(({ id, label }) => [`actors/${id}`, label] as const),
		...releasedEntries('interventions').map(
			({ id, title }) => [`interventions/${id}`, title] as const
		)
	]);
	const territories = table((index?.territories ?? []).map(({ id, name }) => [id, name]));
	const programmes = table((index?.programmes ?? []).map(({ id, title }) => [id, title]));
	return {
		locale,
		code: (list, id) => codes.get(`${list}/${id}`) ?? id,
		entry: (register, id) => entries.get(`${register}/${id}`) ?? id,
		territory: (id) => territories.get(id) ?? id,
		programme: (id) => programmes.get(id) ?? id,
		section: (id) => sectionName(id, locale)
	};

	function table(all: readonly (readonly [string, Localized])[]): Map<string, string> {
		return new Map(all.map(([id, label]) => [id, wordsOf(label, locale)]));
	}
}
