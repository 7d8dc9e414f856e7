import { describe, expect, test } from 'vitest';
import { soundCompressors } from '#lib/readers/parquet/parquet-compressors.ts';
import { expectSoundZstd } from '#lib/readers/parquet/zstd-frame.ts';

const magic = [0x28, 0xb5, 0x2f, 0xfd];
/** One segment of 100 bytes. */
const header = [0x20, 100];
/** Ten literals in one stream, with a tree of their own. */
const literals = [0xa2, 0xc0, 0x05];

/** A frame of a raw block, and a compressed one that begins with these weights of a tree. */
function frame(weights: readonly number[]): Uint8Array {
	const block = [...literals, ...weights, ...Array.from({ length: 30 }, () => 0xff)];
	const raw = [(2 << 3) | 0, 0, 0, 1, 2];
	return Uint8Array.of(
		...magic,
		...header,
		...raw,
		(block.length << 3) | (2 << 1) | 1,
		0,
		0,
		...block
	);
}

describe('expectSoundZstd', () => {
	// 5 bits of accuracy, hence 32 shares. Six bits 1 stand for 32 shares of the first symbol; two
	// bits more, 0, for no other symbol with none before the next.
	const allToFirst = [0b1111_0000, 0b11];
	const allToSecond = [0b0001_0000, 0b1111_1000, 0b1];

	test.each([[allToFirst], [allToSecond]])('refuses weights of one symbol: %j', (table) => {
		const weights = [20, ...table];
		expect(() => soundCompressors.ZSTD?.(frame(weights), 100)).toThrow(
			'zstd data is damaged: weights of a tree without end'
		);
	});

	test('leaves all other frames to fzstd', () => {
		const halfToFirst = [0b0001_0000, 0b1];
		for (const weights of [[20, ...halfToFirst], [200, 0x11], []])
			expect(() => expectSoundZstd(frame(weights), 100)).not.toThrow();
		expect(() => expectSoundZstd(Uint8Array.of(), 0)).not.toThrow();
	});

	test('refuses another size than that of the page, and a window of gigabytes', () => {
		expect(() => expectSoundZstd(frame([200]), 99)).toThrow('it says of itself 100 bytes of 99');
		const windowed = (exponent: number) => Uint8Array.of(...magic, 0, exponent << 3, 1, 0, 0);
		expect(() => expectSoundZstd(windowed(13), 0)).not.toThrow();
		expect(() => expectSoundZstd(windowed(14), 0)).toThrow('a window of 16777216 bytes');
		expect(() => expectSoundZstd(windowed(14), 2 ** 23)).not.toThrow();
	});
});
