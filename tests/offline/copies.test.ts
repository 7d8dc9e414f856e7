import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { Answers } from '#lib/offline/answers.ts';
import { Copies } from '#lib/offline/copies.ts';
import { factsOf } from '#lib/offline/copied-response.ts';
import { coreOf } from '#lib/offline/copy-list.ts';
import { MemoryCaches } from '../support/memory-caches.ts';

const site = 'https://example.org/sub/';
const names = {
	core: 'atalaya /sub/ core v1',
	pages: 'atalaya /sub/ pages',
	files: 'atalaya /sub/ files'
};
const hash = (text: string) => createHash('sha256').update(text).digest('base64');

/** What the host has, by path; a number is a status. */
let host: Map<string, string | number>;
let asked: string[];
let caches: MemoryCaches;
let now: Date;

const types = {
	js: 'text/javascript',
	css: 'text/css',
	parquet: 'application/vnd.apache.parquet'
} as const;

function fetchHost(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
	const path = new URL(url instanceof Request ? url.url : url).href.slice(site.length);
	asked.push(path);
	const has = host.get(path);
	if (has === undefined) return Promise.reject(new TypeError('Failed to fetch'));
	if (typeof has === 'number') return Promise.resolve(new Response('x', { status: has }));
	if (init?.integrity && init.integrity !== `sha256-${hash(has)}`)
		return Promise.reject(new TypeError('integrity'));
	const type = types[path.split('.').at(-1) as keyof typeof types] as string | undefined;
	return Promise.resolve(new Response(has, { headers: { 'content-type': type ?? 'text/html' } }));
}

const copiesOf = (version = 'v1') =>
	new Copies({
		...{ site, version, fetch: fetchHost, now: () => now },
		caches
	});

const page = (title: string, ...files: string[]) =>
	`<html lang="es"><title>${title} – Atalaya</title>${files.map((one) => `<link href="/sub/${one}">`).join('')}<time data-taken></time>`;

beforeEach(() => {
	host = new Map<string, string | number>([
		['es/', page('Inicio', '_app/immutable/assets/a.css')],
		['es/countries/COL/', page('Colombia', '_app/immutable/assets/b.css')],
		['es/explore/', page('Explorar', '_app/immutable/nodes/1.js')],
		['_app/immutable/assets/a.css', 'a'],
		['_app/immutable/assets/b.css', 'b'],
		['_app/immutable/nodes/1.js', 'import("../chunks/2.js")'],
		['_app/immutable/chunks/2.js', 'two']
	]);
	asked = [];
	caches = new MemoryCaches();
	now = new Date('2026-11-23T15:00:00Z');
});

const putHome = (copies: Copies) => copies.putInCore('es/', hash(String(host.get('es/'))));

describe('a core', () => {
	test('holds what was listed, byte for byte, with what it names', async () => {
		await putHome(copiesOf());
		expect(caches.paths(names.core, site)).toEqual(['es/']);
		expect(caches.paths(names.files, site)).toEqual(['_app/immutable/assets/a.css']);
	});

	test.for([
		['with another byte', 'es/', page('Otra')],
		['missing', 'es/', 404],
		['out of reach', 'es/', undefined],
		['with a style sheet that is missing', '_app/immutable/assets/a.css', 500]
	] as const)('does not come to be from a page %s', async ([, path, has]) => {
		const sha256 = hash(String(host.get('es/')));
		if (has === undefined) host.delete(path);
		else host.set(path, has);
		await expect(copiesOf().putInCore('es/', sha256)).rejects.toThrow(TypeError);
	});

	test('does not come to be on a full disk', async () => {
		caches.room = 0;
		await expect(putHome(copiesOf())).rejects.toThrow('disk full');
	});

	test('takes from the version before what is the same, and asks for nothing', async () => {
		await putHome(copiesOf());
		asked = [];
		now = new Date('2026-11-24T09:00:00Z');
		await putHome(copiesOf('v2'));
		expect(asked).toEqual([]);
		const copy = await copiesOf('v2').page('es/');
		expect(factsOf(copy!).taken).toBe('2026-11-24T09:00:00.000Z');
	});

	test('of another version and another folder stays apart', async () => {
		await putHome(copiesOf());
		caches.all.set('atalaya / core v1', new Map());
		await copiesOf('v2').leaveOtherCores();
		expect([...caches.all.keys()].sort()).toEqual(['atalaya / core v1', names.files]);
	});
});

