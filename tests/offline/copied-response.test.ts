import { describe, expect, test } from 'vitest';
import { answerOf, copied, factsOf, isKeepable, newer } from '#lib/offline/copied-response.ts';

const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
const kept = () =>
	new Response(bytes, {
		headers: { 'content-type': 'application/vnd.apache.parquet', 'content-length': '100' }
	});
const ask = (headers: HeadersInit = {}, method = 'GET') =>
	answerOf(kept(), { method, headers: new Headers(headers) });

describe('answerOf', () => {
	test('gives the whole file, and its head alone', async () => {
		expect((await (await ask()).bytes()).length).toBe(100);
		const head = await ask({}, 'HEAD');
		expect([head.status, head.body, head.headers.get('content-length')]).toEqual([
			200,
			null,
			'100'
		]);
	});

	test('gives some bytes of the file that is kept whole', async () => {
		const some = await ask({ range: 'bytes=10-19' });
		expect(some.status).toBe(206);
		expect(some.headers.get('content-range')).toBe('bytes 10-19/100');
		expect(some.headers.get('content-length')).toBe('10');
		expect(await some.bytes()).toEqual(bytes.slice(10, 20));
		const last = await ask({ range: 'bytes=-8' });
		expect(await last.bytes()).toEqual(bytes.slice(92));
	});

	test('says that there are no such bytes', async () => {
		const none = await ask({ range: 'bytes=100-' });
		expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */100']);
	});

	test('gives the whole file where a range is not understood', async () => {
		const whole = await ask({ range: 'bytes=0-1,5-6' });
		expect([whole.status, (await whole.bytes()).length]).toEqual([200, 100]);
	});
});

describe('isKeepable', () => {
	const response = (status: number, headers: HeadersInit = {}) =>
		new Response(status === 304 ? null : 'x', { status, headers });

	test('a whole answer, whatever way it was packed', () => {
		expect(isKeepable(response(200, { vary: 'Accept-Encoding' }))).toBe(true);
	});

	test.for([
		['some bytes', response(206)],
		['not there', response(404)],
		['broken', response(500)],
		['forbidden by the local profile', response(200, { 'cache-control': 'no-store' })],
		['another for everybody', response(200, { vary: '*' })],
		['failed', Response.error()]
	] as const)('not what is %s', ([, one]) => expect(isKeepable(one)).toBe(false));

	test('not what another address sent', () => {
		const redirected = Object.defineProperty(response(200), 'redirected', { value: true });
		expect(isKeepable(redirected)).toBe(false);
	});
});

describe('copied', () => {
	const headers = new Headers({
		...{ 'content-encoding': 'br', 'content-length': '12', 'content-type': 'text/html' },
		'content-security-policy': "default-src 'self'"
	});
	const facts = { taken: '2026-11-23T15:24:00.000Z', title: 'Población – años' };

	test('keeps the policy of the page and what it is, not how it came', () => {
		const copy = copied('<p>', headers, facts);
		expect(copy.headers.get('content-security-policy')).toBe("default-src 'self'");
		expect(copy.headers.has('content-encoding')).toBe(false);
		expect(copy.headers.has('content-length')).toBe(false);
		expect(factsOf(copy)).toEqual({ ...facts, sha256: undefined });
	});

	test('the newer of two is the one to show', () => {
		const older = copied('old', headers, { ...facts, taken: '2026-11-22T23:00:00.000Z' });
		const later = copied('new', headers, facts);
		expect(newer(older, later)).toBe(later);
		expect(newer(later, older)).toBe(later);
		expect(newer(undefined, older)).toBe(older);
		expect(newer(undefined, undefined)).toBeUndefined();
	});
});
