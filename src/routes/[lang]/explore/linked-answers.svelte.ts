import type { DomainFilter, EstimateRequest } from '#lib/model/estimate-request.ts';
import type { ShownAnswer } from '#lib/model/shown-answer.ts';

export interface LinkedAnswersOptions {
	/** The question as it was asked, without a breakdown. */
	readonly request: EstimateRequest;
	readonly concepts: readonly string[];
	readonly answer: (request: EstimateRequest, signal: AbortSignal) => Promise<ShownAnswer>;
}

/**
 * The answer by each of some concepts, each narrowed by what is chosen in the others. One question is
 * answered at a time; while one is, only the newest choice waits.
 */
export class LinkedAnswers {
	/** By concept. */
	answers = $state.raw<Readonly<Record<string, ShownAnswer>>>({});
	failed = $state.raw<unknown>();
	readonly #options: LinkedAnswersOptions;
	readonly #stopped = new AbortController();
	#next: (() => Promise<void>) | undefined;
	#running = false;

	constructor(options: LinkedAnswersOptions) {
		this.#options = options;
	}

	/** Shows what is chosen, now or as soon as what was chosen before is answered. */
	show(brush: readonly DomainFilter[]): void {
		this.#queue(async () => {
			const { concepts } = this.#options;
			const answers: Record<string, ShownAnswer> = {};
			for (const concept of concepts) answers[concept] = await this.#answer(concept, brush);
			if (!this.#stopped.signal.aborted) this.answers = answers;
		});
	}

	/** Reads what choosing in a concept will need, so that nothing is read while the pointer moves. */
	prepare(chosenIn: DomainFilter, brush: readonly DomainFilter[]): void {
		const others = brush.filter(({ concept }) => concept !== chosenIn.concept);
		this.#queue(async () => {
			for (const concept of this.#options.concepts)
				if (concept !== chosenIn.concept) await this.#answer(concept, [...others, chosenIn]);
		});
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

	#queue(task: () => Promise<void>) {
		this.#next = task;
		if (!this.#running) void this.#run();
	}

	async #run() {
		this.#running = true;
		while (!this.#stopped.signal.aborted) {
			const task = this.#next;
			this.#next = undefined;
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
