import { randomUUID } from 'node:crypto';
import { DataError, DomainError } from '#lib/errors.ts';
import type { Row } from '#lib/estimate/query-engine.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { NodeEngine } from '../duckdb.ts';
import {
	type ColumnTypes,
	type SharedColumn,
	columnTypes,
	isTellable,
	leadingColumn,
	quoted,
	sharedColumns,
	standardErrors
} from './table-columns.ts';

export interface CompareOptions {
	/** Columns that name a row; both files have them. */
	readonly key: readonly string[];
	/** Columns that are not compared; defaults to none. */
	readonly ignore?: readonly string[];
	/** Relative; numbers that differ by no more are numerically equal. Defaults to 0: none are. */
	readonly tolerance?: number;
}

/**
 * A temporary table of the rows that differ between two files. Its columns: `state` (added, removed,
 * changed, equal: numerically), `hidden` (suppressed on either side), `outside`, `gap`, `rank`,
 * `size`; and by place `k0` for a key, `b0`, `a0`, `d0`, `r0` for a compared column: before, after,
 * whether it changed, and the relative change of a number. It holds nothing of a row that is
 * suppressed on either side, or on one side only, that would tell a figure: who reads it cannot.
 */
export interface DifferenceTable {
	readonly keys: readonly SharedColumn[];
	readonly columns: readonly SharedColumn[];
	/** Asks for columns, and in what follows the table in a statement, which of its rows. */
	readonly rows: (wanted: Statement, rest: Statement) => Promise<Row[]>;
}

export const place = (letter: 'k' | 'b' | 'a' | 'd' | 'r', i: number) =>
	identifier(`${letter}${i}`);

/** Compares two Parquet files in the engine, and drops what it made when `read` is done. */
export async function withDifferences<Result>(
	engine: NodeEngine,
	[before, after]: readonly [string, string],
	options: CompareOptions,
	read: (differences: DifferenceTable) => Promise<Result>
): Promise<Result> {
	const { key, ignore = [], tolerance = 0 } = options;
	if (!(tolerance >= 0 && tolerance < 1)) throw new DomainError(`not a tolerance: ${tolerance}`);
	if (key.length === 0) throw new DomainError('a key of no columns');
	const types = [await columnTypes(engine, before), await columnTypes(engine, after)] as const;
	const shared = sharedColumns(...types);
	const keys = key.map((name) => keyColumn(name, shared));
	const columns = shared.filter(({ name }) => !key.includes(name) && !ignore.includes(name));
	for (const path of [before, after]) await refuseRepeatedKeys(engine, path, keys);
	const sides = [
		{ path: before, types: types[0] },
		{ path: after, types: types[1] }
	] as const;
	// Of its own, so that two comparisons may share an engine.
	const table = identifier(`difference_${randomUUID()}`);
	await engine.execute(sql`CREATE TEMP TABLE ${table} AS
		${differences({ sides, keys, columns, tolerance })}`);
	try {
		const rows: DifferenceTable['rows'] = (wanted, rest) =>
			engine.query(sql`SELECT ${wanted} FROM ${table} ${rest}`);
		return await read({ keys, columns, rows });
	} finally {
		await engine.execute(sql`DROP TABLE ${table}`);
	}
}

function keyColumn(name: string, shared: readonly SharedColumn[]): SharedColumn {
	const found = shared.find((column) => column.name === name);
	if (!found) throw new DataError(`not a column of both files, to name a row: ${name}`);
	return found;
}

async function refuseRepeatedKeys(
	engine: NodeEngine,
	path: string,
	keys: readonly SharedColumn[]
): Promise<void> {
	const names = joined(keys.map(quoted), ', ');
	const repeated = await engine.query(sql`SELECT count(*) OVER () AS repeated,
			concat_ws(', ', ${joined(
				keys.map((key) => sql`CAST(${quoted(key)} AS VARCHAR)`),
				', '
			)}) AS example
		FROM read_parquet(${path}) GROUP BY ${names} HAVING count(*) > 1 ORDER BY ${names} LIMIT 1`);
	const [first] = repeated;
	if (first)
		throw new DataError(
			`${Number(first['repeated'])} keys stand in several rows of ${path}, the first: ${String(first['example'])}`
		);
}

interface Side {
	readonly path: string;
	readonly types: ColumnTypes;
}

interface Compared {
	readonly sides: readonly [Side, Side];
	readonly keys: readonly SharedColumn[];
	readonly columns: readonly SharedColumn[];
	readonly tolerance: number;
}

function differences({ sides: [before, after], keys, columns, tolerance }: Compared): Statement {
	const keyList = keys.map((_, i) => sql`${place('k', i)}`);
	const values = columns.map((_, i) => sql`${place('b', i)}, ${place('a', i)}`);
	const flags = columns.map((column, i) => columnFlags(column, i, tolerance));
	const anyChanged = anyOf(columns.map((_, i) => sql`${place('d', i)}`));
	const anyDiffers = anyOf(columns.map((_, i) => differs(i)));
	return sql`WITH paired AS (${pairedRows([before, after], keys, columns)}
		), shown AS (
			SELECT state, hidden, ${list([...keyList, ...columns.map(shownValues)])} FROM paired
		), measured AS (
			SELECT ${list([sql`state, hidden`, ...keyList, ...values, ...flags])} FROM shown
		), judged AS (
			SELECT * EXCLUDE (state), CASE WHEN state <> 'both' THEN state
					WHEN ${anyChanged} THEN 'changed' WHEN ${anyDiffers} THEN 'equal' END AS state,
				${ranking(columns)}
			FROM measured
		)
		SELECT * FROM judged WHERE state IS NOT NULL`;
}

