import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../pipelines/site/chromium.js';
import { publicSite } from '../browser/site.ts';
import { WatchedPage, withSite } from './explorer/page.ts';
import { type Line, median, quantile } from './report.ts';

/** What a reader types, a key after the other. */
const typed = ['venta de drogas', 'prisiones', 'tratamineto', 'valdoria', 'x'];

interface Typed {
	/** From the key to the page laid out anew, in milliseconds, of every key. */
	readonly keys: readonly number[];
	/** From the click on a link to the page with its first answers. */
	readonly ready: number;
}

/** The search of the public site that stands in `build/`, typed into in Chromium. */
export async function measureSearch({
	runs,
	say
}: {
	readonly runs: number;
	readonly say: (text: string) => void;
}) {
	const nothing = { lines: [], complaints: [], details: {} };
	if (!findChromium() || !existsSync(join(publicSite, 'es', 'search', 'index.html'))) {
		say('search: skipped, no Chromium or no public build here');
		return nothing;
	}
	const all = await withSite(publicSite, async (url) => {
		const found: Typed[] = [];
		for (let run = 0; run < runs; run++) found.push(await typedInto(`${url}es/search/?q=droga`));
		return found;
	});
	const keys = all.flatMap((one) => one.keys);
	const line = (what: string, value: number): Line => ({
		what: `search over everything: ${what}`,
		...{ value, unit: 'ms' }
	});
	const lines = [
		line('an address with its answers, from the click', median(all.map(({ ready }) => ready))),
		line('a key p50', median(keys)),
		{ ...line('a key p95', quantile(keys, 0.95)), aim: 50 },
		line('the slowest key', Math.max(...keys))
	];
	return { lines, complaints: [], details: { search: all } };
}

async function typedInto(address: string): Promise<Typed> {
	const watched = await WatchedPage.open(address);
	try {
		const { page } = watched;
		await page.locator('main section li').first().waitFor();
		const ready = await page.evaluate(() => performance.now());
		const keys = await page.evaluate(async (queries) => {
			const field = document.querySelector<HTMLInputElement>('main input[type=search]')!;
			const keys: number[] = [];
			for (const query of queries)
				for (let length = 1; length <= query.length; length++) {
					const from = performance.now();
					field.value = query.slice(0, length);
					field.dispatchEvent(new Event('input', { bubbles: true }));
					await Promise.resolve();
					document.body.getBoundingClientRect();
					keys.push(performance.now() - from);
					await new Promise((done) => requestAnimationFrame(done));
				}
			return keys;
		}, typed);
		return { keys, ready };
	} finally {
		await watched.close();
	}
}
