import { z } from 'zod';
import { conceptId, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { territoryLevel } from './territory.ts';

/** Fewer than this cannot hide one person among others. */
const leastCount = 3;

const count = z.int().min(leastCount);

/** Replicates of published tables; a standard error of fewer says little. */
const replicates = z.int().min(10).max(1000);

/** Survival curves of programmes, whose people were before a court. Counts are of people. */
export const curveRules = z.strictObject({
	/** The smallest time between two points of a curve. */
	gridDays: z.int().positive(),
	/** An arm of fewer has no curve of its own. */
	minArm: z.int().positive(),
	/** A curve ends where fewer may still be under observation without the outcome. */
	minAtRisk: z.int().positive(),
	/** Two neighbouring points are so many outcomes apart, or more. */
	minEvents: z.int().positive(),
	/** Decimals of a share. */
	digits: z.int().min(1).max(6),
	/** What becomes of an arm that may not have a curve: joined with others as declared, or left out. */
	smallArms: z.enum(['merge', 'withhold'])
});
export type CurveRules = z.infer<typeof curveRules>;

/** What a rule is refused with: its field, and why. */
type Refusal = (field: string, message: string) => void;

interface RulesOfCurves {
	readonly k: number;
	readonly rounding: { readonly cases: number };
	readonly curves: CurveRules;
}

function refuseCurves({ k, rounding: { cases }, curves }: RulesOfCurves, refuse: Refusal) {
	const { minArm, minAtRisk, minEvents } = curves;
	if (cases < 2 * k)
		refuse('curves', `rounding.cases below 2 k = ${2 * k} tells nobody from a few: ${cases}`);
	if (minAtRisk < k) refuse('curves.minAtRisk', `below k = ${k}: ${minAtRisk}`);
	if (minAtRisk < cases)
		refuse('curves.minAtRisk', `below rounding.cases = ${cases}, shown as 0: ${minAtRisk}`);
	if (minEvents <= k)
		refuse('curves.minEvents', `a point left out tells of k = ${k} or fewer: ${minEvents}`);
	if (minArm < minAtRisk + minEvents)
		refuse('curves.minArm', `below minAtRisk + minEvents = ${minAtRisk + minEvents}: ${minArm}`);
}

/**
 * `data/disclosure/<id>.yaml`: when a figure of a survey or a programme whose rows are not published
 * may tell of single people, and is withheld. Counts are of people, without weights.
 */
export const disclosureRules = z
	.strictObject({
		id: slug,
		label: localized,
		/** Where the rules come from, or who set them. */
		source: z.strictObject({ document: z.string().min(1), url: z.url().optional() }),
		/** The smallest number of people with an attribute, or without it, that may be told apart from 0. */
		k: count,
		/** The smallest number of people that a figure may be about. */
		minCases: z.int().positive(),
		/** The smallest number of primary sampling units that they may come from. */
		minPsus: z.int().positive(),
		/** Below it "everybody" and "nobody" are withheld, where the question is sensitive. */
		smallGroup: z.int().nonnegative(),
		/** The largest share of the total of a number that may come from one person. */
		maxShareOfOne: z.number().gt(0).max(1),
		/** A withheld count has to be uncertain by this share of itself, or by k. */
		width: z.number().gt(0).max(1),
		rounding: z.strictObject({
			/** Counts of people are multiples of it. */
			cases: z.int().positive(),
			/** Significant digits of a standard error; the estimate has as many decimals. */
			digits: z.int().min(1).max(15)
		}),
		/** Of every approved figure, its totals under so many replicate weights; absent: none are published. */
		replicates: replicates.optional(),
		/** Of a programme; absent: no curve is published by these rules. */
		curves: curveRules.optional()
	})
	.superRefine(({ k, minCases, smallGroup, rounding, curves }, context) => {
		const refuse = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: field.split('.'), message });
		if (minCases < 2 * k)
			refuse('minCases', `too small for k = ${k} with and k without an attribute: ${minCases}`);
		if (smallGroup < minCases)
			refuse('smallGroup', `below minCases, so that it does nothing: ${smallGroup}`);
		if (rounding.cases > minCases)
			refuse('rounding', `rounds published counts to 0: ${rounding.cases} above ${minCases}`);
		if (curves) refuseCurves({ k, rounding, curves }, refuse);
	});
export type DisclosureRules = z.infer<typeof disclosureRules>;

/** Categories that rows show as one. */
const categoryGroup = z.strictObject({
	concept: conceptId,
	of: z.array(slug).min(1),
	/** A category of the concept, or `withheld` where none of its categories says what they are. */
	into: slug
});
export type CategoryGroup = z.infer<typeof categoryGroup>;

/** How the people of one survey are protected. */
export const surveyProtection = z.strictObject({
	/** The id of disclosure rules. */
	rules: slug,
	/** Above that of the rules. */
	k: count.optional(),
	/** Instead of that of the rules: fewer where a survey has few primary sampling units. */
	replicates: replicates.optional(),
	/** What somebody who knows a person may know of them: rows that are alone in all of it are counted. */
	keys: z.array(conceptId).default([]),
	/** Of an open survey: the largest share of rows that may be alone in their keys. */
	maxUniqueShare: z.number().min(0).max(1).optional(),
	/** Of an open survey: answers of people under 18 to sensitive questions are published. */
	minorsSensitive: z.boolean().default(false),
	/** Of an open survey: which rows are of one household is published. */
	householdLinks: z.boolean().default(false),
	/** Of an open survey: rare categories, grouped. */
	groups: z.array(categoryGroup).default([])
});
export type SurveyProtection = z.infer<typeof surveyProtection>;

/** `data/territories/published.yaml`: no figure is published of anything smaller. */
export const publishedLevel = z.strictObject({
	level: territoryLevel.exclude(['bloc', 'area']),
	/** Of a municipality; one whose population is not declared is not published. */
	minPopulation: z.int().nonnegative()
});
export type PublishedLevel = z.infer<typeof publishedLevel>;
