import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineError } from '#lib/engine/engine-error.ts';
import { ReleaseFiles } from '#lib/engine/release-files.ts';
import type { ReleaseFile } from '#lib/model/manifest.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { FileHost, type SentFile } from '../support/file-host.ts';
import { type WideFile, wideParquet } from '../support/wide-parquet.ts';

let wide: WideFile;
let small: WideFile;
let other: WideFile;
let host: FileHost;

beforeAll(async () => {
	wide = await wideParquet({ rows: 100_000, columns: 40, group: 40_960 });
	small = await wideParquet({ rows: 1000, columns: 4 });
	other = await wideParquet({ rows: 1001, columns: 4 });
	host = new FileHost({ bytes: wide.bytes });
	await host.open();
});
afterAll(() => host.close());
beforeEach(() => {
	host.forget();
	host.file = { bytes: wide.bytes };
});
afterEach(() => vi.unstubAllGlobals());

const none = () => undefined;

const ask = (
	files: ReleaseFiles,
	columns: string[],
	file: ReleaseFile | undefined = wide.listed,
	report: (loaded: number, total: number | undefined) => void = none
) => files.columns({ url: host.url, columns, file }, report);

const failureOf = (asked: Promise<unknown>) =>
	asked.then(
		() => {
			throw new Error('it did not fail');
		},
		(error: unknown) => error as EngineError
	);

/** Every column has as many numbers of the same kind. */
const sizeOfColumns = (count: number) => (wide.bytes.length / 40) * count;

describe('columns of a large file', () => {
	test('are fetched and no others, each once, neighbours together', async () => {
		const files = new ReleaseFiles();
		const footer = wide.listed.parts!.footer.bytes;
		const read = await ask(files, ['c3', 'c4', 'c5', 'c20']);
		// The end of the file; three row groups with two ranges each.
		expect(host.ranges).toHaveLength(1 + 3 * 2);
		const first = host.sent;
		expect(first - footer).toBeGreaterThan(0.95 * sizeOfColumns(4));
		expect(first - footer).toBeLessThan(1.05 * sizeOfColumns(4));
		await ask(files, ['c4', 'c20', 'c21', 'c3']);
		expect(host.ranges).toHaveLength(1 + 3 * 3);
		expect(host.sent - first).toBeLessThan(1.05 * sizeOfColumns(1));
		expect(host.sent).toBeLessThan(wide.bytes.length / 6);
		expect(read).toEqual(await parquetColumns(wide.bytes.buffer, ['c3', 'c4', 'c5', 'c20']));
	});

	test('are fetched once by two questions at a time', async () => {
		const files = new ReleaseFiles();
		const [one, two] = await Promise.all([ask(files, ['c1', 'c2']), ask(files, ['c2', 'c1'])]);
		expect(two.columns).toEqual(one.columns.toReversed());
		expect(host.ranges).toHaveLength(1 + 3);
	});

	test('come with a progress that ends where its total is', async () => {
		const files = new ReleaseFiles();
		const said: [number, number | undefined][] = [];
		const report = (loaded: number, total: number | undefined) => said.push([loaded, total]);
		await ask(files, ['c1', 'c9'], wide.listed, report);
		expect(said.at(-1)).toEqual([host.sent, host.sent]);
		for (const [loaded, total = Infinity] of said) expect(loaded).toBeLessThanOrEqual(total);
	});

	test('are read from the whole file where the host gives no ranges', async () => {
		const files = new ReleaseFiles();
		host.file = { bytes: wide.bytes, as: 'whole' };
		const said: [number, number | undefined][] = [];
		const report = (loaded: number, total: number | undefined) => said.push([loaded, total]);
		const read = await ask(files, ['c3', 'c39'], wide.listed, report);
		expect(read).toEqual(await parquetColumns(wide.bytes.buffer, ['c3', 'c39']));
		expect(said.at(-1)).toEqual([wide.bytes.length, wide.bytes.length]);
		await ask(files, ['c8']);
		expect(host.sent).toBe(wide.bytes.length);
	});

	test('are read from the whole file where the host stops giving ranges', async () => {
		const files = new ReleaseFiles();
		await ask(files, ['c1']);
		host.file = { bytes: wide.bytes, as: 'whole' };
		const read = await ask(files, ['c1', 'c3']);
		expect(read).toEqual(await parquetColumns(wide.bytes.buffer, ['c1', 'c3']));
	});

	test('that are not there are named, and nothing else is fetched', async () => {
		const files = new ReleaseFiles();
		const error = await failureOf(ask(files, ['c99']));
		expect(error).toMatchObject({ fault: 'file-unreadable' });
		expect(error.message).toContain('no column c99');
		expect(host.sent).toBe(wide.listed.parts!.footer.bytes);
	});
});

