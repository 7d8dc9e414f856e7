import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';
import type { NodeEngine } from '../duckdb.ts';
import { programmeColumns } from './programme-columns.ts';
import { readSource } from './read.ts';

/** A file of a programme as it was written: trimmed texts, a blank is ''. */
export interface ProgrammeTable {
	/** As its producer calls it, for messages. */
	readonly path: string;
	readonly rows: number;
	/** Of every row: the line of a text, the row of a sheet, else the number of the record. */
	readonly lines: Float64Array;
	/** By name, a text a row: the columns that the programme names. */
	readonly columns: ReadonlyMap<string, readonly string[]>;
}

export interface ProgrammeTablesOptions {
	readonly engine: NodeEngine;
	/** Where its files lie: the sources, or a folder of the simulation. */
	readonly folder: string;
	/** Scratch space. */
	readonly work: string;
}

/**
 * The files of a programme by their ids; none of one that is seen through surveys.
 * @throws DataError for a file that is not there or is another, a column that it lacks, and for
 * records that do not have the fields of the header: an effect without them would be another.
 */
export async function programmeTables(
	programme: Programme,
	options: ProgrammeTablesOptions
): Promise<ReadonlyMap<string, ProgrammeTable>> {
	const tables = new Map<string, ProgrammeTable>();
	for (const [id, names] of programmeColumns(programme)) {
		const file = programme.files.find((one) => one.id === id);
		if (file) tables.set(id, await readTable(file, names, options));
	}
	return tables;
}

async function readTable(
	file: SourceFile,
	names: readonly string[],
	{ engine, folder, work }: ProgrammeTablesOptions
): Promise<ProgrammeTable> {
	const out = join(work, `${file.id}.parquet`);
	const { rows, rejects } = await readSource(file, { engine, folder, work, columns: names, out });
	try {
		const [first] = rejects;
		if (first)
			throw new DataError(
				`${file.path}: records without the fields of the header, the first in line ${first.line}: ${rejects.length}`
			);
		const selected = [lineColumn, ...names].map((name) => sql`${identifier(name)}`);
		const read = await engine.query(
			sql`SELECT ${joined(selected, ', ')} FROM read_parquet(${out}) ORDER BY ${identifier(lineColumn)}`
		);
		const columns = names.map((name) => [name, read.map((row) => textOf(row[name]))] as const);
		const lines = Float64Array.from(read, (row) => Number(row[lineColumn]));
		return { path: file.path, rows, lines, columns: new Map(columns) };
	} finally {
		rmSync(out, { force: true });
	}
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
