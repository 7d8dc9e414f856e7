import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { prepared } from '#lib/estimate/prepared.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import { estimateTable } from '#lib/estimate/typed-table.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { estimateRequest } from '#lib/model/estimate-request.ts';
import { estimateKey } from '#lib/model/estimate-row.ts';
import { type FigureKey, type ReplicateRow, replicateRow } from '#lib/model/replicate-row.ts';
import type { Survey } from '#lib/model/survey.ts';
import { loadUnit } from '../ask.ts';
import { type NodeEngine, openDuckDB } from '../duckdb.ts';
import { writeTable } from '../release/table-file.ts';
import { type Asked, type QuestionContext, questionsOf, requestOf } from './declared-questions.ts';
import type { HarmonisedUnit } from './estimate.ts';
import { conceptGroupsOf } from './protect/totals/concept-groups.ts';
import {
	type LinkedFigures,
	expectNothingTold,
	linkedLeaks
} from './protect/totals/replicate-audit.ts';
import { type UnitSecrecy, unitSecrecy } from './protect/totals/unit-secrecy.ts';
import { untoldFigures } from './protect/totals/untold-figures.ts';
import {
	type FigureContext,
	type ReplicateFigure,
	countedPeople,
	replicateFigures
} from './replicate-figures.ts';
import { roundedTotals } from './replicate-rounding.ts';
import {
	type ReplicateWeighting,
	type WeightingRefusal,
	replicateWeighting,
	undrawnTable,
	weightingRefusal
} from './replicate-weights.ts';

export interface ReplicateInput extends Pick<QuestionContext, 'plan' | 'indicators'> {
	readonly survey: Pick<Survey, 'id' | 'country' | 'fieldwork' | 'synthetic' | 'protection'>;
	/** Their paths are those of the Parquet files on this machine. */
	readonly units: readonly HarmonisedUnit[];
	readonly concepts: readonly Concept[];
	readonly rules: DisclosureRules;
	/** Whether a figure passed the rules, and may be published as an estimate. */
	readonly publishable: (key: FigureKey) => boolean;
}

/** What became of one unit of a survey. */
export interface UnitReplicates {
	readonly unit: string;
	/** Why there is no table; the counts are then 0. */
	readonly refusal: WeightingRefusal | undefined;
	readonly rows: number;
	/** Figures that the rules withhold. */
	readonly withheld: number;
	/** Figures about too few sampling units for so many replicates. */
	readonly tooFewUnits: number;
	/** Figures with which small groups would follow. */
	readonly derivable: number;
	/** Numbers published of every total, that say different things. */
	readonly equations: number;
	/** The smallest share of the variance of a unit's contribution that a published total leaves open. */
	readonly smallestOpenShare: number | undefined;
}

export interface ReplicateResult {
	readonly rows: number;
	readonly units: readonly UnitReplicates[];
}

/** In the folder of the step; absent where no row is published. */
export const replicatesFile = 'replicates.parquet';

/**
 * The replicate totals of every figure of a survey that may be published, without those that tell of
 * a single sampling unit; none where no number of replicates is declared.
 * @throws DataError where the audit of what is left finds a figure that does, and where there are as
 * many replicates as sampling units.
 */
export async function replicateTables(
	input: ReplicateInput,
	folder: string
): Promise<ReplicateResult> {
	const replicates = input.survey.protection?.replicates ?? input.rules.replicates;
	if (replicates === undefined) return { rows: 0, units: [] };
	const engine = await openDuckDB();
	try {
		const made: UnitTables[] = [];
		for (const unit of input.units)
			made.push(await tablesOfUnit(unit, { input, engine, replicates }));
		const rows = made.flatMap((one) => one.rows);
		if (rows.length > 0) await writeRows(engine, join(folder, replicatesFile), rows);
		return { rows: rows.length, units: made.map(({ report }) => report) };
	} finally {
		engine.close();
	}
}

const writeRows = (engine: NodeEngine, path: string, rows: readonly ReplicateRow[]) =>
	writeTable({ engine, path, schema: replicateRow, key: estimateKey, rows });

interface UnitTables {
	readonly rows: readonly ReplicateRow[];
	readonly report: UnitReplicates;
}

interface StepContext {
	readonly input: ReplicateInput;
	readonly engine: NodeEngine;
	readonly replicates: number;
}

const nothing = {
	...{ rows: 0, withheld: 0, tooFewUnits: 0, derivable: 0 },
	...{ equations: 0, smallestOpenShare: undefined }
};

