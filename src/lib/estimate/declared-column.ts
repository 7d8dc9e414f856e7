import { DataError } from '#lib/errors.ts';
import { type MissingReason, isMissingReason, missingReasons } from '#lib/model/missing.ts';
import type { ColumnDeclaration } from '#lib/model/request-file.ts';
import { type TableColumn, missingColumn } from './estimate-table.ts';
import type { QueryEngine } from './query-engine.ts';
import { type RawTable, expectNone, numberOf, textOf } from './raw-table.ts';
import { type Statement, identifier, inlined, joined, sql, valueList } from './sql.ts';

/** More categories than this are names of rows, not answers. */
const mostCategories = 10_000;

/** A column that requests may ask about, and how it is selected from the raw table. */
export interface DeclaredColumn {
	readonly name: string;
	readonly column: TableColumn;
	/** Its value, and of a number the reason for having none, each with its name and type. */
	readonly selected: readonly Statement[];
}

export interface ColumnOptions {
	readonly engine: QueryEngine;
	readonly raw: RawTable;
	readonly declaration: ColumnDeclaration | undefined;
}

/** ENUM of categories, then of the reasons for having none. */
export function enumOf(categories: readonly string[]): Statement {
	const values = [...categories, ...missingReasons].map((value) => sql`${value}`);
	return inlined(sql`ENUM(${joined(values, ', ')})`);
}

/** Why a row has no answer in a column, NULL where it has one; a blank is lost. */
export function reasonOf(
	raw: RawTable,
	name: string,
	missing: ColumnDeclaration['missing'] = {}
): Statement {
	const text = textOf(raw, name);
	const coded = Object.entries(missing).map(
		([code, reason]) => sql`WHEN ${text} = ${code} THEN ${reason}`
	);
	return sql`CASE ${joined(coded, ' ')}
		WHEN ${text} IS NULL THEN ${blankReason(raw, name)}
		WHEN ${text} IN ${valueList(missingReasons)} THEN ${text} END`;
}

/** A published file says beside a number why there is none. */
function blankReason(raw: RawTable, name: string): Statement {
	const beside = missingColumn(name);
	if (!raw.columns.has(beside)) return sql`'lost'`;
	const text = textOf(raw, beside);
	return sql`CASE WHEN ${text} IN ${valueList(missingReasons)} THEN ${text} ELSE 'lost' END`;
}

/** A column of categories: those of the file sorted, or those declared, and then no others. */
export async function categoryColumn(
	name: string,
	options: ColumnOptions
): Promise<DeclaredColumn> {
	const { raw, declaration } = options;
	const reason = reasonOf(raw, name, declaration?.missing);
	const text = textOf(raw, name);
	const categories = declaration?.categories
		? await declaredCategories(name, declaration.categories, options)
		: await foundCategories(name, options);
	const value = sql`coalesce(${reason}, ${text})::${enumOf(categories)}`;
	return {
		name,
		column: { kind: 'category', categories },
		selected: [sql`${value} AS ${identifier(name)}`]
	};
}

async function declaredCategories(
	name: string,
	categories: readonly string[],
	{ engine, raw, declaration }: ColumnOptions
): Promise<readonly string[]> {
	const reserved = categories.find((category): category is MissingReason =>
		isMissingReason(category)
	);
	if (reserved)
		throw new DataError(`column ${name}: a category has the name of a missing reason: ${reserved}`);
	if (new Set(categories).size < categories.length)
		throw new DataError(`column ${name}: a category is declared twice: ${categories.join(', ')}`);
	const text = textOf(raw, name);
	await expectNone({
		engine,
		raw,
		wrong: sql`${reasonOf(raw, name, declaration?.missing)} IS NULL AND ${text} NOT IN ${valueList(categories)}`,
		value: text,
		complaint: `column ${name}: a category that is not declared`
	});
	return categories;
}

async function foundCategories(
	name: string,
	{ engine, raw, declaration }: ColumnOptions
): Promise<string[]> {
	const rows =
		await engine.query(sql`SELECT DISTINCT ${textOf(raw, name)} AS value FROM ${identifier(raw.name)}
		WHERE ${reasonOf(raw, name, declaration?.missing)} IS NULL LIMIT ${mostCategories + 1}`);
	if (rows.length > mostCategories)
		throw new DataError(
			`column ${name}: more than ${mostCategories} categories; a number? declare its kind`
		);
	return sortedCategories(rows.map((row) => String(row['value'])));
}

/** Numbers as numbers, else by code point. */
function sortedCategories(values: readonly string[]): string[] {
	const numbers = values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)));
	const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
	return values.toSorted(numbers ? (a, b) => Number(a) - Number(b) || order(a, b) : order);
}

/** A column of numbers; a text that is neither a number nor declared as missing is an error. */
export async function numberColumn(
	name: string,
	{ engine, raw, declaration }: ColumnOptions
): Promise<DeclaredColumn> {
	const [number, text] = [numberOf(raw, name), textOf(raw, name)];
	const reason = reasonOf(raw, name, declaration?.missing);
	await expectNone({
		engine,
		raw,
		wrong: sql`${number} IS NULL AND ${reason} IS NULL`,
		value: text,
		complaint: `column ${name}: not a number, nor declared as missing (decimals after "${raw.decimal}")`
	});
	const missing = missingColumn(name);
	return {
		name,
		column: { kind: 'number' },
		selected: [
			sql`CASE WHEN ${reason} IS NULL THEN ${number} END::DOUBLE AS ${identifier(name)}`,
			sql`${reason}::${enumOf([])} AS ${identifier(missing)}`
		]
	};
}
