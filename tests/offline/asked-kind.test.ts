import { describe, expect, test } from 'vitest';
import { askedKind, pathBelow } from '#lib/offline/asked-kind.ts';

const site = 'https://example.org/sub/';
const asked = (path: string, of: Partial<Parameters<typeof askedKind>[0]> = {}) =>
	askedKind(
		{ method: 'GET', url: new URL(path, site).href, mode: 'cors', destination: '', ...of },
		site
	);
const opened = { mode: 'navigate', destination: 'document' } as const;
const release = 'data/2026-11.836bf0812655';

describe('askedKind', () => {
	test.for(['', 'es/', 'es/boards/valdoria/', 'es/boards', 'es/explore/?survey=demo-2024&v=1'])(
		'a page: %s',
		(path) => expect(asked(path, opened)).toBe('page')
	);

	test.for([
		'_app/immutable/chunks/CVU2JBby.js',
		'_app/immutable/assets/duckdb-eh.9ubY-jlA.wasm',
		`${release}/respondents/demo-2024.person.parquet`,
		`${release}/shapes/co-departments.json`
	])('never changes under its name: %s', (path) => {
		expect(asked(path)).toBe('named');
		expect(asked(path, { method: 'HEAD' })).toBe('named');
		expect(asked(path, { method: 'POST' })).toBe('other');
	});

	test.for(['fonts/sans.woff2', 'icon.svg', 'offline.js', 'es/manifest.webmanifest'])(
		'may change under its name: %s',
		(path) => expect(asked(path)).toBe('file')
	);

	test.for([
		['which release stands', 'data/current.json', {}],
		['the version of the site', '_app/version.json', {}],
		['the worker itself', 'service-worker.js', {}],
		['data beside a page', 'es/explore/__data.json', {}],
		['a file that is taken away', `${release}/respondents/demo-2024.person.csv`, {}],
		['the same, as a window', `${release}/respondents/demo-2024.person.parquet`, opened],
		['a form that is sent', 'es/', { ...opened, method: 'POST' }],
		['a frame', 'es/embed/', { mode: 'navigate', destination: 'iframe' }],
		['another folder of the host', '/other/es/', opened],
		['a folder of a longer name', '/subject/es/', opened],
		['another host', 'https://example.com/sub/es/', opened],
		['another port', 'https://example.org:8443/sub/icon.svg', {}],
		['a file of the reader', 'blob:https://example.org/sub/0f9e', {}]
	] as const)('is left to the host: %s', ([, path, of]) => {
		expect(asked(path, of)).toBe('other');
	});
});

describe('pathBelow', () => {
	test('leaves out what somebody asked', () => {
		expect(pathBelow(`${site}es/explore/?survey=own#secret`, site)).toBe('es/explore/');
	});
});
