import { DataError } from '#lib/errors.ts';
import { type ReadLimits, howToTrust } from './read-limits.ts';

type Limits = Pick<ReadLimits, 'maxRatio' | 'ratioFrom'>;

/** How many bytes may come out, and what says so. */
export interface UnfoldingBound {
	readonly bytes: number;
	readonly from: string;
}

/**
 * Counts what goes into a decompression and what comes out, and ends it as soon as it unfolds to
 * more than is allowed: nobody waits for the last byte of a zip bomb.
 */
export class Unfolding {
	readonly #limits: Limits;
	readonly #bound: UnfoldingBound;
	#taken = 0;
	#given = 0;

	constructor(limits: Limits, bound: UnfoldingBound) {
		this.#limits = limits;
		this.#bound = bound;
	}

	get given(): number {
		return this.#given;
	}

	take(bytes: number): void {
		this.#taken += bytes;
	}

	give(bytes: number): void {
		this.#given += bytes;
		if (this.#given > this.#bound.bytes)
			throw new DataError(`unfolds to more than ${this.#bound.from}: ${this.#bound.bytes} bytes`);
		const { maxRatio, ratioFrom } = this.#limits;
		if (this.#given > ratioFrom && this.#given > maxRatio * this.#taken)
			throw new DataError(
				`unfolds as a zip bomb does, to more than ${maxRatio} times its size; ${howToTrust}: ` +
					`${this.#given} bytes out of ${this.#taken}`
			);
	}
}
