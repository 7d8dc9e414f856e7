import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import type { MarkEntry } from './mark-entries.ts';
import type { ResolvedView } from '#lib/state/resolved-view.ts';
import { type AnswerOptions, type SourceAnswer, answersOf } from './answer-of.ts';
import type { ComparedFigure } from './compared-figure.ts';

/** Everything that a view asks for. */
export interface ExploreAnswer {
	/** One a source, in the order of the view. */
	readonly answers: readonly SourceAnswer[];
	/** How the figures differ from the one that is compared with; empty where none is. */
	readonly compared: readonly ComparedFigure[];
	/** What happened meanwhile: undefined where nobody asked for it. */
	readonly marks?: readonly MarkEntry[] | 'unread' | undefined;
}

export interface ExploreAnswerOptions extends AnswerOptions {
	/** Of the release, where its files lie. */
	readonly path: string;
}

export async function exploreAnswer(
	engine: ReleaseEngine,
	resolved: ResolvedView,
	{ path, ...options }: ExploreAnswerOptions
): Promise<ExploreAnswer> {
	const answers = await answersOf(engine, resolved, options);
	const { compare } = resolved.view;
	const marks = await markedEntries(resolved, { path, signal: options.signal });
	if (!compare) return { answers, compared: [], marks };
	const { comparedFigures } = await import('./compared-lines.ts');
	const compared = await comparedFigures(engine, resolved, { ...options, answers, compare });
	return { answers, compared, marks };
}

/** An answer stands without its marks: that they could not be read is told beside it. */
async function markedEntries(
	{ view, sources }: ResolvedView,
	{ path, signal }: Pick<ExploreAnswerOptions, 'path' | 'signal'>
): Promise<ExploreAnswer['marks']> {
	if (view.marks === 'none') return undefined;
	const countries = sources.map(({ country }) => country);
	try {
		const { markEntries } = await import('./mark-entries.ts');
		return await markEntries(path, { countries, signal });
	} catch (error) {
		if (signal.aborted) throw error;
		return 'unread';
	}
}
