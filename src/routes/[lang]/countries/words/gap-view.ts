import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import {
	type BoardDimension,
	type BoardEntry,
	type GapState,
	gapBoard,
	gapCounts
} from '#lib/model/gap-board.ts';
import { indicatorOf } from '../../baselines/words/baseline-words.ts';
import { askedLast } from './asked-last.ts';
import { type CountryWords, seriesTitle } from './country-words.ts';

export interface GapView {
	readonly id: string;
	readonly label: string;
	/** "old after 36 months" */
	readonly rhythm: string;
	readonly entries: readonly {
		readonly label: string;
		readonly state: GapState;
		/** "2024, current" */
		readonly text: string;
		/** What it would take, of what has no indicator. */
		readonly needs: string | undefined;
		/** Of what was asked: the concept that the question bank has a page of. */
		readonly topic: string | undefined;
	}[];
	/** Series that speak of the same, which fill no gap. */
	readonly series: string | undefined;
}

const boardOf = (words: CountryWords) =>
	gapBoard(words.frame, words.page.figures, {
		on: words.on,
		isAsked: (id) => askedOf(words, id) !== undefined
	});

const askedOf = (words: CountryWords, indicator: string) =>
	askedLast(words, { country: words.page.place.id, indicator });

const states: Readonly<Record<GapState, typeof m.countries_gap_present>> = {
	present: m.countries_gap_present,
	stale: m.countries_gap_stale,
	withheld: m.countries_gap_withheld,
	asked: m.countries_gap_asked,
	missing: m.countries_gap_missing
};

export function gapViews(words: CountryWords): GapView[] {
	const { locale } = words;
	return boardOf(words).map(({ dimension, entries }) => {
		const told = dimension.series.filter((id) =>
			words.page.values.some((one) => one.series === id)
		);
		const list = told.map((id) => seriesTitle(words, id)).join('; ');
		return {
			...{ id: dimension.id, label: wordsOf(dimension.label, locale) },
			rhythm: m.countries_rhythm({ months: String(dimension.rhythm) }, { locale }),
			entries: entries.map((one) => entryView(one, words)),
			series: list === '' ? undefined : m.countries_gap_series({ list }, { locale })
		};
	});
}

function entryView({ id, gap, state, latest }: BoardEntry, words: CountryWords) {
	const { locale } = words;
	const indicator = indicatorOf(words, id);
	const word = states[state]({}, { locale });
	const year = latest?.fieldwork_end.slice(0, 4);
	const needs = gap && wordsOf(gap.needs, locale).replace(/[.]$/, '');
	const asked = state === 'asked' ? askedOf(words, id) : undefined;
	return {
		label: gap ? wordsOf(gap.label, locale) : indicator ? wordsOf(indicator.label, locale) : id,
		state,
		text: asked
			? m.countries_gap_asked_in({ survey: wordsOf(asked.shortTitle, locale) }, { locale })
			: year === undefined
				? word
				: m.countries_gap_year({ year, state: word }, { locale }),
		needs: needs && m.countries_gap_needs({ needs: `${needs}.` }, { locale }),
		topic: asked && indicator?.concept
	};
}

/** What the page says first: how much of the frame there is, and how many series stand beside. */
export function leadTexts(words: CountryWords): string[] {
	const { locale, country: name, page } = words;
	const board: readonly BoardDimension[] = boardOf(words);
	const counts = gapCounts(board);
	const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
	const series = new Set([...page.values, ...page.parts].map((one) => one.series)).size;
	const [present, stale, missing] = [counts.present, counts.stale, counts.missing].map(String) as [
		string,
		string,
		string
	];
	return [
		...(all > 0
			? [m.countries_said({ all: String(all), name, present, stale, missing }, { locale })]
			: []),
		...(counts.withheld > 0
			? [m.countries_said_withheld({ n: String(counts.withheld) }, { locale })]
			: []),
		...(counts.asked > 0 ? [m.countries_said_asked({ n: String(counts.asked) }, { locale })] : []),
		m.countries_said_series({ n: String(series) }, { locale })
	];
}
