import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { conceptsOf, type RAnalysis } from './r-asked.ts';
import {
	analysisCsv,
	analysisDifferences,
	analysisLines,
	analysisPrints,
	analysisResults
} from './r-analysis.ts';
import { type FramePart, framedParts } from './r-frame.ts';
import { filterLines } from './r-question.ts';
import { standardisedLines } from './r-tests.ts';
import {
	type AskedOfSurvey,
	type SurveyScriptOptions,
	domainNotes,
	scriptedSurvey
} from './scripted-survey.ts';

export interface StandardisedScriptOptions extends SurveyScriptOptions {
	/** An age concept, and the survey whose ages every group gets. */
	readonly standard: { readonly concept: string; readonly survey: string };
}

type Standardised = Extract<RAnalysis, { kind: 'standardised-means' }>;

/**
 * The R script of an answer with the ages of a standard: R `svystandardize`, by the ages that the
 * survey of the standard has within the same filters.
 */
export function standardisedScript(
	request: EstimateRequest,
	options: StandardisedScriptOptions
): string {
	const { title, release, own, standard } = options;
	const scripted = scriptedSurvey(askedOf(request, standard.concept), options);
	const { survey, table, source, notes } = scripted;
	const question = questionOf(request, standard.concept);
	const asked = { question, table, source };
	const part: FramePart = {
		...{ name: 'results', table, source },
		lines: [
			...analysisLines(asked),
			...analysisResults(standardisedLines(question, [sizesLine])),
			'results'
		]
	};
	const asks = { ...question, standard };
	return framedParts(
		{
			title,
			synthetic: survey.synthetic,
			notes: [...(own ? [] : [`Release: ${release}`]), ...notes, ...domainNotes]
		},
		[standardPart(request, options), part],
		{
			request: asks,
			differences: analysisDifferences(question, table),
			prints: analysisPrints,
			answer: analysisCsv
		}
	);
}

const sizesLine = 'sizes <- as.numeric(ages[levels(f1)])';

/** How many people of each age there are: the standard, taken as known. */
function standardPart(request: EstimateRequest, options: StandardisedScriptOptions): FramePart {
	const { survey, concept } = options.standard;
	const { unit, where, level } = request;
	const concepts = [concept, ...where.map((one) => one.concept)];
	const asked = { survey, unit, concepts, measured: [concept] };
	const { table, source } = scriptedSurvey(asked, options);
	return {
		...{ name: 'ages', table, source },
		lines: [
			...filterLines({ where, level }, { table, source }),
			`age <- ${source.category(concept)}`,
			'tapply(w[inside], age[inside], sum)'
		]
	};
}

function askedOf(request: EstimateRequest, age: string): AskedOfSurvey {
	const { survey, unit, weight, measure } = request;
	const concepts = [...conceptsOf(request), age];
	return { survey, unit, weight, concepts, measured: [measure.concept] };
}

function questionOf({ measure, by, where, level }: EstimateRequest, concept: string): Standardised {
	const outcome =
		measure.statistic === 'proportion'
			? { concept: measure.concept, numerator: measure.numerator }
			: { concept: measure.concept };
	const standard = { concept, population: [] };
	return { kind: 'standardised-means', outcome, standard, over: [...by], where, level };
}
