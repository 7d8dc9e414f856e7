import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type ImpactScriptOptions, impactScript } from '#lib/export/r-impact.ts';
import type { ImpactFile } from '#lib/model/impact-request.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { ImpactResult } from './impact-result.ts';
import type { ReadTable } from './read-table.ts';
import { csvFile, exportedCsv, scriptName } from './write-scripts.ts';

export interface ImpactScriptsOptions {
	/** Where the scripts go. */
	readonly folder: string;
	readonly file: ImpactFile;
	/** The data file, and how it was read; undefined where requests bring their numbers. */
	readonly data?: {
		readonly engine: NodeEngine;
		readonly source: string;
		readonly read: ReadTable;
		readonly names: ReadonlySet<string>;
	};
}

/** Writes an R script for every answered request; beside them, of other formats than CSV, the rows as CSV. */
export async function writeImpactScripts(
	results: readonly ImpactResult[],
	{ folder, file, data }: ImpactScriptsOptions
): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const read = data && (await readable({ ...data, folder }, file));
	const taken = new Set<string>();
	for (const result of results) {
		if ('error' in result) continue;
		const { id, request } = result;
		const options: ImpactScriptOptions = {
			title: `${request.method}: ${id}`,
			notes: file.title === undefined ? [] : [file.title],
			synthetic: file.synthetic,
			...(read && { folder: read.folder })
		};
		writeFileSync(join(folder, scriptName(id, taken)), impactScript(request, read?.file, options));
	}
}

async function readable(
	data: NonNullable<ImpactScriptsOptions['data']> & { readonly folder: string },
	{ columns, data: declared }: ImpactFile
) {
	const { engine, source, read, names: wanted, folder } = data;
	const isCsv = read.dialect.format === 'csv';
	const own = { folder, engine, source, read, wanted };
	const numbers = Object.fromEntries(
		Object.entries(columns).map(([name, one]) => [name, one.numbers])
	);
	return {
		folder: isCsv ? relative(folder, dirname(source)) || '.' : '.',
		file: {
			...(isCsv ? csvFile(own) : await exportedCsv(own)),
			decimal: declared?.decimal ?? '.',
			nulls: declared?.nulls ?? [],
			numbers
		}
	};
}
