import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { axeViolations } from '../axe.ts';
import { Site, askedChart, tabTo, tableOf, sizes } from '../site.ts';

/** `npm run screens` keeps pictures of every screen as a test saw it; not kept by git. */
const isKept = import.meta.env.MODE === 'screens';
const folder = join(import.meta.dirname, '../screenshots');

let site: Site;
beforeAll(async () => {
	mkdirSync(folder, { recursive: true });
	site = await Site.open();
});
afterAll(() => site.close());

const looks = [
	{ name: 'desk', width: 1280, colorScheme: 'light', media: 'screen' },
	{ name: 'phone', width: 390, colorScheme: 'light', media: 'screen' },
	{ name: 'dark', width: 1280, colorScheme: 'dark', media: 'screen' },
	{ name: 'paper', width: 680, colorScheme: 'light', media: 'print' }
] as const;

const trust = { concept: 'trust_police', unit: 'person', statistic: 'distribution' } as const;
const offered = { survey: 'demo-2024', indicator: 'drug-offered' };
const views: Readonly<Record<string, Partial<ExploreView> & { survey: string }>> = {
	intervals: { ...offered, by: ['age_group', 'sex'] },
	bars: { ...offered, by: ['age_group'], chart: 'bars' },
	answers: { survey: 'demo-2024', of: { ...trust, categories: [] }, by: ['age_group'] },
	stacked: {
		...{ survey: 'demo-2024', of: { ...trust, categories: [] }, by: ['age_group'] },
		chart: 'stacked'
	},
	trend: {
		...{ indicator: 'drug-sale-neighbourhood', survey: 'demo-2022', also: ['demo-2024'] },
		marks: 'milestones'
	},
	heat: { ...offered, by: ['age_group', 'sex'], chart: 'heat' },
	map: { ...offered, by: ['territory_demo'], chart: 'map' },
	panels: { ...offered, by: ['age_group'], across: 'urban_rural' },
	linked: {
		...{ ...offered, by: ['sex'], linked: ['age_group', 'urban_rural'] },
		compare: {
			...{ against: 'demo-2024:woman', kind: 'difference' },
			...{ samples: 'independent', anyway: false }
		}
	},
	protected: { survey: 'demo-2023', indicator: 'cannabis-past-year', by: ['territory_demo', 'sex'] }
};

type Look = (typeof looks)[number]['name'];

/** Every look of a page: nothing sticks out, nothing for axe to report, and a picture of it. */
async function lookedAt(page: Page, name: string, judged: readonly Look[]): Promise<void> {
	for (const { name: look, width, colorScheme, media } of looks) {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme, media });
		// A chart is drawn anew for its width in the next frames.
		await page.evaluate(
			() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
		);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect([look, wide]).toEqual([look, width]);
		if (judged.includes(look)) expect([look, await axeViolations(page)]).toEqual([look, []]);
		if (isKept)
			await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
	}
}

/** A page of every route is judged by `crawl.test.ts`; these are for who looks at them. */
const ifKept = <Item>(items: readonly Item[]): readonly Item[] => (isKept ? items : []);

