import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../../pipelines/install.js';
import { compressSite } from '../../pipelines/site/compress.ts';
import { launchBrowser } from '../../pipelines/site/browser.ts';
import { withSite } from './explorer/page.ts';
import { type Profile, type Visit, profiles, visited } from './pages/visit.ts';
import { type Line, median } from './report.ts';

/** Visits of a page under one profile, and of the same text without anything else. */
export interface PageTimes {
	readonly path: string;
	readonly isBoard: boolean;
	readonly profile: Profile;
	readonly ours: readonly Visit[];
	readonly plain: readonly Visit[];
}

interface Options {
	/** For the plain pages. */
	readonly folder: string;
	readonly runs: number;
	readonly say: (text: string) => void;
}

const built = join(repository, 'build');

/** Undefined where nothing was built. */
export async function measurePages({
	folder,
	runs,
	say
}: Options): Promise<readonly PageTimes[] | undefined> {
	if (!existsSync(join(built, 'es', 'index.html'))) return undefined;
	const boards = readdirSync(join(built, 'es', 'boards'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => `es/boards/${name}/`);
	const others = ['es/', 'es/countries/BRA/', 'es/baselines/', 'es/data/'];
	const paths = [...boards, ...others.filter((path) => existsSync(join(built, path)))];
	const plainSite = join(folder, 'plain');
	for (const path of paths) writePlain(plainSite, path);
	await compressSite(plainSite, join(folder, 'compressed'));
	const measured: PageTimes[] = [];
	await withSite(built, (ours) =>
		withSite(plainSite, async (plain) => {
			for (const profile of profiles) {
				const browser = await launchBrowser();
				// The first page of a browser pays for its start.
				await visited(browser, `${plain}es/`, profile);
				for (const path of paths) {
					const times = { ours: [] as Visit[], plain: [] as Visit[] };
					for (let run = 0; run < runs; run++) {
						times.ours.push(await visited(browser, `${ours}${path}`, profile));
						// It has nothing that could vary much.
						if (run % 2 === 0) times.plain.push(await visited(browser, `${plain}${path}`, profile));
					}
					measured.push({ path, isBoard: boards.includes(path), profile, ...times });
				}
				await browser.close();
				say(`pages: ${profile.name} done`);
			}
		})
	);
	return measured;
}

/** The limit: the same words, without style, typeface, picture or script. */
function writePlain(site: string, path: string): void {
	const html = readFileSync(join(built, path, 'index.html'), 'utf8')
		.replace(/<(script|style|svg)\b[^]*?<\/\1>/g, '')
		.replace(/<link\b[^>]*>/g, '')
		.replace(/ (class|style)="[^"]*"/g, '');
	const at = join(site, path, 'index.html');
	mkdirSync(dirname(at), { recursive: true });
	writeFileSync(at, html);
	cpSync(join(built, '404.html'), join(site, '404.html'));
}

const of = (
	visits: readonly Visit[],
	key: 'first' | 'largest' | 'shift' | 'blocked' | 'requests'
) => median(visits.map((visit) => visit[key]));
const kilobytes = (visits: readonly Visit[], kinds: readonly (keyof Visit['bytes'])[]) =>
	median(visits.map(({ bytes }) => kinds.reduce((sum, kind) => sum + bytes[kind], 0) / 1000));

const isFree = ({ profile }: PageTimes) => profile.name === 'unthrottled';

/** What every board has to keep to; the worst of them is told. */
export function pageLines(all: readonly PageTimes[]): Line[] {
	const boards = all.filter(({ isBoard }) => isBoard);
	const free = boards.filter(isFree);
	const worst = (pages: readonly PageTimes[], value: (page: PageTimes) => number) =>
		Math.max(...pages.map(value));
	const largest = profiles.map(({ name }): Line => {
		const own = boards.filter(({ profile }) => profile.name === name);
		const value = worst(own, ({ ours }) => of(ours, 'largest'));
		const line: Line = { what: `board: largest paint, ${name}`, value, unit: 'ms' };
		return name === 'unthrottled' ? { ...line, aim: 500 } : line;
	});
	const slow = boards.filter(({ profile }) => profile.processor > 1);
	return [
		...largest,
		{
			...{ what: 'board: blocked after the first paint, 4x CPU', unit: 'ms', aim: 200 },
			value: worst(slow, ({ ours }) => of(ours, 'blocked'))
		},
		{
			...{ what: 'board: layout shift', unit: 'shift', aim: 0 },
			value: worst(boards, ({ ours }) => of(ours, 'shift'))
		},
		{
			...{ what: 'board: page without fonts', unit: 'kB', aim: 150 },
			value: worst(free, ({ ours }) => kilobytes(ours, ['html', 'css', 'script', 'other']))
		},
		{
			...{ what: 'board: fonts', unit: 'kB', aim: 50 },
			value: worst(free, ({ ours }) => kilobytes(ours, ['font']))
		},
		{
			...{ what: 'board: JavaScript', unit: 'kB', aim: 0 },
			value: worst(free, ({ ours }) => kilobytes(ours, ['script']))
		},
		{
			...{ what: 'board: requests', unit: 'requests' },
			value: worst(free, ({ ours }) => of(ours, 'requests'))
		}
	];
}

/** One line a page and profile, for reading. */
export function pageTable(all: readonly PageTimes[]): string {
	const rows = all.map(({ path, profile, ours, plain }) => {
		const bytes = (['html', 'css', 'script', 'font'] as const).map((kind) =>
			kilobytes(ours, [kind]).toFixed(1)
		);
		const ratio = of(ours, 'largest') / of(plain, 'largest');
		return [
			...[path, profile.name, of(ours, 'first').toFixed(0), of(ours, 'largest').toFixed(0)],
			...[of(plain, 'largest').toFixed(0), ratio.toFixed(1), of(ours, 'blocked').toFixed(0)],
			...[of(ours, 'shift').toFixed(3), of(ours, 'requests').toFixed(0), ...bytes]
		];
	});
	const head = [
		...['page', 'profile', 'first ms', 'largest ms', 'plain ms', 'times', 'blocked ms', 'shift'],
		...['requests', 'html kB', 'css kB', 'script kB', 'font kB']
	];
	const widths = head.map((one, i) => Math.max(one.length, ...rows.map((row) => row[i]!.length)));
	return [head, ...rows]
		.map((row) =>
			row.map((text, i) => (i < 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join('  ')
		)
		.join('\n');
}
