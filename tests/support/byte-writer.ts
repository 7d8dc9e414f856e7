import type { Bytes } from './byte-sources.ts';

/** Puts fields one after the other, in either byte order. */
export class ByteWriter {
	readonly littleEndian: boolean;
	length = 0;
	#buffer = new Uint8Array(1024);
	#view = new DataView(this.#buffer.buffer);

	constructor(littleEndian: boolean) {
		this.littleEndian = littleEndian;
	}

	bytes(bytes: Uint8Array): this {
		const at = this.#next(bytes.length);
		this.#buffer.set(bytes, at);
		return this;
	}

	ascii(text: string): this {
		return this.bytes(Buffer.from(text, 'latin1'));
	}

	/** Filled up, or cut, to a width. */
	padded(bytes: Uint8Array, width: number, filler = 0x20): this {
		const at = this.#next(width);
		this.#buffer.fill(filler, at, at + width).set(bytes.subarray(0, width), at);
		return this;
	}

	uint8(value: number): this {
		return this.#put(1, (at) => this.#view.setUint8(at, value));
	}

	int8(value: number): this {
		return this.#put(1, (at) => this.#view.setInt8(at, value));
	}

	int16(value: number): this {
		return this.#put(2, (at) => this.#view.setInt16(at, value, this.littleEndian));
	}

	uint16(value: number): this {
		return this.#put(2, (at) => this.#view.setUint16(at, value, this.littleEndian));
	}

	int32(value: number): this {
		return this.#put(4, (at) => this.#view.setInt32(at, value, this.littleEndian));
	}

	uint32(value: number): this {
		return this.#put(4, (at) => this.#view.setUint32(at, value, this.littleEndian));
	}

	int64(value: number): this {
		return this.#put(8, (at) => this.#view.setBigInt64(at, BigInt(value), this.littleEndian));
	}

	float32(value: number): this {
		return this.#put(4, (at) => this.#view.setFloat32(at, value, this.littleEndian));
	}

	float64(value: number): this {
		return this.#put(8, (at) => this.#view.setFloat64(at, value, this.littleEndian));
	}

	whole(): Bytes {
		return this.#buffer.slice(0, this.length);
	}

	#put(width: number, set: (at: number) => void): this {
		set(this.#next(width));
		return this;
	}

	#next(width: number): number {
		const at = this.length;
		this.length += width;
		if (this.length > this.#buffer.length) {
			const larger = new Uint8Array(2 * this.length);
			larger.set(this.#buffer);
			this.#buffer = larger;
			this.#view = new DataView(larger.buffer);
		}
		return at;
	}
}
