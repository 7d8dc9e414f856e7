import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { ByteCursor, type Bytes, bytesOf, type Fields } from '../byte-cursor.ts';
import { readLimits } from '../read-limits.ts';
import { streamPieces } from '../stream-pieces.ts';

interface Block {
	readonly at: number;
	readonly packed: number;
	readonly unpacked: number;
}

const headerBytes = 24;
/** What SPSS and PSPP write is 4,190,208; another writer may choose otherwise, within reason. */
const maxBlockBytes = 1 << 26;
/** Deflate cannot make one byte stand for more (zlib.net, "Maximum Compression Factor"). */
const maxDeflateRatio = 1032;
const pieceBytes = 1 << 19;

/**
 * The bytecode of a .zsav file: blocks of zlib, which a trailer at the end of the file lists.
 * `dataAt` is where the dictionary ends.
 * Format: PSPP developers' guide, "System File Format", Data Record, ZLIB compression.
 */
export async function* unzippedBytecode(
	source: ByteSource,
	{ dataAt, littleEndian }: { dataAt: number; littleEndian: boolean }
): AsyncGenerator<Bytes> {
	const blocks = await blocksOf(source, { dataAt, littleEndian });
	for (const [i, { at, packed, unpacked }] of blocks.entries()) {
		const bytes = await bytesOf(source, at, at + packed);
		const block = await inflated(bytes, { length: unpacked, what: `zlib block ${i + 1}` });
		for (let from = 0; from < block.length; from += pieceBytes)
			yield block.subarray(from, from + pieceBytes);
	}
}

async function blocksOf(
	source: ByteSource,
	{ dataAt, littleEndian }: { dataAt: number; littleEndian: boolean }
): Promise<Block[]> {
	const cursor = new ByteCursor(source, { littleEndian });
	cursor.goTo(dataAt, 'its zlib header');
	const header = await cursor.fields(headerBytes, 'the zlib header');
	header.int64();
	const trailerAt = header.int64();
	const trailerBytes = header.int64();
	if (!(trailerAt >= dataAt + headerBytes && trailerAt + trailerBytes <= source.size))
		throw new DataError(
			`file ends before its zlib trailer: ${source.size} of ${trailerAt + trailerBytes} bytes`
		);
	cursor.goTo(trailerAt, 'its zlib trailer');
	const trailer = await cursor.fields(trailerBytes, 'the zlib trailer');
	trailer.bytes(20);
	const count = trailer.int32();
	if (trailer.left !== 24 * count)
		throw new DataError(`zlib trailer of ${trailerBytes} bytes cannot list its blocks: ${count}`);
	const blocks = Array.from({ length: count }, () => blockOf(trailer));
	expectAdjacent(blocks, dataAt + headerBytes, trailerAt);
	expectNoBomb(blocks);
	return blocks;
}

function blockOf(trailer: Fields): Block {
	trailer.int64();
	const at = trailer.int64();
	const unpacked = trailer.int32();
	return { at, unpacked, packed: trailer.int32() };
}

/** Blocks that leave a gap would lose cases without a word. */
function expectAdjacent(blocks: readonly Block[], start: number, end: number): void {
	let at = start;
	for (const [i, block] of blocks.entries()) {
		if (block.at !== at || !(block.packed >= 0) || block.at + block.packed > end)
			throw new DataError(`zlib block ${i + 1} is not where the one before it ends: ${block.at}`);
		const possible = Math.min(maxBlockBytes, maxDeflateRatio * (block.packed + 1));
		if (!(block.unpacked >= 0 && block.unpacked <= possible))
			throw new DataError(`zlib block ${i + 1} has an impossible size: ${block.unpacked}`);
		at += block.packed;
	}
	if (at !== end) throw new DataError(`zlib blocks end before their trailer: byte ${at} of ${end}`);
}

function expectNoBomb(blocks: readonly Block[]): void {
	const sum = (of: (block: Block) => number) => blocks.reduce((all, block) => all + of(block), 0);
	const unpacked = sum((block) => block.unpacked);
	const packed = sum((block) => block.packed);
	if (unpacked > readLimits.ratioFrom && unpacked > readLimits.maxRatio * packed)
		throw new DataError(
			`file unfolds to more than ${readLimits.maxRatio} times its size; ` +
				`if that is right, save it as .sav: ${unpacked} of ${packed} bytes`
		);
}

/** Exactly the length that was declared, whatever the bytes would unfold to. */
async function inflated(
	packed: Bytes,
	{ length, what }: { length: number; what: string }
): Promise<Bytes> {
	const unpacked = new Uint8Array(length);
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
	let at = 0;
	try {
		for await (const piece of streamPieces(stream)) {
			at += piece.length;
			if (at > length) break;
			unpacked.set(piece, at - piece.length);
		}
	} catch (cause) {
		throw new DataError(`${what} is damaged: ${messageOf(cause)}`, { cause });
	}
	if (at !== length)
		throw new DataError(`${what} does not unfold to its declared size: ${length} bytes`);
	return unpacked;
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
