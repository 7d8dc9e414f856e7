import type { RowSource } from '#lib/engine/row-source.ts';
import type { OwnDeclared, OwnSummary } from '#lib/model/own-file-summary.ts';
import type { OwnDeclaration, OwnReading } from '#lib/model/own-file.ts';
import { OwnFileError } from '#lib/readers/own-file/own-file-error.ts';
import { type OwnFileReply, type OwnFileRequest, ownFileReply } from './own-file-messages.ts';
import { ownFileWorker } from './own-file-worker.ts';

type Asked = OwnFileRequest extends infer One
	? One extends unknown
		? Omit<One, 'id'>
		: never
	: never;
type Result<Kind extends OwnFileReply['kind']> = Extract<OwnFileReply, { kind: Kind }>;

interface Waiting {
	readonly resolve: (reply: OwnFileReply) => void;
	readonly reject: (error: Error) => void;
}

/** The near side of the worker that holds one file; closing it forgets the file. */
export class OwnFileClient {
	readonly #worker = ownFileWorker();
	readonly #waiting = new Map<number, Waiting>();
	readonly #report: (bytes: number, rows: number) => void;
	#next = 0;

	constructor(report: (bytes: number, rows: number) => void) {
		this.#report = report;
		this.#worker.onmessage = ({ data }: MessageEvent<unknown>) =>
			this.#take(ownFileReply.parse(data));
		this.#worker.onerror = ({ message }) =>
			this.#fail(new OwnFileError('memory', `the reader stopped: ${message}`));
	}

	async open(file: File, reading: OwnReading): Promise<OwnSummary> {
		return (await this.#ask<'opened'>({ kind: 'open', file, reading })).summary;
	}

	/** What a declaration would make of the file; the last one that was declared stays. */
	async check(declaration: OwnDeclaration): Promise<OwnDeclared> {
		return (await this.#ask<'declared'>({ kind: 'check', declaration })).declared;
	}

	async declare(declaration: OwnDeclaration): Promise<OwnDeclared> {
		return (await this.#ask<'declared'>({ kind: 'declare', declaration })).declared;
	}

	async draft(
		asked: Omit<Extract<OwnFileRequest, { kind: 'draft' }>, 'id' | 'kind'>
	): Promise<Pick<Result<'draft'>, 'survey' | 'concepts' | 'questions'>> {
		return this.#ask<'draft'>({ kind: 'draft', ...asked });
	}

	/** Of the last declaration; the file stays open when an engine closes. */
	rows(): RowSource {
		return {
			columns: async (_, names) =>
				(await this.#ask<'ipc'>({ kind: 'columns', names: [...names] })).bytes,
			rows: (path) =>
				Promise.reject(new OwnFileError('unreadable', `no file of a release: ${path}`)),
			close: () => undefined
		};
	}

	close() {
		this.#worker.terminate();
		this.#fail(new OwnFileError('unreadable', 'the file was closed'));
	}

	#ask<Kind extends OwnFileReply['kind']>(asked: Asked): Promise<Result<Kind>> {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve: (reply) => resolve(reply as Result<Kind>), reject });
			this.#worker.postMessage({ ...asked, id });
		});
	}

	#take(reply: OwnFileReply) {
		if (reply.kind === 'progress') return this.#report(reply.bytes, reply.rows);
		const waiting = this.#waiting.get(reply.id);
		this.#waiting.delete(reply.id);
		if (reply.kind === 'error')
			waiting?.reject(new OwnFileError(reply.fault, reply.message, { detail: reply.detail }));
		else waiting?.resolve(reply);
	}

	#fail(error: Error) {
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}