describe('a page that was opened', () => {
	test('is kept with everything that it may load, once each', async () => {
		const copies = copiesOf();
		await putHome(copies);
		await copies.keepPage('es/explore/', await fetchHost(`${site}es/explore/`));
		await copies.keepNamed('es/explore/');
		expect(caches.paths(names.pages, site)).toEqual(['es/explore/']);
		expect(caches.paths(names.files, site)).toContain('_app/immutable/chunks/2.js');
		asked = [];
		await copies.keepNamed('es/explore/');
		expect(asked).toEqual([]);
	});

	test('is kept with what it has loaded anyway for who saves data', async () => {
		host.set('data/2026-11.836bf0812655/respondents/a.parquet', 'rows');
		host.set(
			'es/explore/',
			`${page('Explorar', '_app/immutable/nodes/1.js')}{path:"2026-11.836bf0812655","respondents/a.parquet"}`
		);
		const copies = copiesOf();
		await putHome(copies);
		await copies.keepPage('es/explore/', await fetchHost(`${site}es/explore/`));
		const kept = () => caches.paths(names.files, site).slice(1);
		await copies.keepNamed('es/explore/', true);
		expect(kept()).toEqual(['_app/immutable/nodes/1.js']);
		await copies.keepNamed('es/explore/');
		expect(kept().sort()).toEqual([
			...['_app/immutable/chunks/2.js', '_app/immutable/nodes/1.js'],
			'data/2026-11.836bf0812655/respondents/a.parquet'
		]);
	});

	test('is not kept once the copies were deleted, nor makes a cache by being looked for', async () => {
		const copies = copiesOf();
		await putHome(copies);
		await copies.leave();
		expect(await copies.keepPage('es/', await fetchHost(`${site}es/`))).toBe(false);
		await copies.keepFile(`${site}offline.js`, new Response('x'));
		expect(await copies.page('es/')).toBeUndefined();
		expect(caches.all.size).toBe(0);
	});

	test('goes after 30 days, with the files that no other page names', async () => {
		const copies = copiesOf();
		await putHome(copies);
		await copies.keepPage('es/countries/COL/', await fetchHost(`${site}es/countries/COL/`));
		await copies.keepNamed('es/countries/COL/');
		now = new Date('2026-12-23T14:59:00Z');
		await copies.tidy();
		expect(await copies.page('es/countries/COL/')).toBeDefined();
		now = new Date('2026-12-23T15:01:00Z');
		await copies.tidy();
		expect(await copies.page('es/countries/COL/')).toBeUndefined();
		expect(caches.paths(names.files, site)).toEqual(['_app/immutable/assets/a.css']);
	});
});

