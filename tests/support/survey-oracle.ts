import { missingColumn, type EstimateTable } from '#lib/estimate/estimate-table.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { QueryEngine } from '#lib/estimate/query-engine.ts';
import { z } from 'zod';
import { oracleData, surveyOracle } from './oracle.ts';

/** A design of `cases.json`, as R's svydesign was given it. */
const oracleDesign = z.object({
	data: z.string(),
	ids: z.array(z.string()).nullish(),
	strata: z.array(z.string()).optional(),
	weights: z.union([z.string(), z.number()]).optional(),
	fpc: z.array(z.string()).optional()
});

/** Designs with one sampling stage, whose variance this release estimates. */
export const singleStageDesigns = () =>
	Object.keys(surveyOracle().designs).filter(
		(name) => (oracleDesign.parse(surveyOracle().designs[name]).ids ?? []).length < 2
	);

/** R's logical expressions of the oracle, as SQL. */
const expressions: Readonly<Record<string, string>> = {
	'I(ell == 0)': 'ell = 0',
	'I(awards == "Yes")': "awards = 'Yes'",
	'I(api00 > 850)': 'api00 > 850',
	'I(api00 > 900)': 'api00 > 900',
	HI_CHOL_is_1: 'HI_CHOL = 1'
};

/**
 * A data set of the oracle as a table that estimation reads: numbers with a reason beside them,
 * logical expressions as categories yes and no, R's NA as "lost".
 */
export async function loadOracleTable(
	engine: QueryEngine & { execute: (statement: Statement) => Promise<void> },
	design: string
): Promise<EstimateTable> {
	const { data, ids, strata, weights, fpc } = oracleDesign.parse(surveyOracle().designs[design]);
	const path = oracleData(data);
	const scan = sql`read_csv(${path}, all_varchar = true, nullstr = ['', 'NA'], header = true)`;
	await engine.execute(sql`CREATE OR REPLACE TABLE raw AS FROM ${scan}`);
	const names = (await engine.query(sql`DESCRIBE raw`)).map((row) => String(row['column_name']));
	const columns: Statement[] = [];
	for (const name of names) {
		const column = identifier(name);
		const [texts] = await engine.query(sql`SELECT count(*)::DOUBLE AS n FROM raw
			WHERE ${column} IS NOT NULL AND try_cast(${column} AS DOUBLE) IS NULL`);
		columns.push(
			texts?.['n'] === 0
				? sql`${column}::DOUBLE AS ${column}, NULL::VARCHAR AS ${identifier(missingColumn(name))}`
				: sql`coalesce(${column}, 'lost') AS ${column}`
		);
	}
	const logical = Object.entries(expressions)
		.filter(([, text]) => names.includes(text.split(' ')[0]!))
		.map(([name, text]) => sql`${booleanColumn(text)} AS ${identifier(name)}`);
	const weight = typeof weights === 'string' ? sql`${identifier(weights)}` : weightOf(weights, fpc);
	await engine.execute(sql`CREATE OR REPLACE TABLE ${identifier(design)} AS
		SELECT ${joined([...columns, ...logical, sql`${weight}::DOUBLE AS oracle_weight`], ', ')} FROM raw`);
	return {
		name: design,
		weight: 'oracle_weight',
		stratum: strata?.[0],
		psu: ids?.[0],
		// DuckDB's names ignore case: of two columns nh and Nh the second becomes Nh_1.
		fpc: fpc?.map((name) => (names.includes(name) ? name : `${name}_1`))[0],
		completeness: 'full'
	};
}

function booleanColumn(text: string): Statement {
	const condition = rawSql(text);
	return sql`CASE WHEN (${condition}) IS NULL THEN 'lost' WHEN ${condition} THEN 'yes' ELSE 'no' END`;
}

/** R derives weights from the population sizes when none are given. */
function weightOf(weights: number | undefined, fpc: readonly string[] | undefined): Statement {
	if (weights !== undefined) return sql`${weights}`;
	return sql`${identifier(fpc![0]!)}::DOUBLE / count(*) OVER ()`;
}

const rawSql = (text: string) => {
	const [column, operator, value] = text.split(' ') as [string, string, string];
	const right = value.startsWith("'") ? sql`${value.slice(1, -1)}` : sql`${Number(value)}`;
	const left = value.startsWith("'")
		? sql`${identifier(column)}`
		: sql`${identifier(column)}::DOUBLE`;
	return operator === '>' ? sql`${left} > ${right}` : sql`${left} = ${right}`;
};
