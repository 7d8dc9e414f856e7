import { m } from '#lib/i18n/paraglide/messages.js';
import { type EntryOf, isFilled, registerReferences } from '#lib/model/registers/registers.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/localized.ts';
import { resolve } from '$app/paths';
import type { FilterField } from '#lib/state/code-filters.ts';
import { releasedEntries } from '../index.server.ts';
import type { ListedEntry } from './entry-filters.ts';
import { type EntryNames, dateText, fieldLabel, fieldText, sourceText } from './entry-words.ts';
import { entryNames } from './names.server.ts';

interface ListOptions {
	/** Fields that the list is filtered by, each of a list of codes. */
	readonly filters: readonly string[];
	/** Fields that are shown, the stated ones and those that are not. */
	readonly facts: readonly string[];
}

type Listed = 'interventions' | 'services';

/** A register as a list with filters. */
export function listView(name: Listed, locale: Locale, { filters, facts }: ListOptions) {
	const names = entryNames(locale);
	const entries: readonly EntryOf<Listed>[] = releasedEntries(name);
	return {
		entries: entries
			.map((entry) => listed(name, entry, { names, filters, facts }))
			.sort((a, b) => a.title.localeCompare(b.title, locale)),
		filters: filters.map((field): FilterField => {
			const codes = [...new Set(entries.flatMap((entry) => codesOf(entry, field)))];
			const label = (code: string) => fieldText(name, { [field]: code }, { field, names });
			const options = codes.map((value) => ({ value, label: label(value) }));
			return {
				...{ key: field, label: fieldLabel(field, locale) },
				options: options.sort((a, b) => a.label.localeCompare(b.label, locale))
			};
		})
	};
}

function codesOf(entry: object, field: string): string[] {
	const value = (entry as Readonly<Record<string, unknown>>)[field];
	return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

function listed(
	name: Listed,
	entry: EntryOf<Listed>,
	{ names, filters, facts }: ListOptions & { readonly names: EntryNames }
): ListedEntry {
	const { locale } = names;
	const label = 'title' in entry ? entry.title : entry.name;
	return {
		...{ id: entry.id, title: wordsOf(label, locale), badge: entry.synthetic === true },
		text: entry.detail ? wordsOf(entry.detail, locale) : '',
		facts: facts.map((field) => ({
			term: fieldLabel(field, locale),
			value: fieldText(name, entry, { field, names }),
			stated: isFilled(entry, field)
		})),
		link:
			'programme' in entry && entry.programme
				? {
						href: `${resolve('/[lang]', { lang: locale })}/impact/${entry.programme}/`,
						label: names.programme(entry.programme)
					}
				: undefined,
		source: m.registers_source_line(
			{ source: sourceText(entry.source), checked: dateText(entry.lastChecked, locale) },
			{ locale }
		),
		codes: Object.fromEntries(
			filters
				.filter((field) => field in registerReferences[name])
				.map((field) => [field, codesOf(entry, field)])
		)
	};
}
