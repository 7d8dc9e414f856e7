import { DataError } from '#lib/errors.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import type { Bytes } from './byte-cursor.ts';
import { bunzipped } from './bzip2-blocks.ts';
import { gunzipped } from './gzip-members.ts';
import { type ReadLimits, howToTrust, readLimits } from './read-limits.ts';
import { streamPieces } from './stream-pieces.ts';
import { Unfolding } from './unfolding.ts';

export type Compression = SourceFile['compression'];

/** The compression that the first bytes of a file say. */
export function compressionOf(head: Uint8Array): Compression {
	const [a, b, c, d = 0] = head;
	if (a === 0x1f && b === 0x8b) return 'gzip';
	const isBzip2 = a === 0x42 && b === 0x5a && c === 0x68 && d >= 0x31 && d <= 0x39;
	return isBzip2 && (head[4] === 0x31 || head[4] === 0x17) ? 'bzip2' : 'none';
}

/**
 * The bytes of a file as they were before it was compressed, in pieces; the same in Node and in
 * browsers, whose own DecompressionStream differ over several members and bytes at the end.
 * @throws DataError where the file is not what is declared, is damaged, or unfolds beyond the limits.
 */
export async function* decompressed(
	stream: ReadableStream<Bytes>,
	compression: Compression,
	limits: ReadLimits = readLimits
): AsyncGenerator<Bytes> {
	const pieces = withKnownHead(streamPieces(stream), compression);
	const unfolding = new Unfolding(limits, {
		bytes: limits.maxBytes,
		from: `the limit maxBytes; ${howToTrust}`
	});
	if (compression === 'gzip') yield* gunzipped(pieces, unfolding);
	else if (compression === 'bzip2') yield* bunzipped(pieces, unfolding);
	else yield* pieces;
}

/** Long enough for the marks of every compression. */
const headBytes = 5;

async function* withKnownHead(
	pieces: AsyncIterable<Bytes>,
	declared: Compression
): AsyncGenerator<Bytes> {
	const held: Bytes[] = [];
	let length = 0;
	let isChecked = false;
	for await (const piece of pieces) {
		if (isChecked) {
			yield piece;
			continue;
		}
		held.push(piece);
		length += piece.length;
		if (length < headBytes) continue;
		checkHead(held, declared);
		isChecked = true;
		yield* held;
	}
	if (isChecked) return;
	checkHead(held, declared);
	yield* held;
}

function checkHead(held: readonly Bytes[], declared: Compression): void {
	const head = Uint8Array.from(held.flatMap((piece) => [...piece.subarray(0, headBytes)]));
	const found = compressionOf(head);
	if (found === declared) return;
	throw new DataError(
		found === 'none'
			? `not ${declared}, though declared so; it begins with the bytes ${hex(head)}`
			: `compressed with ${found}, though declared otherwise; declare compression: ${found}`
	);
}

const hex = (bytes: Uint8Array) =>
	bytes.length === 0
		? '(none: it is empty)'
		: Array.from(bytes.subarray(0, headBytes), (byte) => byte.toString(16).padStart(2, '0')).join(
				' '
			);
