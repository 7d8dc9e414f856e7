import type { AskedMeasure } from '#lib/model/asked-measure.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { CategoryConcept } from '#lib/model/concept.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import {
	breakdownsOf,
	canAnswer,
	indicatorsOf,
	isAges,
	isReady,
	measureOf,
	tableFor
} from './explore-options.ts';
import { isMergeable } from './ready-options.ts';

/** A view that the release can answer, with its parts. */
export interface ResolvedView {
	readonly view: ExploreView;
	readonly measure: AskedMeasure;
	/** The first, and those beside it. */
	readonly sources: readonly [CatalogueSurvey, ...CatalogueSurvey[]];
	/** What was asked for and is not in the release, as it stands in an address: "by: shoe_size". */
	readonly dropped: readonly string[];
}

/** The view with its parts, or the thing it cannot do without and the release does not have. */
export function resolvedView(catalogue: Catalogue, view: ExploreView): ResolvedView | string {
	const first = catalogue.surveys.find(({ id }) => id === view.survey);
	if (!first || (first.tables.length === 0 && first.figures.length === 0))
		return `survey: ${view.survey}`;
	const measure = measureOf(catalogue, view);
	if (!measure || !canAnswer(first, measure) || !mayAsk(first, measure))
		return view.of ? `concept: ${view.of.concept}` : `indicator: ${view.indicator ?? ''}`;
	const dropped: string[] = [];
	const others = view.also.flatMap((id) => {
		const found = catalogue.surveys.find((one) => one.id === id);
		if (found && canAnswer(found, measure) && mayAsk(found, measure)) return [found];
		dropped.push(`survey: ${id}`);
		return [];
	});
	const sources = [first, ...others] as const;
	const fitted = fittedParts({ catalogue, measure, sources, dropped }, view);
	return { view: fitted, measure, sources, dropped };
}

/** A concept that no indicator declares is asked of rows only. */
const mayAsk = (survey: CatalogueSurvey, measure: AskedMeasure) =>
	measure.indicator !== undefined || tableFor(survey, measure) !== undefined;

interface Fitting {
	readonly catalogue: Catalogue;
	readonly measure: AskedMeasure;
	readonly sources: ResolvedView['sources'];
	/** Added to. */
	readonly dropped: string[];
}

/** What all sources have. */
export function commonBreakdowns(
	{ catalogue, measure, sources }: Omit<Fitting, 'dropped'>,
	chosen: readonly string[] = []
): CategoryConcept[] {
	const [first, ...others] = sources.map((one) => breakdownsOf(catalogue, one, measure, chosen));
	return (first ?? []).filter(({ id }) =>
		others.every((all) => all.some((concept) => concept.id === id))
	);
}

function fittedParts(fitting: Fitting, view: ExploreView): ExploreView {
	const { catalogue, measure, sources, dropped } = fitting;
	const concepts = commonBreakdowns(fitting);
	const has = (id: string) => concepts.some((concept) => concept.id === id);
	const keep = <Value>(name: string, isKept: boolean, value: Value): Value | undefined => {
		if (!isKept && value !== undefined)
			dropped.push(`${name}: ${typeof value === 'string' ? value : view.compare?.against}`);
		return isKept ? value : undefined;
	};
	const by = view.by.filter(
		(id, i) => keep('by', has(id) && view.by.indexOf(id) === i, id) !== undefined
	);
	const { across, standard, profile } = view;
	const isFree = (id: string) => has(id) && !by.includes(id);
	const fitted = exploreView.parse({
		...view,
		also: sources.slice(1).map(({ id }) => id),
		by,
		...linkedParts(fitting, view, concepts),
		where: knownFilters(view.where, concepts, { dropped, name: 'only' }),
		across: keep('across', across !== undefined && isFree(across), across),
		standard: keep(
			'standard',
			standard !== undefined && isFree(standard) && canStandardise(fitting, standard),
			standard
		),
		profile: keep(
			'profile',
			catalogue.quality.some(({ id }) => id === profile),
			profile
		)
	});
	const answerable = sources.every((one) => tableFor(one, measure))
		? fitted
		: readyParts(fitting, fitted);
	const compare = keep('against', isGroup(fitting, answerable), view.compare);
	return exploreView.parse({ ...answerable, compare });
}

/** Whether other concepts can stand beside an answer: of one source's rows, and one number a group. */
export const canLink = ({ measure, sources }: Pick<Fitting, 'measure' | 'sources'>): boolean =>
	sources.length === 1 &&
	tableFor(sources[0], measure) !== undefined &&
	['proportion', 'mean', 'total'].includes(measure.measure.statistic);