const list = (statements: readonly Statement[]) => joined(statements, ', ');

/** Whether one of the conditions holds. */
export const anyOf = (conditions: readonly Statement[]): Statement =>
	conditions.reduce((all, one) => sql`${all} OR ${one}`, sql`FALSE`);

/** A key may be NULL on both sides, and is then the same. */
function pairedRows(
	[before, after]: readonly [Side, Side],
	keys: readonly SharedColumn[],
	columns: readonly SharedColumn[]
): Statement {
	const same = keys.map((_, i) => {
		const name = place('k', i);
		return sql`before.${name} IS NOT DISTINCT FROM after.${name}`;
	});
	const named = keys.map((_, i) => {
		const name = place('k', i);
		return sql`CASE WHEN before.there THEN before.${name} ELSE after.${name} END AS ${name}`;
	});
	const values = columns.map((_, i) => {
		const name = identifier(`c${i}`);
		return sql`before.${name} AS ${place('b', i)}, after.${name} AS ${place('a', i)}`;
	});
	return sql`SELECT CASE WHEN before.there IS NULL THEN 'added'
				WHEN after.there IS NULL THEN 'removed' ELSE 'both' END AS state,
			coalesce(before.hidden, FALSE) OR coalesce(after.hidden, FALSE) AS hidden,
			${list([...named, ...values])}
		FROM (${sideRows(before, keys, columns)}) AS before
		FULL JOIN (${sideRows(after, keys, columns)}) AS after ON ${joined(same, ' AND ')}`;
}

function sideRows(
	{ path, types }: Side,
	keys: readonly SharedColumn[],
	columns: readonly SharedColumn[]
): Statement {
	const hidden = types.has('suppressed')
		? sql`coalesce(CAST(suppressed AS BOOLEAN), FALSE)`
		: sql`FALSE`;
	const named = keys.map((key, i) => sql`${quoted(key)} AS ${place('k', i)}`);
	const values = columns.map((column, i) => sql`${quoted(column)} AS ${identifier(`c${i}`)}`);
	return sql`SELECT TRUE AS there, ${hidden} AS hidden, ${list([...named, ...values])}
		FROM read_parquet(${path})`;
}

/** Here a figure is lost that is suppressed in one of the releases, or that has no counterpart. */
function shownValues(column: SharedColumn, i: number): Statement {
	const shown = isTellable(column) ? sql`state = 'both'` : sql`state = 'both' AND NOT hidden`;
	const [before, after] = [place('b', i), place('a', i)];
	return sql`CASE WHEN ${shown} THEN ${before} END AS ${before},
		CASE WHEN ${shown} THEN ${after} END AS ${after}`;
}

const differs = (i: number) => sql`(${place('b', i)} IS DISTINCT FROM ${place('a', i)})`;

/** Infinity and NaN are no size to measure a change by: they have none, and differ. */
function columnFlags({ numeric }: SharedColumn, i: number, tolerance: number): Statement {
	const [changed, relative] = [place('d', i), place('r', i)];
	if (!numeric) return sql`${differs(i)} AS ${changed}, CAST(NULL AS DOUBLE) AS ${relative}`;
	const [before, after] = [asDouble('b', i), asDouble('a', i)];
	const larger = sql`greatest(abs(${before}), abs(${after}))`;
	const size = sql`CASE WHEN ${place('b', i)} <> ${place('a', i)}
			AND isfinite(${before}) AND isfinite(${after})
		THEN abs(${after} / ${larger} - ${before} / ${larger}) END`;
	const changes =
		tolerance > 0
			? sql`${differs(i)} AND NOT coalesce(${size} <= ${tolerance}, FALSE)`
			: differs(i);
	return sql`${changes} AS ${changed}, ${size} AS ${relative}`;
}

const asDouble = (letter: 'b' | 'a', i: number) => sql`CAST(${place(letter, i)} AS DOUBLE)`;

/** Suppressions, numbers that came or went, changes beyond the error, then the largest changes. */
function ranking(columns: readonly SharedColumn[]): Statement {
	const lead = leadingColumn(columns);
	const leading = lead === undefined ? -1 : columns.indexOf(lead);
	const gap =
		leading < 0
			? sql`FALSE`
			: sql`(${place('b', leading)} IS NULL) <> (${place('a', leading)} IS NULL)`;
	const rank = leading < 0 ? sql`CAST(NULL AS DOUBLE)` : sql`${place('r', leading)}`;
	const sizes = columns.map((_, i) => sql`${place('r', i)}`);
	const size = sql`greatest(${list([sql`CAST(NULL AS DOUBLE)`, ...sizes])})`;
	return sql`${anyOf(outside(columns))} AS outside, ${gap} AS gap, ${rank} AS rank, ${size} AS size`;
}

/** The figures whose error is known, and whether they moved by more than 1.96 of it. */
function outside(columns: readonly SharedColumn[]): Statement[] {
	const at = (name: string | undefined) =>
		columns.findIndex((column) => column.name === name && column.numeric);
	return Object.entries(standardErrors).flatMap(([figure, error]) => {
		const [i, e] = [at(figure), at(error)];
		if (i < 0 || e < 0) return [];
		const distance = sql`abs(${asDouble('a', i)} - ${asDouble('b', i)})`;
		return [sql`coalesce(${place('d', i)} AND ${distance} > 1.96 * ${asDouble('a', e)}, FALSE)`];
	});
}
