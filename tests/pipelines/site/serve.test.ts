import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownFrames, policyHeader } from '../../../pipelines/csp.js';
import { serve, type Site } from '../../../pipelines/site/serve.ts';

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Buffer;
}

const hash = `'sha256-${'A'.repeat(43)}='`;
const script = `script-src 'self' 'wasm-unsafe-eval' ${hash}`;
const page = `<meta http-equiv="content-security-policy" content="default-src 'self'; ${script}">`;
const parent = mkdtempSync(join(tmpdir(), 'atalaya-serve-'));
const folder = join(parent, 'site');
let site: Site;
let sub: Site;

beforeAll(async () => {
	mkdirSync(join(folder, 'es', 'embed', 'boards'), { recursive: true });
	mkdirSync(join(folder, '_app', 'immutable'), { recursive: true });
	writeFileSync(join(parent, 'secret.txt'), 'secret');
	symlinkSync(join(parent, 'secret.txt'), join(folder, 'link.txt'));
	writeFileSync(join(folder, 'es', 'index.html'), page);
	writeFileSync(join(folder, 'es', 'embed', 'boards', 'index.html'), page);
	writeFileSync(join(folder, 'sheet.pdf'), '%PDF');
	writeFileSync(join(folder, 'es', 'index.html.br'), brotliCompressSync(page));
	writeFileSync(join(folder, '404.html'), 'not here');
	writeFileSync(join(folder, '_app', 'immutable', 'worker.js'), 'self');
	writeFileSync(join(folder, 'engine.wasm'), '');
	writeFileSync(join(folder, 'rows.parquet'), 'PAR1 and so on');
	writeFileSync(join(folder, 'año.json'), '{}');
	writeFileSync(join(folder, 'es', 'feed.xml'), '<feed/>');
	writeFileSync(join(folder, 'sitemap.xml'), '<a/>');
	site = await serve({ folder, port: 0 });
	sub = await serve({ folder, port: 0, basePath: '/sub', letsFrame: true });
});

afterAll(async () => {
	await Promise.all([site.close(), sub.close()]);
	rmSync(parent, { recursive: true });
});

/** `fetch` would tidy the path and unpack the body; this sends what is written. */
function ask(path: string, headers = {}, { url, method = 'GET' } = { url: site.url }) {
	const { port } = new URL(url);
	return new Promise<Answer>((answered, failed) => {
		request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () => {
				const { statusCode: status = 0, headers: received } = response;
				answered({ status, headers: received, body: Buffer.concat(parts) });
			});
		})
			.on('error', failed)
			.end();
	});
}

