import type { Column } from '#lib/components/DataTable.svelte';
import { count, decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { KnownNames } from '#lib/model/questionnaires/known-names.ts';
import { type RegisterName, isFilled, registerFields } from '#lib/model/registers/registers.ts';
import { type Series, seriesColumns } from '#lib/model/series.ts';
import type { QuestionnaireRead } from '#lib/workers/questionnaire-messages.ts';
import { type EntryNames, fieldText } from '../../registers/words/entry-text.ts';
import { dueText, targetText } from '../../results/words/result-amounts.ts';

export interface PreviewOptions {
	readonly locale: Locale;
	readonly known: KnownNames;
	/** What the fields of registers are called, and the sections of this site. */
	readonly fields: Readonly<Record<string, string>>;
	readonly sections: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type QuestionnairePart = NonNullable<QuestionnaireRead['declared']>;

interface PreviewEntry {
	readonly id: string;
	readonly title: string;
	/** Invented for a demonstration. */
	readonly synthetic: boolean;
	readonly facts: readonly { readonly term: string; readonly value: string }[];
}

/** The first entries of what was read, in the words of the page that would show them. */
export interface Preview {
	readonly title: string;
	/** Of a framework that is invented. */
	readonly synthetic: boolean;
	/** Of a register. */
	readonly entries: readonly PreviewEntry[];
	/** Of a framework or a series. */
	readonly columns: readonly Column[];
	readonly rows: readonly Readonly<Record<string, string>>[];
	readonly all: number;
}

/** What names an entry. */
const titles = ['title', 'name', 'label', 'wording', 'text'];

/** As many as somebody looks through; the file has all. */
const shown = 50;

/** Undefined where nothing is in order. */
export function preview(
	{ questionnaire, declared }: QuestionnaireRead,
	options: PreviewOptions
): Preview | undefined {
	if (!declared) return undefined;
	const { kind, entries, values } = declared;
	if (kind === 'register')
		return entries.length === 0
			? undefined
			: registerPreview(questionnaire as RegisterName, entries, options);
	// The worker held it against its schema.
	if (kind === 'framework')
		return frameworkPreview(entries[0] as unknown as Framework, options.locale);
	return seriesPreview(entries[0] as unknown as Series, values, options);
}

function registerPreview(
	name: RegisterName,
	entries: readonly object[],
	{ locale, known, fields, sections }: PreviewOptions
): Preview {
	const names = entryNames(known, { locale, sections });
	const all = [...registerFields(name), 'source', 'lastChecked'];
	return {
		title: m.contribute_preview_entries({ count: count(entries.length, locale) }, { locale }),
		entries: entries.slice(0, shown).map((entry) => {
			const text = (field: string) => fieldText(name, entry, { field, names });
			const title = titles.find((field) => isFilled(entry, field));
			const { id, synthetic = false } = entry as { id: string; synthetic?: boolean };
			return {
				...{ id, synthetic },
				title: title === undefined ? id : text(title),
				facts: all
					.filter((field) => field !== title && isFilled(entry, field))
					.map((field) => ({ term: fields[field] ?? field, value: text(field) }))
			};
		}),
		...{ columns: [], rows: [], all: entries.length, synthetic: false }
	};
}

interface NamesOptions {
	readonly locale: Locale;
	readonly sections: Readonly<Record<string, string>>;
}

function entryNames({ names }: KnownNames, { locale, sections }: NamesOptions): EntryNames {
	const named = (space: string, id: string) => names[space]?.[id];
	return {
		locale,
		code: (list, id) => named(`codes/${list}`, id) ?? id,
		entry: (register, id) => named(`registers/${register}`, id) ?? id,
		territory: (id) => named('countries', id) ?? named('territories', id) ?? id,
		programme: (id) => named('programmes', id) ?? id,
		section: (id) => sections[id] ?? id
	};
}

/** A row an indicator, with its target as the page of results words it. */
function frameworkPreview(framework: Framework, locale: Locale): Preview {
	const words = { page: { framework, countries: {} }, locale, today: framework.checked };
	const all = framework.lines.flatMap((line) =>
		line.indicators.map((indicator) => ({
			line: `${line.code} ${wordsOf(line.title, locale)}`,
			indicator: wordsOf(indicator.label, locale),
			target: targetText(indicator, words),
			due: dueText(indicator, locale) ?? '',
			reported: count(indicator.reported.length, locale)
		}))
	);
	return {
		title: m.contribute_preview_framework(
			{
				...{ title: wordsOf(framework.title, locale) },
				...{ lines: count(framework.lines.length, locale), indicators: count(all.length, locale) }
			},
			{ locale }
		),
		columns: [
			{ key: 'line', label: m.contribute_line_heading({}, { locale }) },
			{ key: 'indicator', label: m.contribute_indicator({}, { locale }) },
			{ key: 'target', label: m.contribute_target({}, { locale }) },
			{ key: 'due', label: m.contribute_due({}, { locale }) },
			{ key: 'reported', label: m.contribute_reported({}, { locale }), align: 'end' }
		],
		...{ entries: [], synthetic: framework.synthetic },
		rows: all.slice(0, shown),
		all: all.length
	};
}

function seriesPreview(
	series: Series,
	values: QuestionnairePart['values'],
	{ locale, known, labels }: PreviewOptions
): Preview {
	const columns = seriesColumns(series)
		.slice(1)
		.filter((column) => values.some((row) => row[column] !== undefined));
	const dimensions = new Map(series.dimensions.map((one) => [one.id, one] as const));
	const label = (column: string) => {
		const dimension = dimensions.get(column);
		return dimension ? wordsOf(dimension.label, locale) : (labels['series']?.[column] ?? column);
	};
	const text = (column: string, value: string | number) => {
		if (typeof value === 'number') return decimal(value, series.value.decimals, locale);
		if (column === 'territory')
			return known.names['countries']?.[value] ?? known.names['territories']?.[value] ?? value;
		const category = dimensions.get(column)?.categories.find(({ id }) => id === value);
		return category ? wordsOf(category.label, locale) : value;
	};
	return {
		title: m.contribute_preview_series(
			{
				...{ title: wordsOf(series.title, locale), unit: wordsOf(series.value.unit, locale) },
				count: count(values.length, locale)
			},
			{ locale }
		),
		...{ entries: [], synthetic: false },
		columns: columns.map((key) => ({
			...{ key, label: label(key) },
			...(key === 'value' || key === 'standard_error' ? { align: 'end' as const } : {})
		})),
		rows: values
			.slice(0, shown)
			.map((row) =>
				Object.fromEntries(
					columns.map((column) => [
						column,
						row[column] === undefined
							? m.registers_not_stated({}, { locale })
							: text(column, row[column])
					])
				)
			),
		all: values.length
	};
}
