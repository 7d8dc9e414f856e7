import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CountryPage, countryIndex, countryPage } from '#lib/model/country-page.ts';
import { estimateRow } from '#lib/model/estimate-row.ts';
import { gapBoard } from '#lib/model/gap-board.ts';
import { manifest as manifestSchema } from '#lib/model/manifest.ts';
import { auditRelease } from '../../../pipelines/release/audit-release.ts';
import { rowsOfFile } from '../../../pipelines/release/table-file.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { jsonOf, releaseFolder } from '../../support/built-release.ts';
import {
	type GuardedRelease,
	guardedInstance,
	guardedRelease
} from '../../support/guarded-instance.ts';
import type { Instance } from '../../support/instance.ts';
import { makeCountries } from '../../support/two-countries.ts';

const words = (text: string) => ({ es: text, en: text });
const frame = {
	dimensions: [
		{
			...{ id: 'visibility', label: words('visibility'), tells: words('who sees'), rhythm: 36 },
			indicators: ['sees-sale']
		}
	]
};
const tail = `    date: 2024
    source: { document: A document, place: page 1 }
    lastChecked: 2024-05-01
`;

let instance: Instance;
let release: GuardedRelease;

beforeAll(async () => {
	instance = guardedInstance();
	instance.yaml('data/baseline-frame.yaml', frame);
	instance.yaml('data/territories/countries.yaml', {
		...{ id: 'countries', level: 'country', source: 'ours' },
		blocs: { shores: ['XTT', 'XUU', 'XVV'] },
		territories: ['XTT', 'XUU', 'XVV', 'XWW'].map((id) => ({ id, name: words(id) }))
	});
	instance.write(
		'data/registers/codes.yaml',
		`id: codes\nentries:\n  - list: blocs\n    id: shores\n    label: { en: Shores }\n${tail}  - list: place-levels\n    id: city\n    label: { en: City }\n${tail}`
	);
	instance.write(
		'data/registers/places.yaml',
		`id: places\nentries:\n  - id: town\n    name: { en: Town }\n    level: city\n    country: XUU\n${tail}`
	);
	release = await guardedRelease(instance);
});
afterAll(() => instance.remove());

const pageOf = (country: string) =>
	countryPage.parse(jsonOf(release.folder, `pages/countries/${country}.json`));
const index = () => countryIndex.parse(jsonOf(release.folder, 'pages/countries.json'));

describe('the profiles of countries', () => {
	test('are one for every country that a survey or a register names, all in the manifest', () => {
		const { artefacts } = manifestSchema.parse(jsonOf(release.folder, 'manifest.json'));
		const pages = artefacts.filter(({ path }) => path.startsWith('pages/countries'));
		expect(pages.map(({ path }) => path).sort()).toEqual(
			['countries', 'countries/XTT', 'countries/XUU'].map((name) => `pages/${name}.json`).sort()
		);
		expect(index().countries.map(({ id, bloc, fictional }) => [id, bloc, fictional])).toEqual([
			['XTT', 'shores', false],
			['XUU', 'shores', false]
		]);
	});

	test('hold the rows of all people of the country, to the last digit, and no group', async () => {
		const all = await rowsOfFile(join(release.folder, 'estimates.parquet'), estimateRow);
		const { figures } = pageOf('XTT');
		expect(figures.length).toBeGreaterThan(0);
		expect(figures).toEqual(all.filter((row) => row.territory === 'XTT' && row.by_1 === ''));
		expect(pageOf('XUU').figures).toEqual([]);
	});

	test('give peers what the others of the bloc have of the same, and none of what they lack', () => {
		expect(pageOf('XUU').peers).toEqual({ names: {}, figures: [], values: [] });
		expect(pageOf('XTT').peers.figures).toEqual([]);
	});

	test('are current, old or missing by the date of the release', () => {
		const states = (country: string, on: string) =>
			gapBoard(index().frame!, pageOf(country).figures, {
				on,
				isAsked: () => false
			})[0]!.entries.map(({ state }) => state);
		expect(states('XTT', '2027-02-28')).toEqual(['present']);
		expect(states('XTT', '2027-03-01')).toEqual(['stale']);
		expect(states('XUU', '2027-02-28')).toEqual(['missing']);
	});

	test('are none where no list of countries is declared', async () => {
		const plain = guardedInstance();
		const own = await guardedRelease(plain);
		expect(existsSync(join(own.folder, 'pages/countries.json'))).toBe(false);
		plain.remove();
	});
});

describe('the profiles of two countries of one bloc', () => {
	const plan = {
		...{ territories: ['area'], breakdowns: ['sex'], pairs: [] },
		comparisons: [{ kind: 'countries', of: 'north-2024', against: 'south-2023' }]
	};

	test('hold the figures of each other, whole countries only, and what was compared', async () => {
		const two = makeCountries({ plan });
		two.yaml('data/territories/countries.yaml', {
			...{ id: 'countries', level: 'country', source: 'ours', blocs: { shores: ['XNO', 'XSO'] } },
			territories: ['XNO', 'XSO'].map((id) => ({ id, name: words(id) }))
		});
		const { root, env } = two;
		await buildRelease({ profile: 'local', root, env, progress: () => undefined });
		const folder = releaseFolder(root);
		const page = (id: string) => countryPage.parse(jsonOf(folder, `pages/countries/${id}.json`));
		const [north, south] = [page('XNO'), page('XSO')];
		expect(north.peers.names).toEqual({ XSO: words('XSO') });
		expect(north.peers.figures).toEqual(south.figures);
		expect(south.peers.figures).toEqual(north.figures);
		expect(new Set(north.figures.map(({ territory, by_1 }) => territory + by_1))).toEqual(
			new Set(['XNO'])
		);
		expect(north.compared.length).toBeGreaterThan(0);
		expect(north.compared).toEqual(south.compared);
		expect(north.compared[0]).toMatchObject({ common_ages: '15-65', common_area: 'urban' });
		two.remove();
	});
});

describe('the audit of the profiles', () => {
	test('finds nothing in what the pipeline writes', async () => {
		expect((await auditRelease(release.surveys, release)).leaks).toEqual([]);
	});

	test.for<[string, (page: CountryPage) => void, string]>([
		['a digit that the table does not have', (page) => (page.figures[0]!.n = 7), 'test-2024'],
		[
			'a figure of a peer that is none of the table',
			(page) => page.peers.figures.push({ ...page.figures[0]!, territory: 'XUU' }),
			'XUU'
		],
		[
			'a value of a series that the release does not have',
			(page) =>
				page.values.push({
					...{ series: 'secret', period: '2024', categories: {}, value: 7 },
					standardError: null
				}),
			'secret'
		]
	])('finds %s', async ([, change, where]) => {
		const page = pageOf('XTT');
		change(page);
		writeFileSync(join(release.folder, 'pages/countries/XTT.json'), JSON.stringify(page));
		try {
			const { leaks } = await auditRelease(release.surveys, release);
			expect(leaks).toEqual([
				{
					...{ artefact: 'pages/countries/XTT.json', kind: 'page' },
					where: expect.stringContaining(where) as string
				}
			]);
		} finally {
			release.remove();
			release = await guardedRelease(instance);
		}
	});
});
