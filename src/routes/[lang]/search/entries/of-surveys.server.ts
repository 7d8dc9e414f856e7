import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import { conceptWords, nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import { conceptsOf, indicatorsOf } from '#lib/state/explore-options.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { type SearchEntry, joined } from '../search-entry.ts';
import type { SearchWords } from './search-words.ts';

/** Surveys and what they measure. */
export function surveyEntries(catalogue: Catalogue, words: SearchWords): SearchEntry[] {
	/** The latest first: an indicator leads to its latest figure. */
	const answering = catalogue.surveys
		.filter(({ tables, figures }) => tables.length + figures.length > 0)
		.toSorted((a, b) => b.fieldwork.end.localeCompare(a.fieldwork.end));
	return [
		...catalogue.surveys.map((survey) => surveyEntry(survey, words)),
		...catalogue.indicators.flatMap((indicator) => {
			const survey = answering.find((one) => indicatorsOf(catalogue, one).includes(indicator));
			if (!survey) return [];
			const { label, definition, concept, id } = indicator;
			const other = conceptWords(catalogue, concept, words.locale);
			return measureEntry(survey, words, {
				title: wordsOf(label, words.locale),
				text: joined([wordsOf(definition, words.locale), other]),
				view: { survey: survey.id, indicator: id }
			});
		}),
		...plainConcepts(catalogue, answering, words)
	];
}

const isHere = ({ tables, figures }: CatalogueSurvey) => tables.length + figures.length > 0;

function surveyEntry(survey: CatalogueSurvey, { locale, place }: SearchWords): SearchEntry {
	const { id, title, shortTitle, country, producer, universe, synthetic } = survey;
	return {
		kind: 'survey',
		title: wordsOf(title, locale),
		text: joined([
			wordsOf(shortTitle, locale),
			nameOf(producer.name, locale),
			wordsOf(universe, locale)
		]),
		about: place(country),
		href: isHere(survey) ? `data/${id}/` : `data/#survey-${id}`,
		synthetic
	};
}

interface Measure {
	readonly title: string;
	readonly text: string;
	readonly view: unknown;
}

function measureEntry(
	{ country, shortTitle, synthetic }: CatalogueSurvey,
	{ locale, place }: SearchWords,
	{ title, text, view }: Measure
): SearchEntry {
	return {
		kind: 'indicator',
		...{ title, text },
		about: joined([place(country), wordsOf(shortTitle, locale)], ' · '),
		href: `explore/${searchOf(exploreView.parse(view))}`,
		synthetic
	};
}

/** What no indicator counts and the rows of a survey answer: each in the latest survey that has it. */
function plainConcepts(
	{ concepts, indicators }: Catalogue,
	surveys: readonly CatalogueSurvey[],
	words: SearchWords
): SearchEntry[] {
	const counted = new Set(indicators.map(({ concept }) => concept));
	const seen = new Set<string>();
	return surveys.flatMap((survey) =>
		conceptsOf({ concepts } as Catalogue, survey).flatMap(({ concept, unit }) => {
			if (counted.has(concept.id) || seen.has(concept.id)) return [];
			seen.add(concept.id);
			const statistic = concept.kind === 'number' ? 'mean' : 'distribution';
			return measureEntry(survey, words, {
				title: wordsOf(concept.label, words.locale),
				text: wordsOf(concept.definition, words.locale),
				view: { survey: survey.id, of: { concept: concept.id, unit, statistic, categories: [] } }
			});
		})
	);
}
