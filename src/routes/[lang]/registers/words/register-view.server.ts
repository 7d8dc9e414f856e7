import type { Column } from '#lib/components/DataTable.svelte';
import { entriesCsv } from '#lib/export/tables/entries-csv.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import {
	type EntryOf,
	type RegisterName,
	isFilled,
	registerFields
} from '#lib/model/registers/registers.ts';
import { csvAddress } from '../../impact/words/picture-csv.ts';
import { releasedEntries } from '../index.server.ts';
import { entryAnchor } from './entry-anchor.ts';
import {
	type EntryNames,
	fieldLabel,
	fieldText,
	quotedText,
	registerLead,
	registerTitle,
	sourceText
} from './entry-words.ts';
import { entryNames } from './names.server.ts';

/** A register as a table with its file, and how often each field says something. */
export interface RegisterView {
	readonly id: string;
	readonly title: string;
	readonly lead: string;
	readonly columns: readonly Column[];
	readonly rows: readonly Readonly<Record<string, string>>[];
	/** Of the rows, on their page. */
	readonly ids: readonly string[];
	/** By the numbers in the column of sources. */
	readonly sources: readonly string[];
	readonly file: { readonly register: string; readonly name: string; readonly address: string };
	readonly completeness: readonly { readonly field: string; readonly filled: string }[];
	readonly synthetic: boolean;
}

/** What names an entry, and comes first. */
const titles = ['title', 'name', 'label', 'wording', 'text'];

interface ViewOptions<Name extends RegisterName> {
	readonly locale: Locale;
	/** Defaults to every field that any entry fills. */
	readonly fields?: readonly string[];
	readonly only?: (entry: EntryOf<Name>) => boolean;
	/** Where several registers stand on one page, read once. */
	readonly names?: EntryNames;
}

export function registerView<Name extends RegisterName>(
	name: Name,
	{ locale, fields, only = () => true, names = entryNames(locale) }: ViewOptions<Name>
): RegisterView {
	const entries = releasedEntries(name).filter(only);
	const all = registerFields(name);
	const used = all.filter((field) => entries.some((entry) => isFilled(entry, field)));
	const wanted = fields ?? [...used].sort((a, b) => first(a) - first(b));
	const shown = [...wanted, 'source', 'lastChecked'];
	const sources = [...new Set(entries.map(({ source }) => sourceText(source)))];
	const text = (entry: EntryOf<Name>, field: string) =>
		field === 'source'
			? String(sources.indexOf(sourceText(entry.source)) + 1)
			: fieldText(name, entry, { field, names });
	return {
		...{ id: name, title: registerTitle(name, locale), lead: registerLead(name, locale) },
		columns: shown.map((key) => ({ key, label: fieldLabel(key, locale) })),
		ids: entries.map(({ id }) => entryAnchor(name, id)),
		rows: entries.map((entry) =>
			Object.fromEntries(
				shown.map((field, i) => {
					const quoted = i === 0 ? quotedText(entry, locale) : '';
					return [field, quoted === '' ? text(entry, field) : `${text(entry, field)} (${quoted})`];
				})
			)
		),
		sources,
		file: { register: name, name: `${name}.csv`, address: csvAddress(entriesCsv(entries)) },
		completeness: all.map((field) => {
			const filled = entries.filter((entry) => isFilled(entry, field)).length;
			const values = { filled: String(filled), all: String(entries.length) };
			return {
				field: fieldLabel(field, locale),
				filled: m.registers_filled_of(values, { locale })
			};
		}),
		synthetic: entries.length > 0 && entries.every((entry) => entry.synthetic)
	};
}

const first = (field: string) => (titles.includes(field) ? 0 : 1);
