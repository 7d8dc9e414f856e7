import { DataError } from '#lib/errors.ts';

const compressedBlock = 2;
const repeatedBlock = 1;
const ownTree = 2;

/** What every decoder should have room for (RFC 8878, 3.1.1.1.2). */
const usualWindow = 2 ** 23;

/**
 * Refuses what fzstd 0.1.1 believes of a frame that unfolds to `size` bytes: another size or a
 * window that asks for gigabytes, and weights of a Huffman tree coded with a table of one symbol,
 * which take no bits, so that it never ends (RFC 8878, 4.2.1.2; no encoder writes them). All else
 * that is damaged is left to fzstd.
 */
export function expectSoundZstd(frame: Uint8Array, size: number): void {
	for (let at = headerBytes(frame, size); at + 3 <= frame.length;) {
		const header = frame[at]! | (frame[at + 1]! << 8) | (frame[at + 2]! << 16);
		const [isLast, type, length] = [header & 1, (header >> 1) & 3, header >> 3];
		at += 3;
		if (type === compressedBlock) expectEndingLiterals(frame, at);
		at += type === repeatedBlock ? 1 : length;
		if (isLast) return;
	}
}

/** RFC 8878, 3.1.1.1. */
function headerBytes(frame: Uint8Array, size: number): number {
	const descriptor = frame[4] ?? 0;
	const isSingle = ((descriptor >> 5) & 1) === 1;
	const window = isSingle ? size : windowSize(frame[5] ?? 0);
	if (window > Math.max(usualWindow, 2 * size))
		throw new DataError(`zstd data is damaged: a window of ${window} bytes`);
	const contentAt = 5 + (isSingle ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]!;
	const width = descriptor >> 6 ? 1 << (descriptor >> 6) : Number(isSingle);
	let content = width === 2 ? 256 : 0;
	for (let i = 0; i < width; i++) content += (frame[contentAt + i] ?? 0) * 256 ** i;
	if (width > 0 && content !== size)
		throw new DataError(`zstd data is damaged: it says of itself ${content} bytes of ${size}`);
	return contentAt + width;
}

const windowSize = (descriptor: number) =>
	2 ** (10 + (descriptor >> 3)) * (1 + (descriptor & 7) / 8);

/** RFC 8878, 3.1.1.3.1.1: literals with a tree of their own have it behind 3 to 5 bytes. */
function expectEndingLiterals(frame: Uint8Array, at: number): void {
	const first = frame[at] ?? 0;
	if ((first & 3) !== ownTree) return;
	const tree = at + [3, 3, 4, 5][(first >> 2) & 3]!;
	const isCoded = (frame[tree] ?? 128) < 128;
	if (isCoded && isOneSymbol(frame, tree + 1))
		throw new DataError('zstd data is damaged: weights of a tree without end');
}

/** Whether the first symbol with a probability has all of it (RFC 8878, 4.1.1). */
function isOneSymbol(frame: Uint8Array, at: number): boolean {
	const bits = (from: number, count: number) => {
		const byte = at + (from >> 3);
		const three =
			(frame[byte] ?? 0) | ((frame[byte + 1] ?? 0) << 8) | ((frame[byte + 2] ?? 0) << 16);
		return (three >> (from & 7)) & ((1 << count) - 1);
	};
	const all = 1 << (bits(0, 4) + 5);
	const width = Math.floor(Math.log2(all + 1)) + 1;
	const short = (1 << width) - 2 - all;
	for (let from = 4; from < 8 * 128;) {
		const isShort = bits(from, width - 1) < short;
		const value = bits(from, isShort ? width - 1 : width);
		from += isShort ? width - 1 : width;
		const probability = (value >= 1 << (width - 1) && !isShort ? value - short : value) - 1;
		if (probability !== 0) return probability === all;
		while (bits(from, 2) === 3) from += 2;
		from += 2;
	}
	return true;
}