async function tablesOfUnit(
	{ table: unit }: HarmonisedUnit,
	{ input, engine, replicates }: StepContext
): Promise<UnitTables> {
	const { survey, concepts, rules } = input;
	const questions = questionsOf(input, unit);
	const [first] = questions;
	const none = (refusal?: WeightingRefusal) => ({
		rows: [],
		report: { unit: unit.unit, refusal, ...nothing }
	});
	if (!first) return none();
	const name = `${survey.id}.${unit.unit}`;
	await loadUnit(engine, name, { unit, path: unit.path, concepts });
	const table = undrawnTable(estimateTable(name, unit, { concepts }));
	const cache = new CellCache(engine);
	const read = await prepared([estimateRequest.parse(requestOf(first, input))], { table, cache });
	const refusal = weightingRefusal(read);
	if (refusal) return none(refusal);
	const weighting = replicateWeighting(read, { replicates, seed: await seedOf(engine, table) });
	const secrecy = unitSecrecy({ ...weighting, width: rules.width });
	const context: TableContext = { ...input, unit, table, cache, weighting };
	return untoldTables(questions, context, secrecy);
}

/**
 * What starts the draws: the weights of the sampling units, which only who has the rows knows. It
 * stays the same from release to release while these do: other draws would be new equations about
 * the same people. The hash of a source file is no secret: its declaration tells it.
 */
async function seedOf(engine: NodeEngine, table: EstimateTable): Promise<Uint32Array> {
	const design = [table.weight, table.stratum, table.psu].filter((one) => one !== undefined);
	const columns = joined(
		design.map((one, i) => sql`${identifier(one)}::DOUBLE AS ${identifier(`design_${i}`)}`),
		', '
	);
	const found = await engine.columns(
		sql`SELECT ${columns} FROM ${identifier(table.name)} ORDER BY ALL`
	);
	const hash = createHash('sha256').update('replicate weights');
	for (const column of Object.values(found)) hash.update(new Uint8Array(column.buffer));
	const bytes = hash.digest();
	return Uint32Array.from({ length: 8 }, (_, i) => bytes.readUInt32LE(4 * i));
}

type TableContext = FigureContext & Pick<ReplicateInput, 'survey'>;

/** The figures of every indicator that may be published together, audited once more as they are. */
async function untoldTables(
	questions: readonly Asked[],
	context: TableContext,
	secrecy: UnitSecrecy
): Promise<UnitTables> {
	const kept: ReplicateFigure[] = [];
	const counts = { withheld: 0, tooFewUnits: 0, derivable: 0 };
	for (const own of byIndicator(questions)) {
		const found = await figuresOf(own, context);
		counts.withheld += found.withheld;
		for (const linked of await linkedFigures(found.figures, context)) {
			const untold = untoldFigures(linked, secrecy);
			counts.tooFewUnits += untold.tooFewUnits;
			counts.derivable += untold.derivable;
			expectNothingTold(linkedLeaks({ ...linked, figures: untold.kept }, secrecy));
			kept.push(...untold.kept);
		}
	}
	const shares = kept.map(({ supports }) => secrecy.openShare(supports.members));
	const report = {
		...{ unit: context.unit.unit, refusal: undefined, rows: kept.length, ...counts },
		equations: secrecy.equations,
		smallestOpenShare: shares.length > 0 ? shares.reduce((a, b) => Math.min(a, b)) : undefined
	};
	return { rows: kept.map((figure) => rowOf(figure, context)), report };
}

const byIndicator = (questions: readonly Asked[]) =>
	together(questions, ({ indicator }) => indicator.id);

/** Items of the same key side by side, in their order. */
function together<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
	const found = new Map<string, Item[]>();
	for (const item of items) {
		const own = found.get(keyOf(item));
		if (own) own.push(item);
		else found.set(keyOf(item), [item]);
	}
	return [...found.values()];
}

async function figuresOf(questions: readonly Asked[], context: FigureContext) {
	const figures: ReplicateFigure[] = [];
	let withheld = 0;
	for (const asked of questions) {
		const found = await replicateFigures(asked, context);
		figures.push(...found.figures);
		withheld += found.withheld;
	}
	return { figures, withheld };
}

/** Figures of an indicator by what is done with "don't know": only alike ones add up. */
async function linkedFigures(
	figures: readonly ReplicateFigure[],
	context: FigureContext
): Promise<LinkedFigures<ReplicateFigure>[]> {
	const linked: LinkedFigures<ReplicateFigure>[] = [];
	for (const own of together(figures, ({ unsure }) => unsure)) {
		const concepts = [...new Set(own.flatMap(({ at }) => Object.keys(at)))].sort();
		const { asked, unsure } = own[0]!;
		const people = await countedPeople({ asked, unsure, concepts }, context);
		const { territories } = context.plan;
		linked.push({ figures: own, territories, groups: conceptGroupsOf(people) });
	}
	return linked;
}

function rowOf(
	{ place, asked, unsure, totals }: ReplicateFigure,
	{ unit, table, weighting, survey }: TableContext
): ReplicateRow {
	const { method, scale, rscales, mse, df }: ReplicateWeighting = weighting;
	return {
		...place,
		...{ statistic: asked.indicator.statistic, unsure },
		...roundedTotals(totals),
		...{ method, scale, rscales: rscales.every((one) => one === 1) ? [] : [...rscales], mse, df },
		precision: unit.completeness === 'full' ? 'design-based' : 'lower-bound',
		assumed_deff: table.assumedDeff ?? null,
		synthetic: survey.synthetic
	};
}
