import { percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Comparability } from '#lib/model/comparability.ts';
import {
	type Apart,
	type CountryFigure,
	type Peers,
	intervalsOverlap,
	noPeersReason,
	peersOf
} from '#lib/model/country-peers.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import {
	indicatorOf,
	kindOf,
	sourceWords,
	surveyOf
} from '../../baselines/words/baseline-words.ts';
import { changeText } from '../../baselines/words/change-words.ts';
import { markedText } from '../../data/correction-words.ts';
import { differencesText, verdictOf } from '../../explore/words/breaks.ts';
import { type CountryWords, countryName, seriesOf, seriesTitle } from './country-words.ts';
import { type DotLine, type DotScale, scaleOf } from './dot-scale.ts';
import { dotOf, figurePlace } from './figure-view.ts';
import { numberText, periodText, valueTitle } from './value-view.ts';

/** The own country among its peers, in the order of their names. */
interface PeerView {
	readonly id: string;
	readonly title: string;
	readonly unit: string;
	readonly scale: DotScale | undefined;
	readonly lines: readonly DotLine[];
	readonly notes: readonly string[];
}

export interface PeersView {
	readonly figures: readonly PeerView[];
	readonly values: readonly PeerView[];
	/** Figures that are not put side by side, and why. */
	readonly apart: readonly string[];
	/** Series that are not, and why. */
	readonly left: string | undefined;
}

const byName =
	(locale: string) =>
	(a: { readonly label: string }, b: { readonly label: string }): number =>
		a.label.localeCompare(b.label, locale);

export function peersView(words: CountryWords): PeersView {
	const found = indicatorsOf(words).flatMap((indicator) => {
		const peers = peersOf(words.page.place.id, figuresOf(indicator.id, words), (a, b) =>
			rowVerdict(indicator, [a, b], words)
		);
		return peers ? [{ indicator, peers }] : [];
	});
	return {
		figures: found
			.filter(({ peers }) => peers.beside.length > 0)
			.map(({ indicator, peers }) => figurePeers(indicator, peers, words)),
		values: valuePeers(words),
		apart: [
			...found.flatMap(({ indicator, peers }) =>
				peers.apart.map((one) => apartText(indicator, one, words))
			),
			...comparedTexts(words)
		],
		left: leftText(words)
	};
}

const indicatorsOf = (words: CountryWords): Indicator[] => {
	const asked = new Set(words.page.peers.figures.map(({ indicator }) => indicator));
	return words.catalogue.indicators.filter(({ id }) => asked.has(id));
};

const figuresOf = (indicator: string, { page }: CountryWords): CountryFigure[] =>
	[...page.figures, ...page.peers.figures]
		.filter((row) => row.indicator === indicator)
		.map((row) => ({ country: row.territory, row }));

/** By the one rule; of a survey that the catalogue does not know, not comparable. */
function rowVerdict(
	indicator: Indicator,
	[a, b]: readonly [EstimateRow, EstimateRow],
	words: CountryWords
): Comparability {
	const [one, other] = [surveyOf(words, a.source), surveyOf(words, b.source)];
	if (!one || !other)
		return { verdict: 'not-comparable', rule: 'property-unknown', differences: [] };
	return verdictOf(words.catalogue, indicator, [one, other]);
}

function figurePeers(indicator: Indicator, peers: Peers, words: CountryWords): PeerView {
	const { locale } = words;
	const lines = [peers.own, ...peers.beside]
		.map(({ country, row }): DotLine => ({
			label: countryName(country, words),
			isOwn: country === words.page.place.id,
			...dotOf(row, indicator, locale),
			text: markedText(dotOf(row, indicator, locale).text, figurePlace(row), words),
			cells: { period: sourceWords(words, row.source) }
		}))
		.sort(byName(locale));
	return {
		...{ id: indicator.id, title: wordsOf(indicator.label, locale), lines },
		unit: wordsOf(indicator.definition, locale),
		scale: scaleOf(lines, (value) => percent(value, locale)),
		notes: overlapTexts(peers, words)
	};
}

