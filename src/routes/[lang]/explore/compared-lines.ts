import { adjustedPValues } from '#lib/stats/contrasts/adjusted-p-values.ts';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import { type ComparableEstimate, compareIndependent } from '#lib/estimate/compare-independent.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import {
	type ComparisonRequest,
	type EstimateRequest,
	type Measure,
	comparisonRequest
} from '#lib/model/estimate-request.ts';
import type { ViewComparison } from '#lib/model/explore-view.ts';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import type { ResolvedView } from '#lib/state/resolved-view.ts';
import type { SourceAnswer } from './answer-of.ts';
import type { ComparedFigure } from './compared-figure.ts';
import { figureKey } from './figure-key.ts';
import { readyComparison } from './ready-answer.ts';
import { isBreak, verdictOf } from './words/breaks.ts';

export interface ComparedOptions {
	readonly catalogue: Catalogue;
	readonly answers: readonly SourceAnswer[];
	readonly compare: ViewComparison;
	readonly signal: AbortSignal;
}

/**
 * Every figure of the source of the reference, and the same group of every other source, against it;
 * p-values adjusted for all of them by Holm's method. Groups of one source have their covariance;
 * sources are samples drawn apart.
 */
export async function comparedFigures(
	engine: ReleaseEngine,
	resolved: ResolvedView,
	options: ComparedOptions
): Promise<ComparedFigure[]> {
	const { answers, compare } = options;
	const [id = ''] = compare.against.split(':');
	const own = answers.find(({ survey }) => survey.id === id);
	const reference = own?.answer.figures.find((one) => figureKey(id, one) === compare.against);
	if (!own || !reference) return [];
	const within = await withinSource(engine, { own, reference, resolved }, options);
	const between: ComparedFigure[] = [];
	for (const other of answers.filter((one) => one !== own)) {
		const found = await betweenSources(engine, { own, other, reference, resolved }, options);
		if (found) between.push(found);
	}
	return adjusted([...within, ...between]);
}

interface Reference {
	readonly own: SourceAnswer;
	readonly reference: ShownFigure;
	readonly resolved: ResolvedView;
}

const suppressed = { kind: 'suppressed' } as const;

async function withinSource(
	engine: ReleaseEngine,
	{ own, reference, resolved }: Reference,
	options: ComparedOptions
): Promise<ComparedFigure[]> {
	const { compare, signal } = options;
	const { survey, answer, request } = own;
	const others = answer.figures.filter((one) => one !== reference);
	const keyOf = (one: ShownFigure) => figureKey(survey.id, one);
	if (others.length === 0) return [];
	if (!request) return withinReady(engine, { own, reference, resolved }, options);
	const shown = reference.kind === 'figure' ? others.filter(({ kind }) => kind === 'figure') : [];
	const contrasts = shown.map((one) => ({
		kind: compare.kind,
		id: keyOf(one),
		of: pointOf(one, resolved),
		against: pointOf(reference, resolved)
	}));
	const asked = contrasts.length > 0 ? contrastsOf(request, contrasts) : undefined;
	const found = asked ? await engine.compare(asked, signal) : [];
	return others.map((one): ComparedFigure => {
		const key = keyOf(one);
		const comparison = found.find((all) => all.id === key);
		if (!comparison || !asked) return { key, result: suppressed };
		return { key, result: { kind: 'compared', comparison }, request: asked };
	});
}

/** The same for a source whose figures stand ready. */
async function withinReady(
	engine: ReleaseEngine,
	{ own: { survey, answer }, reference, resolved }: Reference,
	{ catalogue, compare: { kind }, signal }: ComparedOptions
): Promise<ComparedFigure[]> {
	const asked = { ...resolved, survey, catalogue };
	const compared = await readyComparison(engine, asked, { level: answer.level, signal });
	const others = answer.figures.filter((one) => one !== reference);
	return others.map((one): ComparedFigure => {
		const key = figureKey(survey.id, one);
		const isShown = one.kind === 'figure' && reference.kind === 'figure';
		const found = isShown
			? compared(kind, { of: one.domain, against: reference.domain })
			: undefined;
		if (!found) return { key, result: suppressed };
		const comparison = { ...found.comparison, id: key };
		const { totals } = found;
		return { key, result: { kind: 'compared', comparison }, ...(totals && { totals }) };
	});
}

