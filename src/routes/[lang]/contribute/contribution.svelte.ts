import type { KnownNames } from '#lib/model/questionnaires/known-names.ts';
import type { QuestionnaireFault } from '#lib/readers/questionnaire/questionnaire-error.ts';
import type { QuestionnaireRead } from '#lib/workers/questionnaire-messages.ts';
import type { Reader, ResultView } from './reader.ts';

/** A file that is being read, and how many of its rows. */
interface Reading {
	readonly name: string;
	readonly rows: number;
}

interface Failure {
	readonly name: string;
	readonly fault: QuestionnaireFault;
	readonly message: string;
}

interface Result {
	readonly name: string;
	readonly read: QuestionnaireRead;
	readonly view: ResultView;
}

type Words = Omit<Parameters<Reader['view']>[1], 'name' | 'known'>;

/** One questionnaire after the other, read in a worker of this page. */
export class Contribution {
	/** Everything that reading needs is there. */
	isReady = $state(false);
	reading = $state.raw<Reading>();
	failure = $state.raw<Failure>();
	result = $state.raw<Result>();
	#reader: Reader | undefined;
	#task = 0;

	/** Loads what reads, so that nothing is fetched once a file is there. */
	async start(): Promise<void> {
		const { Reader } = await import('./reader.ts');
		this.#reader = new Reader();
		await this.#reader.ready;
		this.isReady = true;
	}

	async read(file: File, known: KnownNames, words: Words): Promise<void> {
		if (!this.#reader) return;
		this.cancel();
		const [reader, task, { name }] = [this.#reader, this.#task, file];
		const isWanted = () => task === this.#task;
		this.failure = undefined;
		this.reading = { name, rows: 0 };
		try {
			const read = await reader.read(file, known, (rows) => {
				if (isWanted()) this.reading = { name, rows };
			});
			if (isWanted())
				this.result = { name, read, view: reader.view(read, { ...words, known, name }) };
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (isWanted()) this.failure = { name, fault: reader.faultOf(error), message };
		}
		if (isWanted()) this.reading = undefined;
	}

	/** Leaves the file that is being read; what was read before stays. */
	cancel(): void {
		this.#task += 1;
		if (this.reading) this.#reader?.cancel();
		this.reading = undefined;
	}

	close(): void {
		this.#task += 1;
		this.#reader?.close();
	}
}
