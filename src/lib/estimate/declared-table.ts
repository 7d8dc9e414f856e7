import { DataError } from '#lib/errors.ts';
import type { TableDesign } from '#lib/model/request-file.ts';
import type { DeclaredColumn } from './declared-column.ts';
import { declaredDesign, stratumNames, samplingRules } from './declared-design.ts';
import { type EstimateTable, missingColumn } from './estimate-table.ts';
import type { QueryEngine } from './query-engine.ts';
import type { RawTable } from './raw-table.ts';
import { psuOf } from './sample-frame.ts';
import { identifier, inlined, joined, sql } from './sql.ts';

export interface DeclaredTableOptions {
	readonly engine: QueryEngine;
	readonly raw: RawTable;
	readonly design: TableDesign;
	/** What requests may ask about, and what the weights are calibrated to. */
	readonly columns: readonly DeclaredColumn[];
}

/** What a design amounts to over the rows of a file. */
export interface DesignSummary {
	readonly rows: number;
	readonly strata: number;
	readonly psus: number;
	/** null: they follow from the population sizes. */
	readonly sumOfWeights: number | null;
	readonly zeroWeights: number;
	/** Strata of which one unit was drawn, and not all there are. */
	readonly lonelyStrata: readonly string[];
}

export interface DeclaredTable {
	readonly table: EstimateTable;
	readonly summary: DesignSummary;
}

/**
 * Makes of a raw table the typed one that `estimate` reads: weights, codes of strata and units, and
 * the columns asked about. In the order of the file.
 * @throws DataError what `declaredDesign` refuses, and columns whose names differ only in case.
 */
export async function declaredTable(
	name: string,
	options: DeclaredTableOptions
): Promise<DeclaredTable> {
	const { engine, raw, design, columns } = options;
	const own = await declaredDesign(options);
	expectDistinct([...(design.replicates?.columns ?? []), ...columns.flatMap(namesOf)]);
	const selected = [...own.selected, ...columns.flatMap((column) => column.selected)];
	const place = raw.line === undefined ? sql`rowid` : sql`${identifier(raw.line)}`;
	await engine.query(
		inlined(sql`CREATE OR REPLACE TABLE ${identifier(name)} AS
		SELECT ${joined(selected.length > 0 ? selected : [sql`1 AS one`], ', ')} FROM ${identifier(raw.name)} ORDER BY ${place}`)
	);
	const strata = await stratumNames(options);
	const table: EstimateTable = {
		name,
		weight: own.weight,
		stratum: own.stratum,
		psu: own.psu,
		ssu: own.ssu,
		fpc: own.fpc,
		...samplingRules(design),
		completeness: design.completeness,
		assumedDeff: design.assumedDeff?.value,
		columns: new Map(columns.map((one) => [one.name, one.column])),
		stratumNames: own.stratum === undefined ? undefined : strata
	};
	return { table, summary: await designSummary(table, { engine, strata }) };
}

const namesOf = ({ name, column }: DeclaredColumn) =>
	column.kind === 'number' ? [name, missingColumn(name)] : [name];

/** Names are columns of one table, and DuckDB does not tell their case. */
function expectDistinct(names: readonly string[]) {
	const seen = new Map<string, string>();
	for (const name of names) {
		const before = seen.get(name.toLowerCase());
		if (before !== undefined)
			throw new DataError(
				`columns whose names differ only in case, or are used twice: ${before}, ${name}`
			);
		seen.set(name.toLowerCase(), name);
	}
}

async function designSummary(
	table: EstimateTable,
	{ engine, strata }: { readonly engine: QueryEngine; readonly strata: readonly string[] }
): Promise<DesignSummary> {
	const from = identifier(table.name);
	const psu = psuOf(table);
	const weight = table.weight === undefined ? sql`NULL::DOUBLE` : sql`${identifier(table.weight)}`;
	const [all] =
		await engine.query(sql`SELECT count(*)::DOUBLE AS rows, count(DISTINCT ${psu})::DOUBLE AS psus,
		sum(${weight})::DOUBLE AS weights, (count(*) FILTER (${weight} = 0))::DOUBLE AS zeros FROM ${from}`);
	const stratum = table.stratum === undefined ? sql`0` : sql`${identifier(table.stratum)}`;
	const [population] = table.fpc ?? [];
	const whole = population === undefined ? sql`FALSE` : sql`min(${identifier(population)}) = 1`;
	const lonely = await engine.query(sql`SELECT (${stratum})::DOUBLE AS stratum FROM ${from}
		GROUP BY 1 HAVING count(DISTINCT ${psu}) = 1 AND NOT ${whole} ORDER BY 1`);
	const sum = all?.['weights'];
	return {
		rows: Number(all?.['rows']),
		strata: Math.max(1, strata.length),
		psus: Number(all?.['psus']),
		sumOfWeights: typeof sum === 'number' ? sum : null,
		zeroWeights: Number(all?.['zeros']),
		lonelyStrata: lonely.map((row) => strata[Number(row['stratum'])] ?? '')
	};
}
