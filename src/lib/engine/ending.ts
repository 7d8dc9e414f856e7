import type { EngineError } from './engine-error.ts';

/** The end of something that answers: whoever waits for an answer then learns why none will come. */
export class Ending {
	readonly #waiting = new Set<(why: EngineError) => void>();
	#why: EngineError | undefined;

	end(why: EngineError): void {
		this.#why ??= why;
		for (const fail of this.#waiting) fail(this.#why);
		this.#waiting.clear();
	}

	/**
	 * What is worked out, or why it never will be. No race with a promise of the end: that one would
	 * hold every answer until then.
	 */
	before<Result>(work: () => Promise<Result>): Promise<Result> {
		return new Promise((resolve, reject) => {
			if (this.#why) return reject(this.#why);
			this.#waiting.add(reject);
			const done = () => this.#waiting.delete(reject);
			work().then(resolve, reject).finally(done);
		});
	}
}
