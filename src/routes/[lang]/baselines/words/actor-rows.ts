import { longDate } from '#lib/format/dates.ts';
import type { Actor } from '#lib/model/actor.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale, Localized } from '#lib/model/localized.ts';

type ActorField = 'does' | 'needs' | 'interest' | 'relation';

/** An actor in words; what no source states is undefined. */
export interface ActorRow extends Readonly<Record<ActorField, string | undefined>> {
	readonly id: string;
	readonly label: string;
	readonly sources: readonly string[];
}

export const actorRows = (actors: readonly Actor[], locale: Locale): ActorRow[] =>
	actors.map(({ id, label, sources, does, needs, interest, relation }) => {
		const said = (text: Localized | undefined) => text && wordsOf(text, locale);
		return {
			...{ id, label: wordsOf(label, locale) },
			...{ does: said(does), needs: said(needs), interest: said(interest) },
			relation: said(relation),
			sources: sources.map(({ document, date }) =>
				date === undefined ? document : `${document}, ${longDate(date, locale)}`
			)
		};
	});
