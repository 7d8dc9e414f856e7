import { Gunzip } from 'fflate';
import { DataError } from '#lib/errors.ts';
import type { Bytes } from './byte-cursor.ts';
import { crc32 } from './crc32.ts';
import type { Unfolding } from './unfolding.ts';

/** Small, so that no step can unfold to more than 34 MB: deflate reaches 1,032 to 1. */
const stepBytes = 1 << 15;
const keptBytes = 1 << 16;
const trailerBytes = 8;

/**
 * The text of a gzip file of one or several members (RFC 1952), in pieces. fflate unpacks; checksum
 * and length of every member are compared here, as it compares neither.
 * @throws DataError where the file is damaged, cut off, or followed by other bytes.
 */
export async function* gunzipped(
	pieces: AsyncIterable<Bytes>,
	unfolding: Unfolding
): AsyncGenerator<Bytes> {
	const members = new Members(unfolding);
	for await (const piece of pieces)
		for (let at = 0; at < piece.length; at += stepBytes)
			yield* members.unpacked(piece.subarray(at, at + stepBytes));
	yield* members.end();
}

class Members {
	readonly #unfolding: Unfolding;
	readonly #gunzip: Gunzip;
	/** The last bytes that went in, in which the trailer of a member is found. */
	#recent: Bytes = new Uint8Array(0);
	#position = 0;
	#crc = 0;
	#length = 0;
	#out: Bytes[] = [];

	constructor(unfolding: Unfolding) {
		this.#unfolding = unfolding;
		this.#gunzip = new Gunzip((data) => this.#add(data));
		this.#gunzip.onmember = (start) => this.#endMember(start);
	}

	unpacked(step: Bytes): Bytes[] {
		this.#unfolding.take(step.length);
		this.#position += step.length;
		this.#recent = joined(this.#recent.subarray(-keptBytes), step);
		return this.#pushed(step, false);
	}

	end(): Bytes[] {
		const rest = this.#pushed(new Uint8Array(0), true);
		this.#endMember(this.#position);
		return rest;
	}

	#pushed(step: Bytes, isLast: boolean): Bytes[] {
		try {
			this.#gunzip.push(step, isLast);
		} catch (cause) {
			throw cause instanceof DataError ? cause : this.#damage(cause);
		}
		const out = this.#out;
		this.#out = [];
		return out;
	}

	#add(data: Bytes): void {
		if (data.length === 0) return;
		this.#crc = crc32(data, this.#crc);
		this.#length += data.length;
		this.#unfolding.give(data.length);
		this.#out.push(data);
	}

	/** Compares with the trailer, which lies before the byte where something else begins. */
	#endMember(start: number): void {
		const end = this.#recent.length - (this.#position - start);
		if (end < trailerBytes) throw this.#damage(undefined);
		const { buffer, byteOffset } = this.#recent;
		const trailer = new DataView(buffer, byteOffset + end - trailerBytes, trailerBytes);
		const isWhole =
			trailer.getUint32(0, true) === this.#crc &&
			trailer.getUint32(4, true) === this.#length % 2 ** 32;
		if (!isWhole) throw this.#damage(undefined);
		this.#crc = 0;
		this.#length = 0;
	}

	#damage(cause: unknown): DataError {
		return new DataError(
			`gzip data is cut off, damaged or followed by other bytes; fetch the file again: ` +
				`after ${this.#unfolding.given} bytes unpacked, near byte ${this.#position} of the file`,
			{ cause }
		);
	}
}

function joined(a: Bytes, b: Bytes): Bytes {
	const all = new Uint8Array(a.length + b.length);
	all.set(a);
	all.set(b, a.length);
	return all;
}
