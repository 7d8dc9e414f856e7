import { m } from '#lib/i18n/paraglide/messages.js';
import type { TileData } from '#lib/model/boards/board-page.ts';
import { exploreSearch } from '../../baselines/words/figure-lines.ts';
import type { SectionId } from '../../methods/outline.ts';
import type { TileWords } from './board-words.ts';

export interface TileLink {
	/** What follows the address of the language. */
	readonly path: string;
	readonly label: string;
}

/** One step from a tile to what its number means, to its table, to the evidence and to the method. */
export function tileLinks(words: TileWords): TileLink[] {
	const { locale, facts } = words;
	const { data } = facts;
	const section = data === null ? 'board-status' : methods[data.kind];
	const method = { path: `methods/#${section}`, label: m.boards_link_method({}, { locale }) };
	return [...(data === null ? [] : ownLinks(data, words)), method];
}

/** What the change or the progress of a tile follows from. */
const methods: Readonly<Record<TileData['kind'], SectionId>> = {
	indicator: 'survey-changes',
	baseline: 'survey-changes',
	series: 'series-signals',
	programme: 'board-change',
	framework: 'results-progress'
};

function ownLinks(data: TileData, words: TileWords): TileLink[] {
	const { locale } = words;
	switch (data.kind) {
		case 'indicator': {
			const { survey: source, territory } = data.figures[data.figures.length - 1]!;
			return [
				exploreLink({ source, territory, indicator: data.indicator }, words),
				...placeLinks(territory, words)
			];
		}
		case 'baseline': {
			const { survey, territory } = data.frozen;
			const source = data.figures.at(-1)?.survey ?? survey;
			return [
				exploreLink({ source, territory, indicator: data.indicator }, words),
				...placeLinks(territory, words)
			];
		}
		case 'series': {
			const [only, ...others] = new Set(data.points.map(({ territory }) => territory));
			return [
				{ path: 'data/#series', label: m.boards_link_series({}, { locale }) },
				...(others.length === 0 && only !== undefined ? placeLinks(only, words) : [])
			];
		}
		case 'programme':
			return [
				{
					path: `impact/${data.entry.programme.id}/`,
					label: m.boards_link_programme({}, { locale })
				}
			];
		case 'framework':
			return [
				{ path: `results/${data.framework}/`, label: m.boards_link_framework({}, { locale }) }
			];
	}
}

interface Asked {
	readonly source: string;
	readonly indicator: string;
	readonly territory: string;
}

function exploreLink({ territory, ...row }: Asked, words: TileWords): TileLink {
	const { catalogue, locale } = words;
	const concept = catalogue.concepts.find(
		(one) =>
			one.kind === 'category' &&
			catalogue.territories.includes(one.id) &&
			one.categories.some(({ id }) => id === territory)
	);
	const place = { id: territory, concept: concept?.id ?? '' };
	return {
		path: `explore/${exploreSearch(row, { catalogue, place })}`,
		label: m.boards_link_explorer({}, { locale })
	};
}

function placeLinks(territory: string, { places, locale }: TileWords): TileLink[] {
	return [
		...(places.baselines.has(territory)
			? [{ path: `baselines/${territory}/`, label: m.boards_link_baseline({}, { locale }) }]
			: []),
		...(places.countries.has(territory)
			? [{ path: `countries/${territory}/`, label: m.boards_link_country({}, { locale }) }]
			: [])
	];
}
