import type { KnownNames } from '#lib/model/questionnaires/known-names.ts';
import {
	type QuestionnaireFault,
	QuestionnaireError
} from '#lib/readers/questionnaire/questionnaire-error.ts';
import { type QuestionnaireRead, questionnaireReply } from './questionnaire-messages.ts';
import { questionnaireWorker } from './questionnaire-worker.ts';

/** The near side of the worker that reads one questionnaire; closing it forgets the file. */
export class QuestionnaireClient {
	/** Settled when everything that reading needs is there: nothing is fetched after it. */
	readonly ready: Promise<void>;
	readonly #worker = questionnaireWorker();
	#report: (rows: number) => void = () => undefined;
	#isReady: () => void = () => undefined;
	#resolve: (read: QuestionnaireRead) => void = () => undefined;
	#reject: (error: Error) => void = () => undefined;

	constructor() {
		this.ready = new Promise((resolve) => (this.#isReady = resolve));
		this.#worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(data);
		this.#worker.onerror = ({ message }) =>
			this.#reject(new QuestionnaireError('damaged', `the reader stopped: ${message}`));
	}

	/** @throws QuestionnaireError for a file that is no questionnaire. */
	read(file: File, known: KnownNames, report: (rows: number) => void): Promise<QuestionnaireRead> {
		this.#report = report;
		return new Promise((resolve, reject) => {
			[this.#resolve, this.#reject] = [resolve, reject];
			this.#worker.postMessage({ file, known });
		});
	}

	close(): void {
		this.#worker.terminate();
	}

	#take(data: unknown): void {
		const reply = questionnaireReply.parse(data);
		if (reply.kind === 'ready') this.#isReady();
		else if (reply.kind === 'progress') this.#report(reply.rows);
		else if (reply.kind === 'read') this.#resolve(reply);
		else this.#reject(errorOf(reply));
	}
}

const errorOf = ({ fault, message }: { fault: QuestionnaireFault; message: string }) =>
	new QuestionnaireError(fault, message);
