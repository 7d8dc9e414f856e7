import { DataError } from '#lib/errors.ts';
import type { ByteSource } from './byte-source.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

const windowBytes = 1 << 16;
const pieceBytes = 1 << 19;

/**
 * Goes through the head of a binary file from front to back, a window at a time, so that nobody
 * has to know how long the head is. Never asks for bytes that the file does not have.
 */
export class ByteCursor {
	position = 0;
	littleEndian: boolean;
	readonly #source: ByteSource;
	#window: Bytes = new Uint8Array(0);
	#windowAt = 0;

	constructor(source: ByteSource, { littleEndian = true } = {}) {
		this.#source = source;
		this.littleEndian = littleEndian;
	}

	get size(): number {
		return this.#source.size;
	}

	/** Bytes between here and the end of the file. */
	get left(): number {
		return this.size - this.position;
	}

	/** Goes to a byte that the file itself names; `what` is said to begin there. */
	goTo(position: number, what: string): void {
		if (!(position >= 0 && position <= this.size))
			throw new DataError(`file of ${this.size} bytes cannot have ${what} at byte ${position}`);
		this.position = position;
	}

	/** The next bytes, as fields; `what` names them when the file ends too early. */
	async fields(length: number, what: string): Promise<Fields> {
		return new Fields(await this.bytes(length, what), this.littleEndian, what);
	}

	async bytes(length: number, what: string): Promise<Bytes> {
		const at = this.skip(length, what) - this.#windowAt;
		if (at >= 0 && at + length <= this.#window.length)
			return this.#window.subarray(at, at + length);
		this.#windowAt += at;
		const end = Math.min(this.#windowAt + Math.max(length, windowBytes), this.size);
		this.#window = await bytesOf(this.#source, this.#windowAt, end);
		return this.#window.subarray(0, length);
	}

	/** Passes over bytes without reading them; returns where they begin. */
	skip(length: number, what: string): number {
		if (!(length >= 0)) throw new DataError(`length of ${what} is negative: ${length}`);
		if (length > this.left) throw new DataError(`file ends inside ${what}: ${this.size} bytes`);
		const from = this.position;
		this.position += length;
		return from;
	}
}

/** Fields one after the other in a piece of a binary file; one beyond its end is an error. */
export class Fields {
	readonly #bytes: Bytes;
	readonly #view: DataView<ArrayBuffer>;
	readonly #littleEndian: boolean;
	readonly #what: string;
	#at = 0;

	constructor(bytes: Bytes, littleEndian: boolean, what: string) {
		this.#bytes = bytes;
		this.#view = viewOf(bytes);
		this.#littleEndian = littleEndian;
		this.#what = what;
	}

	get left(): number {
		return this.#bytes.length - this.#at;
	}

	bytes(length: number): Bytes {
		const at = this.#next(length);
		return this.#bytes.subarray(at, at + length);
	}

	uint8(): number {
		return this.#view.getUint8(this.#next(1));
	}

	uint16(): number {
		return this.#view.getUint16(this.#next(2), this.#littleEndian);
	}

	int32(): number {
		return this.#view.getInt32(this.#next(4), this.#littleEndian);
	}

	/** The next one, without going on. */
	nextInt32(): number {
		const at = this.#at;
		const value = this.int32();
		this.#at = at;
		return value;
	}

	uint32(): number {
		return this.#view.getUint32(this.#next(4), this.#littleEndian);
	}

	/** As a number; what no number can hold exactly is no offset or count of a real file. */
	int64(): number {
		const value = Number(this.#view.getBigInt64(this.#next(8), this.#littleEndian));
		if (!Number.isSafeInteger(value)) throw new DataError(`${this.#what} out of range: ${value}`);
		return value;
	}

	float64(): number {
		return this.#view.getFloat64(this.#next(8), this.#littleEndian);
	}

	#next(length: number): number {
		if (!(length >= 0 && length <= this.left))
			throw new DataError(`a part of ${this.#what} goes beyond its end: ${length} bytes`);
		const at = this.#at;
		this.#at += length;
		return at;
	}
}

export function viewOf(bytes: Bytes): DataView<ArrayBuffer> {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes from `start` to `end` of a file that is known to have them. */
export async function bytesOf(source: ByteSource, start: number, end: number): Promise<Bytes> {
	const bytes = new Uint8Array(await source.slice(start, end).arrayBuffer());
	if (bytes.length !== end - start)
		throw new DataError(`file became shorter while it was read: byte ${start + bytes.length}`);
	return bytes;
}

/** Bytes from `start` to `end`, half a mebibyte at a time. */
export async function* piecesOf(
	source: ByteSource,
	start: number,
	end: number
): AsyncGenerator<Bytes> {
	for (let at = start; at < end; at += pieceBytes)
		yield await bytesOf(source, at, Math.min(at + pieceBytes, end));
}
