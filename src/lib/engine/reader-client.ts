import { DataError } from '#lib/errors.ts';
import type { ReportBytes } from './fetch-bytes.ts';
import { type ReadReply, type ReadRequest, readReply } from './reader-messages.ts';

type Answered = Extract<ReadReply, { kind: 'ipc' | 'rows' }>;

interface Waiting {
	readonly resolve: (reply: Answered) => void;
	readonly reject: (error: unknown) => void;
	readonly report: ReportBytes;
}

/** The near side of the reader worker: Parquet columns as Arrow IPC bytes, or some rows as they are. */
export class ReaderClient {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	#next = 0;

	constructor(worker: Worker) {
		this.#worker = worker;
		worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(readReply.parse(data));
		worker.onerror = ({ message }) => this.#fail(new DataError(`reader stopped: ${message}`));
	}

	async read(url: string, columns: readonly string[], report: ReportBytes): Promise<Uint8Array> {
		const reply = await this.#ask({ url, columns: [...columns] }, report);
		if (reply.kind !== 'ipc') throw new DataError(`not Arrow from the reader: ${reply.kind}`);
		return reply.bytes;
	}

	/** Rows of some kind of a file whose columns may be lists. */
	async rows(
		asked: Required<Omit<ReadRequest, 'id'>>,
		report: ReportBytes
	): Promise<Readonly<Record<string, unknown>>[]> {
		const reply = await this.#ask(asked, report);
		if (reply.kind !== 'rows') throw new DataError(`not rows from the reader: ${reply.kind}`);
		return reply.rows;
	}

	#ask(asked: Omit<ReadRequest, 'id'>, report: ReportBytes): Promise<Answered> {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject, report });
			this.#worker.postMessage({ id, ...asked });
		});
	}

	close() {
		this.#worker.terminate();
		this.#fail(new DataError('reader closed'));
	}

	#take(reply: ReadReply) {
		const waiting = this.#waiting.get(reply.id);
		if (reply.kind === 'progress') return waiting?.report(reply.loaded, reply.total);
		this.#waiting.delete(reply.id);
		if (reply.kind === 'error') waiting?.reject(new DataError(reply.message));
		else waiting?.resolve(reply);
	}

	#fail(error: DataError) {
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}