describe('an answer', () => {
	const answers = (copies: Copies, later: Promise<unknown>[] = []) =>
		new Answers({
			...{ copies, fetch: fetchHost, later: (work) => void later.push(work) },
			patience: { page: 50, file: 50 }
		});
	const request = (path: string) => new Request(site + path);

	async function opened(path: string): Promise<Copies> {
		const copies = copiesOf();
		await putHome(copies);
		const later: Promise<unknown>[] = [];
		await answers(copies, later).page(request(path));
		await Promise.all(later);
		return copies;
	}

	test('is fresh where there is a network, and never says that it is a copy', async () => {
		const copies = await opened('es/countries/COL/');
		const fresh = await answers(copies).page(request('es/countries/COL/'));
		expect(await fresh.text()).not.toContain('data-copy');
	});

	test.for([
		['no network', undefined],
		['a broken host', 503]
	] as const)('is the dated copy with %s, whatever was asked of the page', async ([, has]) => {
		const copies = await opened('es/countries/COL/');
		if (has === undefined) host.delete('es/countries/COL/');
		else host.set('es/countries/COL/', has);
		const copy = await answers(copies).page(request('es/countries/COL/?peers=1'));
		expect(await copy.text()).toMatch(/data-copy[^]*Colombia[^]*datetime="2026-11-23T15:00/);
	});

	test('is the copy where the network is too slow, and the fresh page is kept for later', async () => {
		const copies = await opened('es/countries/COL/');
		now = new Date('2026-11-24T15:00:00Z');
		const slow: typeof fetch = (url) =>
			new Promise((done) => setTimeout(() => done(fetchHost(url)), 120));
		const later: Promise<unknown>[] = [];
		const one = new Answers({
			...{ copies, fetch: slow, later: (work) => void later.push(work) },
			patience: { page: 20, file: 20 }
		});
		const copy = await one.page(request('es/countries/COL/'));
		expect(await copy.text()).toContain('datetime="2026-11-23');
		await Promise.all(later);
		expect(factsOf((await copies.page('es/countries/COL/'))!).taken).toContain('2026-11-24');
	});

	test('forgets a page that the host has taken back', async () => {
		const copies = await opened('es/countries/COL/');
		host.set('es/countries/COL/', 404);
		const later: Promise<unknown>[] = [];
		expect((await answers(copies, later).page(request('es/countries/COL/'))).status).toBe(404);
		await Promise.all(later);
		expect(await copies.page('es/countries/COL/')).toBeUndefined();
	});

	test('leads to the slash that a host would put there', async () => {
		const copies = await opened('es/countries/COL/');
		const sent = await answers(copies).page(request('es/countries/COL'));
		expect(sent.headers.get('location')).toBe(`${site}es/countries/COL/`);
	});

	test('of a page that nobody opened is the offline page in its language', async () => {
		const copies = copiesOf();
		for (const lang of ['es', 'fr']) {
			host.set(`${lang}/offline/`, page(`Offline ${lang}`));
			await copies.putInCore(`${lang}/offline/`, hash(page(`Offline ${lang}`)));
		}
		const none = await answers(copies).page(request('fr/methods/'));
		expect([none.status, await none.text()]).toEqual([503, page('Offline fr')]);
		const other = await answers(copies).page(request('pt/methods/'));
		expect(await other.text()).toBe(page('Offline es'));
	});

	test('to a file that never changes is the copy, unless it is asked for anew', async () => {
		const copies = await opened('es/');
		host.set('_app/immutable/assets/a.css', 'changed');
		const url = `${site}_app/immutable/assets/a.css`;
		expect(await (await answers(copies).named(new Request(url))).text()).toBe('a');
		const anew = new Request(url, { cache: 'reload' });
		expect(await (await answers(copies).named(anew)).text()).toBe('changed');
	});

	test('to a small file that may change is the network, else the copy', async () => {
		const copies = await opened('es/');
		host.set('offline.js', 'one');
		const later: Promise<unknown>[] = [];
		await answers(copies, later).file(request('offline.js'));
		await Promise.all(later);
		host.delete('offline.js');
		expect(await (await answers(copies).file(request('offline.js'))).text()).toBe('one');
	});
});

describe('coreOf', () => {
	const list = {
		version: 'v1',
		pages: { '': 'a', 'es/': 'b', 'es/offline/': 'c', 'fr/': 'd', 'fr/offline/': 'e' },
		files: { 'offline.js': 'f' }
	};
	const paths = (languages: ('es' | 'fr')[], savesData = false) =>
		coreOf(list, languages, savesData).map(({ path }) => path);

	test('is of the languages in use, with what says in each that a page is not there', () => {
		expect(paths(['es'])).toEqual(['offline.js', '', 'es/', 'es/offline/', 'fr/offline/']);
		expect(paths([])).toEqual(['offline.js', '', 'es/offline/', 'fr/offline/']);
	});

	test('is as small as can be for who saves data', () => {
		expect(paths(['es'], true)).toEqual(['offline.js', 'es/offline/', 'fr/offline/']);
	});
});
