import { InstrumentError } from '#lib/readers/instrument/instrument-error.ts';
import type { InstrumentReading } from '#lib/readers/instrument/instrument-reading.ts';
import { instrumentReply } from './instrument-messages.ts';
import { instrumentWorker } from './instrument-worker.ts';

/** The near side of the worker that reads a questionnaire; closing it forgets the file. */
export class InstrumentClient {
	/** Settled when everything that reading needs is there: nothing is fetched after it. */
	readonly ready: Promise<void>;
	readonly #worker = instrumentWorker();
	#isReady: () => void = () => undefined;
	#resolve: (reading: InstrumentReading) => void = () => undefined;
	#reject: (error: Error) => void = () => undefined;

	constructor() {
		this.ready = new Promise((resolve) => (this.#isReady = resolve));
		this.#worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(data);
		this.#worker.onerror = ({ message }) =>
			this.#reject(new InstrumentError('damaged', `the reader stopped: ${message}`));
	}

	/** @throws InstrumentError for a file that is no questionnaire. */
	read(file: File): Promise<InstrumentReading> {
		return new Promise((resolve, reject) => {
			[this.#resolve, this.#reject] = [resolve, reject];
			this.#worker.postMessage({ file });
		});
	}

	close(): void {
		this.#worker.terminate();
	}

	#take(data: unknown): void {
		const reply = instrumentReply.parse(data);
		if (reply.kind === 'ready') this.#isReady();
		else if (reply.kind === 'read') this.#resolve(reply.reading);
		else this.#reject(new InstrumentError(reply.fault, reply.message));
	}
}
