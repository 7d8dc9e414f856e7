import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { type RQuestion, conceptsOf } from './r-asked.ts';
import { rScript } from './r-script.ts';
import {
	type AskedOfSurvey,
	type ScriptedSurvey,
	type SurveyScriptOptions,
	domainNotes,
	scriptedSurvey
} from './scripted-survey.ts';

/** The R script that reproduces an answer about a survey of a release, or of a file of one's own. */
export function surveyScript(request: EstimateRequest, options: SurveyScriptOptions): string {
	const { title, release, own } = options;
	const scripted = scriptedSurvey(askedOf(request), options);
	const { survey, table, source, notes } = scripted;
	return rScript({
		title,
		synthetic: survey.synthetic,
		notes: [...(own ? [] : [`Release: ${release}`]), ...notes, ...domainNotes],
		question: questionOf(request, scripted),
		table,
		source
	});
}

/** What a request needs of its survey. */
export const askedOf = (request: EstimateRequest): AskedOfSurvey => {
	const { survey, unit, weight, measure } = request;
	const measured = conceptsOf({ measure, by: [], where: [] });
	return { survey, unit, weight, concepts: conceptsOf(request), measured };
};

/** What a request asks of the rows, without whose they are. */
export function questionOf(
	{ measure, by, where, level, interval, capEffectiveSize, df, unsure, deff }: EstimateRequest,
	{ sums }: Pick<ScriptedSurvey, 'sums'>
): RQuestion {
	const asked = { measure, by, where, level, interval, capEffectiveSize, df, unsure };
	return { ...asked, deff: sums === 'sample' ? 'with-replacement' : deff };
}
