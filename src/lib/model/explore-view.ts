import { z } from 'zod';
import { domainFilter, type EstimateRequestInput, unsureTreatment } from './estimate-request.ts';
import { estimateSet } from './estimate.ts';
import { conceptId, slug } from './identifiers.ts';
import type { Indicator } from './indicator.ts';

/** What a reader of the explorer chose. */
export const exploreView = z.strictObject({
	survey: slug,
	indicator: slug,
	by: z.array(conceptId).max(2).default([]),
	where: z.array(domainFilter).default([]),
	unsure: unsureTreatment.default('auto')
});
export type ExploreView = z.infer<typeof exploreView>;

/**
 * `data/explore.yaml`: views in order of preference; a release opens with the first it can answer.
 * None while no survey is declared, and no longer: `validate` asks for one then.
 */
export const exploreDefaults = z.strictObject({
	views: z.array(exploreView),
	/** The quality profile by which estimates are labelled; absent: no labels. */
	profile: slug.optional()
});
export type ExploreDefaults = z.infer<typeof exploreDefaults>;

/** `pages/explore.json`: the view the page opens with, answered. */
export const explorePage = z.strictObject({ view: exploreView, answer: estimateSet });
export type ExplorePage = z.infer<typeof explorePage>;

/** The request that answers a view, labelled by a quality profile. */
export function viewRequest(
	view: ExploreView,
	indicator: Indicator,
	profile?: string
): EstimateRequestInput {
	const { concept } = indicator;
	const measure =
		indicator.statistic === 'mean'
			? { statistic: indicator.statistic, concept }
			: { statistic: indicator.statistic, concept, numerator: indicator.numerator };
	const { survey, by, where, unsure } = view;
	const own = { survey, unit: indicator.unit, measure, by, where, unsure };
	return profile === undefined ? own : { ...own, profile };
}
