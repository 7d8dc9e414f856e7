import { age } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { FigurePlace } from '#lib/model/corrections-of.ts';
import { correctionTexts } from '../../data/correction-words.ts';
import { codeWords } from '../../impact/words/coded.ts';
import { type TileWords, periodText } from './board-words.ts';
import { valueText } from './number-text.ts';

/** How old the number is, by the rhythm of its own values. */
export function ageView({ facts, locale }: TileWords) {
	if (facts.data?.kind === 'programme' || (facts.age === undefined && facts.word !== undefined))
		return undefined;
	if (facts.age === undefined) return { text: m.boards_age_none({}, { locale }), isOld: false };
	const { months, rhythm, isOld } = facts.age;
	const said = m.boards_age({ age: age(months, locale) }, { locale });
	if (rhythm === undefined) return { text: said, isOld: false };
	const every = (isOld ? m.boards_age_old : m.boards_age_rhythm)(
		{ rhythm: age(rhythm, locale) },
		{ locale }
	);
	return { text: `${said}; ${every}`, isOld };
}

/** What a reader has to know besides: breaks, what is in progress, what got worse, what was frozen. */
export function tileNotes(words: TileWords): string[] {
	const { facts, locale } = words;
	const { data, tile, points } = facts;
	const partial = points.find(({ isPartial }) => isPartial);
	return [
		...correctedNotes(words),
		...(data?.kind === 'baseline'
			? [
					m.boards_frozen(
						{
							period: data.frozen.period,
							value: valueText(data, data.frozen.estimate, locale)
						},
						{ locale }
					)
				]
			: []),
		...medianTexts(words),
		...points
			.filter(({ isBreak }) => isBreak)
			.map(({ period }) => m.boards_break_in({ period: periodText(period, locale) }, { locale })),
		...(partial
			? [m.boards_partial({ period: periodText(partial.period, locale) }, { locale })]
			: []),
		...harmTexts(words),
		...(tile.caution ? [wordsOf(tile.caution, locale)] : [])
	];
}

/** Of every value that the tile shows; each notice once. */
function correctedNotes({ facts: { data }, catalogue, locale }: TileWords): string[] {
	const texts = placesOf(data).flatMap((place) => correctionTexts(catalogue, place, locale));
	return [...new Set(texts)];
}

function placesOf(data: TileWords['facts']['data']): FigurePlace[] {
	if (data === null || data.kind === 'framework') return [];
	if (data.kind === 'programme') return [{ programme: data.entry.programme.id }];
	if (data.kind === 'series')
		return data.points.map(({ territory, period }) => ({ series: data.series, territory, period }));
	return data.figures.map(({ survey, territory }) => ({
		indicator: data.indicator,
		...{ survey, territory }
	}));
}

/** Where the dots do not say it already. */
function medianTexts({ facts, locale }: TileWords): string[] {
	const { data, points, tile } = facts;
	if (data?.kind !== 'series' || tile.source.kind !== 'series' || !tile.source.bloc) return [];
	const n = points.at(-1)?.of;
	if (n === undefined) return [];
	if (points.length > 1) return [m.boards_median_of({ n }, { locale })];
	return tile.peers ? [] : [m.boards_median_latest({ n }, { locale })];
}

function harmTexts({ facts: { data }, locale }: TileWords): string[] {
	if (data?.kind !== 'programme') return [];
	const worse = data.entry.harms.filter(({ found }) => found === 'worse');
	if (worse.length === 0) return [];
	const what = worse.map(({ kind }) => codeWords('harm', kind, locale)).join(', ');
	return [m.boards_harm({ what }, { locale })];
}
