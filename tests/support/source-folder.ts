import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { sourceFile } from '#lib/model/survey.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { type ReadSource, readSource } from '../../pipelines/steps/read.ts';

/** Fields of the declaration of a source file. */
export type FileFields = Readonly<Record<string, unknown>>;

/** A record as it was read: its line or number, and its texts. */
export type ReadRow = readonly [number, ...unknown[]];

/** A folder of source files, and an engine that reads them. */
export class SourceFolder {
	readonly engine: NodeEngine;
	readonly #root = mkdtempSync(join(tmpdir(), 'atalaya-read-'));

	constructor(engine: NodeEngine) {
		this.engine = engine;
		for (const name of ['sources', 'work']) mkdirSync(join(this.#root, name));
	}

	static async opened(): Promise<SourceFolder> {
		return new SourceFolder(await openDuckDB({ threads: 2 }));
	}

	get sources(): string {
		return join(this.#root, 'sources');
	}

	get work(): string {
		return join(this.#root, 'work');
	}

	get out(): string {
		return join(this.#root, 'out.parquet');
	}

	/** Names of what lies in the scratch space. */
	get scratch(): string[] {
		return readdirSync(this.work);
	}

	write(path: string, content: string | Uint8Array): void {
		writeFileSync(join(this.sources, path), content);
	}

	/** Reads a file of the folder, or of another one. */
	read(
		fields: FileFields,
		{ columns, folder = this.sources }: { columns?: readonly string[]; folder?: string } = {}
	): Promise<ReadSource> {
		const file = sourceFile.parse({ id: 'file', format: 'csv', path: 'rows.csv', ...fields });
		const { engine, work, out } = this;
		return readSource(file, { engine, folder, work, columns, out });
	}

	/** Reads this text as a CSV file. */
	readText(content: string | Uint8Array, fields: FileFields = {}): Promise<ReadSource> {
		this.write('rows.csv', content);
		return this.read(fields);
	}

	/** What the last reading wrote, in its order. */
	async rows(): Promise<ReadRow[]> {
		const rows = await this.engine.query(sql`SELECT ${identifier(lineColumn)}::DOUBLE AS
			${identifier(lineColumn)}, * EXCLUDE (${identifier(lineColumn)}) FROM read_parquet(${this.out})`);
		return rows.map((row) => {
			const { [lineColumn]: line, ...texts } = row;
			return [Number(line), ...Object.values(texts)];
		});
	}

	remove(): void {
		this.engine.close();
		rmSync(this.#root, { recursive: true, force: true });
	}
}
