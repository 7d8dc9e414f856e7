import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import type { ResolvedView } from '#lib/state/resolved-view.ts';
import { type AnswerOptions, type SourceAnswer, answersOf } from './answer-of.ts';
import type { ComparedFigure } from './compared-figure.ts';

/** Everything that a view asks for. */
export interface ExploreAnswer {
	/** One a source, in the order of the view. */
	readonly answers: readonly SourceAnswer[];
	/** How the figures differ from the one that is compared with; empty where none is. */
	readonly compared: readonly ComparedFigure[];
}

export async function exploreAnswer(
	engine: ReleaseEngine,
	resolved: ResolvedView,
	options: AnswerOptions
): Promise<ExploreAnswer> {
	const answers = await answersOf(engine, resolved, options);
	const { compare } = resolved.view;
	if (!compare) return { answers, compared: [] };
	const { comparedFigures } = await import('./compared-lines.ts');
	const compared = await comparedFigures(engine, resolved, { ...options, answers, compare });
	return { answers, compared };
}