describe('a screen of the explorer', () => {
	test.for(Object.keys(views))(
		'is whole on a desk, a phone, in the dark and on paper: %s',
		async (name) => {
			const page = await site.page({ bypassCSP: true });
			await page.goto(`${site.url}/es/explore/${searchOf(exploreView.parse(views[name]))}`);
			await page.locator(askedChart).first().waitFor();
			await lookedAt(page, name, ['phone', 'dark']);
			expect(await page.locator('.drawn svg:not([aria-hidden])').count()).toBe(0);
			expect((await tableOf(page)).length).toBeGreaterThan(0);
		}
	);

	test.for(
		ifKept([
			...['', 'explore/', 'baselines/', 'data/', 'methods/', 'privacy/', 'workbench/'],
			'contribute/',
			...['impact/', 'impact/compare/', 'impact/demo-barrios-claros/', 'impact/demo-plazas-vivas/'],
			...['impact/demo-reforma-posesion/', 'impact/demo-tribunal-tratamiento/', 'impact/planner/'],
			'impact/demo-barrios-claros/settings/',
			...['results/', 'results/demo-alianza/', 'countries/', 'countries/XVA/', 'countries/BRA/'],
			...['boards/', 'boards/region/', 'boards/valdoria/', 'boards/programmes/'],
			...[
				'boards/valdoria/slides/',
				'embed/boards/valdoria/',
				'embed/boards/valdoria/crime-victims/'
			],
			...['search/', 'search/?q=droga', 'data/demo-2024/', 'accessibility/', 'offline/'],
			...['registers/recommendations/', 'registers/exclusion/', 'contribute/'],
			'questions/builder/'
		])
	)('and of the site: /es/%s', async (path) => {
		const page = await site.page({ bypassCSP: true });
		await page.goto(`${site.url}/es/${path}`);
		await lookedAt(
			page,
			`page-${path.replace(/[/?=]+$/, '').replaceAll(/[/?=]+/g, '-') || 'home'}`,
			['dark']
		);
	});

	test.for(ifKept(locales))(
		'and of the boards in both themes and three widths: %s',
		async (locale) => {
			const page = await site.page({ javaScriptEnabled: false });
			for (const board of ['', 'region/', 'valdoria/', 'copolad/'])
				for (const width of [1280, 900, 390])
					for (const colorScheme of ['light', 'dark'] as const) {
						await page.setViewportSize({ width, height: 900 });
						await page.emulateMedia({ colorScheme });
						await page.goto(`${site.url}/${locale}/boards/${board}`);
						const wide = await page.evaluate(() => document.documentElement.scrollWidth);
						expect([board, width, wide]).toEqual([board, width, width]);
						const name = `boards-${board.replace('/', '')}-${locale}-${width}-${colorScheme}`;
						if (isKept)
							await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
					}
		}
	);

	test('and of a programme with other settings, once it is evaluated', async () => {
		const page = await site.page({ bypassCSP: true });
		await page.goto(`${site.url}/es/impact/demo-barrios-claros/settings/?ring=compared&v=1`);
		await page.locator('#own').waitFor();
		await lookedAt(page, 'page-impact-settings-evaluated', ['phone', 'dark']);
	});
});

describe('a phone, without a mouse', () => {
	async function chosen(page: Page, label: string, typed: string): Promise<void> {
		await tabTo(page, `input[role=combobox]#${await idOf(page, label)}`);
		await page.keyboard.press('ArrowDown');
		await page.keyboard.type(typed);
		await page.keyboard.press('Enter');
	}

	const idOf = async (page: Page, label: string) =>
		page.getByRole('combobox', { name: label, exact: true }).getAttribute('id');

	test('asks, compares, has a number explained and takes the table away', async () => {
		const page = await site.page({ viewport: sizes.phone });
		await page.goto(`${site.url}/es/explore/`);
		await chosen(page, 'Medida', 'ofrecieron');
		await page.waitForURL(/indicator=drug-offered/);
		await chosen(page, 'Desglosar por', 'Sexo');
		await page.waitForURL(/by=sex/);
		await page.locator(askedChart).first().waitFor();
		await tabTo(page, 'section[aria-labelledby=compare] input[role=combobox]');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.type('Mujer');
		await page.keyboard.press('Enter');
		await page.waitForURL(/against=/);
		await page.locator('section[aria-labelledby=compare] tbody td').first().waitFor();
		await tabTo(page, '.answer .table button.cell');
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor();
		await page.keyboard.press('Escape');
		await tabTo(page, 'button[popovertarget]');
		await page.keyboard.press('Enter');
		await tabTo(page, '.menu .item');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.keyboard.press('Enter')
		]);
		expect(download.suggestedFilename()).toBe('demo-2024_drug-offered_by-sex.csv');
	});
});
