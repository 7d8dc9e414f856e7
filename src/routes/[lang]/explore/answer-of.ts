import { EngineError } from '#lib/engine/engine-error.ts';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { estimateRequest } from '#lib/model/estimate-request.ts';
import { viewRequest } from '#lib/model/explore-view.ts';
import { type ShownAnswer, publishedAnswer, shownAnswer } from '#lib/model/shown-answer.ts';
import { type ResolvedView, tableFor } from '#lib/state/explore-options.ts';

export interface AnswerOptions {
	readonly catalogue: Catalogue;
	readonly signal: AbortSignal;
}

/** From the rows of a survey where the release has them, else from the figures that stand ready. */
export async function answerOf(
	engine: ReleaseEngine,
	{ view, survey, indicator }: ResolvedView,
	{ catalogue, signal }: AnswerOptions
): Promise<ShownAnswer> {
	if (tableFor(survey, indicator)) {
		const request = viewRequest(view, indicator, catalogue.quality[0]?.id);
		return shownAnswer(await engine.ask(estimateRequest.parse(request), signal));
	}
	const rows = await engine.published({ survey: survey.id, indicator: indicator.id }, signal);
	const categoriesOf = (id: string) => {
		const concept = catalogue.concepts.find((one) => one.id === id);
		return concept?.kind === 'category' ? concept.categories.map((one) => one.id) : [];
	};
	const answer = publishedAnswer(rows, { by: view.by, categoriesOf, country: survey.country });
	if (!answer)
		throw new EngineError('data', `no figures in this release: ${survey.id} ${indicator.id}`);
	return answer;
}
