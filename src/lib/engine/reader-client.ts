import { DataError } from '#lib/errors.ts';
import type { ReportBytes } from './fetch-bytes.ts';
import { type ReadReply, readReply } from './reader-messages.ts';

interface Waiting {
	readonly resolve: (bytes: Uint8Array) => void;
	readonly reject: (error: unknown) => void;
	readonly report: ReportBytes;
}

/** The near side of the reader worker: Parquet columns as Arrow IPC bytes. */
export class ReaderClient {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	#next = 0;

	constructor(worker: Worker) {
		this.#worker = worker;
		worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(readReply.parse(data));
		worker.onerror = ({ message }) => this.#fail(new DataError(`reader stopped: ${message}`));
	}

	read(url: string, columns: readonly string[], report: ReportBytes): Promise<Uint8Array> {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject, report });
			this.#worker.postMessage({ id, url, columns });
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
		if (reply.kind === 'ipc') waiting?.resolve(reply.bytes);
		else waiting?.reject(new DataError(reply.message));
	}

	#fail(error: DataError) {
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}
