import type { EstimateRow as ChartRow } from '#lib/charts/estimate-rows.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { FrameDimension } from '#lib/model/baseline-frame.ts';
import type { BaselineEntry } from '#lib/model/baseline-page.ts';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import { correctionTexts } from '../../data/correction-words.ts';
import {
	type BaselineWords,
	indicatorOf,
	kindOf,
	percent,
	sourceWords,
	surveyOf
} from './baseline-words.ts';
import { type ChangeView, changeView, changesOf } from './change-words.ts';
import {
	type MeasuredEntry,
	chartRow,
	exploreSearch,
	groupRows,
	measuredEntries,
	placeOfRow,
	tableColumns,
	tableRow,
	waveRows
} from './figure-lines.ts';
import { answerOf } from './lead.ts';
import { type Asked, askedOf } from './wordings.ts';

/** A picture of one scale. */
export interface Picture {
	/** What it is of, where the page has not said so yet. */
	readonly title: string;
	readonly rows: readonly ChartRow[];
	/** Of the axis. */
	readonly unit: string;
	readonly isShare: boolean;
	/** The whole, beside its groups. */
	readonly reference?: { readonly value: number; readonly label: string };
}

interface Missing {
	/** What is missing, or why several things are. */
	readonly what: string;
	readonly detail: string;
}

/** A dimension of a baseline of one territory, in the words of one reader. */
export interface DimensionView {
	readonly id: string;
	readonly label: string;
	readonly tells: string;
	/** The first figure as a sentence; the dimension itself where none is shown. */
	readonly answer: string;
	/** Its interval and source, and who was asked. */
	readonly subtitle: string;
	readonly pictures: readonly Picture[];
	readonly table: {
		readonly columns: ReturnType<typeof tableColumns>;
		readonly rows: readonly Readonly<Record<string, string>>[];
		/** Query strings of the explorer, one a row. */
		readonly searches: readonly string[];
	};
	readonly changes: readonly ChangeView[];
	readonly missing: readonly Missing[];
	readonly asked: readonly Asked[];
	readonly sources: string;
	/** What was corrected of its figures. */
	readonly corrected: readonly string[];
}

export function dimensionView(
	dimension: FrameDimension,
	entries: readonly BaselineEntry[],
	words: BaselineWords
): DimensionView {
	const { locale } = words;
	const measured = measuredEntries(entries, words);
	const rows = measured.flatMap((one) => one.entry.figures.map((row) => ({ one, row })));
	const [lead] = measured;
	const answer = lead && answerOf(lead, words);
	const { rhythm } = dimension;
	return {
		id: dimension.id,
		label: wordsOf(dimension.label, locale),
		tells: wordsOf(dimension.tells, locale),
		answer: answer?.sentence ?? wordsOf(dimension.label, locale),
		subtitle: [
			...(answer ? [capital(answer.detail, locale)] : []),
			universeText(measured, words)
		].join('. '),
		pictures: [...pictures(measured, words), ...groupPictures(measured, words)],
		table: {
			columns: tableColumns(words, percent(rows[0]?.row.level ?? 0.95, locale)),
			rows: rows.map(({ one, row }) => tableRow(row, one, { words, rhythm })),
			searches: rows.map(({ row }) => exploreSearch(row, words))
		},
		changes: measured.flatMap((one) =>
			changesOf(one.entry).map((change) => changeView(change, one, words))
		),
		missing: missingOf(dimension, entries, words),
		asked: askedOf(measured, words),
		sources: sourcesText(measured, words),
		corrected: [
			...new Set(
				rows.flatMap(({ row }) => correctionTexts(words.catalogue, placeOfRow(row), locale))
			)
		]
	};
}

/** Shares of people on one scale, or two; every mean or number on its own. */
function pictures(measured: readonly MeasuredEntry[], words: BaselineWords): Picture[] {
	const shares = measured.filter(({ indicator }) => kindOf(indicator) === 'proportion');
	const others = measured.filter(({ indicator }) => kindOf(indicator) !== 'proportion');
	const picture = (of: readonly MeasuredEntry[], isShare: boolean): Picture => ({
		...{ title: '', rows: flat(of.flatMap((one) => waveRows(one, words))) },
		...scaleOf(isShare, words)
	});
	return [
		...sharedScales(shares).map((some) => picture(some, true)),
		...others.map((one) => picture([one], false))
	];
}

