import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import { count, percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { followedFigure, lostShare } from '#lib/impact/follow-up/followed-figure.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { followUpWindows } from '#lib/model/registers/livelihood-register.ts';
import type { EntryOf } from '#lib/model/registers/registers.ts';
import { drawnChart } from '../../../drawn-chart.server.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, sourceText } from './entry-words.ts';

type Entry = EntryOf<'livelihoods'>;

/** A programme, a cohort and a measure each, as a picture with its table. */
export function livelihoodViews(names: EntryNames) {
	const entries = releasedEntries('livelihoods');
	const keyOf = ({ programme, cohort, measure }: Entry) => `${programme}-${cohort}-${measure}`;
	return [...new Set(entries.map(keyOf))].map((key) =>
		livelihoodView(
			key,
			entries.filter((entry) => keyOf(entry) === key),
			names
		)
	);
}

function livelihoodView(id: string, entries: readonly Entry[], names: EntryNames) {
	const { locale } = names;
	const [first] = entries as [Entry];
	const sexes = [...new Set(entries.map(({ sex }) => sex))];
	const rows = sexes.flatMap((sex) =>
		followUpWindows.map((window) => ({
			...{ sex, window },
			entry: entries.find((one) => one.sex === sex && one.window === window)
		}))
	);
	const measure = names.code('livelihood-measures', first.measure);
	const unit = first.currency === undefined ? '' : unitText(first, names);
	const values = { measure, cohort: first.cohort, programme: names.programme(first.programme) };
	return {
		...{ id, programme: first.programme, synthetic: entries.every(({ synthetic }) => synthetic) },
		title: titleOf(entries, names) ?? m.registers_livelihood_of(values, { locale }),
		subtitle: [m.registers_livelihood_of(values, { locale }), unit].filter(Boolean).join(', '),
		definition: first.definition && wordsOf(first.definition, locale),
		source: [...new Set(entries.map(({ source }) => sourceText(source)))].join('; '),
		drawn: drawnOf(rows, { measure: unit || measure, names, isShare: unit === '' }),
		rows: rows.map(({ sex, window, entry }) => rowText(sex, window, { entry, names })),
		isShare: unit === ''
	};
}

const unitText = ({ currency = '', priceYear }: Entry, { locale }: EntryNames) =>
	priceYear === undefined
		? currency
		: m.registers_livelihood_prices({ currency, year: String(priceYear) }, { locale });

const windowText = (window: number, { locale }: EntryNames): string =>
	window === 0
		? m.registers_livelihood_before({}, { locale })
		: m.registers_livelihood_after({ months: String(window) }, { locale });

/** The latest figure of everybody, and how many were not reached. */
function titleOf(entries: readonly Entry[], { locale }: EntryNames): string | undefined {
	const latest = entries
		.filter(({ sex, window }) => sex === 'all' && window > 0)
		.toSorted((a, b) => b.window - a.window)
		.find((entry) => followedFigure(entry));
	const figure = latest && followedFigure(latest);
	const lost = latest && lostShare(latest);
	if (!figure || lost === undefined) return undefined;
	const values = { months: String(latest.window), lost: percent(lost, locale) };
	return latest.measure === 'employment'
		? m.registers_livelihood_work({ ...values, share: percent(figure.value, locale) }, { locale })
		: m.registers_livelihood_income(
				{ ...values, mean: `${count(figure.value, locale)} ${latest.currency ?? ''}` },
				{ locale }
			);
}

interface Row {
	readonly sex: string;
	readonly window: number;
	readonly entry: Entry | undefined;
}

interface DrawnOptions {
	readonly measure: string;
	readonly names: EntryNames;
	readonly isShare: boolean;
}

function drawnOf(rows: readonly Row[], { measure, names, isShare }: DrawnOptions) {
	const { locale } = names;
	const formatTick = (value: number) => (isShare ? percent(value, locale) : count(value, locale));
	const drawn = rows
		.filter(({ entry }) => entry !== undefined)
		.map(({ sex, window, entry }): EstimateRow => {
			const figure = entry && followedFigure(entry);
			return {
				...{ label: names.code('sexes', sex), group: windowText(window, names) },
				...{ value: figure?.value, precision: 'design-based' as const },
				...{ lower: figure?.interval.lower, upper: figure?.interval.upper },
				text: figure ? formatTick(figure.value) : absentText(entry, names)
			};
		});
	const isOne = new Set(drawn.map(({ label }) => label)).size === 1;
	const lines = isOne ? drawn.map((one) => ({ ...one, label: one.group, group: '' })) : drawn;
	if (lines.every(({ value }) => value === undefined)) return undefined;
	const scale = isShare ? { scale: [0, 1] as const } : {};
	return drawnChart(lines, { unit: measure, formatTick, isShare, ...scale, wide: 880 });
}

const absentText = (entry: Entry | undefined, { locale }: EntryNames) =>
	entry?.withheld
		? m.registers_livelihood_withheld({}, { locale })
		: m.registers_not_stated({}, { locale });

function rowText(
	sex: string,
	window: number,
	{ entry, names }: { readonly entry: Entry | undefined; readonly names: EntryNames }
) {
	const { locale } = names;
	const none = m.registers_not_stated({}, { locale });
	const figure = entry && followedFigure(entry);
	const lost = entry && lostShare(entry);
	const text = (value: number) =>
		entry?.measure === 'employment' ? percent(value, locale) : count(value, locale);
	const range = ({ lower, upper }: { readonly lower: number; readonly upper: number }) =>
		m.registers_range({ lower: text(lower), upper: text(upper) }, { locale });
	return {
		who: names.code('sexes', sex),
		window: windowText(window, names),
		exited: entry ? count(entry.exited, locale) : none,
		followed: entry ? count(entry.followed, locale) : none,
		lost: lost === undefined ? none : percent(lost, locale),
		answered: figure ? count(figure.size, locale) : absentText(entry, names),
		value: figure ? `${text(figure.value)} (${range(figure.interval)})` : absentText(entry, names),
		bounds: figure?.bounds ? range(figure.bounds) : absentText(entry, names)
	};
}
