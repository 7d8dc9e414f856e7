import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import {
	type CodeCount,
	type ColumnProfile,
	mostCodes,
	valuePatterns
} from '#lib/readers/inspect/column-profile.ts';
import type { NodeEngine } from '../duckdb.ts';

export interface ProfileOptions {
	readonly engine: NodeEngine;
	/** A Parquet file of texts, as `readSource` writes it. */
	readonly path: string;
}

/** Profiles columns one by one: the engine holds the values of one column at a time. */
export async function columnProfiles(
	names: readonly string[],
	options: ProfileOptions
): Promise<ColumnProfile[]> {
	const profiles: ColumnProfile[] = [];
	for (const name of names) profiles.push(await columnProfile(name, options));
	return profiles;
}

const table = identifier('inspected');

const { number, fraction, comma, leadingZero, date, thousands, usualMissing } = valuePatterns;

/** A cast alone would take "nan" and "1_000" for numbers. */
const numeric = sql`CASE WHEN regexp_full_match(value, ${number}) THEN try_cast(value AS DOUBLE) END`;

async function columnProfile(
	name: string,
	{ engine, path }: ProfileOptions
): Promise<ColumnProfile> {
	await engine.execute(sql`CREATE OR REPLACE TEMP TABLE ${table} AS
		SELECT ${identifier(name)} AS value, count(*) AS n FROM read_parquet(${path}) GROUP BY 1`);
	const [row = {}] = await engine.query(sql`
		SELECT coalesce(sum(n), 0)::DOUBLE AS rows,
			coalesce(sum(n) FILTER (value = ''), 0)::DOUBLE AS blanks,
			count(*) FILTER (value <> '')::DOUBLE AS distinct_values,
			coalesce(sum(n) FILTER (regexp_full_match(value, ${number})), 0)::DOUBLE AS numbers,
			coalesce(sum(n) FILTER (regexp_full_match(value, ${fraction})), 0)::DOUBLE AS fractions,
			coalesce(sum(n) FILTER (regexp_full_match(value, ${comma})), 0)::DOUBLE AS commas,
			coalesce(sum(n) FILTER (regexp_full_match(value, ${leadingZero})), 0)::DOUBLE AS leading_zeros,
			coalesce(sum(n) FILTER (regexp_full_match(value, ${date})), 0)::DOUBLE AS dates,
			coalesce(sum(n) FILTER (regexp_full_match(value, ${thousands})), 0)::DOUBLE AS thousands,
			max(${numeric}) FILTER (NOT regexp_full_match(value, ${usualMissing})) AS largest_other,
			coalesce(max(length(value)), 0)::DOUBLE AS longest,
			min(${numeric}) AS smallest,
			max(${numeric}) AS largest
		FROM ${table}`);
	const count = (field: string) => Number(row[field] ?? 0);
	const bound = (field: string) => {
		const value = row[field];
		return value === null || value === undefined ? undefined : Number(value);
	};
	return {
		name,
		rows: count('rows'),
		blanks: count('blanks'),
		distinct: count('distinct_values'),
		numbers: count('numbers'),
		fractions: count('fractions'),
		commas: count('commas'),
		leadingZeros: count('leading_zeros'),
		thousands: count('thousands'),
		dates: count('dates'),
		longest: count('longest'),
		smallest: bound('smallest'),
		largest: bound('largest'),
		codes: await codeCounts(engine),
		suspects: await suspectCounts(engine),
		largestOther: bound('largest_other')
	};
}

async function codeCounts(engine: NodeEngine): Promise<CodeCount[]> {
	const rows = await engine.query(sql`
		WITH most AS (
			SELECT value, n FROM ${table} WHERE value <> '' ORDER BY n DESC, value LIMIT ${mostCodes}
		)
		SELECT value, n::DOUBLE AS n FROM most ORDER BY ${numeric} NULLS LAST, value`);
	return rows.map(codeCount);
}

async function suspectCounts(engine: NodeEngine): Promise<CodeCount[]> {
	const rows = await engine.query(sql`SELECT value, n::DOUBLE AS n FROM ${table}
		WHERE regexp_full_match(value, ${usualMissing}) ORDER BY ${numeric}, value`);
	return rows.map(codeCount);
}

const codeCount = (row: Readonly<Record<string, unknown>>): CodeCount => ({
	code: String(row['value']),
	rows: Number(row['n'])
});

/** Rows that share their values of some columns with an earlier row. */
export async function repeatedRows(
	columns: readonly string[],
	{ engine, path }: ProfileOptions
): Promise<number> {
	const keys = joined(
		columns.map((name) => sql`${identifier(name)}`),
		', '
	);
	const [row] = await engine.query(sql`SELECT (sum(n) - count(*))::DOUBLE AS repeated
		FROM (SELECT count(*) AS n FROM read_parquet(${path}) GROUP BY ${keys})`);
	return Number(row?.['repeated'] ?? 0);
}
