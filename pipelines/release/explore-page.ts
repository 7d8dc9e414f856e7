import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { type ExploreDefaults, type ExplorePage, viewRequest } from '#lib/model/explore-view.ts';
import { type AskOptions, ask } from '../ask.ts';

/** The page the explorer opens with: the first preferred view that this release can answer. */
export async function explorePageOf(
	{ views, profile, examples }: ExploreDefaults,
	options: AskOptions & { readonly catalogue: Catalogue }
): Promise<ExplorePage | undefined> {
	const { surveys, indicators } = options.catalogue;
	for (const view of views) {
		const indicator = indicators.find(({ id }) => id === view.indicator);
		const survey = surveys.find(({ id }) => id === view.survey);
		const table = survey?.tables.find(({ unit }) => unit === indicator?.unit);
		const about = [...view.by, ...view.where.map(({ concept }) => concept)];
		const has = (concept: string) => table?.concepts.includes(concept) ?? false;
		if (indicator && [indicator.concept, ...about].every(has))
			return {
				view,
				answer: await ask(viewRequest(view, indicatorMeasure(indicator), profile), options),
				examples
			};
	}
	return undefined;
}
