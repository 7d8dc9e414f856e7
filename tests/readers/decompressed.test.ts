import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Compression, compressionOf, decompressed } from '#lib/readers/decompressed.ts';
import { type ReadLimits, limitsFor, readLimits } from '#lib/readers/read-limits.ts';
import { type Bytes, bytesSource, utf8 } from '../support/byte-sources.ts';
import { bzip2File } from '../support/bzip2-files.ts';
import { answered, mutants } from '../support/mutants.ts';

const gzip = (text: string): Bytes => Uint8Array.from(gzipSync(text));
const joined = (...parts: readonly Bytes[]): Bytes => Uint8Array.from(Buffer.concat(parts));

async function unpacked(
	bytes: Bytes,
	compression: Compression,
	{ piece = bytes.length, limits = readLimits }: { piece?: number; limits?: ReadLimits } = {}
): Promise<string> {
	const out: Bytes[] = [];
	const { stream } = bytesSource(bytes, piece);
	for await (const part of decompressed(stream(), compression, limits)) out.push(part);
	return Buffer.concat(out).toString('utf8');
}

const manyLines = Array.from({ length: 60_000 }, (_, i) => `${i % 50},x\n`).join('');

describe('decompressed gzip', () => {
	test.each([1, 7, 100_000])('gives the text, however it is cut: %i bytes', async (piece) => {
		expect(await unpacked(gzip('id,x\n1,ñ\n'), 'gzip', { piece })).toBe('id,x\n1,ñ\n');
	});

	test.each([1, 7, 100_000])('reads members one after the other: %i bytes', async (piece) => {
		const file = joined(gzip('id,x\n'), gzip(''), gzip('1,ñ\n'), gzip(manyLines), gzip('2,z\n'));
		const text = `id,x\n1,ñ\n${manyLines}2,z\n`;
		expect(await unpacked(file, 'gzip', { piece: piece * 10 })).toBe(text);
	});

	test('refuses a file cut anywhere, however little is missing', async () => {
		const whole = joined(gzip('id,x\n1,2\n'), gzip(manyLines.slice(0, 2000)));
		const first = gzip('id,x\n1,2\n').length;
		for (let length = 5; length < whole.length; length++) {
			// What is left after the first member is a whole file.
			if (length === first) continue;
			await expect(unpacked(whole.slice(0, length), 'gzip')).rejects.toThrow('cut off');
		}
	});

	test.each([1, 2, 3, 4, 100])('refuses %i bytes behind its end', async (count) => {
		const file = joined(gzip('id,x\n'), new Uint8Array(count));
		await expect(unpacked(file, 'gzip')).rejects.toThrow('followed by other bytes');
	});

	test('compares the checksum and the length of every member', async () => {
		const [first, second] = [gzip('id,x\n'), gzip('1,2\n')];
		for (const at of [first.length - 8, first.length - 1]) {
			const damaged = first.slice();
			damaged[at]! ^= 1;
			await expect(unpacked(joined(damaged, second), 'gzip')).rejects.toThrow('damaged');
		}
	});

	test('ends a bomb at the ratio, with the limit that would have to be raised', async () => {
		const limits = { ...readLimits, ratioFrom: 1000, maxRatio: 50 };
		const file = gzip('0'.repeat(100_000));
		await expect(unpacked(file, 'gzip', { limits })).rejects.toThrow(
			/more than 50 times its size; .* declare enough maxUnfoldedBytes, or give --max-unfolded/
		);
		const raised = { ...limits, maxRatio: 2000 };
		expect(await unpacked(file, 'gzip', { limits: raised })).toHaveLength(100_000);
	});

	test('lets a file that is trusted unfold as far as was said, however small it is', async () => {
		const bytes = readLimits.ratioFrom + 1;
		const file = gzip('0'.repeat(bytes));
		await expect(unpacked(file, 'gzip')).rejects.toThrow('zip bomb');
		expect(await unpacked(file, 'gzip', { limits: limitsFor(bytes) })).toHaveLength(bytes);
		const limits = limitsFor(bytes - 1);
		await expect(unpacked(file, 'gzip', { limits })).rejects.toThrow('the limit maxBytes');
	});

	test('ends a text that is too long, and not before', async () => {
		const file = gzip(manyLines);
		const limits = { ...readLimits, maxBytes: manyLines.length - 1 };
		await expect(unpacked(file, 'gzip', { limits })).rejects.toThrow(
			new RegExp(`more than the limit maxBytes; .* maxUnfoldedBytes.*: ${limits.maxBytes} bytes$`)
		);
		const raised = { ...limits, maxBytes: manyLines.length };
		expect(await unpacked(file, 'gzip', { limits: raised })).toBe(manyLines);
	});
});

