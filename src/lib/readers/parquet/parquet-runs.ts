import { DataError } from '#lib/errors.ts';

/** Writers fill the last bits of a page up to so many values. */
const padding = 504;

/**
 * Goes over runs of repeated and of packed values without unpacking them (Apache Parquet format
 * 2.11, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid").
 */
export class ParquetRuns {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	/** The next so many bytes. */
	part(length: number): Uint8Array {
		const from = this.#at;
		if (length > this.#bytes.length - from)
			throw new DataError(`page ends too early: ${length} bytes`);
		this.#at += length;
		return this.#bytes.subarray(from, this.#at);
	}

	/** What follows a length of four bytes. */
	prefixed(): Uint8Array {
		const { buffer, byteOffset } = this.part(4);
		return this.part(new DataView(buffer, byteOffset, 4).getUint32(0, true));
	}

	rest(): Uint8Array {
		return this.part(this.#bytes.length - this.#at);
	}

	/** How many of the values, of one bit each, are 1. */
	ones(bytes: Uint8Array, count: number): number {
		return this.expect(bytes, 1, count);
	}

	/** Makes sure that runs are of so many values; returns how many are 1, where they have one bit. */
	expect(bytes: Uint8Array, width: number, count: number): number {
		const runs = new ParquetRuns(bytes);
		let left = count;
		let ones = 0;
		while (left > 0) {
			const header = runs.#varint();
			if (header & 1) {
				const groups = header >>> 1;
				const packed = runs.part(groups * width);
				if (8 * groups > left + padding) throw new DataError(`run is too long: ${8 * groups}`);
				const values = Math.min(left, 8 * groups);
				if (width === 1) ones += bitCount(packed, values);
				left -= values;
			} else {
				const values = header >>> 1;
				if (values > left) throw new DataError(`run is too long: ${values}`);
				const [low = 0] = runs.part(Math.ceil(width / 8));
				if (width === 1) ones += low * values;
				left -= values;
			}
		}
		return ones;
	}

	#varint(): number {
		let result = 0;
		for (let shift = 0; shift < 35; shift += 7) {
			const [byte = 0] = this.part(1);
			result |= (byte & 0x7f) << shift;
			if (byte < 0x80) return result;
		}
		throw new DataError('length of a run is no number');
	}
}

function bitCount(bytes: Uint8Array, bits: number): number {
	let count = 0;
	for (let i = 0; i < bits; i++) count += (bytes[i >> 3]! >> (i & 7)) & 1;
	return count;
}
