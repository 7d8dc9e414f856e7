import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { brokenLinks, crawledPages, unnamedPages } from '../support/site-links.ts';
import { builtRoutes } from '../support/site-routes.ts';
import { isSlow } from '../support/slow.ts';
import { axeViolations } from './axe.ts';
import { Site, publicSite, repository, sizes } from './site.ts';

/** `npm run crawl` looks at every page; `npm run test:browser` at the largest of every route, twice. */
const isWhole = import.meta.env.MODE === 'crawl';
const { routes, strays } = builtRoutes(join(repository, 'src/routes'), publicSite);

/** Spanish by day, another language by night; where time is short, one route so and the next so. */
const asked = routes.flatMap(({ route, pages }, i) => {
	const look = (page: string | undefined, colorScheme: 'light' | 'dark') =>
		page === undefined ? [] : [{ page, colorScheme }];
	if (isWhole) return pages.flatMap((page, j) => look(page, j % 2 === 0 ? 'light' : 'dark'));
	if (!route.startsWith('[lang]')) return [...look(pages[0], 'light'), ...look(pages[0], 'dark')];
	const other = locales[1 + (i % 3)]!;
	const first = (locale: string) => pages.find((page) => page.startsWith(`${locale}/`));
	const [day, night] = [look(first('es'), 'light'), look(first(other), 'dark')];
	if (isSlow) return [...day, ...night];
	return i % 2 === 0 ? day : night;
});

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

describe('every route', () => {
	test('has pages, and every page a route', () => {
		expect(strays).toEqual([]);
		expect(routes.filter(({ pages }) => pages.length === 0)).toEqual([]);
		expect(routes.length).toBeGreaterThan(30);
	});

	test(
		'has nothing that axe finds, and fits a phone',
		async () => {
			const found: string[] = [];
			const contexts = {
				light: await site.context({ bypassCSP: true, colorScheme: 'light' }),
				dark: await site.context({ bypassCSP: true, colorScheme: 'dark' })
			};
			const waiting = asked.values();
			const look = async (context: BrowserContext, path: string) => {
				const page = await context.newPage();
				await page.goto(
					`${site.url}/${path === '404.html' ? 'nowhere' : path.replace('index.html', '')}`
				);
				found.push(...(await axeViolations(page)).map((fault) => `${path}: ${fault}`));
				await page.setViewportSize(sizes.phone);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				if (wide > sizes.phone.width) found.push(`${path}: ${wide} px wide on a phone`);
				await page.close();
			};
			const worker = async () => {
				for (const { page, colorScheme } of waiting) await look(contexts[colorScheme], page);
			};
			await Promise.all([worker(), worker()]);
			expect(found).toEqual([]);
		},
		isWhole ? 7_200_000 : 600_000
	);
});

describe('every page', () => {
	const pages = crawledPages(publicSite);

	test('leads to what is there, and fetches nothing from elsewhere', () => {
		expect(pages.reduce((sum, { references }) => sum + references.length, 0)).toBeGreaterThan(
			10_000
		);
		expect(brokenLinks({ folder: publicSite, basePath: '', pages })).toEqual([]);
	});

	test('has a title of its own, its language, one first heading and the other languages', () => {
		expect(unnamedPages(pages)).toEqual([]);
	});
});
