import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import type { MergedFigure } from '#lib/estimate/merged-answer.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import { type EstimateRequest, estimateRequest } from '#lib/model/estimate-request.ts';
import { viewRequest } from '#lib/model/explore-view.ts';
import { type ShownAnswer, shownAnswer } from '#lib/model/shown-answer.ts';
import { tableFor } from '#lib/state/explore-options.ts';
import type { ResolvedView } from '#lib/state/resolved-view.ts';

export interface AnswerOptions {
	readonly catalogue: Catalogue;
	readonly signal: AbortSignal;
}

/** What one source says, and the request by which its rows said it. */
export interface SourceAnswer {
	readonly survey: CatalogueSurvey;
	readonly answer: ShownAnswer;
	/** Absent: the figures stood ready. */
	readonly request?: EstimateRequest;
	/** What figures that stood ready were added up of. */
	readonly totals?: readonly MergedFigure[];
}

/** The request that a view puts to the rows of one of its sources. */
export const requestTo = (
	survey: CatalogueSurvey,
	{ view, measure }: Pick<ResolvedView, 'view' | 'measure'>,
	catalogue: Catalogue
): EstimateRequest =>
	estimateRequest.parse(
		viewRequest({ ...view, survey: survey.id }, measure, view.profile ?? catalogue.quality[0]?.id)
	);

/**
 * Of every source, in the order of the view. People who did not take a side are treated alike in
 * all: as in the figures that stand ready, which nobody can make anew; else where one source has so
 * many that they stay in the denominator, they stay in that of the others too.
 */
export async function answersOf(
	engine: ReleaseEngine,
	resolved: ResolvedView,
	options: AnswerOptions
): Promise<SourceAnswer[]> {
	const answers: SourceAnswer[] = [];
	for (const survey of resolved.sources)
		answers.push(await answerOf(engine, { ...resolved, survey }, options));
	const treatments = new Set(answers.map(({ answer }) => answer.unsure));
	if (treatments.size < 2 || resolved.view.standard !== undefined) return answers;
	const fixed = answers.find(({ request }) => !request)?.answer.unsure;
	const unsure = fixed ?? 'category';
	const view = { ...resolved.view, unsure };
	return Promise.all(
		answers.map((one) =>
			one.answer.unsure === unsure || !one.request
				? Promise.resolve(one)
				: answerOf(engine, { ...resolved, view, survey: one.survey }, options)
		)
	);
}

/** From the rows of a survey where the release has them, else from the figures that stand ready. */
async function answerOf(
	engine: ReleaseEngine,
	asked: ResolvedView & { readonly survey: CatalogueSurvey },
	{ catalogue, signal }: AnswerOptions
): Promise<SourceAnswer> {
	const { view, survey, measure } = asked;
	if (tableFor(survey, measure)) {
		const request = requestTo(survey, asked, catalogue);
		const answer = shownAnswer(await engine.ask(request, signal));
		if (view.standard === undefined) return { survey, request, answer };
		const { standardisedAnswer } = await import('./standardised-answer.ts');
		const standard = { concept: view.standard, source: asked.sources[0] };
		return {
			survey,
			request,
			answer: await standardisedAnswer(engine, { request, answer, standard }, signal)
		};
	}
	const { readyAnswer } = await import('./ready-answer.ts');
	return { survey, ...(await readyAnswer(engine, { ...asked, catalogue }, signal)) };
}
