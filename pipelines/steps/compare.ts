import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import { estimateRequest } from '#lib/model/estimate-request.ts';
import { type ComparisonRow, comparisonKey, comparisonRow } from '#lib/model/estimate-row.ts';
import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import { viewRequest } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import { openDuckDB } from '../duckdb.ts';
import { writeTable } from '../release/table-file.ts';
import { type PairTables, type TableContext, answersTo, tablesOf } from './compared-answers.ts';
import {
	type ComparedSurvey,
	type Pair,
	type PairedUnit,
	breakdownsOf,
	pairsOf,
	unitsOf
} from './compared-pairs.ts';
import { hasTable } from './declared-tables.ts';
import { type Verdict, comparedRow } from './compared-rows.ts';

export interface CompareInput {
	readonly plan: EstimatePlan;
	readonly surveys: readonly ComparedSurvey[];
	readonly concepts: readonly Concept[];
	readonly indicators: readonly Indicator[];
	/** Of the surveys that the plan compares, by `verdictKey`. */
	readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** In the folder of the step. */
export const comparisonsFile = 'comparisons.parquet';

/** The declared pairs of groups, of waves and of countries. */
export async function compareSurveys(
	input: CompareInput,
	folder: string
): Promise<{ readonly rows: number }> {
	const engine = await openDuckDB();
	try {
		const context = { input, engine, cache: new CellCache(engine), concepts: input.concepts };
		const rows: ComparisonRow[] = [];
		for (const declared of input.plan.comparisons)
			for (const pair of pairsOf(declared, input.surveys))
				for (const unit of unitsOf(pair)) rows.push(...(await rowsOfUnit(pair, unit, context)));
		const path = join(folder, comparisonsFile);
		await writeTable({ engine, path, schema: comparisonRow, key: comparisonKey, rows });
		return { rows: rows.length };
	} finally {
		engine.close();
	}
}

interface Context extends TableContext {
	readonly input: CompareInput;
}

/** Every indicator that both sides have, by every breakdown that they have. */
async function rowsOfUnit(
	pair: Pair,
	unit: PairedUnit,
	context: Context
): Promise<ComparisonRow[]> {
	const { indicators, plan } = context.input;
	const asked = indicators.filter(
		(one) =>
			one.unit === unit.of.unit &&
			unit.concepts.includes(one.concept) &&
			one.concept !== pair.concept &&
			(pair.kind !== 'groups' || !plan.wholeOnly.includes(one.concept))
	);
	if (asked.length === 0) return [];
	const tables = await tablesOf(pair, unit, context);
	const rows: ComparisonRow[] = [];
	for (const indicator of asked)
		for (const by of tablesAsked(pair, unit, { indicator, plan }))
			rows.push(...(await comparedRows(pair, { indicator, by, tables }, context)));
	return rows;
}

const tablesAsked = (
	pair: Pair,
	unit: PairedUnit,
	{ indicator, plan }: { readonly indicator: Indicator; readonly plan: EstimatePlan }
): string[][] =>
	breakdownsOf(pair, unit, plan).filter(
		(by) =>
			by[0] !== indicator.concept && hasTable(plan, indicator.concept, { territory: undefined, by })
	);

interface Question {
	readonly indicator: Indicator;
	readonly by: string[];
	readonly tables: PairTables;
}

async function comparedRows(
	pair: Pair,
	{ indicator, by, tables }: Question,
	context: Context
): Promise<ComparisonRow[]> {
	const { concepts, input } = context;
	const verdict = verdictOf(pair, indicator, input);
	const view = { survey: pair.of.source.survey.id, by, where: [], unsure: 'auto' } as const;
	const request = estimateRequest.parse(
		viewRequest({ ...view, where: [] }, indicatorMeasure(indicator))
	);
	const domains = domainsOf(by, concepts);
	const answers =
		verdict.verdict === 'not-comparable'
			? []
			: await answersTo({ request, domains, where: verdict.common }, tables, context);
	const [concept] = by;
	const about = { pair, indicator: indicator.id, verdict, by: concept, plan: input.plan };
	return domains.map((domain, i) =>
		comparedRow(domain, answers[i], { ...about, level: request.level })
	);
}

function domainsOf([by]: readonly string[], concepts: readonly Concept[]): string[] {
	const concept = concepts.find(({ id }) => id === by);
	return concept?.kind === 'category' ? concept.categories.map(({ id }) => id) : [''];
}

/** A concept of two surveys. */
export interface ComparedFigures {
	readonly of: string;
	readonly against: string;
	readonly unit: string;
	readonly concept: string;
}

export const verdictKey = ({ of, against, unit, concept }: ComparedFigures): string =>
	[of, against, unit, concept].join(' ');

function verdictOf(pair: Pair, { unit, concept }: Indicator, { verdicts }: CompareInput): Verdict {
	if (pair.kind === 'groups') return { verdict: 'same', rule: 'same-survey' };
	const [of, against] = [pair.of.source.survey.id, pair.against.source.survey.id];
	const found = verdicts[verdictKey({ of, against, unit, concept })];
	return found ?? { verdict: 'not-comparable', rule: 'property-unknown' };
}
