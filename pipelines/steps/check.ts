import { join } from 'node:path';
import { type Statement, sql } from '#lib/estimate/sql.ts';
import type { RejectReason } from '#lib/model/reject-reason.ts';
import type { CheckOutcome } from '#lib/model/survey-check.ts';
import type { SourceFile, Survey } from '#lib/model/survey.ts';
import { type NodeEngine, openDuckDB } from '../duckdb.ts';
import type { Reject } from '../release/rejects.ts';
import { sourceCheckOutcomes } from './source-checks.ts';
import { type RawFile, columnList, line, loadRaw, rawTable } from './raw-files.ts';

export interface CheckInput {
	readonly survey: Pick<Survey, 'files' | 'checks'>;
	readonly raw: readonly RawFile[];
}

export interface CheckResult {
	readonly rejects: readonly Reject[];
	readonly outcomes: readonly CheckOutcome[];
}

/** In the folder of the step: which lines of which file were set aside. */
export const asideFile = 'aside.parquet';

/**
 * Sets aside what cannot be joined: a row whose key an earlier row of the file has already, and a
 * row of a joined file that belongs to nobody. Looks at what the declaration expects of the files.
 */
export async function check({ survey, raw }: CheckInput, folder: string): Promise<CheckResult> {
	const engine = await openDuckDB({ threads: 2 });
	try {
		await loadRaw(engine, raw);
		const outcomes = await sourceCheckOutcomes(engine, survey);
		await engine.execute(sql`CREATE TABLE aside (file VARCHAR, line BIGINT)`);
		const rejects = await keyRejects(engine, survey);
		const path = join(folder, asideFile);
		await engine.execute(
			sql`COPY (FROM aside ORDER BY ALL) TO ${path} (FORMAT parquet, COMPRESSION zstd)`
		);
		return { rejects, outcomes };
	} finally {
		engine.close();
	}
}

async function keyRejects(engine: NodeEngine, { files }: Pick<Survey, 'files'>): Promise<Reject[]> {
	const rejects: Reject[] = [];
	for (const file of files.filter(({ key }) => key.length > 0)) {
		if (!file.many)
			rejects.push(...(await setAside(engine, file, repeated(file), { code: 'repeated-key' })));
		if (file.joins !== undefined)
			rejects.push(
				...(await setAside(engine, file, orphans(file), { code: 'unknown-key', file: file.joins }))
			);
	}
	return rejects;
}

const repeated = ({ id, key }: SourceFile) => sql`SELECT ${line} FROM ${rawTable(id)}
	QUALIFY row_number() OVER (PARTITION BY ${columnList(key)} ORDER BY ${line}) > 1`;

const orphans = ({ id, key, joins }: SourceFile) => sql`SELECT ${line} FROM ${rawTable(id)}
	WHERE (${columnList(key)}) NOT IN (SELECT (${columnList(key)}) FROM ${rawTable(joins ?? id)})`;

async function setAside(
	engine: NodeEngine,
	file: SourceFile,
	lines: Statement,
	reason: RejectReason
): Promise<Reject[]> {
	const table = rawTable(file.id);
	const rows = await engine.query(sql`SELECT ${line}::DOUBLE AS line,
			concat_ws(' ', ${columnList(file.key)}) AS value
		FROM ${table} WHERE ${line} IN (${lines}) ORDER BY ${line}`);
	if (rows.length > 0) {
		await engine.execute(
			sql`INSERT INTO aside SELECT ${file.id}, ${line} FROM ${table} WHERE ${line} IN (${lines})`
		);
		await engine.execute(
			sql`DELETE FROM ${table} WHERE ${line} IN (SELECT line FROM aside WHERE file = ${file.id})`
		);
	}
	return rows.map((row) => ({
		file: file.path,
		line: Number(row['line']),
		column: file.key.join(' '),
		value: String(row['value']),
		reason
	}));
}
