import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { NodeEngine } from '../duckdb.ts';

export interface CodeCount {
	readonly code: string;
	readonly rows: number;
}

/** What the values of a column have in common; counts are rows. */
export interface ColumnProfile {
	readonly name: string;
	readonly rows: number;
	readonly blanks: number;
	/** Different values, blanks left out. */
	readonly distinct: number;
	readonly numbers: number;
	readonly fractions: number;
	/** Numbers with a decimal comma. */
	readonly commas: number;
	/** Whole numbers that begin with a zero, such as 01. */
	readonly leadingZeros: number;
	/** Fractions that may be thousands whose point was read as a decimal, such as 1.096. */
	readonly thousands: number;
	readonly dates: number;
	readonly longest: number;
	readonly smallest: number | undefined;
	readonly largest: number | undefined;
	/** All values where they are few, else the most frequent; by number, then by text. */
	readonly codes: readonly CodeCount[];
	/** Values that are codes of no answer in many surveys, such as 99. */
	readonly suspects: readonly CodeCount[];
	/** The largest number that is none of them. */
	readonly largestOther: number | undefined;
}

const usualMissing = '-[1-9]\\d?|-9{2,4}|[789]7|[89]8|[79]6|99|77|88|9{3,5}|9{1,4}[678]|8{3,4}';

/** More values than this are no list of codes. */
export const mostCodes = 100;

/** More values than this are a list only where labels or zeros in front say so, and are not printed. */
export const shownCodes = 30;

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
			coalesce(sum(n) FILTER (regexp_full_match(value, '[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?')), 0)::DOUBLE AS numbers,
			coalesce(sum(n) FILTER (regexp_full_match(value, '[-+]?\\d*\\.\\d*[1-9]\\d*')), 0)::DOUBLE AS fractions,
			coalesce(sum(n) FILTER (regexp_full_match(value, '[-+]?\\d+,\\d+')), 0)::DOUBLE AS commas,
			coalesce(sum(n) FILTER (regexp_full_match(value, '0\\d+')), 0)::DOUBLE AS leading_zeros,
			coalesce(sum(n) FILTER (regexp_full_match(value, '\\d{4}-\\d\\d-\\d\\d([T ][\\d:.]+Z?)?|\\d{1,2}/\\d{1,2}/\\d{4}')), 0)::DOUBLE AS dates,
			coalesce(sum(n) FILTER (regexp_full_match(value, '[1-9]\\d{0,2}\\.\\d{1,3}')), 0)::DOUBLE AS thousands,
			max(try_cast(nullif(value, '') AS DOUBLE)) FILTER (NOT regexp_full_match(value, ${usualMissing})) AS largest_other,
			coalesce(max(length(value)), 0)::DOUBLE AS longest,
			min(try_cast(nullif(value, '') AS DOUBLE)) AS smallest,
			max(try_cast(nullif(value, '') AS DOUBLE)) AS largest
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
		SELECT value, n::DOUBLE AS n FROM most ORDER BY try_cast(value AS DOUBLE) NULLS LAST, value`);
	return rows.map(codeCount);
}

async function suspectCounts(engine: NodeEngine): Promise<CodeCount[]> {
	const rows = await engine.query(sql`SELECT value, n::DOUBLE AS n FROM ${table}
		WHERE regexp_full_match(value, ${usualMissing}) ORDER BY try_cast(value AS DOUBLE)`);
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
