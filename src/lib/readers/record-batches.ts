import { DataError } from '#lib/errors.ts';
import { type Bytes, viewOf } from './byte-cursor.ts';
import type { SourceRecord } from './records.ts';

const batchRecords = 4096;

/** Where a value is read: `at` is the byte where its record begins, `place` its number from 1. */
export interface RecordBytes {
	readonly bytes: Bytes;
	readonly view: DataView<ArrayBuffer>;
	readonly at: number;
	readonly place: number;
}

export interface FixedRecordsOptions {
	/** Bytes of one record. */
	readonly width: number;
	/** How many there are, where the file says it; else all up to the end. */
	readonly rows: number | undefined;
	readonly values: (record: RecordBytes) => string[];
}

/**
 * Records of a fixed width out of bytes that come in pieces of any length. Returns how many bytes
 * follow the last record, fewer than one.
 * @throws DataError naming the record where the bytes end too early, or if there are more records.
 */
export async function* recordBatches(
	pieces: AsyncIterable<Bytes>,
	{ width, rows, values }: FixedRecordsOptions
): AsyncGenerator<SourceRecord[], number> {
	const held = new HeldBytes();
	let done = 0;
	for await (const piece of placed(pieces, () => done)) {
		if (held.add(piece) < width) continue;
		const bytes = held.take();
		const complete = Math.floor(bytes.length / width);
		if (done + complete > (rows ?? Infinity))
			throw new DataError(`file holds more records than its header counts: ${rows ?? 0}`);
		const view = viewOf(bytes);
		for (let from = 0; from < complete; from += batchRecords) {
			const batch: SourceRecord[] = [];
			for (let i = from; i < Math.min(from + batchRecords, complete); i++) {
				const place = ++done;
				batch.push({ place, values: values({ bytes, view, at: i * width, place }) });
			}
			yield batch;
		}
		held.add(bytes.subarray(complete * width));
	}
	if (rows !== undefined && done < rows)
		throw new DataError(`file ends inside record ${done + 1} of ${rows}`);
	if (rows === undefined && held.length > 0)
		throw new DataError(`file ends inside record ${done + 1}`);
	return held.length;
}

/** Says after which record pieces could not be had. */
async function* placed(pieces: AsyncIterable<Bytes>, done: () => number): AsyncGenerator<Bytes> {
	try {
		yield* pieces;
	} catch (cause) {
		if (!(cause instanceof DataError)) throw cause;
		throw new DataError(`${cause.message}, after record ${done()}`, { cause });
	}
}

/** Pieces joined only when they are enough, so that a wide record is not copied piece by piece. */
class HeldBytes {
	#pieces: Bytes[] = [];
	length = 0;

	add(piece: Bytes): number {
		if (piece.length > 0) this.#pieces.push(piece);
		this.length += piece.length;
		return this.length;
	}

	take(): Bytes {
		const [first] = this.#pieces;
		const all = first?.length === this.length ? first : this.#joined();
		this.#pieces = [];
		this.length = 0;
		return all;
	}

	#joined(): Bytes {
		const all = new Uint8Array(this.length);
		let at = 0;
		for (const piece of this.#pieces) {
			all.set(piece, at);
			at += piece.length;
		}
		return all;
	}
}