const highest = ({ entry }: MeasuredEntry) =>
	Math.max(0, ...entry.figures.map(({ estimate }) => estimate ?? 0));

/** What most people say has a picture of its own where it would press the rest into a corner. */
export function sharedScales(shares: readonly MeasuredEntry[]): MeasuredEntry[][] {
	const [most, rest] = [true, false].map((isMost) =>
		shares.filter((one) => highest(one) > 0.5 === isMost)
	) as [MeasuredEntry[], MeasuredEntry[]];
	const isApart = Math.max(...rest.map(highest)) * 2 < Math.min(...most.map(highest));
	const scales = isApart ? [rest, most] : [[...shares]];
	return scales.filter((some) => some.length > 0);
}

const scaleOf = (isShare: boolean, { locale }: BaselineWords) => ({
	isShare,
	unit: isShare ? m.statistic_proportion({}, { locale }) : m.statistic_mean({}, { locale })
});

/** Lines of one wave need no heading each: the wave is named once, in the subtitle. */
function flat(rows: readonly ChartRow[]): ChartRow[] {
	const waves = new Set(rows.map(({ group }) => group));
	return waves.size > 1 ? [...rows] : rows.map((row) => ({ ...row, group: '' }));
}

function groupPictures(measured: readonly MeasuredEntry[], words: BaselineWords): Picture[] {
	return measured.flatMap((one): Picture[] => {
		const rows = groupRows(one, words);
		const whole = one.entry.figures.at(-1);
		if (rows.length === 0 || !whole) return [];
		const indicator = wordsOf(one.indicator.label, words.locale);
		const source = sourceWords(words, whole.source);
		const names = { label: m.all_people({}, words), group: '' };
		const { value, label, text } = chartRow(whole, names, { indicator: one.indicator, words });
		return [
			{
				title: m.baselines_groups({ indicator, source }, words),
				rows,
				...scaleOf(kindOf(one.indicator) === 'proportion', words),
				...(value === undefined ? {} : { reference: { value, label: `${label}: ${text}` } })
			}
		];
	});
}

/** Nobody asked, asked of others, or no indicator yet: three kinds of nothing, none of them a zero. */
function missingOf(
	{ gaps }: FrameDimension,
	entries: readonly BaselineEntry[],
	words: BaselineWords
): Missing[] {
	const { locale, country } = words;
	const absent = entries.filter(({ figures }) => figures.length === 0);
	const labels = (all: readonly BaselineEntry[]) =>
		all
			.map(({ indicator: id }) => indicatorOf(words, id)?.label)
			.flatMap((label) => (label ? [wordsOf(label, locale)] : []))
			.join(' · ');
	const unasked = [
		{
			what: m.baselines_missing_asked({}, { locale }),
			detail: labels(absent.filter((entry) => entry.country.length === 0))
		},
		{
			what: m.baselines_missing_here({ country }, { locale }),
			detail: labels(absent.filter((entry) => entry.country.length > 0))
		}
	];
	const needed = gaps.map(({ label, needs }) => ({
		what: wordsOf(label, locale),
		detail: m.baselines_missing_needs({ needs: wordsOf(needs, locale) }, { locale })
	}));
	return [...unasked.filter(({ detail }) => detail !== ''), ...needed];
}

const capital = (text: string, locale: string) =>
	text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

const sourceIds = (measured: readonly MeasuredEntry[]) => [
	...new Set(measured.flatMap(({ entry }) => entry.figures.map(({ source }) => source)))
];

function universeText(measured: readonly MeasuredEntry[], words: BaselineWords): string {
	const universes = sourceIds(measured).flatMap((id) => {
		const survey = surveyOf(words, id);
		return survey ? [wordsOf(survey.universe, words.locale).replace(/\.$/, '')] : [];
	});
	return [...new Set(universes)].join('; ');
}

function sourcesText(measured: readonly MeasuredEntry[], words: BaselineWords): string {
	const sources = sourceIds(measured)
		.map((id) => nameOf(surveyOf(words, id)?.citation ?? id, words.locale).replace(/\.$/, ''))
		.join('; ');
	return sources === '' ? '' : `${m.baselines_sources({ sources }, words)}.`;
}
