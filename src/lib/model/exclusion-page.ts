import { z } from 'zod';
import { comparisonRow, estimateRow } from './estimate-row.ts';
import { conceptId, slug } from './identifiers.ts';

/** Figures of an indicator: of everybody in each wave, and in the latest one by the concepts of the axes. */
const figures = {
	indicator: slug,
	/** Of each wave, the oldest first. */
	waves: z.array(estimateRow),
	/** Of the latest wave. */
	groups: z.array(estimateRow),
	/** From the wave before to the latest; null where none is declared. */
	change: comparisonRow.nullable()
};

/** Surveys of one series that ask whether people have factors of social exclusion. */
const exclusionSeries = z.strictObject({
	series: slug,
	/** Surveys, the oldest first. */
	waves: z.array(slug).min(1),
	/** By which concepts the latest one is broken down, in the order of the axes. */
	axes: z.array(z.strictObject({ axis: slug, concepts: z.array(conceptId) })),
	/** Factors of the register that it asks for. */
	factors: z.array(z.strictObject({ factor: slug, ...figures })),
	/** People by how many factors they have, in the order of the classes. */
	counts: z.array(z.strictObject({ category: slug, ...figures })),
	/** People with any factor of an environment. */
	sets: z.array(z.strictObject({ environment: slug, ...figures })),
	/** People with factors of exactly these environments; none is named where others are meant together. */
	combinations: z.array(z.strictObject({ environments: z.array(slug), ...figures }))
});
export type ExclusionSeries = z.infer<typeof exclusionSeries>;
export type ExclusionFigures = Pick<
	ExclusionSeries['factors'][number],
	'indicator' | 'waves' | 'groups' | 'change'
>;

/** `pages/exclusion.json`: the figures of the exclusion matrix, whole rows of the tables of the release. */
export const exclusionPage = z.strictObject({ series: z.array(exclusionSeries) });
export type ExclusionPage = z.infer<typeof exclusionPage>;
