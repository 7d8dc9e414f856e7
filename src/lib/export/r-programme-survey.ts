import type { ProgrammeWith, SurveyFigure } from '#lib/impact/evaluation/evaluation-input.ts';
import { rNumber, rVector } from './r-syntax.ts';

/**
 * Change of the treated less that of the comparison, from the published figures of the main outcome,
 * which stand in the script; territories and surveys count alike.
 */
export function surveyLines(
	{ design }: ProgrammeWith<'survey'>,
	figures: readonly SurveyFigure[]
): string[] {
	const { treated, comparison, before, after } = design;
	const used = figures.filter(
		({ territory, survey }) =>
			[...treated, ...comparison].includes(territory) && [...before, ...after].includes(survey)
	);
	const numbers = (field: 'estimate' | 'standardError' | 'df') =>
		rVector(used.map((figure) => figure[field]));
	return [
		'figures <- data.frame(',
		`  territory = ${rVector(used.map(({ territory }) => territory))},`,
		`  survey = ${rVector(used.map(({ survey }) => survey))},`,
		`  estimate = ${numbers('estimate')},`,
		`  standard_error = ${numbers('standardError')},`,
		`  df = ${numbers('df')})`,
		`treated <- figures$territory %in% ${rVector(treated)}`,
		`after <- figures$survey %in% ${rVector(after)}`,
		'sign <- ifelse(treated, 1, -1) * ifelse(after, 1, -1)',
		`territories <- ifelse(treated, ${rNumber(treated.length)}, ${rNumber(comparison.length)})`,
		`surveys <- ifelse(after, ${rNumber(after.length)}, ${rNumber(before.length)})`,
		'weight <- sign / (territories * surveys)',
		'# Samples of territories and surveys are independent; degrees of freedom by Satterthwaite.',
		'own <- (weight * figures$standard_error)^2',
		'df <- sum(own)^2 / sum(own^2 / figures$df)',
		'around("main effect", sum(weight * figures$estimate), sqrt(sum(own)), df)'
	];
}
