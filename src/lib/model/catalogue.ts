import { z } from 'zod';
import { concept } from './concept.ts';
import { slug, unitId, conceptId } from './identifiers.ts';
import { indicator } from './indicator.ts';
import { localized } from './localized.ts';
import { surveyStatus } from './manifest.ts';
import { question } from './question.ts';
import { completeness } from './survey-design.ts';
import { survey } from './survey.ts';

/** How the rows of one unit of a survey lie in their Parquet file and their table. */
export const unitTable = z.strictObject({
	unit: unitId,
	/** Relative to the folder of the release. */
	path: z.string(),
	rows: z.int().nonnegative(),
	weights: z.array(z.strictObject({ id: slug, column: z.string(), label: localized })).min(1),
	stratum: z.string().optional(),
	psu: z.string().optional(),
	fpc: z.string().optional(),
	completeness,
	concepts: z.array(conceptId)
});
export type UnitTable = z.infer<typeof unitTable>;

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
		universe: true,
		licence: true,
		citation: true,
		tier: true,
		synthetic: true
	}).shape,
	status: surveyStatus,
	completeness,
	designNote: localized.optional(),
	/** Empty unless the rows are part of the release. */
	tables: z.array(unitTable),
	questions: z.array(question)
});
export type CatalogueSurvey = z.infer<typeof catalogueSurvey>;

/** `catalogue.json`: what may be asked of a release. */
export const catalogue = z.strictObject({
	surveys: z.array(catalogueSurvey),
	concepts: z.array(concept),
	indicators: z.array(indicator)
});
export type Catalogue = z.infer<typeof catalogue>;
