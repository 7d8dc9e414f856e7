import { DataError } from '#lib/errors.ts';
import { choices } from '#lib/model/nearest-name.ts';
import type { QueryEngine } from './query-engine.ts';
import { type Statement, identifier, inlined, sql, valueList } from './sql.ts';

/** A table of the engine as a file gave it: columns of any type, not yet understood. */
export interface RawTable {
	readonly name: string;
	/** What the file calls its columns, and what each is called and made of in the engine. */
	readonly columns: ReadonlyMap<string, RawColumn>;
	/** Names that stand twice in the file: which of the columns is meant nobody can say. */
	readonly repeated?: ReadonlySet<string>;
	/** The column with the line of the file where the row begins; absent: rows are counted from 1. */
	readonly line?: string;
	/** The mark before the decimals of numbers written as text. */
	readonly decimal: '.' | ',';
	/** Texts that mean no answer. */
	readonly nulls: readonly string[];
}

export interface RawColumn {
	readonly name: string;
	/** As DuckDB calls it. */
	readonly type: string;
}

/** The column a file has by this name. */
export function rawColumn({ columns, repeated }: RawTable, name: string): RawColumn {
	const found = columns.get(name);
	if (repeated?.has(name)) throw new DataError(`two columns of the file have this name: ${name}`);
	if (!found)
		throw new DataError(`no column ${name}; the file has ${choices(name, [...columns.keys()])}`);
	return found;
}

const isText = ({ type }: RawColumn) => type === 'VARCHAR' || type.startsWith('ENUM');
const isBinary = ({ type }: RawColumn) => /^(DOUBLE|FLOAT|DECIMAL)/.test(type);

/**
 * What a row says in a column, as text without blanks around it; NULL where it says nothing. Values
 * are literals in it, so that the same text is the same expression wherever it stands in a statement.
 */
export const textOf = (raw: RawTable, name: string) => inlined(textExpression(raw, name));

/** The number a row gives in a column; NULL where it says nothing, and where it is not a number. */
export const numberOf = (raw: RawTable, name: string) => inlined(numberExpression(raw, name));

function textExpression(raw: RawTable, name: string): Statement {
	const column = rawColumn(raw, name);
	const own = sql`${identifier(column.name)}`;
	if (isText(column)) {
		const text = sql`trim(${own}::VARCHAR)`;
		return raw.nulls.length === 0
			? text
			: sql`CASE WHEN ${text} NOT IN ${valueList(raw.nulls)} THEN ${text} END`;
	}
	if (!isBinary(column)) return sql`${own}::VARCHAR`;
	// 1.0 is the code 1, as R and every codebook write it.
	const number = sql`${own}::DOUBLE`;
	return sql`CASE WHEN isnan(${number}) THEN NULL
		WHEN abs(${number}) < 1e15 AND ${number} = trunc(${number}) THEN ${number}::BIGINT::VARCHAR
		ELSE ${number}::VARCHAR END`;
}

const numeral = '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?';

function numberExpression(raw: RawTable, name: string): Statement {
	const column = rawColumn(raw, name);
	if (!isText(column)) {
		const number = sql`try_cast(${identifier(column.name)} AS DOUBLE)`;
		return sql`CASE WHEN isfinite(${number}) THEN ${number} END`;
	}
	const text = textOf(raw, name);
	const plain = raw.decimal === ',' ? sql`replace(${text}, ',', '.')` : text;
	// Casts alone would take "nan", "inf" and "1_000" for numbers.
	return sql`CASE WHEN regexp_full_match(${plain}, ${numeral}) THEN try_cast(${plain} AS DOUBLE) END`;
}

const placeOf = ({ line }: RawTable) =>
	line === undefined ? sql`rowid + 1` : sql`${identifier(line)}`;

export interface Expectation {
	readonly engine: QueryEngine;
	readonly raw: RawTable;
	/** True of rows at fault; NULL counts as false. */
	readonly wrong: Statement;
	/** What to show of such a row. */
	readonly value: Statement;
	/** `3 weights are negative`, after the number. */
	readonly complaint: string;
}

/** Throws one DataError that counts the rows at fault and names the first ten with their values. */
export async function expectNone({
	engine,
	raw,
	wrong,
	value,
	complaint
}: Expectation): Promise<void> {
	const rows =
		await engine.query(sql`SELECT (${placeOf(raw)})::DOUBLE AS place, (${value})::VARCHAR AS value,
			(count(*) OVER ())::DOUBLE AS n
		FROM ${identifier(raw.name)} WHERE ${wrong} ORDER BY 1 LIMIT 10`);
	if (rows.length === 0) return;
	const count = Number(rows[0]!['n']);
	const word = raw.line === undefined ? 'row' : 'line';
	const shown = rows.map((row) => `${word} ${row['place']} ${JSON.stringify(row['value'] ?? '')}`);
	const rest = count > rows.length ? ', ...' : '';
	throw new DataError(
		`${complaint} in ${count} ${count === 1 ? 'row' : 'rows'}: ${shown.join(', ')}${rest}`
	);
}
