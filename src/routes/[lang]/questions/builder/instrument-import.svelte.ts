import type { InstrumentFileFault } from '#lib/readers/instrument/instrument-error.ts';
import type { InstrumentReading } from '#lib/readers/instrument/instrument-reading.ts';
import type { InstrumentClient } from '#lib/workers/instrument-client.ts';

interface Failure {
	readonly name: string;
	readonly fault: InstrumentFileFault;
	readonly message: string;
}

/** One file after the other, read in a worker of this page. */
export class InstrumentImport {
	/** Everything that reading needs is there. */
	isReady = $state(false);
	/** Name of the file that is being read. */
	reading = $state<string>();
	failure = $state.raw<Failure>();
	found = $state.raw<{ readonly name: string; readonly reading: InstrumentReading }>();
	#client: InstrumentClient | undefined;
	#task = 0;

	async start(): Promise<void> {
		const { InstrumentClient } = await import('#lib/workers/instrument-client.ts');
		this.#client = new InstrumentClient();
		await this.#client.ready;
		this.isReady = true;
	}

	async read(file: File): Promise<void> {
		const task = ++this.#task;
		const { name } = file;
		[this.failure, this.found, this.reading] = [undefined, undefined, name];
		try {
			const reading = await this.#client?.read(file);
			if (task === this.#task && reading) this.found = { name, reading };
		} catch (error) {
			const { instrumentFault } = await import('#lib/readers/instrument/instrument-error.ts');
			const message = error instanceof Error ? error.message : String(error);
			if (task === this.#task) this.failure = { name, fault: instrumentFault(error), message };
		} finally {
			if (task === this.#task) this.reading = undefined;
		}
	}

	/** The file that is being read, or was read, is forgotten. */
	async cancel(): Promise<void> {
		const isBusy = this.reading !== undefined;
		this.#task++;
		[this.failure, this.found, this.reading] = [undefined, undefined, undefined];
		if (!isBusy) return;
		this.close();
		this.isReady = false;
		await this.start();
	}

	close(): void {
		this.#client?.close();
		this.#client = undefined;
	}
}
