import type { Survey } from '#lib/model/survey.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import { type FigureOptions, comparedFigures } from './compared-figures.ts';

/** By `unit concept`: the rule by which the figures of a survey are not quite those of the wave before. */
export function breaksOf(survey: Survey, options: FigureOptions): Record<string, string> {
	const before = previousWave(survey, options.surveys);
	const own = options.surveys.find((one) => one.survey.id === survey.id);
	if (!before || !own) return {};
	const breaks: Record<string, string> = {};
	for (const { of, compared } of comparedFigures(own, before, options))
		if (compared.verdict !== 'same')
			breaks[`${of.unit} ${of.concept}`] = `${compared.verdict}: ${compared.rule}`;
	return breaks;
}

/** The last wave of the series whose fieldwork ended before this one's began. */
function previousWave(
	{ id, series, fieldwork }: Survey,
	surveys: readonly DeclaredSurvey[]
): DeclaredSurvey | undefined {
	return surveys
		.filter(({ survey }) => survey.series === series && survey.id !== id)
		.filter(({ survey }) => survey.fieldwork.end < fieldwork.start)
		.sort((a, b) => b.survey.fieldwork.end.localeCompare(a.survey.fieldwork.end))[0];
}
