import {
	type Comparability,
	type ComparabilityOverride,
	comparability
} from '#lib/model/comparability.ts';
import type { Concept } from '#lib/model/concept.ts';
import { type Figure, surveyFigure } from '#lib/model/figure.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';

export interface FigureOptions {
	readonly surveys: readonly DeclaredSurvey[];
	readonly concepts: ReadonlyMap<string, Concept>;
	/** Signed judgements, which win over the rule. */
	readonly overrides: readonly ComparabilityOverride[];
}

/** A concept of a unit that two surveys have, and what the rule says of it. */
export interface FigurePair {
	readonly of: Figure;
	readonly against: Figure;
	readonly compared: Comparability;
}

/** All that two surveys have in common. */
export function comparedFigures(
	of: DeclaredSurvey,
	against: DeclaredSurvey,
	{ concepts, overrides }: FigureOptions
): FigurePair[] {
	const others = figuresOf(against, concepts);
	return figuresOf(of, concepts).flatMap((one) => {
		const other = others.find(({ concept, unit }) => concept === one.concept && unit === one.unit);
		if (!other) return [];
		return [{ of: one, against: other, compared: comparability(one, other, overrides) }];
	});
}

/** Every concept of a survey, with what decides on its comparisons. */
export function figuresOf(
	{ survey, questions }: Pick<DeclaredSurvey, 'survey' | 'questions'>,
	concepts: ReadonlyMap<string, Concept>
): Figure[] {
	return survey.mappings.flatMap((mapping) => {
		const concept = concepts.get(mapping.concept);
		if (!concept) return [];
		return mapping.units.map((unit) => surveyFigure({ survey, questions, mapping, concept, unit }));
	});
}
