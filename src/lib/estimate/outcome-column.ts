import { type AnalysisRows, type RowsAsked, analysisRows } from './analysis-rows.ts';
import type { EstimateOptions } from './prepared.ts';
import type { DomainFilter } from '#lib/model/estimate-request.ts';

/** A number, or who is in some categories of a concept. */
export interface Outcome {
	readonly concept: string;
	readonly numerator?: readonly string[] | undefined;
}

/** The rows of an outcome and other columns. */
export function outcomeRows(
	{ outcome, where }: { readonly outcome: Outcome; readonly where: readonly DomainFilter[] },
	others: Omit<RowsAsked, 'where'>,
	options: EstimateOptions
): Promise<AnalysisRows> {
	const isCategory = outcome.numerator !== undefined;
	return analysisRows(
		{
			categories: [...others.categories, ...(isCategory ? [outcome.concept] : [])],
			numbers: [...others.numbers, ...(isCategory ? [] : [outcome.concept])],
			where
		},
		options
	);
}

/** An outcome as numbers: 1 for who is in the numerator. */
export function outcomeColumn(
	{ concept, numerator }: Outcome,
	{ factor, number }: AnalysisRows
): Float64Array {
	if (!numerator) return number(concept);
	const { codes, levels } = factor(concept);
	const wanted = levels.map((level) => numerator.includes(level));
	return Float64Array.from(codes, (code) => (code >= 0 && wanted[code] ? 1 : 0));
}
