import { drawnSample, weightsFromPopulation } from '#lib/stats/design/drawn-sample.ts';
import type { Sample } from '#lib/stats/design/sample.ts';
import type { EstimateTable } from './estimate-table.ts';
import type { Columns } from './query-engine.ts';
import { type Statement, identifier, joined, sql } from './sql.ts';

/**
 * One row for every last sampling unit of the whole sample. Never filtered: a unit without cases of
 * a domain counts there as zero.
 */
export function frameStatement(table: EstimateTable): Statement {
	const columns = [
		...(table.stratum === undefined ? [] : [sql`${identifier(table.stratum)} AS stratum`]),
		sql`${psuOf(table)} AS psu`,
		...(table.ssu === undefined ? [] : [sql`${identifier(table.ssu)} AS ssu`]),
		...stagesOf(table).map(
			(column, i) => sql`${identifier(column)}::DOUBLE AS ${identifier(`population_${i + 1}`)}`
		)
	];
	// A unit lies in one stratum: its code is a quicker key than both.
	if (table.psu !== undefined && table.ssu === undefined && stagesOf(table).length === 0)
		return unitsByCode(table.psu, table);
	const each = table.psu === undefined ? sql`` : sql`DISTINCT`;
	return sql`SELECT ${each} ${joined(columns, ', ')} FROM ${identifier(table.name)}`;
}

function unitsByCode(psu: string, { name, stratum }: EstimateTable): Statement {
	const own = stratum === undefined ? sql`` : sql`any_value(${identifier(stratum)}) AS stratum, `;
	return sql`SELECT ${own}${identifier(psu)} AS psu FROM ${identifier(name)} GROUP BY psu`;
}

/** The sampling unit of the first stage: a column, or the row itself. */
export const psuOf = ({ psu }: EstimateTable) =>
	psu === undefined ? sql`rowid` : sql`${identifier(psu)}`;

/** Population sizes of the stages that have units of their own. */
const stagesOf = ({ fpc = [], ssu }: EstimateTable) => fpc.slice(0, ssu === undefined ? 1 : 2);

/** The units and strata of the whole sample, and their numbers by code. */
export interface SampleFrame {
	/** Its elements are the last sampling units. */
	readonly sample: Sample;
	/** Weights that follow from the population sizes, by unit of the first and of the second stage. */
	readonly weights: Float64Array | undefined;
	readonly psuNumbers: (codes: Float64Array) => Int32Array;
	/** Of the second stage; undefined with one stage. */
	readonly ssuNumbers: ((codes: Float64Array) => Int32Array) | undefined;
	/** The row of the frame of every last unit. */
	readonly lastNumbers: (psus: Int32Array, ssus: Int32Array | undefined) => Int32Array;
	/** The code of every stratum. */
	readonly stratumCodes: Float64Array;
}

export function sampleFrame(columns: Columns, table: EstimateTable): SampleFrame {
	const { stratum, psu = new Float64Array(0), ssu } = columns;
	const populations = stagesOf(table).map((_, i) => columns[`population_${i + 1}`]!);
	const { lonely, adjustDomains } = table;
	const sample = drawnSample({
		size: psu.length,
		...{ strata: stratum, psus: psu, ssus: ssu, lonely, adjustDomains },
		populations: populations.length > 0 ? populations : undefined
	});
	const [first, second] = sample.stages;
	const codes = new Float64Array(first.drawn.length);
	first.unit.forEach((unit, row) => (codes[first.stratum[unit]!] = stratum?.[row] ?? 0));
	return {
		sample,
		weights: table.weight === undefined ? weightsFromPopulation(sample) : undefined,
		psuNumbers: numbersOf(psu, first.unit),
		ssuNumbers: second && ssu && numbersOf(ssu, second.unit),
		lastNumbers: (psus, ssus) =>
			second && ssus ? rowsOf(second.unit, ssus) : rowsOf(first.unit, psus),
		stratumCodes: codes
	};
}

/** What a stratum is called. */
export const stratumName = (
	{ stratumNames }: EstimateTable,
	{ stratumCodes }: SampleFrame,
	stratum: number
) => stratumNames?.[stratumCodes[stratum]!] ?? String(stratumCodes[stratum]);

function rowsOf(unit: Int32Array, numbers: Int32Array): Int32Array {
	const rows = new Int32Array(unit.length);
	unit.forEach((u, row) => (rows[u] = row));
	return numbers.map((u) => rows[u]!);
}

/** Codes to numbers: by position where the codes are small, else by look-up. */
function numbersOf(codes: Float64Array, unit: Int32Array): (of: Float64Array) => Int32Array {
	const largest = codes.reduce((max, code) => Math.max(max, code), 0);
	if (largest < 8 * codes.length + 1024) {
		const byCode = new Int32Array(largest + 1);
		codes.forEach((code, row) => (byCode[code] = unit[row]!));
		return (of) => numbered(of, (code) => byCode[code]!);
	}
	const byCode = new Map<number, number>();
	codes.forEach((code, row) => byCode.set(code, unit[row]!));
	return (of) => numbered(of, (code) => byCode.get(code) ?? -1);
}

function numbered(codes: Float64Array, number: (code: number) => number): Int32Array {
	const numbers = new Int32Array(codes.length);
	for (let i = 0; i < codes.length; i++) numbers[i] = number(codes[i]!);
	return numbers;
}
