import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { Catalogue, UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { DomainKey, Estimate, EstimateSet } from '#lib/model/estimate.ts';
import { type EstimateRow, estimateKey, estimateRow } from '#lib/model/estimate-row.ts';
import { viewRequest } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { QualityProfile } from '#lib/model/quality-profile.ts';
import type { CheckOutcome } from '#lib/model/survey-check.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type AskOptions, ask } from '../ask.ts';
import { openDuckDB } from '../duckdb.ts';
import { writeTable } from '../release/write-table.ts';
import { figureOutcomes } from './figure-checks.ts';

/** A unit of a survey with its rows, as the step `harmonise` left them. */
export interface HarmonisedUnit {
	/** Its path is that of the Parquet file on this machine. */
	readonly table: UnitTable;
}

export interface EstimateInput {
	readonly survey: Pick<Survey, 'id' | 'country' | 'fieldwork' | 'synthetic' | 'checks' | 'design'>;
	readonly units: readonly HarmonisedUnit[];
	readonly concepts: readonly Concept[];
	readonly indicators: readonly Indicator[];
	readonly quality: readonly QualityProfile[];
	/** The quality profile by which estimates are labelled. */
	readonly profile: string | undefined;
	readonly plan: EstimatePlan;
	/** By `unit concept`: the rule by which the wave before is not quite comparable. */
	readonly breaks: Readonly<Record<string, string>>;
}

export interface EstimateResult {
	readonly rows: number;
	readonly outcomes: readonly CheckOutcome[];
}

/** In the folder of the step. */
export const estimatesFile = 'estimates.parquet';

/** Every declared indicator of a survey by its standard breakdowns, and the figures it must reproduce. */
export async function estimateSurvey(
	input: EstimateInput,
	folder: string
): Promise<EstimateResult> {
	const engine = await openDuckDB();
	try {
		const options: AskOptions = {
			engine,
			cache: new CellCache(engine),
			folder: '/',
			catalogue: catalogueOf(input)
		};
		const rows: EstimateRow[] = [];
		for (const { table } of input.units)
			for (const asked of questionsOf(input, table)) {
				const answer = await ask(requestOf(asked, input), options);
				rows.push(...rowsOf(asked, answer, { input, table }));
			}
		const path = join(folder, estimatesFile);
		await writeTable({ engine, path, schema: estimateRow, key: estimateKey, rows });
		return { rows: rows.length, outcomes: await figureOutcomes(input.survey, options) };
	} finally {
		engine.close();
	}
}

/** What `ask` needs of a catalogue. */
const catalogueOf = ({ survey, units, concepts, quality }: EstimateInput) =>
	({
		surveys: [{ id: survey.id, tables: units.map(({ table }) => table) }],
		concepts,
		quality
	}) as unknown as Catalogue;

interface Asked {
	readonly indicator: Indicator;
	/** A concept whose categories are territories. */
	readonly territory: string | undefined;
	readonly by: readonly string[];
}

/** The questions about a unit: only concepts that it has, and none broken down by itself. */
function questionsOf({ plan, indicators }: EstimateInput, table: UnitTable): Asked[] {
	const has = (concept: string) => table.concepts.includes(concept);
	const territories = [undefined, ...plan.territories.filter(has)];
	return indicators
		.filter(({ unit, concept }) => unit === table.unit && has(concept))
		.flatMap((indicator) => {
			const singles = plan.breakdowns.filter((one) => has(one) && one !== indicator.concept);
			const pairs = plan.pairs.filter((pair) =>
				pair.every((one) => has(one) && one !== indicator.concept)
			);
			return territories.flatMap((territory) => [
				{ indicator, territory, by: [] },
				...singles.map((one) => ({ indicator, territory, by: [one] })),
				...(territory === undefined ? pairs.map((by) => ({ indicator, territory, by })) : [])
			]);
		});
}

const requestOf = ({ indicator, territory, by }: Asked, { survey, profile }: EstimateInput) =>
	viewRequest(
		{
			survey: survey.id,
			indicator: indicator.id,
			by: [...(territory === undefined ? [] : [territory]), ...by],
			where: [],
			unsure: 'auto'
		},
		indicator,
		profile
	);

interface RowContext {
	readonly input: EstimateInput;
	readonly table: UnitTable;
}

function rowsOf(asked: Asked, answer: EstimateSet, context: RowContext): EstimateRow[] {
	const whole = asked.by.length === 0 && asked.territory === undefined;
	const estimates = whole ? [answer.overall] : answer.estimates;
	return estimates.map((one) => ({
		...placeOf(asked, one.domain, context),
		...numbersOf(one),
		...{ level: answer.level, unsure: answer.unsure },
		...aboutOf(asked, context)
	}));
}

function placeOf(
	{ indicator, territory, by }: Asked,
	domain: DomainKey,
	{ input: { survey }, table }: RowContext
) {
	const categoryOf = (concept: string | undefined) =>
		domain.find((one) => one.concept === concept)?.category ?? '';
	const [first = '', second = ''] = by;
	return {
		indicator: indicator.id,
		source: survey.id,
		territory: territory === undefined ? survey.country : categoryOf(territory),
		period: survey.fieldwork.start.slice(0, 4),
		...{ by_1: first, category_1: categoryOf(first) },
		...{ by_2: second, category_2: categoryOf(second) },
		unit: table.unit,
		weight: table.weights[0]?.id ?? ''
	};
}

const aboutOf = ({ indicator }: Asked, { input }: RowContext) => ({
	profile: input.profile ?? '',
	suppressed: false,
	break_before: input.breaks[`${indicator.unit} ${indicator.concept}`] ?? '',
	fieldwork_end: input.survey.fieldwork.end,
	vintage: '',
	synthetic: input.survey.synthetic
});

function numbersOf(one: Estimate) {
	const common = { n: one.n, unsure_share: one.unsureShare };
	if (one.kind === 'withheld')
		return {
			...common,
			...{ estimate: null, standard_error: null, lower: null, upper: null, interval: '' },
			...{ events: null, df: null, deff: null, cv: null, bound_lower: null, bound_upper: null },
			...{ precision: '', quality: '', quality_reasons: '', withheld: one.reason }
		};
	return {
		...common,
		...{ estimate: one.estimate, standard_error: one.standardError },
		...{ lower: one.lower, upper: one.upper, interval: one.interval },
		...{ events: one.events, df: one.df, deff: one.deff, cv: one.cv },
		...{ bound_lower: one.bounds?.lower ?? null, bound_upper: one.bounds?.upper ?? null },
		...{ precision: one.precision, quality: one.quality?.label ?? '' },
		quality_reasons: one.quality?.reasons.map(reasonText).join('; ') ?? '',
		withheld: ''
	};
}

const signs = { below: '<', 'at-most': '<=', above: '>', 'at-least': '>=' } as const;

type Reason = NonNullable<Extract<Estimate, { kind: 'estimate' }>['quality']>['reasons'][number];

const reasonText = ({ quantity, value, is, limit }: Reason) =>
	`${quantity} ${value === null ? 'none' : Number(value.toPrecision(4))} ${signs[is]} ${limit ?? 'none'}`;
