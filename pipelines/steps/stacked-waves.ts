import type { EstimateTable, TableColumn } from '#lib/estimate/estimate-table.ts';
import { type Statement, identifier, inlined, joined, sql } from '#lib/estimate/sql.ts';
import { estimateTable, sourceColumns } from '#lib/estimate/typed-table.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { loadUnit } from '../ask.ts';
import type { NodeEngine } from '../duckdb.ts';

/** The column that tells the waves apart. */
export const waveConcept = 'wave';
const waveStratum = 'wave_stratum';

interface Wave {
	readonly id: string;
	/** Its path is that of the Parquet file on this machine. */
	readonly unit: UnitTable;
}

export interface StackedWaves {
	readonly waves: readonly [Wave, Wave];
	readonly concepts: readonly Concept[];
}

/**
 * The rows of two independent samples as one table: the wave is part of the stratum and every unit
 * belongs to its wave, so that their covariance is 0 (R: both stacked, `strata = ~interaction(wave,
 * stratum)`). Only concepts that both waves have. None where the weights of a wave are replicated or
 * calibrated: their errors cannot be stacked.
 */
export async function stackWaves(
	engine: NodeEngine,
	{ waves, concepts }: StackedWaves
): Promise<EstimateTable | undefined> {
	const [first, second] = waves;
	if (waves.some(({ unit }) => !isPlain(unit)) || !haveSameDesign(first.unit, second.unit))
		return undefined;
	const shared = concepts.filter(({ id }) => waves.every(({ unit }) => unit.concepts.includes(id)));
	const name = `waves ${first.id} ${second.id} ${first.unit.unit}`;
	// A design without strata has one; two waves are two.
	const stratum = first.unit.stratum ?? waveStratum;
	const unit = { ...first.unit, stratum, concepts: shared.map(({ id }) => id) };
	for (const one of waves) await load(engine, one, concepts);
	await engine.execute(sql`CREATE OR REPLACE TABLE ${identifier(name)} AS
		${await rowsOf(engine, waves, sourceColumns(first.unit, shared))}`);
	const table = estimateTable(name, unit, { concepts: shared });
	const wave: TableColumn = { kind: 'category', categories: waves.map(({ id }) => id) };
	return { ...table, columns: new Map([...table.columns, [waveConcept, wave]]) };
}

const isPlain = ({ replicates, resampling, calibration }: UnitTable) =>
	!replicates && !resampling && calibration.length === 0;

const haveSameDesign = (a: UnitTable, b: UnitTable) =>
	a.stratum === b.stratum &&
	a.psu === b.psu &&
	a.ssu === b.ssu &&
	a.fpc.length === b.fpc.length &&
	a.lonely === b.lonely &&
	a.completeness === b.completeness &&
	a.weights[0]?.column === b.weights[0]?.column;

const tableName = ({ id, unit }: Wave) => `${id}.${unit.unit}`;

const load = (engine: NodeEngine, wave: Wave, concepts: readonly Concept[]) =>
	loadUnit(engine, tableName(wave), { unit: wave.unit, path: wave.unit.path, concepts });

async function rowsOf(
	engine: NodeEngine,
	waves: StackedWaves['waves'],
	columns: readonly string[]
): Promise<Statement> {
	const [first, second] = waves;
	const codes = [first.unit.stratum, first.unit.psu, first.unit.ssu].filter(
		(name) => name !== undefined
	);
	const offsets = new Map<string, number>();
	for (const name of codes) offsets.set(name, await largest(engine, first, name));
	const values = joined(
		[...waves.map(({ id }) => id), ...missingReasons].map((id) => sql`${id}`),
		', '
	);
	const rows = (wave: Wave, isSecond: boolean) => sql`SELECT ${joined(
		columns.map((name) => {
			const column = identifier(name);
			const offset = isSecond ? offsets.get(name) : undefined;
			return offset === undefined ? sql`${column}` : sql`${column} + ${offset} AS ${column}`;
		}),
		', '
	)}, ${isSecond ? 2 : 1}::INTEGER AS ${identifier(waveStratum)},
			${wave.id}::ENUM(${inlined(values)}) AS ${identifier(waveConcept)}
		FROM ${identifier(tableName(wave))}`;
	return sql`${rows(first, false)} UNION ALL ${rows(second, true)}`;
}

async function largest(engine: NodeEngine, wave: Wave, column: string): Promise<number> {
	const [row] = await engine.query(
		sql`SELECT max(${identifier(column)})::DOUBLE AS code FROM ${identifier(tableName(wave))}`
	);
	return Number(row?.['code'] ?? 0);
}
