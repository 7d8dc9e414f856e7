import type { DomainFilter, EstimateRequest } from '#lib/model/estimate-request.ts';
import type { ShownAnswer } from '#lib/model/shown-answer.ts';

type Task = () => Promise<void>;

/** What is chosen in the other concepts. */
const others = (concept: string, brush: readonly DomainFilter[]) =>
	brush.filter((one) => one.concept !== concept);

export interface LinkedAnswersOptions {
	/** The question as it was asked, without a breakdown. */
	readonly request: EstimateRequest;
	readonly concepts: readonly string[];
	readonly answer: (request: EstimateRequest, signal: AbortSignal) => Promise<ShownAnswer>;
}

/**
 * The answer by each of some concepts, each narrowed by what is chosen in the others. One question is
 * answered at a time; while one is, only the newest choice waits, and what is read ahead waits for it.
 */
export class LinkedAnswers {
	/** By concept. */
	answers = $state.raw<Readonly<Record<string, ShownAnswer>>>({});
	failed = $state.raw<unknown>();
	readonly #options: LinkedAnswersOptions;
	readonly #stopped = new AbortController();
	#choice: Task | undefined;
	#ahead: Task | undefined;
	#running = false;
	/** By concept, what is chosen in the others where its answer stands. */
	#narrowed: Readonly<Record<string, string>> = {};

	constructor(options: LinkedAnswersOptions) {
		this.#options = options;
	}

	/** Shows what is chosen, now or as soon as what was chosen before is answered. */
	show(brush: readonly DomainFilter[]): void {
		this.#choice = async () => {
			const { concepts } = this.#options;
			const answers: Record<string, ShownAnswer> = {};
			const narrowed: Record<string, string> = {};
			for (const concept of concepts) {
				narrowed[concept] = JSON.stringify(others(concept, brush));
				const stands = this.#narrowed[concept] === narrowed[concept] && this.answers[concept];
				answers[concept] = stands || (await this.#answer(concept, brush));
			}
			if (this.#stopped.signal.aborted) return;
			this.answers = answers;
			this.#narrowed = narrowed;
		};
		this.#wake();
	}

	/** Reads what choosing in a concept will need, so that nothing is read while the pointer moves. */
	prepare(chosenIn: DomainFilter, brush: readonly DomainFilter[]): void {
		const elsewhere = others(chosenIn.concept, brush);
		this.#ahead = async () => {
			for (const concept of this.#options.concepts)
				if (concept !== chosenIn.concept) await this.#answer(concept, [...elsewhere, chosenIn]);
		};
		this.#wake();
	}

	stop(): void {
		this.#stopped.abort();
	}

	#answer(concept: string, brush: readonly DomainFilter[]): Promise<ShownAnswer> {
		const { request, answer } = this.#options;
		const where = [...request.where, ...others(concept, brush)];
		const asked = { ...request, by: [concept], where };
		return answer(asked, this.#stopped.signal);
	}

	#wake() {
		if (!this.#running) void this.#run();
	}

	#taken(): Task | undefined {
		const task = this.#choice ?? this.#ahead;
		if (task === this.#choice) this.#choice = undefined;
		else this.#ahead = undefined;
		return task;
	}

	async #run() {
		this.#running = true;
		while (!this.#stopped.signal.aborted) {
			const task = this.#taken();
			if (!task) break;
			try {
				await task();
				this.failed = undefined;
			} catch (error) {
				this.failed = error;
			}
		}
		this.#running = false;
	}
}
