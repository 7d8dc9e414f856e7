import { measuresOf } from '#lib/boards/board-facts.ts';
import { type PeerFacts, peerFacts } from '#lib/boards/peer-values.ts';
import type { MissingWord } from '#lib/boards/board-facts.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BoardFigure } from '#lib/model/boards/board-page.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Comparability } from '#lib/model/comparability.ts';
import { verdictOf } from '../../explore/words/breaks.ts';
import { type TileWords, periodText } from './board-words.ts';
import { type ChangeView, changeView } from './change-view.ts';
import { effectFormatsOf, valueText } from './number-text.ts';
import { type StatusView, statusView } from './status-view.ts';
import { targetTexts } from './target-texts.ts';
import { type TileLink, tileLinks } from './tile-links.ts';
import { ageView, tileNotes } from './tile-notes.ts';
import { peerPicture, tilePicture } from './tile-pictures.server.ts';
import { tileSources } from './tile-sources.ts';
import { type TileTable, peersTable, valuesTable } from './tile-tables.ts';

/** A tile as it is printed. */
export interface TileView {
	readonly id: string;
	readonly name: string;
	readonly synthetic: boolean;
	/** Its number measures the work of the police: no colour, no wanted direction. */
	readonly isActivity: boolean;
	readonly wanted: string;
	readonly status: StatusView;
	/** The number, or the word that stands in its place. */
	readonly number: { readonly text: string; readonly isWord: boolean };
	readonly unit: string;
	readonly period: string;
	readonly change: ChangeView | undefined;
	readonly target: readonly string[];
	/** Markup. */
	readonly picture: string | undefined;
	readonly peers: { readonly picture: string | undefined; readonly text: string } | undefined;
	readonly notes: readonly string[];
	readonly age: { readonly text: string; readonly isOld: boolean } | undefined;
	readonly links: readonly TileLink[];
	/** What its number comes from. */
	readonly sources: readonly string[];
	readonly tables: readonly TileTable[];
}

const missing: Readonly<Record<MissingWord, typeof m.boards_word_suppressed>> = {
	suppressed: m.boards_word_suppressed,
	'not-reliable': m.boards_word_not_reliable,
	'no-answer': m.boards_word_no_answer,
	'no-data': m.boards_word_no_data,
	'nothing-reported': m.boards_word_nothing_reported,
	refused: m.boards_word_refused
};

const wanted = {
	up: m.boards_wanted_up,
	down: m.boards_wanted_down,
	none: m.boards_wanted_none
} as const;

export function tileView(words: TileWords): TileView {
	const { facts, locale } = words;
	const { tile, data } = facts;
	const name = wordsOf(tile.name, locale);
	const peers = tile.peers ? peersOf(words) : undefined;
	const values = valuesTable(words, name);
	return {
		...{ id: tile.id, name, synthetic: facts.synthetic },
		isActivity: measuresOf(data) === 'enforcement',
		wanted: wanted[tile.direction]({}, { locale }),
		status: statusView(facts.status, locale),
		number: numberView(words),
		unit: wordsOf(tile.unit, locale),
		period: tilePeriod(words),
		change: data?.kind === 'framework' ? undefined : changeView(words),
		...{ target: targetTexts(words), picture: tilePicture(words) },
		peers: tile.peers ? peersView(peers, words) : undefined,
		...{ notes: tileNotes(words), age: ageView(words), links: tileLinks(words) },
		sources: tileSources(words),
		tables: [
			...(values ? [values] : []),
			...(peers?.kind === 'beside' ? [peersTable(peers, words, name)] : [])
		]
	};
}

/** The period of the number; of a programme when it began. */
function tilePeriod({ facts: { data, latest }, locale }: TileWords): string {
	if (data?.kind === 'programme')
		return m.boards_since_start({ year: data.entry.programme.started.slice(0, 4) }, { locale });
	return latest ? periodText(latest.period, locale) : '';
}

function numberView({ facts, locale }: TileWords): TileView['number'] {
	const { data, word, latest } = facts;
	if (word !== undefined) return { text: missing[word]({}, { locale }), isWord: true };
	const formats = effectFormatsOf(data, locale);
	if (formats && data?.kind === 'programme' && data.entry.effect.kind === 'effect')
		return { text: formats.signed(data.entry.effect.estimate), isWord: false };
	if (latest === undefined) return { text: m.boards_word_no_data({}, { locale }), isWord: true };
	return { text: valueText(data, latest.value, locale), isWord: false };
}

function peersOf(words: TileWords): PeerFacts | undefined {
	const { facts, catalogue } = words;
	const { tile, data } = facts;
	const id = data?.kind === 'indicator' ? data.indicator : '';
	const indicator = catalogue.indicators.find((one) => one.id === id);
	const survey = ({ survey: name }: BoardFigure) =>
		catalogue.surveys.find((one) => one.id === name);
	return peerFacts(tile.source, data, (a, b): Comparability => {
		const [one, other] = [survey(a), survey(b)];
		return one && other && indicator
			? verdictOf(catalogue, indicator, [one, other])
			: { verdict: 'not-comparable', rule: 'property-unknown', differences: [] };
	});
}

const apart = {
	'not-comparable': m.boards_peer_not_comparable,
	activity: m.boards_peer_activity,
	counts: m.boards_peer_counts
} as const;

function peersView(peers: PeerFacts | undefined, words: TileWords): TileView['peers'] {
	const { facts, locale } = words;
	if (peers === undefined) return { picture: undefined, text: m.boards_peer_alone({}, { locale }) };
	if (peers.kind === 'apart') {
		const why = apart[peers.reason]({}, { locale });
		return { picture: undefined, text: m.boards_peer_apart({ why }, { locale }) };
	}
	const others = peers.values.filter(({ isOwn }) => !isOwn);
	const years = others.map(({ period }) => period).sort();
	const [first, last] = [years[0]!, years[years.length - 1]!];
	const said = m.boards_peer_median(
		{ n: String(others.length), value: valueText(facts.data, peers.median, locale) },
		{ locale }
	);
	const of = first === last ? periodText(first, locale) : `${first}–${last}`;
	return {
		picture: peerPicture(peers, words),
		text: `${said} (${first === 'undated' ? of : m.boards_peer_years({ years: of }, { locale })})`
	};
}