describe('serve', () => {
	test('sends a page under the policy of its own meta tag', async () => {
		const { status, headers } = await ask('/es/');
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
		expect(headers['content-security-policy']).toBe(
			`default-src 'self'; ${script}; frame-ancestors 'self'`
		);
	});

	test('lets everybody frame an embedded page where it is told to, and nothing else', async () => {
		const policyOf = async (path: string, url = sub.url) =>
			(await ask(path, {}, { url, method: 'GET' })).headers['content-security-policy'];
		expect(await policyOf('/sub/es/embed/boards/')).toBe(
			`default-src 'self'; ${script}; frame-ancestors *`
		);
		for (const path of ['/sub/es/', '/sub/es/embed/', '/sub/nowhere/embed/'])
			expect(await policyOf(path)).toMatch(/frame-ancestors 'self'$/);
		expect(await policyOf('/es/embed/boards/', site.url)).toMatch(/frame-ancestors 'self'$/);
	});

	test('calls a PDF a PDF', async () => {
		expect((await ask('/sheet.pdf')).headers['content-type']).toBe('application/pdf');
	});

	test('sends a feed as a feed, and other XML as it is', async () => {
		const type = async (path: string) => (await ask(path)).headers['content-type'];
		expect(await type('/es/feed.xml')).toBe('application/atom+xml; charset=utf-8');
		expect(await type('/sitemap.xml')).toBe('application/xml');
	});

	test('sends a worker under the general policy, to be kept for ever', async () => {
		const { headers } = await ask('/_app/immutable/worker.js');
		expect(headers['content-security-policy']).toBe(`${policyHeader()}; ${ownFrames}`);
		expect(headers['content-security-policy']).toContain("connect-src 'self'; worker-src 'self'");
		expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
		expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
	});

	test.for(['/es/', '/engine.wasm', '/nowhere', '/es', '/%'])('guards %s', async (path) => {
		const { headers } = await ask(path);
		expect(headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin',
			'permissions-policy': expect.stringContaining('geolocation=()') as string
		});
	});

	test('sends the bytes of a file that are asked for, as they lie on the disk', async () => {
		const whole = await ask('/rows.parquet', { 'accept-encoding': 'br, gzip' });
		expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': '14' });
		expect(whole.headers['content-encoding']).toBeUndefined();
		const some = await ask('/rows.parquet', { range: 'bytes=5-7' });
		expect(some).toMatchObject({ status: 206, body: Buffer.from('and') });
		expect(some.headers).toMatchObject({ 'content-range': 'bytes 5-7/14', 'content-length': '3' });
		const none = await ask('/rows.parquet', { range: 'bytes=14-' });
		expect(none).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */14' } });
	});

	test('sends the whole file where it changed since some of it was read', async () => {
		const { headers } = await ask('/rows.parquet');
		const range = { range: 'bytes=0-3' };
		const same = await ask('/rows.parquet', { ...range, 'if-range': headers['etag'] });
		const other = await ask('/rows.parquet', { ...range, 'if-range': '"other"' });
		expect([same.status, other.status]).toEqual([206, 200]);
	});

	test('sends no range of a packed file, nor of a page in the place of a missing one', async () => {
		const packed = await ask('/es/', { 'accept-encoding': 'br', range: 'bytes=0-3' });
		const missing = await ask('/nowhere', { range: 'bytes=0-3' });
		expect([packed.status, missing.status]).toEqual([200, 404]);
	});

	test('sends the compressed file only to who takes it', async () => {
		const packed = await ask('/es/', { 'accept-encoding': 'gzip, br;q=0.9' });
		expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
		expect(brotliDecompressSync(packed.body).toString()).toBe(page);
		const refused = await ask('/es/', { 'accept-encoding': 'gzip, br;q=0' });
		expect(refused.headers).not.toHaveProperty('content-encoding');
		expect(refused.body.toString()).toBe(page);
	});

	test('answers 304 to who has this form of the file', async () => {
		const etag = String((await ask('/es/')).headers['etag']);
		const again = await ask('/es/', { 'if-none-match': `"other", W/${etag}` });
		expect([again.status, again.body.length]).toEqual([304, 0]);
		const packed = await ask('/es/', { 'if-none-match': etag, 'accept-encoding': 'br' });
		expect(packed.status).toBe(200);
	});

	test('revalidates everything that may change', async () => {
		for (const path of ['/es/', '/a%C3%B1o.json', '/engine.wasm'])
			expect((await ask(path)).headers['cache-control']).toBe('no-cache');
	});

	test.for([
		'/../secret.txt',
		'/es/../../secret.txt',
		'/%2e%2e/secret.txt',
		'/..%2fsecret.txt',
		'/es/..%5c..%5csecret.txt',
		'/link.txt',
		'//../secret.txt'
	])('shows nothing outside the folder: %s', async (path) => {
		const { status, body } = await ask(path);
		expect([status, body.toString()]).toEqual([404, 'not here']);
	});

	test('lets nobody keep a page or data of the local profile', async () => {
		const local = await serve({ folder, port: 0, isKept: false });
		const kept = async (path: string) =>
			(await ask(path, {}, { url: local.url, method: 'GET' })).headers['cache-control'];
		try {
			for (const path of ['/es/', '/rows.parquet', '/año.json'].map(encodeURI))
				expect(await kept(path)).toBe('no-store');
			expect(await kept('/_app/immutable/worker.js')).toContain('immutable');
		} finally {
			await local.close();
		}
	});

	test('refuses a path that is no text', async () => {
		expect((await ask('/%')).status).toBe(400);
		expect((await ask('/es/%00')).status).toBe(400);
	});

	test('adds the slash of a folder, keeps the query and stays on this host', async () => {
		expect((await ask('/es?by=sex')).headers.location).toBe('/es/?by=sex');
		expect((await ask('//es')).headers.location).toBe('/es/');
		expect((await ask('/es')).status).toBe(308);
	});

	test('only reads', async () => {
		const { status, headers } = await ask('/es/', {}, { url: site.url, method: 'POST' });
		expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
		const head = await ask('/es/', {}, { url: site.url, method: 'HEAD' });
		expect([head.status, head.body.length]).toEqual([200, 0]);
		expect(Number(head.headers['content-length'])).toBe(page.length);
	});

	test('does not answer under a foreign name', async () => {
		expect((await ask('/es/', { host: 'evil.example' })).status).toBe(421);
		expect((await ask('/es/', { host: 'localhost:4173' })).status).toBe(200);
	});

	test('serves under a sub-path and nowhere else', async () => {
		const url = sub.url;
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sub\/$/);
		expect((await ask('/sub/es/', {}, { url })).status).toBe(200);
		expect((await ask('/sub/es', {}, { url })).headers.location).toBe('/sub/es/');
		expect((await ask('/sub', {}, { url })).headers.location).toBe('/sub/');
		expect((await ask('/es/', {}, { url })).status).toBe(404);
		expect((await ask('/subes/', {}, { url })).status).toBe(404);
	});

	test('says that a port is taken', async () => {
		const port = Number(new URL(site.url).port);
		await expect(serve({ folder, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});
