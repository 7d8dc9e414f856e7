import { partialDate } from '#lib/format/dates.ts';
import { significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale, Localized } from '#lib/model/localized.ts';
import { type StatedSource, notStated } from '#lib/model/registers/entry.ts';
import { type RegisterName, isFilled, registerReferences } from '#lib/model/registers/registers.ts';
import { sourceText } from './source-text.ts';

export { sourceText };

/** What everything is called that an entry names. */
export interface EntryNames {
	readonly locale: Locale;
	readonly code: (list: string, id: string) => string;
	readonly entry: (register: string, id: string) => string;
	readonly territory: (id: string) => string;
	readonly programme: (id: string) => string;
	/** A section of this site, as the menu calls it. */
	readonly section: (id: string) => string;
}

/** As exact as it is known. */
export const dateText = (date: string, locale: Locale): string =>
	date === notStated ? m.registers_not_stated({}, { locale }) : partialDate(date, locale);

type Entry = Readonly<Record<string, unknown>>;

/** What an entry says in a field, in words; "not stated" where it says nothing. */
export function fieldText(
	name: RegisterName,
	entry: object,
	{ field, names }: { readonly field: string; readonly names: EntryNames }
): string {
	const { locale } = names;
	if (!isFilled(entry, field)) return m.registers_not_stated({}, { locale });
	const value = (entry as Entry)[field];
	if (field === 'source') return sourceText(value as StatedSource);
	if (typeof value === 'number') return significant(value, 6, locale);
	if (Array.isArray(value))
		return value.map((one) => named(name, field, { id: String(one), names })).join(', ');
	if (typeof value === 'object') return wordsOf(value as Localized, locale);
	return named(name, field, { id: value as string, names });
}

const dates = [
	'date',
	'until',
	'from',
	'started',
	'inForce',
	'plannedBy',
	'plannedFor',
	'doneOn',
	'stateDate',
	'baselineDate',
	'lastChecked'
];

function named(
	name: RegisterName,
	field: string,
	{ id, names }: { readonly id: string; readonly names: EntryNames }
): string {
	if (field === 'country') return names.territory(id);
	if (field === 'place' && name !== 'places') return names.entry('places', id);
	if (dates.includes(field)) return dateText(id, names.locale);
	if (field === 'offers') return names.section(id);
	const reference = registerReferences[name][field];
	if (reference === 'programmes') return names.programme(id);
	if (reference === 'territories') return names.territory(id);
	if (reference === 'actors') return names.entry('actors', id);
	if (reference === undefined || typeof reference === 'string') return id;
	return 'list' in reference ? names.code(reference.list, id) : names.entry(reference.register, id);
}

/** "Quoted, unchecked; no source", or nothing. */
export function quotedText(
	entry: { readonly quoted?: true | undefined; readonly sourced?: false | undefined },
	locale: Locale
): string {
	if (!entry.quoted) return '';
	const quoted = m.registers_quoted({}, { locale });
	return entry.sourced === false ? `${quoted}; ${m.registers_unsourced({}, { locale })}` : quoted;
}
