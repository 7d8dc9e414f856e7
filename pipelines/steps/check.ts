import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { SourceFile, Survey } from '#lib/model/survey.ts';
import { lineColumn } from '#lib/readers/csv.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { Reject } from '../rejects.ts';
import { unitTableName } from './harmonise.ts';
import { rawTable } from './read.ts';

const line = identifier(lineColumn);
const keyOf = ({ key }: SourceFile) =>
	joined(
		key.map((name) => sql`${identifier(name)}`),
		', '
	);
const keyText = ({ key }: SourceFile) =>
	sql`concat_ws(' ', ${joined(
		key.map((name) => sql`${identifier(name)}`),
		', '
	)})`;

/**
 * Sets aside what cannot be joined: a row whose key an earlier row of the file has already, and a
 * row of a joined file that belongs to nobody.
 */
export async function checkKeys(engine: NodeEngine, survey: Survey): Promise<Reject[]> {
	const rejects: Reject[] = [];
	for (const file of survey.files.filter(({ key }) => key.length > 0)) {
		rejects.push(
			...(await setAside(engine, file, repeated(file), 'key stands in an earlier line'))
		);
		if (file.joins !== undefined)
			rejects.push(
				...(await setAside(engine, file, orphans(file), `no such key in ${file.joins}`))
			);
	}
	return rejects;
}

const repeated = (file: SourceFile) => sql`SELECT ${line} FROM ${rawTable(file.id)}
	QUALIFY row_number() OVER (PARTITION BY ${keyOf(file)} ORDER BY ${line}) > 1`;

const orphans = (file: SourceFile) => sql`SELECT ${line} FROM ${rawTable(file.id)}
	WHERE (${keyOf(file)}) NOT IN (SELECT (${keyOf(file)}) FROM ${rawTable(file.joins ?? file.id)})`;

async function setAside(
	engine: NodeEngine,
	file: SourceFile,
	lines: Statement,
	reason: string
): Promise<Reject[]> {
	const table = rawTable(file.id);
	const rows = await engine.query(sql`SELECT ${line}::DOUBLE AS line, ${keyText(file)} AS value
		FROM ${table} WHERE ${line} IN (${lines}) ORDER BY ${line}`);
	if (rows.length > 0) await engine.execute(sql`DELETE FROM ${table} WHERE ${line} IN (${lines})`);
	return rows.map((row) => ({
		file: file.path,
		line: Number(row['line']),
		column: file.key.join(' '),
		value: String(row['value']),
		reason
	}));
}

/** Sets aside the rows of a unit whose weight is not a positive number. */
export async function checkWeights(
	engine: NodeEngine,
	survey: Survey,
	{ id, file, weights }: UnitDesign
): Promise<Reject[]> {
	const path = survey.files.find((source) => source.id === file)?.path ?? file;
	const rejects: Reject[] = [];
	for (const { column } of weights) {
		const number = sql`try_cast(${identifier(column)} AS DOUBLE)`;
		const wrong = sql`SELECT ${line}::DOUBLE AS line, ${identifier(column)} AS value FROM ${rawTable(file)}
			WHERE NOT coalesce(${number} > 0 AND isfinite(${number}), false)`;
		const rows = await engine.query(sql`${wrong} ORDER BY line`);
		if (rows.length > 0)
			await engine.execute(sql`DELETE FROM ${unitTableName(id)}
				WHERE ${line} IN (SELECT line FROM (${wrong}))`);
		rejects.push(
			...rows.map((row) => ({
				file: path,
				line: Number(row['line']),
				column,
				value: String(row['value']),
				reason: `weight of the ${id} is not a positive number`
			}))
		);
	}
	return rejects;
}
