import { EngineError } from '#lib/engine/engine-error.ts';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import {
	type MergedFigure,
	type MergedQuestion,
	type ReadyRows,
	mergedAnswer,
	mergedFigures,
	mergedRows
} from '#lib/estimate/merged-answer.ts';
import { declaredComparison, mergedComparison } from '#lib/estimate/ready-comparison.ts';
import type { MergedRows } from '#lib/estimate/replicate-estimate.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import type { ComparisonRow } from '#lib/model/estimate-row.ts';
import type { DomainKey } from '#lib/model/estimate.ts';
import type { ViewComparison } from '#lib/model/explore-view.ts';
import { type ShownAnswer, publishedAnswer } from '#lib/model/shown-answer.ts';
import type { ResolvedView } from '#lib/state/resolved-view.ts';

/** A view of one source whose rows are not part of the release. */
export interface ReadyQuestion extends Pick<ResolvedView, 'view' | 'measure'> {
	readonly survey: CatalogueSurvey;
	readonly catalogue: Catalogue;
}

const aboutOf = ({ survey, measure }: ReadyQuestion) => ({
	survey: survey.id,
	indicator: measure.id
});

function mergedQuestion({ view, survey, catalogue }: ReadyQuestion): MergedQuestion {
	const categoriesOf = (id: string) => {
		const concept = catalogue.concepts.find((one) => one.id === id);
		return concept?.kind === 'category' ? concept.categories.map((one) => one.id) : [];
	};
	return { by: view.by, where: view.where, categoriesOf, country: survey.country };
}

export interface ReadyAnswer {
	readonly answer: ShownAnswer;
	/** What its figures were added up of; absent: they are published as they are. */
	readonly totals?: readonly MergedFigure[];
}

/** From the figures that stand ready, added up where a filter keeps several of them. */
export async function readyAnswer(
	engine: ReleaseEngine,
	asked: ReadyQuestion,
	signal: AbortSignal
): Promise<ReadyAnswer> {
	const about = aboutOf(asked);
	const question = mergedQuestion(asked);
	const figures = await engine.published(about, signal);
	const isMerged = question.where.length > 0;
	const ready = { figures, replicates: isMerged ? await engine.replicates(about, signal) : [] };
	const answer = isMerged ? mergedAnswer(ready, question) : publishedAnswer(figures, question);
	if (!answer)
		throw new EngineError('data', `no figures in this release: ${about.survey} ${about.indicator}`);
	return isMerged ? { answer, totals: mergedFigures(ready, question) } : { answer };
}

/** How two groups of a survey without rows differ; undefined where nothing published says it. */
export type ReadyComparison = (
	kind: ViewComparison['kind'],
	pair: { readonly of: DomainKey; readonly against: DomainKey }
) => { readonly comparison: Comparison; readonly totals?: ComparedTotals } | undefined;

/** Of both groups; absent where the comparison was made of the rows, before publication. */
export interface ComparedTotals {
	readonly of: MergedRows;
	readonly against: MergedRows;
}

/**
 * By the comparison that the release made of two groups, with its linearised error; for pairs it made
 * none of, by the totals of both under the same replicate weights.
 */
export async function readyComparison(
	engine: ReleaseEngine,
	asked: ReadyQuestion,
	{ level, signal }: { readonly level: number; readonly signal: AbortSignal }
): Promise<ReadyComparison> {
	const about = aboutOf(asked);
	const question = mergedQuestion(asked);
	const figures = await engine.published(about, signal);
	const ready: ReadyRows = { figures, replicates: await engine.replicates(about, signal) };
	const made: ComparisonRow[] = await engine.contrasts(about, signal);
	return (kind, pair) => {
		const { where, country } = question;
		const declared =
			where.length === 0 ? declaredComparison(made, { ...pair, kind, country }) : undefined;
		if (declared) return { comparison: declared };
		const of = mergedRows(ready, pair.of, question);
		const against = mergedRows(ready, pair.against, question);
		if (!of || !against) return undefined;
		const totals = { of, against };
		return { comparison: mergedComparison({ kind, ...totals, level }), totals };
	};
}
