import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DataError, DomainError } from '#lib/errors.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { DesignSummary } from '#lib/estimate/declared-table.ts';
import { analyse } from '#lib/estimate/analyse.ts';
import { compare } from '#lib/estimate/compare.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import type { EstimateOptions } from '#lib/estimate/prepared.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import type { Analysis } from '#lib/model/analysis.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import type { QualityProfiles } from '#lib/estimate/verdict.ts';
import { type FieldProblem, fieldProblems } from '#lib/model/problems.ts';
import { type FileRequest, entriesOf, fileRequest, requestFile } from '#lib/model/request-file.ts';
import { openDuckDB } from '../duckdb.ts';
import { knownProfiles, qualityProfiles } from '../declarations/quality-profiles.ts';
import { readTable } from './read-table.ts';
import {
	type RequestError,
	type Software,
	parsedDocument,
	requestError,
	software
} from './request-document.ts';
import { RequestTables, wantedColumns } from './request-tables.ts';
import type { Dialect } from './table-dialect.ts';
import { type Scripted, writeScripts } from './write-scripts.ts';

/** Estimates of domains, contrasts between them, or what a test or a model found. */
export type FileResult = EstimateSet | Comparison[] | Analysis;

/** One request of the file and what came of it. */
export type RequestResult =
	| { readonly id: string; readonly request: FileRequest; readonly answer: FileResult }
	| { readonly id: string; readonly request: unknown; readonly error: RequestError };

/** What `atalaya estimate` prints. */
export interface FileAnswer {
	readonly software: Software;
	readonly data: {
		readonly path: string;
		readonly sha256: string;
		readonly rows: number;
	} & Dialect;
	readonly design: DesignSummary;
	readonly results: readonly RequestResult[];
}

export interface EstimateFileOptions {
	/** Where an R script for every answer goes; absent: none are written. */
	readonly scripts?: string | undefined;
}

/**
 * Answers every request of a file from one load of its data. A request at fault gets an error and
 * does not lose the others' answers; a fault of the data or of the design is an exception.
 */
export async function estimateFile(
	path: string,
	{ scripts }: EstimateFileOptions = {}
): Promise<FileAnswer> {
	const file = parsedDocument(path, requestFile);
	const entries = entriesOf(file).map(parsedEntry);
	const requests = entries.flatMap(({ request }) => (request ? [request] : []));
	const work = mkdtempSync(join(tmpdir(), 'atalaya-estimate-'));
	const engine = await openDuckDB();
	try {
		const source = resolve(dirname(path), file.data.path);
		const wanted = wantedColumns(file, requests);
		const read = await readTable(file.data, { engine, source, work, wanted });
		const tables = new RequestTables({ engine, raw: read.raw, file, requests });
		const { summary: design } = await tables.table();
		const cache = new CellCache(engine);
		const profiles = qualityProfiles(
			requests.flatMap((one) => (one.kind === 'estimate' ? (one.profile ?? []) : []))
		);
		const results: RequestResult[] = [];
		const scripted: Scripted[] = [];
		for (const entry of entries) {
			const { result, table } = await answered(entry, { tables, cache, profiles });
			results.push(result);
			if (table && entry.request) scripted.push({ id: entry.id, request: entry.request, table });
		}
		if (scripts !== undefined)
			await writeScripts(scripted, { folder: scripts, engine, file, source, read, wanted });
		const { rows, sha256, dialect } = read;
		const data = { path: file.data.path, sha256, rows, ...dialect };
		return { software: software(), data, design, results };
	} finally {
		engine.close();
		rmSync(work, { recursive: true, force: true });
	}
}

interface Entry {
	readonly id: string;
	/** What the entry is called in messages. */
	readonly at: string;
	readonly entry: unknown;
	readonly request?: FileRequest;
	readonly problems?: readonly FieldProblem[];
}

function parsedEntry({ at, entry }: { at: string; entry: unknown }): Entry {
	const parsed = fileRequest.safeParse(entry);
	if (parsed.success) return { id: parsed.data.id ?? at, at, entry, request: parsed.data };
	const problems = fieldProblems(parsed.error, { input: entry, schema: fileRequest, at });
	return { id: at, at, entry, problems };
}

interface AnsweredOptions {
	readonly tables: RequestTables;
	readonly cache: CellCache;
	readonly profiles: QualityProfiles;
}

interface Answered {
	readonly result: RequestResult;
	/** What was asked; absent where there is no answer. */
	readonly table?: EstimateTable;
}

async function answered(entry: Entry, { tables, ...asking }: AnsweredOptions): Promise<Answered> {
	const { id, at, request, problems = [] } = entry;
	if (!request) return { result: { id, request: entry.entry, error: requestError(problems) } };
	try {
		const found = await tables.of(request);
		const wrong = [
			...('problems' in found ? found.problems : []),
			...profileProblems(request, asking.profiles)
		];
		if (wrong.length > 0 || 'problems' in found) {
			const own = wrong.map((one) => ({ ...one, field: `${at}.${one.field}` }));
			return { result: { id, request, error: requestError(own) } };
		}
		const { table } = found;
		const answer = await answerTo(request, { table, ...asking });
		return { result: { id, request, answer }, table };
	} catch (error) {
		if (!(error instanceof DataError || error instanceof DomainError)) throw error;
		return { result: { id, request, error: { message: error.message } } };
	}
}

/** What the engine answers, by the kind of the question. */
function answerTo(request: FileRequest, options: EstimateOptions): Promise<FileResult> {
	const about = { survey: 'file', unit: 'person' } as const;
	const { id: _, ...question } = request;
	if (question.kind === 'estimate') {
		const { kind, ...own } = question;
		return estimate({ ...own, ...about }, options);
	}
	if (question.kind === 'comparison') {
		const { kind, ...own } = question;
		return compare({ ...own, ...about }, options);
	}
	return analyse({ ...question, ...about }, options);
}

function profileProblems(request: FileRequest, profiles: QualityProfiles): FieldProblem[] {
	const profile = request.kind === 'estimate' ? request.profile : undefined;
	if (profile === undefined || profiles.has(profile)) return [];
	const message = `expected one of ${knownProfiles(profile)}, received "${profile}"`;
	return [{ field: 'profile', message }];
}
