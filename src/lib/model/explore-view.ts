import { z } from 'zod';
import { type AskedMeasure, conceptMeasure } from './asked-measure.ts';
import {
	domainFilter,
	type EstimateRequestInput,
	intervalMethod,
	unsureTreatment
} from './estimate-request.ts';
import { estimateSet } from './estimate.ts';
import { conceptId, slug } from './identifiers.ts';
import { localized } from './localized.ts';

/** The pictures there are; `auto` is the one that suits the question. */
export const chartForm = z.enum([
	...['auto', 'intervals', 'bars', 'distribution', 'stacked', 'trend', 'heat', 'map', 'tiles']
] as const);
export type ChartForm = z.infer<typeof chartForm>;

/** A group of a source, to compare the others with: `demo-2024:woman:urban`. */
const comparedGroup = z
	.string()
	.regex(/^[a-z0-9-]+(:[a-z0-9-]+)*$/, 'not a source with categories');

/** How the answer is compared within itself. */
export const viewComparison = z.strictObject({
	against: comparedGroup,
	kind: z.enum(['difference', 'ratio']).default('difference'),
	/** Of two sources; shared: they have places or people in common that the files do not name. */
	samples: z.enum(['independent', 'shared']).default('independent'),
	/** Compares what the rule calls not comparable, and says so. */
	anyway: z.boolean().default(false)
});
export type ViewComparison = z.infer<typeof viewComparison>;

/** More sources than these nobody tells apart in a picture. */
const sourceLimit = 6;

/** What a reader of the explorer chose. */
export const exploreView = z
	.strictObject({
		survey: slug,
		/** Other sources beside the first. */
		also: z
			.array(slug)
			.max(sourceLimit - 1)
			.default([]),
		indicator: slug.optional(),
		/** Instead of an indicator. */
		of: conceptMeasure.optional(),
		by: z.array(conceptId).max(2).default([]),
		/** A picture for every category of it. */
		across: conceptId.optional(),
		where: z.array(domainFilter).default([]),
		unsure: unsureTreatment.default('auto'),
		interval: intervalMethod.extract(['auto', 'logit', 'beta', 'wilson', 'mean']).default('auto'),
		/** Confidence of the interval. */
		level: z.literal([0.9, 0.95, 0.99]).default(0.95),
		/** Quality profile; absent: the one of the release. */
		profile: slug.optional(),
		/** An age concept: every group gets the age composition of the first source as a whole. */
		standard: conceptId.optional(),
		compare: viewComparison.optional(),
		/** Concepts that stand beside the answer; choosing in one narrows the others. */
		linked: z.array(conceptId).max(6).default([]),
		/** What is chosen in them. */
		brush: z.array(domainFilter).default([]),
		chart: chartForm.default('auto'),
		/** What happened meanwhile, in a picture over time. */
		marks: z.enum(['none', 'milestones']).default('none')
	})
	.refine(({ indicator, of }) => (indicator === undefined) !== (of === undefined), {
		path: ['indicator'],
		message: 'either an indicator or a concept'
	})
	.refine(({ survey, also }) => new Set([survey, ...also]).size === also.length + 1, {
		path: ['also'],
		message: 'a source is named twice'
	});
export type ExploreView = z.infer<typeof exploreView>;

/** The first source and those beside it. */
export const sourcesOf = ({ survey, also }: Pick<ExploreView, 'survey' | 'also'>): string[] => [
	survey,
	...also
];

/**
 * `data/explore.yaml`: views in order of preference; a release opens with the first it can answer.
 * None while no survey is declared, and no longer: `validate` asks for one then.
 */
export const exploreDefaults = z.strictObject({
	views: z.array(
		exploreView.refine(
			({ also, indicator, across, standard }) =>
				also.length === 0 && indicator !== undefined && !across && !standard,
			'opens with one indicator of one source, in one picture, as asked'
		)
	),
	/** Questions for readers to begin with; those that a release cannot answer whole are not shown. */
	examples: z.array(z.strictObject({ label: localized, view: exploreView })).default([]),
	/** The quality profile by which estimates are labelled; absent: no labels. */
	profile: slug.optional()
});
export type ExploreDefaults = z.infer<typeof exploreDefaults>;

/** `pages/explore.json`: the view the page opens with, answered. */
export const explorePage = z.strictObject({
	view: exploreView,
	answer: estimateSet,
	examples: exploreDefaults.shape.examples
});
export type ExplorePage = z.infer<typeof explorePage>;

/** The request that answers a view from its first source, labelled by a quality profile. */
export function viewRequest(
	view: Pick<ExploreView, 'survey' | 'by' | 'where' | 'unsure'> &
		Partial<Pick<ExploreView, 'across' | 'interval' | 'level'>>,
	{ unit, measure }: Pick<AskedMeasure, 'unit' | 'measure'>,
	profile?: string
): EstimateRequestInput {
	const { survey, by, across, where, unsure, interval, level } = view;
	return {
		...{ survey, unit, measure, where, unsure },
		by: across === undefined ? by : [...by, across],
		...(interval !== undefined && { interval }),
		...(level !== undefined && { level }),
		...(profile !== undefined && { profile })
	};
}
