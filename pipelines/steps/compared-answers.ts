import type { CellCache } from '#lib/estimate/cell-cache.ts';
import { compareIndependent, independentEstimates } from '#lib/estimate/compare-independent.ts';
import { compare } from '#lib/estimate/compare.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { estimateTable } from '#lib/estimate/typed-table.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import type { Concept } from '#lib/model/concept.ts';
import {
	type DomainFilter,
	type EstimateRequest,
	comparisonRequest
} from '#lib/model/estimate-request.ts';
import { loadUnit } from '../ask.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { Pair, PairedUnit } from './compared-pairs.ts';
import { stackWaves, waveConcept } from './stacked-waves.ts';

/** One table that holds both sides, and by which categories of a concept they are told apart. */
interface Together {
	readonly table: EstimateTable;
	readonly concept: string;
	readonly of: string;
	readonly against: string;
}

/** Two samples drawn apart, each with a design of its own. */
interface Apart {
	readonly of: EstimateTable;
	readonly against: EstimateTable;
}

/** The rows of two groups, or of two surveys. */
export type PairTables =
	| { readonly together: Together; readonly apart?: undefined }
	| { readonly together?: Together; readonly apart: Apart };

export interface TableContext {
	readonly engine: NodeEngine;
	readonly cache: CellCache;
	readonly concepts: readonly Concept[];
}

export async function tablesOf(
	pair: Pair,
	unit: PairedUnit,
	context: TableContext
): Promise<PairTables> {
	const { id } = pair.of.source.survey;
	const of = await loaded(id, unit.of, context);
	if (pair.kind === 'groups') {
		const { concept } = pair;
		const categories = { of: pair.of.category, against: pair.against.category };
		return { together: { table: of, concept, ...categories } };
	}
	const other = pair.against.source.survey.id;
	const apart = { of, against: await loaded(other, unit.against, context) };
	if (pair.kind === 'countries') return { apart };
	const table = await stackWaves(context.engine, {
		waves: [
			{ id, unit: unit.of },
			{ id: other, unit: unit.against }
		],
		concepts: context.concepts
	});
	if (!table) return { apart };
	return { together: { table, concept: waveConcept, of: id, against: other }, apart };
}

async function loaded(survey: string, unit: UnitTable, { engine, concepts }: TableContext) {
	const name = `${survey}.${unit.unit}`;
	await loadUnit(engine, name, { unit, path: unit.path, concepts });
	return estimateTable(name, unit, { concepts });
}

/** Of one indicator, without or with one breakdown. */
export interface PairQuestion {
	readonly request: EstimateRequest;
	/** The categories of the breakdown; '' without one. */
	readonly domains: readonly string[];
	/** What cuts each side to the universe that both have. */
	readonly where?: Readonly<Record<'of' | 'against', readonly DomainFilter[]>> | undefined;
}

/** Of one domain; undefined: no cases. */
export type DomainAnswer = Readonly<Record<'difference' | 'ratio', Comparison | undefined>>;

/** How the sides differ, in every domain: together where they have one table and are not cut. */
export function answersTo(
	question: PairQuestion,
	{ together, apart }: PairTables,
	{ cache }: Pick<TableContext, 'cache'>
): Promise<DomainAnswer[]> {
	if (!apart) return answersTogether(question, together, cache);
	if (together && !question.where) return answersTogether(question, together, cache);
	return answersApart(question, apart, cache);
}

async function answersTogether(
	{ request, domains }: PairQuestion,
	{ table, concept, of, against }: Together,
	cache: CellCache
): Promise<DomainAnswer[]> {
	const { survey, unit, measure, level, by } = request;
	const [breakdown] = by;
	const point = (category: string, domain: string) => ({
		at: { ...(breakdown === undefined ? {} : { [breakdown]: domain }), [concept]: category }
	});
	const contrasts = domains.flatMap((domain) =>
		(['difference', 'ratio'] as const).map((kind) => ({
			...{ kind, of: point(of, domain), against: point(against, domain) }
		}))
	);
	const asked = { survey, unit, measure, level, by: [...by, concept], contrasts };
	const answers = await compare(comparisonRequest.parse(asked), { cache, table });
	return domains.map((_, i) => ({ difference: answers[2 * i], ratio: answers[2 * i + 1] }));
}

async function answersApart(
	{ request, domains, where }: PairQuestion,
	tables: Apart,
	cache: CellCache
): Promise<DomainAnswer[]> {
	const pairs = await independentEstimates(request, {
		of: { table: tables.of, cache, where: where?.of ?? [] },
		against: { table: tables.against, cache, where: where?.against ?? [] }
	});
	const { level } = request;
	return domains.map((category) => {
		const { of, against } =
			pairs.find(({ domain }) => (domain[0]?.category ?? '') === category) ?? {};
		const compared = (kind: 'difference' | 'ratio') =>
			compareIndependent(of, against, { kind, level });
		return { difference: compared('difference'), ratio: compared('ratio') };
	});
}
