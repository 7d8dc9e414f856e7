import { baselineFrame } from '#lib/model/baseline-frame.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { type CountryPage, countryPage } from '#lib/model/country-page.ts';
import type { QuestionBank } from '#lib/model/question-bank.ts';
import type { FigureProperties } from '#lib/model/properties.ts';
import { series as seriesSchema } from '#lib/model/series.ts';
import type { SeriesEntry } from '#lib/model/series-catalogue.ts';
import {
	type CountryWords,
	countryWords
} from '../../src/routes/[lang]/countries/words/country-words.ts';
import { seriesInput } from './series-folder.ts';

const text = (en: string) => ({ en });

/** Everything known of a question about sale in the neighbourhood. */
const known: FigureProperties = {
	...{ people: 'residents', ages: { from: 12, to: 65 }, area: 'national', among: 'all' },
	...{ modes: ['face-to-face'], frame: 'area', weighting: 'design', recall: 'none' },
	...{ radius: 'neighbourhood', verb: 'knows-or-heard', object: 'sale', response: 'single' },
	unsure: 'apart'
};

/** A survey of a country, whose question has its own properties. */
function survey(country: string, properties: FigureProperties) {
	const id = `${country.toLowerCase()}-2024`;
	const own = { source: id, series: id, basis: 'survey', concept: 'sees_sale', unit: 'person' };
	return {
		...{ id, series: id, title: text(id), shortTitle: text(`${country} 2024`), country },
		...{ producer: { name: 'Office' }, mode: 'face-to-face', universe: text('people') },
		fieldwork: { start: '2024-01-01', end: '2024-02-01' },
		...{ licence: { name: 'CC0-1.0' }, citation: 'Office', tier: 'open', synthetic: true },
		...{ status: 'built', completeness: 'full', tables: [], questions: [] },
		compared: [{ ...own, properties: { ...known, ...properties } }]
	};
}

const catalogueOf = (differing: FigureProperties) =>
	catalogueSchema.parse({
		surveys: [survey('XAA', {}), survey('XBB', {}), survey('XCC', differing)],
		concepts: [],
		indicators: [
			{
				...{ id: 'sees-sale', label: text('Sees sale'), definition: text('Who sees it') },
				...{ measures: 'population', direction: 'none', sentence: text('{value}') },
				...{ statistic: 'proportion', concept: 'sees_sale', numerator: ['yes'] }
			}
		]
	});

const frame = baselineFrame.parse({
	dimensions: [
		{
			...{ id: 'visibility', label: text('Visibility'), tells: text('who sees'), rhythm: 36 },
			...{ indicators: ['sees-sale'], series: ['rate'] },
			gaps: [{ id: 'seen', label: text('Seen'), needs: text('a question.') }]
		}
	]
});

/** A series of countries, as the list of a release has it. */
export function seriesEntry(changes: Readonly<Record<string, unknown>>): SeriesEntry {
	const geography = { level: 'country', lists: ['countries'] };
	const { origin, checks, ...series } = seriesSchema.parse({
		...seriesInput,
		geography,
		...changes
	});
	return { series, status: 'built', synthetic: false, places: {}, rows: 1, checks: [], notes: [] };
}

interface WordsOptions extends Partial<Omit<CountryPage, 'place'>> {
	readonly series?: readonly SeriesEntry[];
	/** Of the question of the survey of XCC, where it is not that of the others. */
	readonly differing?: FigureProperties;
	readonly on?: string;
	readonly bank?: QuestionBank;
}

/** The profile of XAA, whose bloc has XBB and XCC, for a reader of English. */
export function testCountryWords({
	series = [],
	differing = { radius: 'block' },
	on = '2026-06-01',
	bank,
	...page
}: WordsOptions = {}): CountryWords {
	const names = { XBB: text('Bravo'), XCC: text('Ceres') };
	return countryWords({
		page: countryPage.parse({
			place: { id: 'XAA', name: text('Mirna'), bloc: 'shores', fictional: true },
			...{ figures: [], values: [], parts: [], compared: [] },
			peers: { names, figures: [], values: [] },
			...page
		}),
		index: { frame, blocs: ['shores'], countries: [] },
		catalogue: catalogueOf(differing),
		...{ series, bank, on, locale: 'en' }
	});
}
