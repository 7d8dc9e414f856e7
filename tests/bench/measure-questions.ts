import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { findChromium } from '../../pipelines/site/chromium.js';
import { WatchedPage, withSite } from './explorer/page.ts';
import { type Line, median, quantile } from './report.ts';

const typed = ['venta de drogas', 'offrecido', 'policía barrio', 'confianz', '5.12', 'x'];

/** A frame of 60 a second lasts 16.7 ms; the clock of the page is no finer than a millisecond. */
const frame = 17.7;

interface Scrolled {
	readonly gaps: readonly number[];
}

/** The matrix of 200 waves and 300 topics scrolled through, and 20,000 questions searched. */
export async function measureQuestions({
	folder,
	runs,
	say
}: {
	readonly folder: string;
	readonly runs: number;
	readonly say: (text: string) => void;
}) {
	const nothing = { lines: [] as Line[], complaints: [], details: {} };
	if (!findChromium()) {
		say('questions: skipped, no Chromium here');
		return nothing;
	}
	const site = join(folder, 'questions');
	const configFile = join(import.meta.dirname, 'questions', 'vite.config.ts');
	await build({ configFile, build: { outDir: site, emptyOutDir: true } });
	cpSync(join(import.meta.dirname, '../../static/fonts'), join(site, 'fonts'), { recursive: true });
	const all = await withSite(site, async (url) => {
		const found = [];
		for (let run = 0; run < runs; run++) found.push(await measured(url));
		return found;
	});
	const gaps = all.flatMap(({ scrolled }) => scrolled.gaps);
	const keys = all.flatMap(({ search }) => search.keys);
	const line = (what: string, value: number, aim?: number): Line => ({
		...{ what: `question bank: ${what}`, value, unit: 'ms' },
		...(aim === undefined ? {} : { aim })
	});
	const lines = [
		line('matrix 200 x 300, p95 between frames', quantile(gaps, 0.95), frame),
		line('matrix 200 x 300, longest between frames', Math.max(...gaps)),
		line(
			'20,000 questions, until they can be searched',
			median(all.map((one) => one.search.ready))
		),
		line('20,000 questions, a key p50', median(keys)),
		line('20,000 questions, a key p95', quantile(keys, 0.95), 50),
		line('20,000 questions, the slowest key', Math.max(...keys))
	];
	return { lines, complaints: [], details: { questions: all } };
}

async function measured(address: string) {
	const watched = await WatchedPage.open(address);
	try {
		const { page } = watched;
		await page.locator('tbody tr').first().waitFor();
		await page.waitForTimeout(500);
		const { gaps } = await watched.frames(() => page.evaluate(scrollThrough));
		const search = await page.evaluate((queries) => timedSearch(queries), typed);
		const scrolled: Scrolled = { gaps };
		return { scrolled, search };
	} finally {
		await watched.close();
	}
}

/** Down and up again, 60 pixels a frame: about four screens a second. */
async function scrollThrough(): Promise<void> {
	const frame = document.querySelector<HTMLElement>('.window');
	if (!frame) throw new Error('no matrix on the page');
	const end = frame.scrollHeight - frame.clientHeight;
	if (end < frame.clientHeight) throw new Error(`nothing to scroll: ${frame.scrollHeight} px`);
	const to = async (top: number) => {
		frame.scrollTop = top;
		await new Promise((done) => requestAnimationFrame(done));
	};
	for (let top = 0; top <= end; top += 60) await to(top);
	for (let top = end; top >= 0; top -= 60) await to(top);
}
