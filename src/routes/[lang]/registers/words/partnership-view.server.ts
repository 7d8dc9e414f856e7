import type { Column } from '#lib/components/DataTable.svelte';
import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { exchangeRoles } from '#lib/model/registers/action-registers.ts';
import type { EntryOf } from '#lib/model/registers/registers.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, dateText, fieldLabel } from './entry-words.ts';

type Rows = readonly Readonly<Record<string, string>>[];

/** Places that an agreement names, by the kind of agreement, with its state. */
export function partnershipMatrix(names: EntryNames): { columns: Column[]; rows: Rows } {
	const { locale } = names;
	const all = releasedEntries('partnerships');
	const kinds = [...new Set(all.map(({ kind }) => kind))];
	const places = [...new Set(all.flatMap(({ cities }) => cities))];
	const place = fieldLabel('place', locale);
	return {
		columns: [
			{ key: 'place', label: place },
			...kinds.map((key) => ({ key, label: names.code('partnership-kinds', key) }))
		],
		rows: places.map((id) => ({
			place: names.entry('places', id),
			...Object.fromEntries(kinds.map((kind) => [kind, stateOf(id, kind)]))
		}))
	};

	function stateOf(city: string, kind: string): string {
		const own = all.filter((one) => one.kind === kind && one.cities.includes(city));
		const states = own.map(({ state }) => names.code('states', state));
		return states.join(', ') || m.registers_not_stated({}, { locale });
	}
}

/** Exchanges with people by role; what is not stated is no zero, and adds to no sum. */
export function exchangeTable(
	names: EntryNames,
	isWanted: (exchange: EntryOf<'exchanges'>) => boolean = () => true
): { columns: Column[]; rows: Rows } {
	const { locale } = names;
	const none = m.registers_not_stated({}, { locale });
	const end = { align: 'end' } as const;
	return {
		columns: [
			{ key: 'title', label: fieldLabel('title', locale) },
			{ key: 'state', label: fieldLabel('state', locale) },
			{ key: 'date', label: fieldLabel('date', locale) },
			{ key: 'days', label: m.registers_exchange_days({}, { locale }), ...end },
			...exchangeRoles.map((key) => ({ key, label: fieldLabel(key, locale), ...end })),
			{ key: 'maxPerDelegation', label: fieldLabel('maxPerDelegation', locale), ...end },
			{ key: 'total', label: m.registers_exchange_total({}, { locale }), ...end }
		],
		rows: releasedEntries('exchanges')
			.filter(isWanted)
			.map((one) => ({
				title: wordsOf(one.title, locale),
				state: names.code('states', one.state),
				date: dateText(one.date, locale),
				days: daysText(one, names) ?? none,
				...Object.fromEntries(exchangeRoles.map((role) => [role, String(one[role] ?? none)])),
				maxPerDelegation: String(one.maxPerDelegation ?? none),
				total: String(peopleOf(one) ?? none)
			}))
	};
}

function daysText(
	{ minDays, maxDays }: EntryOf<'exchanges'>,
	{ locale }: EntryNames
): string | undefined {
	const text = (days: number) => decimal(days, Number.isInteger(days) ? 0 : 1, locale);
	if (minDays === undefined || maxDays === undefined) return undefined;
	if (minDays === maxDays) return text(minDays);
	return m.registers_range({ lower: text(minDays), upper: text(maxDays) }, { locale });
}

/** Of the roles that are stated; undefined where none is. */
function peopleOf(exchange: EntryOf<'exchanges'>): number | undefined {
	const stated = exchangeRoles.flatMap((role) => exchange[role] ?? []);
	return stated.length === 0 ? undefined : stated.reduce((sum, one) => sum + one, 0);
}

/** How many exchanges are in a state, each an entry of the log. */
export function exchangeCounts({ locale }: EntryNames): string {
	const count = (state: string) =>
		String(releasedEntries('exchanges').filter((one) => one.state === state).length);
	return m.registers_exchange_held({ held: count('held'), planned: count('planned') }, { locale });
}
