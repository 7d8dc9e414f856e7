import { EngineError } from '#lib/engine/engine-error.ts';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import { type EstimateRequest, estimateRequest } from '#lib/model/estimate-request.ts';
import type { ShownAnswer, ShownFigure } from '#lib/model/shown-answer.ts';

export interface StandardisedQuestion {
	readonly request: EstimateRequest;
	/** The same question as the people are. */
	readonly answer: ShownAnswer;
	/** An age concept, and the survey whose ages every group gets. */
	readonly standard: { readonly concept: string; readonly source: CatalogueSurvey };
}

/**
 * The answer as it would be if every group had the ages of the standard: direct standardisation,
 * R `svystandardize`. The standard is taken as known. A group that lacks an age has no figure.
 */
export async function standardisedAnswer(
	engine: ReleaseEngine,
	{ request, answer, standard }: StandardisedQuestion,
	signal: AbortSignal
): Promise<ShownAnswer> {
	const { survey, unit, weight, measure, by, where, level } = request;
	const population = await agesOf(engine, { request, standard }, signal);
	const { concept } = measure;
	const found = await engine.standardised(
		{
			...{ kind: 'standardised-means', survey, unit, weight, where, level },
			outcome:
				measure.statistic === 'proportion'
					? { concept, numerator: measure.numerator }
					: { concept },
			standard: { concept: standard.concept, population },
			over: by
		},
		signal
	);
	if (found.outcome !== 'standardised-means')
		throw new EngineError(
			'data',
			`not standardised: ${found.outcome === 'withheld' ? found.reason : found.outcome}`
		);
	const lacking = new Set(found.absent.map(({ group }) => group));
	const figures = found.means.map((mean): ShownFigure => {
		const { domain, n, estimate, standardError, lower, upper, df } = mean;
		if (lacking.has(domain.map(({ category }) => category).join(', ')))
			return { kind: 'none', domain, reason: 'ages-absent', details: [], n };
		return {
			...{ kind: 'figure', domain, n, events: null, estimate, standardError, lower, upper },
			...{ interval: 't', df, deff: null, precision: 'design-based', quality: null }
		};
	});
	return { ...answer, figures, unsure: 'exclude', bounds: null, sql: [] };
}

/** How many people of each age the standard has, within the same filters. */
async function agesOf(
	engine: ReleaseEngine,
	{ request, standard }: Pick<StandardisedQuestion, 'request' | 'standard'>,
	signal: AbortSignal
) {
	const { unit, where } = request;
	const measure = { statistic: 'distribution', concept: standard.concept } as const;
	const asked = { survey: standard.source.id, unit, measure, where };
	const { estimates } = await engine.ask(estimateRequest.parse(asked), signal);
	return estimates.flatMap((one) =>
		one.kind === 'estimate' && one.part && 'category' in one.part
			? [{ category: one.part.category, size: one.estimate }]
			: []
	);
}
