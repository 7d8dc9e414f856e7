import { z } from 'zod';
import { concept } from './concept.ts';
import { comparabilityOverrides } from './comparability.ts';
import { corrections } from './correction.ts';
import { disclosureRules } from './disclosure.ts';
import { figure } from './figure.ts';
import { sha256, slug, unitId, conceptId } from './identifiers.ts';
import { indicator } from './indicator.ts';
import { localized } from './localized.ts';
import { releaseFile, surveyStatus } from './manifest.ts';
import { qualityProfile } from './quality-profile.ts';
import { question } from './question.ts';
import { assumedDeff, samplingObject } from './sampling.ts';
import { completeness, weightSums } from './survey-design.ts';
import { survey, surveyRecipe } from './survey.ts';

/** How the rows of one unit of a survey lie in their Parquet file and their table. */
export const unitTable = z.strictObject({
	unit: unitId,
	/** Relative to the folder of the release. */
	path: z.string(),
	rows: z.int().nonnegative(),
	/** The same rows as CSV, of open surveys. */
	csv: z.strictObject({ path: z.string(), sha256, rows: z.int().nonnegative() }).optional(),
	weights: z
		.array(z.strictObject({ id: slug, column: z.string(), label: localized, sums: weightSums }))
		.min(1),
	stratum: z.string().optional(),
	psu: z.string().optional(),
	ssu: z.string().optional(),
	fpc: z.array(z.string()).default([]),
	...samplingObject.pick({
		lonely: true,
		adjustDomains: true,
		firstStageOnly: true,
		replicates: true,
		resampling: true,
		/** By concepts of the unit. */
		calibration: true
	}).shape,
	completeness,
	assumedDeff: assumedDeff.optional(),
	concepts: z.array(conceptId)
});
export type UnitTable = z.infer<typeof unitTable>;

/** Figures of one breakdown of an indicator whose totals under replicate weights are published. */
const mergeableFigures = z.strictObject({
	indicator: slug,
	/** Of each concept of the breakdown the categories that such figures are about. */
	categories: z.record(conceptId, z.array(z.string()).min(1))
});
export type MergeableFigures = z.infer<typeof mergeableFigures>;

/** The design of a unit whose rows are not part of the release, and what was made of them. */
export const readyFigures = z.strictObject({
	...unitTable.omit({ path: true, rows: true, csv: true }).shape,
	/** The concepts of each breakdown, in any order; the empty one is the whole survey. */
	breakdowns: z.array(z.array(conceptId)),
	/** Concepts whose figures stand ready of the whole survey alone. */
	wholeOnly: z.array(conceptId).default([]),
	/** Concepts whose groups `comparisons.parquet` compares. */
	contrasts: z.array(conceptId).default([]),
	/** Under replicate weights, by which figures are merged and compared; absent where there are none. */
	totals: z
		.strictObject({
			/** Relative to the folder of the release. */
			path: z.string(),
			mergeable: z.array(mergeableFigures)
		})
		.optional()
});
export type ReadyFigures = z.infer<typeof readyFigures>;

export const catalogueSurvey = z.strictObject({
	...survey.pick({
		id: true,
		series: true,
		title: true,
		shortTitle: true,
		country: true,
		producer: true,
		fieldwork: true,
		mode: true,
		properties: true,
		universe: true,
		licence: true,
		citation: true,
		tier: true,
		protection: true,
		synthetic: true
	}).shape,
	status: surveyStatus,
	completeness,
	designNote: localized.optional(),
	/** Empty unless the rows are part of the release. */
	tables: z.array(unitTable),
	/** What stands ready in `estimates.parquet`, by unit: for figures without rows. */
	figures: z.array(readyFigures).default([]),
	/** How the rows were made from the producer's files; where they are not here, there is none. */
	recipe: surveyRecipe.optional(),
	questions: z.array(question),
	/** What decides on what each of its concepts may be compared with. */
	compared: z.array(figure).default([])
});
export type CatalogueSurvey = z.infer<typeof catalogueSurvey>;

/** A concept whose categories are territories that can be drawn. */
const drawnConcept = z.strictObject({
	concept: conceptId,
	/** Of the list of territories. */
	territories: slug,
	/** Of the shapes, relative to the folder of the release. */
	path: z.string()
});

/** `catalogue.json`: what may be asked of a release. */
export const catalogue = z.strictObject({
	surveys: z.array(catalogueSurvey),
	concepts: z.array(concept),
	indicators: z.array(indicator),
	/** The first labels the estimates of the explorer. */
	quality: z.array(qualityProfile).default([]),
	/** By which surveys of the release are protected. */
	disclosure: z.array(disclosureRules).default([]),
	/** Concepts whose categories are territories. */
	territories: z.array(conceptId).default([]),
	/** Signed judgements of what may be compared. */
	overrides: comparabilityOverrides.default([]),
	/** Dated notices; figures that they touch are marked wherever they show. */
	corrections: corrections.default([]),
	/** What a map can be made of. */
	shapes: z.array(drawnConcept).default([]),
	/**
	 * The Parquet files that questions are answered from, as the manifest lists them. A catalogue that
	 * is older has none: what it names is read whole and unchecked.
	 */
	files: z.array(releaseFile).optional()
});
export type Catalogue = z.infer<typeof catalogue>;

/** The rows of a unit of a survey, where the release has them. */
export const unitTableOf = (
	{ surveys }: Pick<Catalogue, 'surveys'>,
	asked: { readonly survey: string; readonly unit: UnitTable['unit'] }
): UnitTable | undefined =>
	surveys.find(({ id }) => id === asked.survey)?.tables.find(({ unit }) => unit === asked.unit);
