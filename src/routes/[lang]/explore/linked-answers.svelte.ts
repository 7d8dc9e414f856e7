import type { DomainFilter, EstimateRequest } from '#lib/model/estimate-request.ts';
import type { ShownAnswer } from '#lib/model/shown-answer.ts';

type Task = () => Promise<void>;

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

	constructor(options: LinkedAnswersOptions) {
		this.#options = options;
	}

	/** Shows what is chosen, now or as soon as what was chosen before is answered. */
	show(brush: readonly DomainFilter[]): void {
		this.#choice = async () => {
			const { concepts } = this.#options;
			const answers: Record<string, ShownAnswer> = {};
			for (const concept of concepts) answers[concept] = await this.#answer(concept, brush);
			if (!this.#stopped.signal.aborted) this.answers = answers;
		};
		this.#wake();
	}

	/** Reads what choosing in a concept will need, so that nothing is read while the pointer moves. */
	prepare(chosenIn: DomainFilter, brush: readonly DomainFilter[]): void {
		const others = brush.filter(({ concept }) => concept !== chosenIn.concept);
		this.#ahead = async () => {
			for (const concept of this.#options.concepts)
				if (concept !== chosenIn.concept) await this.#answer(concept, [...others, chosenIn]);
		};
		this.#wake();
	}

	stop(): void {
		this.#stopped.abort();
	}

	#answer(concept: string, brush: readonly DomainFilter[]): Promise<ShownAnswer> {
		const { request, answer } = this.#options;
		const others = brush.filter((one) => one.concept !== concept);
		const asked = { ...request, by: [concept], where: [...request.where, ...others] };
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