/** One bit of a column that is asked for, and of nothing else. */
function withAnotherBit({ bytes }: WideFile, at: number) {
	const changed = bytes.slice();
	changed[at]! ^= 1;
	return changed;
}

describe('a file that is not what the release lists', () => {
	const cases: readonly [string, () => SentFile, string, string][] = [
		['is not there', () => ({ bytes: wide.bytes, as: 404 }), 'file-missing', '404'],
		[
			'is not there, in the words of a page',
			() => ({ bytes: new TextEncoder().encode('<p>no'), as: 'whole', type: 'text/html' }),
			'file-missing',
			'200'
		],
		['is refused', () => ({ bytes: wide.bytes, as: 503 }), 'file-refused', '503'],
		['breaks off', () => ({ bytes: wide.bytes, as: 'dropped' }), 'file-unreachable', ''],
		[
			'is shorter, from a host without ranges',
			() => ({ bytes: wide.bytes.slice(0, 1e6), as: 'whole' }),
			'file-cut',
			'1000000 bytes of'
		],
		['is shorter', () => ({ bytes: wide.bytes.slice(0, 1e6) }), 'file-cut', '416'],
		['is another', () => ({ bytes: wide.bytes.toReversed() }), 'file-changed', 'footer: SHA-256'],
		[
			'has a bit in a column that is another',
			() => ({ bytes: withAnotherBit(wide, 3000) }),
			'file-changed',
			'column c0: SHA-256'
		]
	];

	test.for(cases)('%s: says which, and is fetched anew past every cache', async (one) => {
		const [, sent, fault, said] = one;
		const files = new ReleaseFiles();
		host.file = sent();
		const error = await failureOf(ask(files, ['c0', 'c30']));
		expect(error).toMatchObject({ fault, file: { path: 'wide.parquet' } });
		expect(error.message).toContain('wide.parquet');
		expect(error.message).toContain(said);
		expect(new Set(host.caching)).toEqual(new Set([undefined]));
		host.file = { bytes: wide.bytes };
		host.forget();
		const read = await ask(files, ['c0', 'c30']);
		expect(read.rows).toBe(100_000);
		expect(new Set(host.caching)).toEqual(new Set(['no-cache']));
	});

	test('is told by a column that was not asked for only when it is', async () => {
		const files = new ReleaseFiles();
		host.file = { bytes: withAnotherBit(wide, 3000) };
		expect((await ask(files, ['c30'])).rows).toBe(100_000);
		expect(await failureOf(ask(files, ['c0']))).toMatchObject({ fault: 'file-changed' });
	});
});

describe('a small file', () => {
	test('is fetched whole, once', async () => {
		const files = new ReleaseFiles();
		host.file = small;
		await ask(files, ['c0'], small.listed);
		await ask(files, ['c3', 'c1'], small.listed);
		expect(small.listed.parts).toBeUndefined();
		expect(host.ranges).toEqual([undefined]);
	});

	test.for([
		['swapped for another', () => other.bytes, 'file-changed'],
		['cut off', () => small.bytes.slice(0, 900), 'file-cut'],
		['damaged', () => withAnotherBit(small, 500), 'file-changed']
	] as const)('that is %s is not read', async ([, bytes, fault]) => {
		const files = new ReleaseFiles();
		host.file = { bytes: bytes() };
		const error = await failureOf(ask(files, ['c0'], small.listed));
		expect(error).toMatchObject({ fault, file: { path: 'wide.parquet' } });
	});

	test('that is what the release lists and no Parquet file says so', async () => {
		const files = new ReleaseFiles();
		const bytes = new TextEncoder().encode('id,x\n1,2\n3,4\n');
		host.file = { bytes };
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const file = { path: 'rows.parquet', bytes: bytes.length, sha256 };
		const error = await failureOf(ask(files, ['id'], file));
		expect(error).toMatchObject({ fault: 'file-unreadable', file: { path: 'rows.parquet' } });
	});

	test('is checked where a page over plain http has no hash of the browser', async () => {
		vi.stubGlobal('crypto', {});
		const files = new ReleaseFiles();
		host.file = small;
		expect((await ask(files, ['c0'], small.listed)).rows).toBe(1000);
		host.file = { bytes: withAnotherBit(small, 500) };
		const again = failureOf(ask(new ReleaseFiles(), ['c0'], small.listed));
		expect(await again).toMatchObject({ fault: 'file-changed' });
	});
});
