import type { ReleaseFile } from '#lib/model/manifest.ts';
import { EngineError } from './engine-error.ts';
import type { ReportBytes } from './fetch-bytes.ts';
import { type ReadReply, type ReadRequest, readReply } from './reader-messages.ts';

type Answered = Extract<ReadReply, { kind: 'ipc' | 'rows' }>;

interface Waiting {
	readonly resolve: (reply: Answered) => void;
	readonly reject: (error: unknown) => void;
	readonly report: ReportBytes;
}

export interface FileAddress {
	readonly url: string;
	/** What it has to be; undefined: nothing is known of it. */
	readonly file?: ReleaseFile | undefined;
}

/**
 * The near side of the reader worker: Parquet columns as Arrow IPC bytes, or some rows as they are. A
 * worker that stops by itself is replaced with the next question.
 */
export class ReaderClient {
	readonly #start: () => Worker;
	readonly #waiting = new Map<number, Waiting>();
	#worker: Worker | undefined;
	#next = 0;

	constructor(start: () => Worker) {
		this.#start = start;
	}

	async read(
		at: FileAddress,
		columns: readonly string[],
		report: ReportBytes
	): Promise<Uint8Array> {
		const reply = await this.#ask({ ...at, columns: [...columns] }, report);
		if (reply.kind !== 'ipc')
			throw new EngineError('data', `not Arrow from the reader: ${reply.kind}`);
		return reply.bytes;
	}

	/** Rows of some kind of a file whose columns may be lists. */
	async rows(
		asked: FileAddress & Required<Pick<ReadRequest, 'columns' | 'only'>>,
		report: ReportBytes
	): Promise<Readonly<Record<string, unknown>>[]> {
		const reply = await this.#ask(asked, report);
		if (reply.kind !== 'rows')
			throw new EngineError('data', `not rows from the reader: ${reply.kind}`);
		return reply.rows;
	}

	#ask(asked: Omit<ReadRequest, 'id'>, report: ReportBytes): Promise<Answered> {
		const id = this.#next++;
		this.#worker ??= this.#started();
		const worker = this.#worker;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject, report });
			worker.postMessage({ id, ...asked });
		});
	}

	#started(): Worker {
		const worker = this.#start();
		worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(readReply.parse(data));
		worker.onerror = ({ message }) => this.#stop(`reader stopped: ${message}`);
		return worker;
	}

	close() {
		this.#stop('reader closed');
	}

	#take(reply: ReadReply) {
		const waiting = this.#waiting.get(reply.id);
		if (reply.kind === 'progress') return waiting?.report(reply.loaded, reply.total);
		this.#waiting.delete(reply.id);
		if (reply.kind !== 'error') return waiting?.resolve(reply);
		const { fault, message, file } = reply;
		waiting?.reject(new EngineError(fault, message, { file }));
	}

	#stop(message: string) {
		this.#worker?.terminate();
		this.#worker = undefined;
		for (const { reject } of this.#waiting.values()) reject(new EngineError('stopped', message));
		this.#waiting.clear();
	}
}
