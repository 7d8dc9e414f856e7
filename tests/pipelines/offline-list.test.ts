import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { writeOfflineList } from '../../pipelines/offline-list.js';

const site = mkdtempSync(join(tmpdir(), 'atalaya-offline-'));
afterAll(() => rmSync(site, { recursive: true }));

function put(path: string, text: string) {
	mkdirSync(dirname(join(site, path)), { recursive: true });
	writeFileSync(join(site, path), text);
}

beforeEach(() => {
	rmSync(site, { recursive: true });
	for (const page of ['', 'es/', 'es/boards/', 'es/boards/region/', 'es/impact/', 'fr/offline/'])
		put(`${page}index.html`, page);
	put('404.html', '');
	put('fonts/sans.woff2', 'a');
	put('asked.js', 'b');
	put('data/2026-11.836bf0812655/series/x.parquet', 'c');
	put('es/__data.json', '{}');
	put('service-worker.js', 'work();\n');
});

describe('writeOfflineList', () => {
	test('lists the pages that are kept from the first visit on, and what each of them has', () => {
		const { pages, files } = writeOfflineList(site);
		expect(Object.keys(pages)).toEqual([
			'es/boards/',
			'es/boards/region/',
			'es/',
			'fr/offline/',
			''
		]);
		expect(Object.keys(files)).toEqual(['fonts/sans.woff2']);
		// echo -n a | openssl dgst -sha256 -binary | base64
		expect(files['fonts/sans.woff2']).toBe('ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=');
	});

	test('stands before the code of the worker, once', () => {
		writeOfflineList(site);
		const list = writeOfflineList(site);
		const code = readFileSync(join(site, 'service-worker.js'), 'utf8');
		expect(code).toBe(`self.atalayaCopies=${JSON.stringify(list)};\nwork();\n`);
	});

	test.for(['es/index.html', 'es/impact/index.html', 'asked.js', '404.html', 'service-worker.js'])(
		'has another version when a byte changes in %s',
		(path) => {
			const { version } = writeOfflineList(site);
			expect(writeOfflineList(site).version).toBe(version);
			put(path, 'x\n');
			expect(writeOfflineList(site).version).not.toBe(version);
		}
	);

	test('refuses a site without a worker', () => {
		rmSync(join(site, 'service-worker.js'));
		expect(() => writeOfflineList(site)).toThrow('no worker in the site');
	});
});
