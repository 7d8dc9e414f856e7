import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DataError, DomainError } from '#lib/errors.ts';
import { impactCall } from '#lib/export/r-impact.ts';
import { impactAnswer } from '#lib/impact/requests/impact-answer.ts';
import type { ImpactColumns } from '#lib/impact/requests/impact-columns.ts';
import { impactRoles } from '#lib/impact/requests/impact-roles.ts';
import {
	type ImpactFile,
	type ImpactRequest,
	impactFile,
	impactRequest
} from '#lib/model/impact-request.ts';
import { type FieldProblem, fieldProblems } from '#lib/model/problems.ts';
import { entriesOf } from '#lib/model/request-file.ts';
import { openDuckDB } from '../duckdb.ts';
import { ImpactTable } from './impact-table.ts';
import { writeImpactScripts } from './impact-scripts.ts';
import { readTable } from './read-table.ts';
import type { ImpactFileAnswer, ImpactResult } from './impact-result.ts';
import { parsedDocument, requestError, software } from './request-document.ts';

export interface ImpactFileOptions {
	/** Where an R script for every answer goes; absent: none are written. */
	readonly scripts?: string | undefined;
}

/**
 * Answers every request of a file from one load of its data, if it has any. A request at fault gets an
 * error and does not lose the others' answers; data without an answer to a question are refused in it;
 * a fault of the file is an exception.
 */
export async function impactFileAnswer(
	path: string,
	{ scripts }: ImpactFileOptions = {}
): Promise<ImpactFileAnswer> {
	const file = parsedDocument(path, impactFile);
	const entries = entriesOf(file).map(parsedEntry);
	const requests = entries.flatMap(({ request }) => (request ? [request] : []));
	const own = { file, path, requests };
	if (file.data === undefined) {
		const results = entries.map((entry) => resultOf(entry, undefined));
		if (scripts !== undefined) await writeImpactScripts(results, { folder: scripts, file });
		return { software: software(), results };
	}
	return withTable(own, async ({ table, ...data }) => {
		const results = entries.map((entry) => resultOf(entry, table));
		if (scripts !== undefined) await writeImpactScripts(results, { folder: scripts, file, data });
		const { rows, sha256, dialect } = data.read;
		const told = { path: file.data?.path ?? '', sha256, rows, ...dialect };
		return { software: software(), data: told, results };
	});
}

interface OfFile {
	readonly file: ImpactFile;
	readonly path: string;
	readonly requests: readonly ImpactRequest[];
}

type Opened = Awaited<ReturnType<typeof opened>>;

async function withTable<Result>(
	of: OfFile,
	use: (found: Opened) => Promise<Result>
): Promise<Result> {
	const work = mkdtempSync(join(tmpdir(), 'atalaya-impact-'));
	const engine = await openDuckDB();
	try {
		return await use(await opened(of, { engine, work }));
	} finally {
		engine.close();
		rmSync(work, { recursive: true, force: true });
	}
}

async function opened(
	{ file, path, requests }: OfFile,
	{ engine, work }: { engine: Awaited<ReturnType<typeof openDuckDB>>; work: string }
) {
	const data = file.data;
	if (data === undefined) throw new DataError(`no data: ${path}`);
	const source = resolve(dirname(path), data.path);
	const names = new Set(requests.flatMap(impactRoles).map(({ column }) => column));
	const read = await readTable(data, { engine, source, work, wanted: names });
	const table = await ImpactTable.read({ engine, raw: read.raw, file, names });
	return { engine, source, read, table, names };
}

interface Entry {
	readonly id: string;
	/** What the entry is called in messages. */
	readonly at: string;
	readonly entry: unknown;
	readonly request?: ImpactRequest;
	readonly problems?: readonly FieldProblem[];
}

function parsedEntry({ at, entry }: { at: string; entry: unknown }): Entry {
	const parsed = impactRequest.safeParse(entry);
	if (parsed.success) return { id: parsed.data.id ?? at, at, entry, request: parsed.data };
	const problems = fieldProblems(parsed.error, { input: entry, schema: impactRequest, at });
	return { id: at, at, entry, problems };
}

function resultOf(entry: Entry, table: ImpactTable | undefined): ImpactResult {
	const { id, at, request, problems = [] } = entry;
	if (!request) return { id, request: entry.entry, error: requestError(problems) };
	const found = columnsOf(request, table);
	if ('problems' in found) {
		const own = found.problems.map((one) => ({ ...one, field: `${at}.${one.field}` }));
		return { id, request, error: requestError(own) };
	}
	try {
		return { id, request, r: impactCall(request) ?? null, answer: impactAnswer(request, found) };
	} catch (error) {
		if (!(error instanceof DomainError)) throw error;
		return { id, request, error: { message: error.message } };
	}
}

function columnsOf(
	request: ImpactRequest,
	table: ImpactTable | undefined
): ImpactColumns | { problems: FieldProblem[] } {
	const roles = impactRoles(request);
	if (table) return table.columns(roles);
	if (roles.length === 0) return { rows: 0, numbers: new Map(), labels: new Map() };
	const message = 'the file of requests has no "data" with this column';
	return {
		problems: roles.map(({ field, column }) => ({ field, message: `${message}: ${column}` }))
	};
}