/** With whose intervals the own one overlaps: whoever reads an order into a list is told. */
function overlapTexts({ own, beside }: Peers, words: CountryWords): string[] {
	const { locale } = words;
	const names = (wanted: boolean | undefined) =>
		beside
			.filter(({ row }) => intervalsOverlap(own.row, row) === wanted)
			.map(({ country }) => countryName(country, words))
			.sort((a, b) => a.localeCompare(b, locale))
			.join(', ');
	const said = [
		[names(true), m.countries_overlap],
		[names(false), m.countries_overlap_not],
		[names(undefined), m.countries_overlap_unknown]
	] as const;
	return said.flatMap(([list, message]) =>
		list === '' ? [] : [message({ names: list }, { locale })]
	);
}

function apartText(indicator: Indicator, one: Apart, words: CountryWords): string {
	const { locale } = words;
	const reason = differencesText(one.found, locale);
	const why =
		one.found.verdict === 'not-comparable'
			? reason
			: m.countries_peers_recompute({ why: reason }, { locale });
	const { country, row, against } = one;
	const said = {
		...{ country: countryName(country, words), source: sourceWords(words, row.source), why },
		other: countryName(against.country, words),
		otherSource: sourceWords(words, against.row.source)
	};
	return `${wordsOf(indicator.label, locale)}: ${m.countries_peers_apart_text(said, { locale })}`;
}

/** Differences that the release made of the part that two surveys share. */
function comparedTexts(words: CountryWords): string[] {
	const { locale } = words;
	return words.page.compared.flatMap((compared) => {
		const indicator = indicatorOf(words, compared.indicator);
		const change = changeText(
			{ frozen: undefined, from: compared.against_source, later: undefined, compared },
			kindOf(indicator),
			words
		);
		if (!indicator || change === undefined) return [];
		const said = {
			...{ indicator: wordsOf(indicator.label, locale), change },
			of: sourceWords(words, compared.of_source),
			against: sourceWords(words, compared.against_source)
		};
		return [m.countries_peers_compared(said, { locale })];
	});
}

/** Half the width of a 95 % interval, in standard errors of the source. */
const normal = 1.959964;

function valuePeers(words: CountryWords): PeerView[] {
	const { page, locale } = words;
	return page.values.flatMap((own): PeerView[] => {
		const series = seriesOf(words, own.series);
		if (!series || noPeersReason(series) !== undefined) return [];
		const key = JSON.stringify(own.categories);
		const others = page.peers.values.filter(
			(one) => one.series === own.series && JSON.stringify(one.categories) === key
		);
		if (others.length === 0) return [];
		const lines = [{ ...own, country: page.place.id }, ...others]
			.map(({ country, value, standardError, period }): DotLine => {
				const half = standardError === null ? undefined : normal * standardError;
				return {
					label: countryName(country, words),
					...{ isOwn: country === page.place.id, isOpen: false, value },
					lower: half === undefined ? undefined : value - half,
					upper: half === undefined ? undefined : value + half,
					text: numberText(series, value, locale),
					cells: { period: periodText(period, locale) }
				};
			})
			.sort(byName(locale));
		return [
			{
				...{ id: `${own.series}-${Object.values(own.categories).join('-')}`, lines },
				title: valueTitle(series, own, locale),
				unit: wordsOf(series.value.unit, locale),
				scale: scaleOf(lines, (value) => numberText(series, value, locale)),
				notes: [
					precisions[series.value.precision]({}, { locale }),
					...(series.caution ? [wordsOf(series.caution, locale)] : [])
				]
			}
		];
	});
}

const precisions = {
	counted: m.countries_peers_counted,
	'not-published': m.countries_peers_no_interval,
	'standard-error': m.countries_peers_interval
} as const;

const leftWords = { activity: m.countries_peers_activity, counts: m.countries_peers_counts };

function leftText(words: CountryWords): string | undefined {
	const { page, locale } = words;
	const told = [...new Set(page.peers.values.map(({ series }) => series))];
	const left = told.flatMap((id) => {
		const series = seriesOf(words, id);
		const reason = series && noPeersReason(series);
		return reason ? [leftWords[reason]({ series: seriesTitle(words, id) }, { locale })] : [];
	});
	return left.length === 0
		? undefined
		: m.countries_peers_left({ list: left.join('; ') }, { locale });
}
