import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import { missingReasons } from '#lib/model/missing.ts';
import type { NodeEngine } from '../../../duckdb.ts';
import { countOf } from '../../raw-files.ts';

/** Something that somebody may know of a person. */
export interface RowKey {
	readonly name: string;
	/** Its value in a row, as a text or a number; never null. */
	readonly value: Statement;
}

export interface KeyRisk {
	readonly rows: number;
	/** Rows that no other has the keys of: sample uniques. */
	readonly unique: number;
	/** Rows that fewer than k have the keys of. */
	readonly belowK: number;
	readonly keys: readonly { readonly name: string; readonly uniqueWithout: number }[];
}

interface RiskOptions {
	/** A table, or what reads one. */
	readonly from: Statement;
	readonly keys: readonly RowKey[];
	readonly k: number;
}

/** How many rows stand out by their keys together, and by all keys but one; without keys nobody does. */
export async function keyRisk(
	engine: NodeEngine,
	{ from, keys, k }: RiskOptions
): Promise<KeyRisk> {
	const alone = (among: readonly RowKey[]) => rowsBelow(engine, { from, keys: among, k: 2 });
	const without = [];
	for (const { name } of keys) {
		const others = keys.filter((one) => one.name !== name);
		without.push({ name, uniqueWithout: await alone(others) });
	}
	return {
		rows: await countOf(engine, from),
		unique: await alone(keys),
		belowK: await rowsBelow(engine, { from, keys, k }),
		keys: without
	};
}

const valuesOf = (keys: readonly RowKey[]) =>
	joined(
		keys.map(({ value }) => value),
		', '
	);

/** Rows whose keys fewer than k rows have. */
async function rowsBelow(engine: NodeEngine, { from, keys, k }: RiskOptions): Promise<number> {
	if (keys.length === 0) return 0;
	const [row] = await engine.query(sql`SELECT coalesce(sum(n), 0)::DOUBLE AS n
		FROM (SELECT count(*) AS n FROM ${from} GROUP BY ${valuesOf(keys)}) WHERE n < ${k}`);
	return Number(row?.['n']);
}

/** The keys of rows that are alone, in their order; at most `limit`. */
export async function standingOut(
	engine: NodeEngine,
	{ from, keys, limit }: Omit<RiskOptions, 'k'> & { readonly limit: number }
): Promise<string[][]> {
	if (keys.length === 0) return [];
	const values = keys.map(
		({ value }, i) => sql`any_value(${value})::VARCHAR AS ${identifier(String(i))}`
	);
	const rows = await engine.query(sql`SELECT ${joined(values, ', ')} FROM ${from}
		GROUP BY ${valuesOf(keys)} HAVING count(*) = 1 ORDER BY ALL LIMIT ${limit}`);
	return rows.map((row) => keys.map((_, i) => String(row[String(i)])));
}

export interface ValueCount {
	readonly value: string;
	readonly rows: number;
}

/** Values of a key that fewer than k rows have, the rarest first; who gave no answer has no value. */
export async function rareValues(
	engine: NodeEngine,
	{ from, key, k }: { readonly from: Statement; readonly key: RowKey; readonly k: number }
): Promise<ValueCount[]> {
	const rows = await engine.query(sql`SELECT ${key.value}::VARCHAR AS value, count(*)::DOUBLE AS n
		FROM ${from} GROUP BY 1 HAVING count(*) < ${k} AND value NOT IN ${valueList(unanswered)}
		ORDER BY 2, 1`);
	return rows.map((row) => ({ value: String(row['value']), rows: Number(row['n']) }));
}

/** What is withheld stands for categories, and has to hide each among others. */
const unanswered = missingReasons.filter((reason) => reason !== 'withheld');
