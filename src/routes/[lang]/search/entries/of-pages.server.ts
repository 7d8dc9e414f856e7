import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { SeriesEntry } from '#lib/model/series-catalogue.ts';
import { methodsText } from '../../methods/methods-text.ts';
import { sectionIds } from '../../methods/outline.ts';
import { type SearchEntry, joined } from '../search-entry.ts';
import type { SearchWords } from './search-words.ts';

/** The pages that stand beside those of single things, by folder. */
const pages = {
	explore: [m.explore_title, m.explore_lead],
	baselines: [m.baselines_title, m.baselines_lead],
	impact: [m.impact_title, m.impact_lead],
	'impact/compare': [m.impact_compare_title, m.impact_compare_lead],
	'impact/planner': [m.plan_title, m.plan_lead],
	results: [m.results_title, m.results_lead],
	boards: [m.boards_title, m.boards_lead],
	registers: [m.registers_title, m.registers_lead],
	countries: [m.countries_title, m.countries_lead],
	'questions/builder': [m.builder_title, m.builder_lead],
	contribute: [m.contribute_title, m.contribute_lead],
	workbench: [m.own_title, m.own_lead],
	data: [m.data_title, m.data_lead],
	privacy: [m.privacy_title, m.privacy_lead],
	accessibility: [m.access_title, m.access_lead]
} as const;

export const pageEntries = ({ locale }: SearchWords): SearchEntry[] =>
	Object.entries(pages).map(([folder, [title, lead]]) => ({
		kind: 'page',
		title: title({}, { locale }),
		text: lead({}, { locale }),
		...{ about: '', href: `${folder}/`, synthetic: false }
	}));

/** How numbers are worked out, by topic. */
export function methodEntries({ locale }: SearchWords): SearchEntry[] {
	const { title: about, sections } = methodsText[locale];
	return sectionIds.map((id) => ({
		kind: 'method',
		title: sections[id].title,
		text: sections[id].paragraphs[0] ?? '',
		...{ about, href: `methods/#${id}`, synthetic: false }
	}));
}

/** Published figures of others, each in the catalogue of the release. */
export const seriesEntries = (
	series: readonly SeriesEntry[],
	{ locale }: SearchWords
): SearchEntry[] =>
	series.map(({ series: { id, title, definition, source, dimensions }, synthetic }) => ({
		kind: 'series',
		title: wordsOf(title, locale),
		text: joined([
			wordsOf(definition, locale),
			...dimensions.map(({ label }) => wordsOf(label, locale))
		]),
		about: source.producer,
		href: `data/#series-${id}`,
		synthetic
	}));
