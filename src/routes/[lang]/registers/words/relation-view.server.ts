import { m } from '#lib/i18n/paraglide/messages.js';
import { releasedBaselines } from '../../baselines/index.server.ts';
import { actorRows } from '../../baselines/words/actor-rows.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, fieldLabel } from './entry-words.ts';

/**
 * Who has what to do with whom: actors that documents say something of in rows, those that it is about
 * in columns. An empty cell is nothing that was read, and no absence of a relation.
 */
export function relationMatrix(names: EntryNames) {
	const { locale } = names;
	const entries = releasedEntries('relations');
	const actorName = (id: string) => names.entry('actors', id);
	const inOrder = (ids: readonly string[]) =>
		[...new Set(ids)].toSorted((a, b) => actorName(a).localeCompare(actorName(b), locale));
	const rows = inOrder(entries.map(({ actor }) => actor));
	const columns = inOrder(entries.map(({ other }) => other));
	const said = (actor: string, other: string) =>
		entries
			.filter((one) => one.actor === actor && one.other === other)
			.map(({ kind, state }) => {
				const relation = names.code('relation-kinds', kind);
				return state === 'asked-for'
					? m.registers_relation_asked({ relation }, { locale })
					: relation;
			});
	return {
		columns: [
			{ key: 'actor', label: fieldLabel('actor', locale) },
			...columns.map((key) => ({ key, label: actorName(key) }))
		],
		rows: rows.map((actor) => ({
			actor: actorName(actor),
			...Object.fromEntries(columns.map((other) => [other, said(actor, other).join('; ') || '–']))
		}))
	};
}

/** What each actor does, needs and wants, as the register of actors has it. */
export function interestTable(names: EntryNames) {
	const { locale } = names;
	const none = m.registers_not_stated({}, { locale });
	const fields = ['does', 'needs', 'interest'] as const;
	const labels = {
		does: m.baselines_actor_does({}, { locale }),
		needs: m.baselines_actor_needs({}, { locale }),
		interest: m.baselines_actor_interest({}, { locale })
	};
	return {
		columns: [
			{ key: 'label', label: fieldLabel('actor', locale) },
			...fields.map((key) => ({ key, label: labels[key] })),
			{ key: 'sources', label: m.registers_sources({}, { locale }) }
		],
		rows: actorRows(releasedBaselines()?.actors ?? [], locale).map((one) => ({
			label: one.label,
			...Object.fromEntries(fields.map((field) => [field, one[field] ?? none])),
			sources: one.sources.join('; ')
		}))
	};
}
