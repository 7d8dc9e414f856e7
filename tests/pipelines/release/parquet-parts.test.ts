import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '#lib/model/catalogue.ts';
import { fileParts, manifest } from '#lib/model/manifest.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { largeFile, parquetParts } from '../../../pipelines/release/parquet-parts.ts';
import { releaseFolder } from '../../support/built-release.ts';
import { makeInstance, testSurvey } from '../../support/instance.ts';
import { wideParquet } from '../../support/wide-parquet.ts';

describe('parquetParts', () => {
	test('vouches for every byte of every column', async () => {
		const { bytes } = await wideParquet({ rows: 6000, columns: 3, group: 2048 });
		const parts = fileParts.parse(parquetParts(bytes));
		const changed = (at: number) => {
			const copy = bytes.slice();
			copy[at]! ^= 1;
			return parquetParts(copy);
		};
		// Behind the mark of a Parquet file, and before its footer.
		const end = bytes.length - parts.footer.bytes;
		for (const at of [4, Math.floor(end / 2), end - 1]) {
			const { columns, footer } = changed(at);
			const others = Object.keys(columns).filter((name) => columns[name] !== parts.columns[name]);
			expect(others, String(at)).toHaveLength(1);
			expect(footer).toEqual(parts.footer);
		}
	});

	test('names the end of the file, from which everything else is found', async () => {
		const { bytes } = await wideParquet({ rows: 10, columns: 2 });
		const { footer, columns } = parquetParts(bytes);
		const end = bytes.subarray(bytes.length - footer.bytes);
		expect(footer.sha256).toBe(createHash('sha256').update(end).digest('hex'));
		expect(Object.keys(columns)).toEqual(['c0', 'c1']);
	});
});

describe('a release', () => {
	test('lists the parts of its large files only', async () => {
		const small = await wideParquet({ rows: 10, columns: 2 });
		const large = await wideParquet({ rows: 100_000, columns: 40 });
		expect(large.bytes.length).toBeGreaterThan(largeFile);
		expect(Object.keys(large.listed.parts?.columns ?? {})).toHaveLength(40);
		expect(small.listed).not.toHaveProperty('parts');
	});

	test('tells the page what to check each Parquet file by, as the manifest does', async () => {
		const { root, env, remove } = makeInstance(testSurvey());
		await buildRelease({ profile: 'public', root, env, progress: () => undefined });
		const json = (path: string): unknown =>
			JSON.parse(readFileSync(join(releaseFolder(root, 'public'), path), 'utf8'));
		const { artefacts } = manifest.parse(json('manifest.json'));
		const { files } = catalogue.parse(json('catalogue.json'));
		remove();
		const paths = ['respondents/test-2024.person.parquet', 'estimates.parquet'];
		expect(files).toEqual(
			paths.map((path) => {
				const { bytes, sha256 } = artefacts.find((one) => one.path === path)!;
				return { path, bytes, sha256 };
			})
		);
	});
});
