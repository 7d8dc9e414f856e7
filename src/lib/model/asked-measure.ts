import { z } from 'zod';
import type { Concept } from './concept.ts';
import type { Measure } from './estimate-request.ts';
import { conceptId, slug, unitId } from './identifiers.ts';
import type { Indicator } from './indicator.ts';
import type { Localized } from './localized.ts';

/** A concept that is asked for as it is, without a declared indicator. */
export const conceptMeasure = z.strictObject({
	concept: conceptId,
	unit: unitId.default('person'),
	/** Of categories the share of each, or of some together; of numbers mean, median and sum. */
	statistic: z.enum(['distribution', 'proportion', 'total', 'mean', 'median']),
	/** What counts, of a share or a total of people. */
	categories: z.array(slug).default([])
});
export type ConceptMeasure = z.infer<typeof conceptMeasure>;

/** What is measured, whether it is declared as an indicator or asked of a concept. */
export interface AskedMeasure {
	/** Of the indicator; of a concept its id, the statistic and what counts. */
	readonly id: string;
	readonly label: Localized;
	readonly definition: Localized;
	readonly unit: z.infer<typeof unitId>;
	readonly concept: string;
	readonly measure: Measure;
	/** Absent: a concept asked for as it is. */
	readonly indicator?: Indicator;
}

/** An indicator as a measure. */
export function indicatorMeasure(indicator: Indicator): AskedMeasure {
	const { id, label, definition, unit, concept } = indicator;
	const measure: Measure =
		indicator.statistic === 'mean'
			? { statistic: indicator.statistic, concept }
			: { statistic: indicator.statistic, concept, numerator: indicator.numerator };
	return { id, label, definition, unit, concept, measure, indicator };
}

/** Indicators that a measure is: its own, or of a concept all that count it. */
export const indicatorsOf = (
	{ indicator, concept }: Pick<AskedMeasure, 'indicator' | 'concept'>,
	all: readonly Indicator[]
): readonly Indicator[] => (indicator ? [indicator] : all.filter((one) => one.concept === concept));

/** A concept as a measure; undefined where the statistic is none of its kind. */
export function measureOfConcept(
	concept: Concept,
	{ unit, statistic, categories }: ConceptMeasure
): AskedMeasure | undefined {
	const measure =
		concept.kind === 'category'
			? ofCategories(concept.id, statistic, categories)
			: ofNumbers(concept.id, statistic);
	if (!measure) return undefined;
	const { label, definition } = concept;
	const id = [concept.id.replaceAll('_', '-'), statistic, ...categories].join('-');
	return { id, label, definition, unit, concept: concept.id, measure };
}

function ofCategories(
	concept: string,
	statistic: ConceptMeasure['statistic'],
	numerator: string[]
): Measure | undefined {
	if (statistic === 'distribution') return { statistic, concept };
	if ((statistic !== 'proportion' && statistic !== 'total') || numerator.length === 0)
		return undefined;
	return { statistic, concept, numerator };
}

function ofNumbers(concept: string, statistic: ConceptMeasure['statistic']): Measure | undefined {
	if (statistic === 'mean' || statistic === 'total') return { statistic, concept };
	if (statistic === 'median')
		return { statistic: 'quantile', concept, probabilities: [0.5], rule: 'math' };
	return undefined;
}
