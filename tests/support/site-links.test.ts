import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenLinks, crawledPages, unnamedPages } from './site-links.ts';
import { builtRoutes } from './site-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-links-'));
const write = (path: string, text: string) => {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
};
const page = (title: string, body: string, head = '') =>
	`<html lang="es"><head><title>${title}</title><meta name="robots" content="noindex">${head}</head><body><h1>1</h1>${body}</body></html>`;

beforeAll(() => {
	write('site/es/index.html', page('A', '<a href="/sub/es/b/#here">b</a><p id="here">'));
	write(
		'site/es/b/index.html',
		page('B', '<a href="../#here">up</a><a href="https://x.org/">x</a>')
	);
	write('site/x.png', '');
	for (const route of [
		'+page.svelte',
		'[lang]/+page.svelte',
		'[lang]/[b]/+page@.svelte',
		'[lang]/c/+page.svelte'
	])
		write(`routes/${route}`, '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const site = join(folder, 'site');
const faults = () => brokenLinks({ folder: site, basePath: '/sub', pages: crawledPages(site) });

describe('brokenLinks', () => {
	test('names an anchor that is not on its page, and lets readers leave', () => {
		expect(faults()).toEqual(['es/index.html: a leads to no such place: /sub/es/b/#here']);
	});

	test.for([
		['<a href="/es/">', 'a outside the site: /es/'],
		['<a href="/sub/es">', 'a leads nowhere: /sub/es'],
		['<a href="c/?q=1">', 'a leads nowhere: c/?q=1'],
		['<img src="/sub/y.png">', 'img leads nowhere: /sub/y.png'],
		['<img src="/sub/x.png" srcset="/sub/z.png 2x">', 'img leads nowhere: /sub/z.png'],
		['<img src="https://x.org/a.png">', 'img fetched from elsewhere: https://x.org/a.png'],
		['<link rel="stylesheet" href="//x.org/a.css">', 'link fetched from elsewhere: //x.org/a.css'],
		['<!-- <a href="/es/"> --><script>"<a href=\\"/es/\\">"</script><img src="data:,x">', undefined]
	])('of %s', ([body, fault]) => {
		write('site/es/d/index.html', page('D', body!));
		const own = faults().filter((one) => one.startsWith('es/d/'));
		rmSync(join(site, 'es/d'), { recursive: true });
		expect(own).toEqual(fault === undefined ? [] : [`es/d/index.html: ${fault}`]);
	});
});

describe('unnamedPages', () => {
	test('names what a page does not say of itself', () => {
		write('site/es/e/index.html', '<html lang="en"><title>A</title><h2>2</h2></html>');
		write('site/es/f/index.html', page('A', ''));
		const found = unnamedPages(crawledPages(site));
		for (const name of ['e', 'f']) rmSync(join(site, 'es', name), { recursive: true });
		expect(found).toEqual([
			'es/e/index.html: lang: en',
			'es/e/index.html: first-level headings: 0',
			'es/e/index.html: other languages: ',
			'es/index.html: title of es/f/index.html: A'
		]);
	});
});

describe('builtRoutes', () => {
	test('puts a page under the route that names most of it, and tells who has none', () => {
		write('site/es/c/index.html', '');
		write('site/es/c/d/index.html', '');
		const { routes, strays } = builtRoutes(join(folder, 'routes'), site);
		rmSync(join(site, 'es/c'), { recursive: true });
		expect(new Map(routes.map(({ route, pages }) => [route, pages]))).toEqual(
			new Map([
				['', []],
				['[lang]', ['es/index.html']],
				['[lang]/[b]', ['es/b/index.html']],
				['[lang]/c', ['es/c/index.html']]
			])
		);
		expect(strays).toEqual(['es/c/d/index.html']);
	});
});