function linkedParts(
	fitting: Fitting,
	{ linked, brush, standard }: ExploreView,
	concepts: readonly CategoryConcept[]
): Pick<ExploreView, 'linked' | 'brush'> {
	const { dropped } = fitting;
	const mayLink = canLink(fitting) && standard === undefined;
	const kept = linked.filter((id, i) => {
		const isKept =
			mayLink && linked.indexOf(id) === i && concepts.some((concept) => concept.id === id);
		if (!isKept) dropped.push(`linked: ${id}`);
		return isKept;
	});
	const own = concepts.filter(({ id }) => kept.includes(id));
	return { linked: kept, brush: knownFilters(brush, own, { dropped, name: 'brush' }) };
}

/** Whether the group that others are compared with is one of the answer's. */
function isGroup(
	{ catalogue, measure, sources }: Fitting,
	{ by, across, standard, compare }: ExploreView
): boolean {
	if (!compare || standard !== undefined || measure.measure.statistic === 'quantile') return false;
	const [source, ...categories] = compare.against.split(':');
	const concepts = [
		...by,
		...(across === undefined ? [] : [across]),
		...(measure.measure.statistic === 'distribution' ? [measure.concept] : [])
	].map((id) => catalogue.concepts.find((one) => one.id === id));
	return (
		sources.some(({ id }) => id === source) &&
		categories.length === concepts.length &&
		concepts.every(
			(concept, i) =>
				concept?.kind === 'category' && concept.categories.some(({ id }) => id === categories[i])
		)
	);
}

function knownFilters(
	where: ExploreView['where'],
	concepts: readonly CategoryConcept[],
	{ dropped, name }: { readonly dropped: string[]; readonly name: string }
): ExploreView['where'] {
	return where.flatMap(({ concept, categories }, i) => {
		const found = concepts.find(({ id }) => id === concept);
		const isFirst = where.findIndex((one) => one.concept === concept) === i;
		const isKnown = (id: string) => isFirst && found?.categories.some((one) => one.id === id);
		const kept = categories.filter(isKnown);
		const unknown = categories.filter((id) => !isKnown(id));
		if (unknown.length > 0) dropped.push(`${name}: ${concept}:${unknown.join(',')}`);
		return kept.length > 0 ? [{ concept, categories: kept }] : [];
	});
}

/** Shares and means of groups can have the ages of all. */
export const canStandardise = (
	{ catalogue, measure, sources }: Omit<Fitting, 'dropped'>,
	concept: string
): boolean =>
	isAges(catalogue.concepts.find(({ id }) => id === concept)) &&
	(measure.measure.statistic === 'proportion' || measure.measure.statistic === 'mean') &&
	sources.every(
		(one) => tableFor(one, measure)?.concepts.includes(concept) && one.completeness === 'full'
	);

const plain = exploreView.parse({ survey: 's', indicator: 'i' });

/** Figures that stand ready were made by one rule; what needs rows falls away. */
function readyParts({ measure, sources, dropped }: Fitting, view: ExploreView): ExploreView {
	const ready = sources.filter((one) => !tableFor(one, measure));
	const stands = (by: readonly string[]) => ready.every((one) => isReady(one, measure, by));
	const by = stands(view.by) ? view.by : view.by.slice(0, 1).filter((id) => stands([id]));
	for (const id of view.by) if (!by.includes(id)) dropped.push(`by: ${id}`);
	const where = view.where.reduce<ExploreView['where']>((kept, one) => {
		const next = [...kept, one];
		return ready.every((own) => isMergeable(own, measure, { by, where: next })) ? next : kept;
	}, []);
	for (const one of view.where) if (!where.includes(one)) dropped.push(`only: ${one.concept}`);
	for (const name of ['across', 'standard', 'profile'] as const)
		if (view[name] !== undefined) dropped.push(`${name}: ${view[name]}`);
	for (const name of ['unsure', 'interval', 'level'] as const)
		if (view[name] !== plain[name]) dropped.push(`${name}: ${view[name]}`);
	const { survey, also, indicator, compare, chart } = view;
	return exploreView.parse({ survey, also, indicator, by, where, compare, chart });
}

/** The view after something was chosen: what does not go with it is left out, or the first that does. */
export function fittedView(catalogue: Catalogue, view: ExploreView): ExploreView {
	const resolved = resolvedView(catalogue, view);
	if (typeof resolved !== 'string') return resolved.view;
	const survey = catalogue.surveys.find(({ id }) => id === view.survey);
	const indicator = survey && indicatorsOf(catalogue, survey)[0];
	if (!indicator) return view;
	const { of: _, ...rest } = view;
	const other = resolvedView(catalogue, { ...rest, indicator: indicator.id });
	return typeof other === 'string' ? view : other.view;
}
