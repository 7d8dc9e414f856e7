import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { compare } from '#lib/estimate/compare.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { estimateTable } from '#lib/estimate/typed-table.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import { type ComparisonRequest, comparisonRequest } from '#lib/model/estimate-request.ts';
import type { DeclaredComparison, EstimatePlan } from '#lib/model/estimate-plan.ts';
import { type ComparisonRow, comparisonKey, comparisonRow } from '#lib/model/estimate-row.ts';
import { viewRequest } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Survey } from '#lib/model/survey.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import { loadUnit } from '../ask.ts';
import { type NodeEngine, openDuckDB } from '../duckdb.ts';
import { writeTable } from '../release/write-table.ts';
import { type StackedWaves, stackWaves, waveConcept } from './stacked-waves.ts';

export interface ComparedSurvey {
	readonly survey: Pick<Survey, 'id' | 'country' | 'synthetic'>;
	/** Their paths are those of the Parquet files on this machine. */
	readonly units: readonly UnitTable[];
}

/** Whether two figures may be compared, and the rule that decided. */
export interface Verdict {
	readonly verdict: 'same' | 'close' | 'not-comparable';
	readonly rule: string;
}

export interface CompareInput {
	readonly plan: EstimatePlan;
	readonly surveys: readonly ComparedSurvey[];
	readonly concepts: readonly Concept[];
	readonly indicators: readonly Indicator[];
	/** Of the waves that the plan compares, by `verdictKey`. */
	readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** In the folder of the step. */
export const comparisonsFile = 'comparisons.parquet';

/** The declared pairs of groups and of waves, with the covariance that comes of shared units. */
export async function compareSurveys(
	input: CompareInput,
	folder: string
): Promise<{ readonly rows: number }> {
	const engine = await openDuckDB();
	try {
		const cache = new CellCache(engine);
		const rows: ComparisonRow[] = [];
		for (const declared of input.plan.comparisons)
			for (const pair of pairsOf(declared, input))
				rows.push(...(await rowsOfPair(pair, { input, engine, cache })));
		const path = join(folder, comparisonsFile);
		await writeTable({ engine, path, schema: comparisonRow, key: comparisonKey, rows });
		return { rows: rows.length };
	} finally {
		engine.close();
	}
}

/** One survey, or two waves: whose tables, and by which concept the two sides are told apart. */
interface Pair {
	readonly kind: DeclaredComparison['kind'];
	readonly concept: string;
	readonly of: { readonly source: ComparedSurvey; readonly category: string };
	readonly against: { readonly source: ComparedSurvey; readonly category: string };
	readonly overlap: string;
}

function pairsOf(declared: DeclaredComparison, { surveys }: CompareInput): Pair[] {
	if (declared.kind === 'groups')
		return surveys.map((source) => ({
			kind: declared.kind,
			concept: declared.concept,
			of: { source, category: declared.of },
			against: { source, category: declared.against },
			overlap: ''
		}));
	const [of, against] = [declared.of, declared.against].map((id) =>
		surveys.find(({ survey }) => survey.id === id)
	);
	if (!of || !against) return [];
	const side = (source: ComparedSurvey) => ({ source, category: source.survey.id });
	return [
		{
			kind: declared.kind,
			concept: waveConcept,
			of: side(of),
			against: side(against),
			overlap: declared.overlap
		}
	];
}

interface Context {
	readonly input: CompareInput;
	readonly engine: NodeEngine;
	readonly cache: CellCache;
}

async function rowsOfPair(pair: Pair, context: Context): Promise<ComparisonRow[]> {
	const { indicators } = context.input;
	const rows: ComparisonRow[] = [];
	for (const table of pair.of.source.units) {
		const asked = indicators.filter(
			({ unit, concept }) => unit === table.unit && table.concepts.includes(concept)
		);
		const stacked = asked.length > 0 ? await tableOf(pair, table, context) : undefined;
		if (!stacked) continue;
		for (const indicator of asked.filter(({ concept }) => stacked.columns.has(concept)))
			for (const by of breakdownsOf(pair, stacked, context.input))
				rows.push(...(await compared(pair, { indicator, by, table: stacked }, context)));
	}
	return rows;
}

/** The table of the survey, or of both waves stacked; none where a wave lacks what is compared. */
async function tableOf(
	pair: Pair,
	unit: UnitTable,
	{ input, engine }: Context
): Promise<EstimateTable | undefined> {
	const { concepts } = input;
	if (pair.kind === 'groups') {
		if (!unit.concepts.includes(pair.concept)) return undefined;
		const name = `${pair.of.source.survey.id}.${unit.unit}`;
		await loadUnit(engine, name, { unit, path: unit.path, concepts });
		return estimateTable(name, unit, { concepts });
	}
	const other = pair.against.source.units.find((one) => one.unit === unit.unit);
	if (!other) return undefined;
	const waves: StackedWaves = {
		waves: [
			{ id: pair.of.category, unit },
			{ id: pair.against.category, unit: other }
		],
		concepts
	};
	return stackWaves(engine, waves);
}

/** No breakdown, every territory, and between waves every standard breakdown. */
function breakdownsOf(pair: Pair, { columns }: EstimateTable, { plan }: CompareInput): string[][] {
	const usable = (concept: string) => columns.has(concept) && concept !== pair.concept;
	const standard = pair.kind === 'waves' ? plan.breakdowns.filter(usable) : [];
	return [[], ...[...plan.territories.filter(usable), ...standard].map((one) => [one])];
}

interface Question {
	readonly indicator: Indicator;
	readonly by: readonly string[];
	readonly table: EstimateTable;
}

async function compared(
	pair: Pair,
	{ indicator, by, table }: Question,
	{ input, cache }: Context
): Promise<ComparisonRow[]> {
	if (indicator.concept === pair.concept || by.includes(indicator.concept)) return [];
	const domains = domainsOf(by, table);
	const request = requestOf(pair, { indicator, by, table }, domains);
	const answers = await compare(request, { cache, table });
	const verdict = verdictOf(pair, indicator, input);
	return domains.map((domain, i) =>
		rowOf(
			[answers[2 * i], answers[2 * i + 1]],
			{ ...placeOf(pair, by, domain, input), ...aboutOf(pair, indicator), ...verdict },
			request.level
		)
	);
}

const domainsOf = ([concept]: readonly string[], { columns }: EstimateTable): string[] => {
	const column = concept === undefined ? undefined : columns.get(concept);
	return column?.kind === 'category' ? [...column.categories] : [''];
};

/** For each domain a difference and a ratio. */
function requestOf(
	pair: Pair,
	{ indicator, by }: Question,
	domains: readonly string[]
): ComparisonRequest {
	const view = { survey: pair.of.source.survey.id, indicator: indicator.id, by: [], where: [] };
	const { survey, unit, measure } = viewRequest({ ...view, unsure: 'auto' }, indicator);
	const [concept] = by;
	const point = (category: string, domain: string) => ({
		at: { ...(concept === undefined ? {} : { [concept]: domain }), [pair.concept]: category }
	});
	return comparisonRequest.parse({
		...{ survey, unit, measure },
		by: [...by, pair.concept],
		contrasts: domains.flatMap((domain) =>
			(['difference', 'ratio'] as const).map((kind) => ({
				kind,
				of: point(pair.of.category, domain),
				against: point(pair.against.category, domain)
			}))
		)
	});
}

export interface ComparedFigures {
	/** Two waves. */
	readonly of: string;
	readonly against: string;
	readonly unit: string;
	readonly concept: string;
}

export const verdictKey = ({ of, against, unit, concept }: ComparedFigures): string =>
	[of, against, unit, concept].join(' ');

function verdictOf(pair: Pair, { unit, concept }: Indicator, { verdicts }: CompareInput) {
	const { category: of } = pair.of;
	const { category: against } = pair.against;
	const key = verdictKey({ of, against, unit, concept });
	const found = pair.kind === 'waves' ? verdicts[key] : { verdict: 'same', rule: 'same-survey' };
	return {
		verdict: found?.verdict ?? 'not-comparable',
		verdict_rule: found?.rule ?? 'property-unknown'
	};
}

function placeOf(pair: Pair, [concept]: readonly string[], domain: string, { plan }: CompareInput) {
	const isTerritory = concept !== undefined && plan.territories.includes(concept);
	return {
		territory: isTerritory ? domain : pair.of.source.survey.country,
		by_1: concept === undefined || isTerritory ? ('' as const) : concept,
		category_1: isTerritory ? '' : domain
	};
}

const aboutOf = (pair: Pair, indicator: Indicator) => ({
	indicator: indicator.id,
	kind: pair.kind,
	of_source: pair.of.source.survey.id,
	of_category: pair.kind === 'groups' ? pair.of.category : '',
	against_source: pair.against.source.survey.id,
	against_category: pair.kind === 'groups' ? pair.against.category : '',
	concept: pair.kind === 'groups' ? pair.concept : ('' as const),
	overlap: pair.overlap,
	suppressed: false,
	vintage: '',
	synthetic: pair.of.source.survey.synthetic || pair.against.source.survey.synthetic
});

type About = Pick<ComparisonRow, 'verdict'> & Omit<ComparisonRow, keyof Numbers | 'level'>;
type Numbers = ReturnType<typeof noNumbers>;

const noNumbers = (withheld: string) => ({
	...{ difference: null, difference_se: null, difference_lower: null, difference_upper: null },
	...{ ratio: null, ratio_se: null, ratio_lower: null, ratio_upper: null },
	...{ df: null, p_value: null, withheld }
});

/** Figures that may not be compared keep their row, with the rule in place of the numbers. */
function rowOf(
	[difference, ratio]: readonly (Comparison | undefined)[],
	about: About,
	level: number
): ComparisonRow {
	if (about.verdict === 'not-comparable')
		return { ...about, ...noNumbers('not-comparable'), level };
	if (difference?.outcome !== 'compared')
		return { ...about, ...noNumbers(difference?.reason ?? 'no-cases'), level };
	const quotient = ratio?.outcome === 'compared' ? ratio : undefined;
	return {
		...about,
		level,
		difference: difference.estimate,
		difference_se: difference.standardError,
		difference_lower: difference.lower,
		difference_upper: difference.upper,
		ratio: quotient?.estimate ?? null,
		ratio_se: quotient?.standardError ?? null,
		ratio_lower: quotient?.lower ?? null,
		ratio_upper: quotient?.upper ?? null,
		df: difference.df,
		p_value: difference.p,
		withheld: ''
	};
}
