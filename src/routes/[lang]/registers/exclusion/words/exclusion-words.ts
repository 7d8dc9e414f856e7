import { categoryWords, wordsOf } from '#lib/model/catalogue-words.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import type { ExclusionSeries } from '#lib/model/exclusion-page.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Locale } from '#lib/model/localized.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { sourceLabel } from '../../../explore/words/labels.ts';

/** A factor of the register. */
export interface Factor {
	readonly id: string;
	readonly label: string;
	readonly environment: string;
}

/** What there is to word: the figures of one series, and the names of what they are about. */
export interface ExclusionWords {
	readonly series: ExclusionSeries;
	readonly factors: readonly Factor[];
	/** In their order. */
	readonly environments: readonly { readonly id: string; readonly label: string }[];
	readonly axes: readonly { readonly id: string; readonly label: string }[];
	readonly catalogue: Catalogue;
	readonly locale: Locale;
}

export const surveyName = ({ catalogue, locale }: ExclusionWords, id: string): string => {
	const survey = catalogue.surveys.find((one) => one.id === id);
	return survey ? sourceLabel(survey, locale) : id;
};

export const latestOf = ({ series }: Pick<ExclusionWords, 'series'>): string =>
	series.waves.at(-1) ?? '';

export const indicatorNamed = (
	{ catalogue }: Pick<ExclusionWords, 'catalogue'>,
	id: string
): Indicator | undefined => catalogue.indicators.find((one) => one.id === id);

export function environmentName({ environments }: ExclusionWords, id: string): string {
	return environments.find((one) => one.id === id)?.label ?? id;
}

export function conceptName({ catalogue, locale }: ExclusionWords, id: string): string {
	const concept = catalogue.concepts.find((one) => one.id === id);
	return concept ? wordsOf(concept.label, locale) : id;
}

/** The categories of a concept in their order, with their names. */
export function categoriesOf(
	{ catalogue, locale }: ExclusionWords,
	id: string
): { readonly id: string; readonly label: string }[] {
	const concept = catalogue.concepts.find((one) => one.id === id);
	if (concept?.kind !== 'category') return [];
	return concept.categories.map((category) => ({
		id: category.id,
		label: categoryWords(catalogue, { concept: id, category: category.id }, locale)
	}));
}

/** The question of the explorer that has a figure, with its wording and its script. */
export const exploreSearch = (survey: string, indicator: string, by: readonly string[] = []) =>
	searchOf(exploreView.parse({ survey, indicator, by: [...by] }));

/** "Housing + economic", in the order of the environments. */
export const combinationName = (words: ExclusionWords, environments: readonly string[]): string =>
	environments.map((id) => environmentName(words, id)).join(' + ');