type Contrast = ComparisonRequest['contrasts'][number];

/** The request that a source answered, with what is compared in it. */
function contrastsOf(request: EstimateRequest, contrasts: readonly Contrast[]): ComparisonRequest {
	const { survey, unit, weight, by, where, level, df, unsure } = request;
	const [first] = contrasts;
	// Points of a distribution name their own share, and the request cannot be about all of them.
	const own = first && 'of' in first ? first.of.measure : undefined;
	const measure = own ?? request.measure;
	const asked = { survey, unit, weight, measure, by, where, level, df, unsure };
	return comparisonRequest.parse({ ...asked, contrasts });
}

function pointOf({ domain, part }: ShownFigure, { measure }: ResolvedView) {
	const at = Object.fromEntries(domain.map(({ concept, category }) => [concept, category]));
	if (!part || !('category' in part)) return { at };
	const share = { statistic: 'proportion', concept: measure.concept, numerator: [part.category] };
	return { at, measure: share as Measure };
}

async function betweenSources(
	engine: ReleaseEngine,
	{ own, other, reference, resolved }: Reference & { readonly other: SourceAnswer },
	{ catalogue, compare, signal }: ComparedOptions
): Promise<ComparedFigure | undefined> {
	const { kind, anyway } = compare;
	const place = figureKey('', reference);
	const shown = other.answer.figures.find((one) => figureKey('', one) === place);
	if (!shown) return undefined;
	const key = figureKey(other.survey.id, shown);
	const found = verdictOf(catalogue, resolved.measure, [own.survey, other.survey]);
	if (isBreak(found) && !anyway) return { key, result: { kind: 'refused', found } };
	const noted = found.verdict === 'same' ? {} : { found };
	const isHidden = (one: ShownFigure) => one.kind === 'none' && one.reason === 'suppressed';
	if (isHidden(shown) || isHidden(reference)) return { key, result: suppressed, ...noted };
	const estimateOf = async (one: SourceAnswer, figure: ShownFigure) =>
		one.request
			? (await engine.ask(one.request, signal)).estimates.find(
					(all) => figureKey('', all) === place
				)
			: readyEstimate(one, figure, resolved);
	const pair = [await estimateOf(other, shown), await estimateOf(own, reference)] as const;
	const comparison = compareIndependent(...pair, { kind, level: own.answer.level });
	return { key, result: { kind: 'compared', comparison }, ...noted };
}

/** A figure that stands ready, as far as a comparison with another sample needs it. */
function readyEstimate(
	{ survey }: SourceAnswer,
	figure: ShownFigure,
	{ measure }: ResolvedView
): ComparableEstimate | undefined {
	if (figure.kind === 'figure') {
		const { estimate, standardError, df, precision } = figure;
		const unit = survey.figures.find((one) => one.unit === measure.unit);
		const assumedDeff = unit?.assumedDeff?.value ?? null;
		return { kind: 'estimate', estimate, standardError, df, precision, assumedDeff };
	}
	const { reason, details } = figure;
	if (reason === 'suppressed' || reason === 'ages-absent') return undefined;
	return { kind: 'withheld', reason, details: [...details] };
}

function adjusted(all: readonly ComparedFigure[]): ComparedFigure[] {
	const values = all.map(({ result }) =>
		result.kind === 'compared' && result.comparison.outcome === 'compared'
			? result.comparison.p
			: undefined
	);
	const adjustedValues = adjustedPValues(values, 'holm');
	return all.map((one, i) => {
		const { result } = one;
		if (result.kind !== 'compared' || result.comparison.outcome !== 'compared') return one;
		const adjustedP = adjustedValues[i] ?? null;
		return { ...one, result: { ...result, comparison: { ...result.comparison, adjustedP } } };
	});
}
