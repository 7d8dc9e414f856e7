import bzip2 from '@openpgp/unbzip2-stream/lib/bzip2.js';
import { DataError } from '#lib/errors.ts';
import type { Bytes } from './byte-cursor.ts';
import type { Unfolding } from './unfolding.ts';

const outBytes = 1 << 18;
const headerBytes = 4;
/** A block holds at most 900,000 symbols of at most 20 bits, and tables of less than 64 kB. */
const blockBytes = 900_000 * 2.5 + (1 << 16);

/**
 * The text of a bzip2 file of one or several streams, block by block. The decoder is that of
 * unbzip2-stream, which compares the checksums of blocks and streams; it wants a block whole.
 * @throws DataError where the file is damaged, cut off, or followed by other bytes.
 */
export async function* bunzipped(
	pieces: AsyncIterable<Bytes>,
	unfolding: Unfolding
): AsyncGenerator<Bytes> {
	const input = new Bits();
	const blocks = new Blocks(input, unfolding);
	for await (const piece of pieces) {
		unfolding.take(piece.length);
		input.add(piece);
		while (input.left >= blockBytes) yield* blocks.next();
	}
	while (input.left > 0) yield* blocks.next();
	blocks.end();
}

class Blocks {
	readonly #input: Bits;
	readonly #unfolding: Unfolding;
	#block = new Int32Array(0);
	/** Of the stream so far; null between streams. */
	#checksum: number | null = null;
	#out = new Uint8Array(outBytes);
	#filled = 0;
	#full: Bytes[] = [];

	constructor(input: Bits, unfolding: Unfolding) {
		this.#input = input;
		this.#unfolding = unfolding;
	}

	/** The text of the next block; nothing where a stream begins or ends. */
	next(): Bytes[] {
		try {
			if (this.#checksum === null) this.#begin();
			else this.#checksum = this.#unpack(this.#checksum);
		} catch (cause) {
			throw cause instanceof DataError ? cause : this.#damage(cause);
		}
		this.#keep();
		const full = this.#full;
		this.#full = [];
		return full;
	}

	end(): void {
		if (this.#checksum !== null) throw this.#damage(undefined);
	}

	#begin(): void {
		if (this.#input.left < headerBytes) throw this.#damage(undefined);
		const size = bzip2.header(this.#input.read) * 100_000;
		if (this.#block.length !== size) this.#block = new Int32Array(size);
		this.#checksum = 0;
	}

	#unpack(checksum: number): number | null {
		const give = (byte: number) => {
			this.#out[this.#filled++] = byte;
			if (this.#filled === outBytes) this.#keep();
		};
		return bzip2.decompress(this.#input.read, give, this.#block, this.#block.length, checksum);
	}

	/** The limits hold within a block as well: 40 bytes can be a block of 46 MB. */
	#keep(): void {
		if (this.#filled === 0) return;
		this.#unfolding.give(this.#filled);
		this.#full.push(this.#out.subarray(0, this.#filled));
		this.#out = new Uint8Array(outBytes);
		this.#filled = 0;
	}

	#damage(cause: unknown): DataError {
		return new DataError(
			`bzip2 data is cut off, damaged or followed by other bytes; fetch the file again: ` +
				`after ${this.#unfolding.given} bytes unpacked, near byte ${this.#input.position} of the file`,
			{ cause }
		);
	}
}

/** Bits of bytes that come in pieces; the end is an error, never a zero. */
class Bits {
	#bytes: Bytes = new Uint8Array(0);
	#at = 0;
	#bit = 0;
	#before = 0;

	/** Bytes that are wholly or partly unread. */
	get left(): number {
		return this.#bytes.length - this.#at;
	}

	get position(): number {
		return this.#before + this.#at;
	}

	add(piece: Bytes): void {
		const rest = this.#bytes.subarray(this.#at);
		this.#before += this.#at;
		this.#at = 0;
		this.#bytes = new Uint8Array(rest.length + piece.length);
		this.#bytes.set(rest);
		this.#bytes.set(piece, rest.length);
	}

	readonly read = (count: number | null): number => {
		if (count === null) return this.#align();
		let result = 0;
		for (let wanted = count; wanted > 0;) {
			const byte = this.#bytes[this.#at];
			if (byte === undefined) throw new RangeError(`no bits left: ${wanted}`);
			const left = 8 - this.#bit;
			const taken = Math.min(left, wanted);
			result = (result << taken) | ((byte >> (left - taken)) & ((1 << taken) - 1));
			wanted -= taken;
			this.#bit += taken;
			if (this.#bit === 8) {
				this.#bit = 0;
				this.#at++;
			}
		}
		return result;
	};

	#align(): number {
		if (this.#bit > 0) this.#at++;
		this.#bit = 0;
		return 0;
	}
}
