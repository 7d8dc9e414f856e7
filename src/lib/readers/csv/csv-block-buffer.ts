import type { Bytes } from '../byte-cursor.ts';

/** Bytes that wait until all of their records are there. */
export class BlockBuffer {
	#bytes: Bytes = new Uint8Array(1 << 21);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	/** All that waits; valid until something is added or dropped. */
	get bytes(): Bytes {
		return this.#bytes.subarray(0, this.#length);
	}

	add(piece: Uint8Array): void {
		const length = this.#length + piece.length;
		if (length > this.#bytes.length) {
			const grown = new Uint8Array(2 * length);
			grown.set(this.bytes);
			this.#bytes = grown;
		}
		this.#bytes.set(piece, this.#length);
		this.#length = length;
	}

	/** Leaves out so many bytes at the start. */
	drop(count: number): void {
		this.#bytes.copyWithin(0, count, this.#length);
		this.#length -= count;
	}
}
