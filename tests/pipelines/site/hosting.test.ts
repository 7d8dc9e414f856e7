import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyHeader } from '../../../pipelines/csp.js';
import { writeHostSamples } from '../../../pipelines/site/hosting.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-hosting-'));
const page = (hash: string) =>
	`<meta http-equiv="content-security-policy" content="script-src 'self' '${hash}'; base-uri 'self'">`;

beforeAll(() => {
	mkdirSync(join(folder, 'es', 'embed'), { recursive: true });
	mkdirSync(join(folder, 'es', 'data', 'survey'), { recursive: true });
	writeFileSync(join(folder, 'es', 'embed', 'index.html'), '<p>');
	writeFileSync(join(folder, 'es', 'data', 'survey', 'index.html'), '<p>');
	writeFileSync(join(folder, 'es', 'index.html'), page('sha256-b='));
	writeFileSync(join(folder, 'index.html'), page('sha256-a='));
	writeFileSync(join(folder, 'again.html'), page('sha256-a='));
	writeFileSync(join(folder, 'plain.html'), '<p>');
	writeFileSync(join(folder, 'es', 'feed.xml'), '<feed/>');
	const rows = join(folder, 'data', 'r1.0123', 'respondents');
	mkdirSync(rows, { recursive: true });
	for (const name of ['a.parquet', 'b.parquet', '../estimates.parquet', '../catalogue.json'])
		writeFileSync(join(rows, name), '');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('writeHostSamples', () => {
	test('lets through the scripts of all pages, each once', async () => {
		expect(await writeHostSamples({ folder })).toBe(policyHeader(['sha256-a=', 'sha256-b=']));
	});

	test('writes the same policy for both kinds of host, under the base path', async () => {
		const policy = await writeHostSamples({ folder, basePath: '/sub' });
		const headers = readFileSync(join(folder, '_headers'), 'utf8');
		expect(headers).toMatch(/^\/sub\/\*\n/);
		expect(headers).toContain(`\n  Content-Security-Policy: ${policy}\n`);
		expect(headers).toContain('\n/sub/_app/immutable/*\n  Cache-Control: public, max-age=31536000');
		const nginx = readFileSync(join(folder, 'nginx.conf'), 'utf8');
		expect(nginx).toContain(`add_header Content-Security-Policy "${policy}" always;`);
		expect(nginx).toContain('error_page 404 /sub/404.html;');
	});

	test('never lets the worker of the offline copy or the manifest stand for long', async () => {
		await writeHostSamples({ folder, basePath: '/sub' });
		const headers = readFileSync(join(folder, '_headers'), 'utf8');
		expect(headers).toContain('\n/sub/service-worker.js\n  Cache-Control: no-cache\n');
		expect(headers).toContain('  Content-Type: application/manifest+json\n');
		const nginx = readFileSync(join(folder, 'nginx.conf'), 'utf8');
		expect(nginx).toContain('application/manifest+json webmanifest;');
		expect(nginx).toContain('default "no-cache";');
	});

	test('lets other sites show an embedded view in a frame, and no other page', async () => {
		await writeHostSamples({ folder, basePath: '/sub' });
		const headers = readFileSync(join(folder, '_headers'), 'utf8');
		const framed = [
			...headers.matchAll(/^(.+)\n {2}Content-Security-Policy: frame-anc.*'self'$/gm)
		];
		expect(framed.map(([, page]) => page)).toEqual(
			['/', '/again.html', '/es/', '/es/data/*', '/plain.html'].map((page) => `/sub${page}`)
		);
		expect(headers).not.toMatch(/embed/);
		const nginx = readFileSync(join(folder, 'nginx.conf'), 'utf8');
		expect(nginx).toContain('~^/sub/[^/]+/embed/ "frame-ancestors *";');
	});

	test('sends feeds as what they are', async () => {
		await writeHostSamples({ folder, basePath: '/sub' });
		const type = 'application/atom+xml; charset=utf-8';
		const headers = readFileSync(join(folder, '_headers'), 'utf8');
		expect(headers).toContain(`\n/sub/es/feed.xml\n  Content-Type: ${type}\n`);
		const nginx = readFileSync(join(folder, 'nginx.conf'), 'utf8');
		expect(nginx).toContain(
			`location ~ /feed\\.xml$ {\n\t\ttypes { }\n\t\tdefault_type "${type}";`
		);
	});

	test('lets nobody on the way pack the tables that a page asks ranges of', async () => {
		await writeHostSamples({ folder, basePath: '/sub' });
		const headers = readFileSync(join(folder, '_headers'), 'utf8');
		const found = [...headers.matchAll(/^(.+)\n {2}Cache-Control: no-cache, no-transform$/gm)];
		expect(found.map(([, path]) => path)).toEqual([
			'/sub/data/r1.0123/estimates.parquet',
			'/sub/data/r1.0123/respondents/*'
		]);
		const nginx = readFileSync(join(folder, 'nginx.conf'), 'utf8');
		expect(nginx).toContain('location ~ \\.parquet$ {\n\t\tgzip off;\n\t\tgzip_static off;');
	});
});