describe('decompressed bzip2', () => {
	test.each([1, 13, 100_000])('gives the text, however it is cut: %i bytes', async (piece) => {
		expect(await unpacked(bzip2File('small'), 'bzip2', { piece })).toBe('id,x\n1,ñ\n');
		expect(await unpacked(bzip2File('blocks'), 'bzip2', { piece })).toBe(manyLines);
	});

	test('reads streams one after the other, empty ones too', async () => {
		const file = joined(bzip2File('first'), bzip2File('empty'), bzip2File('second'));
		expect(await unpacked(file, 'bzip2')).toBe('a,b\n1,2\n3,4\n');
		expect(await unpacked(bzip2File('empty'), 'bzip2')).toBe('');
	});

	test('refuses a file cut anywhere', async () => {
		const whole = bzip2File('blocks');
		for (let length = 5; length < whole.length; length += 41)
			await expect(unpacked(whole.slice(0, length), 'bzip2')).rejects.toThrow('cut off');
	});

	test('refuses bytes behind its end, and a checksum that does not fit', async () => {
		const file = bzip2File('small');
		await expect(unpacked(joined(file, utf8('x')), 'bzip2')).rejects.toThrow('other bytes');
		const damaged = file.slice();
		damaged[11]! ^= 1;
		await expect(unpacked(damaged, 'bzip2')).rejects.toThrow('damaged');
	});

	test('ends a bomb inside a block', async () => {
		await expect(unpacked(bzip2File('bomb'), 'bzip2')).rejects.toThrow(
			/as a zip bomb does.* 17\d{6} bytes out of 113/
		);
	});
});

describe('decompressed', () => {
	test('passes on what is not compressed', async () => {
		for (const text of ['', 'a', 'id,x\n1,2\n'])
			expect(await unpacked(utf8(text), 'none', { piece: 2 })).toBe(text);
	});

	test('says what to declare where it is compressed otherwise', async () => {
		await expect(unpacked(gzip('a'), 'none', { piece: 1 })).rejects.toThrow('compression: gzip');
		await expect(unpacked(bzip2File('small'), 'gzip')).rejects.toThrow('compression: bzip2');
		await expect(unpacked(utf8('id,x\n'), 'gzip')).rejects.toThrow(
			'not gzip, though declared so; it begins with the bytes 69 64 2c 78 0a'
		);
		await expect(unpacked(utf8(''), 'bzip2')).rejects.toThrow('it is empty');
	});

	test('cancels its source when the reader stops early', async () => {
		let isCancelled = false;
		const stream = new ReadableStream<Bytes>({
			pull: (controller) => controller.enqueue(utf8('id,x\n')),
			cancel: () => void (isCancelled = true)
		});
		for await (const piece of decompressed(stream, 'none')) if (piece.length > 0) break;
		expect(isCancelled).toBe(true);
	});

	test('ends with a DataError or whole members, whatever happened to the bytes', async () => {
		const lines = 'id,x\n1,2\n'.repeat(30);
		const files = [
			{ compression: 'gzip', file: gzip(lines), parts: [lines], count: 600 },
			{
				compression: 'gzip',
				file: joined(gzip('id,x\n'), gzip('1,ñ\n')),
				parts: ['id,x\n', '1,ñ\n'],
				count: 600
			},
			{
				compression: 'bzip2',
				file: joined(bzip2File('first'), bzip2File('second')),
				parts: ['a,b\n1,2\n', '3,4\n'],
				count: 150
			}
		] as const;
		for (const { compression, file, parts, count } of files) {
			const whole = new RegExp(`^(${parts.join('|')})*$`);
			const readings = [...mutants(file, { count, seed: 1 })].map(
				(mutant) => async () => expect(await unpacked(mutant, compression)).toMatch(whole)
			);
			expect(await answered(readings)).toBeLessThan(count / 2);
		}
	});

	test.each([
		[[0x1f, 0x8b], 'gzip'],
		[utf8('BZh91AY&SY'), 'bzip2'],
		[utf8('BZh9 is a name'), 'none'],
		[[], 'none']
	] as const)('compressionOf knows the first bytes', (head, compression) => {
		expect(compressionOf(Uint8Array.from(head))).toBe(compression);
	});
});
