import { rmSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { DomainError } from '#lib/errors.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import { type NodeEngine, openDuckDB } from '../duckdb.ts';
import { columnList } from '../steps/raw-files.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

export interface TableOptions<Row> {
	readonly engine: NodeEngine;
	/** Of the Parquet file; a file of the same name with `.json` is written beside it for a moment. */
	readonly path: string;
	readonly schema: z.ZodObject<Shape, z.core.$strict>;
	/** Columns by which the rows are ordered; they name a row. */
	readonly key: readonly string[];
	readonly rows: readonly Row[];
}

/**
 * Rows to a Parquet file whose columns are the fields of a schema, in the order of their key: the
 * same rows give the same bytes.
 */
export async function writeTable<Row>({
	engine,
	path,
	schema,
	key,
	rows
}: TableOptions<Row>): Promise<void> {
	const json = `${path}.json`;
	writeFileSync(json, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
	const columns = Object.entries(schema.shape).map(
		([name, type]) => sql`${identifier(name)}: ${columnType(name, type)}`
	);
	const order = joined(
		key.map((name) => sql`${identifier(name)}`),
		', '
	);
	await engine.execute(sql`COPY (
		SELECT * FROM read_json(${json}, format = 'newline_delimited', columns = {${joined(columns, ', ')}})
		ORDER BY ${order}
	) TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
	rmSync(json);
}

/** The rows of a Parquet file, as far as a schema names their columns; lists are none of them. */
export async function rowsIn<Fields extends Shape>(
	engine: NodeEngine,
	path: string,
	schema: z.ZodObject<Fields, z.core.$strict>
): Promise<z.output<z.ZodObject<Fields, z.core.$strict>>[]> {
	const names = columnList(Object.keys(schema.shape));
	const rows = await engine.query(sql`SELECT ${names} FROM read_parquet(${path})`);
	return rows.map((row) => schema.parse(row));
}

/** The same with an engine of its own, for who needs nothing else of one. */
export async function rowsOfFile<Fields extends Shape>(
	path: string,
	schema: z.ZodObject<Fields, z.core.$strict>
) {
	const engine = await openDuckDB();
	try {
		return await rowsIn(engine, path, schema);
	} finally {
		engine.close();
	}
}

function columnType(name: string, type: z.ZodType): string {
	const kind = kindOf(type);
	const known: Readonly<Record<string, string>> = {
		string: 'VARCHAR',
		enum: 'VARCHAR',
		literal: 'VARCHAR',
		number: 'DOUBLE',
		boolean: 'BOOLEAN',
		array: 'DOUBLE[]'
	};
	const found = known[kind];
	if (found === undefined) throw new DomainError(`no column type for ${name}: ${kind}`);
	return found;
}

function kindOf(type: z.ZodType): string {
	const { def } = type as unknown as {
		readonly def: {
			readonly type: string;
			readonly innerType?: z.ZodType;
			readonly options?: readonly z.ZodType[];
		};
	};
	if (def.innerType) return kindOf(def.innerType);
	const [first] = def.options ?? [];
	return first ? kindOf(first) : def.type;
}
