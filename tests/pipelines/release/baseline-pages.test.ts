import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BaselinePage, baselineIndex, baselinePage } from '#lib/model/baseline-page.ts';
import { baselineTable } from '#lib/model/baseline-table.ts';
import { estimateRow } from '#lib/model/estimate-row.ts';
import { manifest as manifestSchema } from '#lib/model/manifest.ts';
import { auditRelease } from '../../../pipelines/release/audit-release.ts';
import { rowsOfFile } from '../../../pipelines/release/table-file.ts';
import { jsonOf } from '../../support/built-release.ts';
import {
	type GuardedRelease,
	guardedInstance,
	guardedRelease
} from '../../support/guarded-instance.ts';
import type { Instance } from '../../support/instance.ts';
import { testBaseline } from '../../support/test-baseline.ts';

const words = (text: string) => ({ es: text, en: text });
const frame = {
	dimensions: [
		{
			...{ id: 'visibility', label: words('visibility'), tells: words('who sees'), rhythm: 36 },
			indicators: ['sees-sale'],
			groups: { indicators: ['sees-sale'], by: ['age'] },
			gaps: [{ id: 'seen', label: words('seen'), needs: words('a question') }]
		},
		{ id: 'access', label: words('access'), tells: words('how easy'), rhythm: 36 }
	]
};

let instance: Instance;
let release: GuardedRelease;

beforeAll(async () => {
	instance = guardedInstance();
	instance.yaml('data/baseline-frame.yaml', frame);
	instance.yaml('data/baselines/sale-2024.yaml', testBaseline());
	release = await guardedRelease(instance);
});
afterAll(() => instance.remove());

const pageOf = (territory: string) =>
	baselinePage.parse(jsonOf(release.folder, `pages/baselines/${territory}.json`));
const index = () => baselineIndex.parse(jsonOf(release.folder, 'pages/baselines.json'));
const estimates = () => rowsOfFile(join(release.folder, 'estimates.parquet'), estimateRow);
const entryOf = (page: BaselinePage) => page.dimensions[0]!.entries[0]!;

describe('the pages of baselines', () => {
	test('are one for the country and one for every territory, all in the manifest', () => {
		const { artefacts } = manifestSchema.parse(jsonOf(release.folder, 'manifest.json'));
		const pages = artefacts.filter(({ path }) => path.startsWith('pages/baselines'));
		const names = ['XTT', 'east', 'north', 'south', 'west'].map((id) => `baselines/${id}`);
		expect(pages.map(({ path }) => path).sort()).toEqual(
			['baselines', ...names].map((name) => `pages/${name}.json`).sort()
		);
		expect(pages.map(({ kind, tier }) => `${kind} ${tier}`)).toEqual(
			pages.map(() => 'page protected')
		);
	});

	test('hold the rows of the table of estimates, to the last digit', async () => {
		const all = await estimates();
		for (const { place } of index().places) {
			const { figures, country, groups } = entryOf(pageOf(place.id));
			expect(figures).toEqual(all.filter((one) => one.territory === place.id && one.by_1 === ''));
			expect(groups.map((one) => one.category_1).sort()).toEqual(['middle', 'old', 'young']);
			for (const row of [...figures, ...country, ...groups]) expect(all).toContainEqual(row);
			expect(country.map((one) => one.territory)).toEqual(place.id === 'XTT' ? [] : ['XTT']);
		}
	});

	test('keep what is withheld without a number, and tell it from what nobody asked', () => {
		const young = entryOf(pageOf('west')).groups.find((row) => row.category_1 === 'young');
		expect(young).toMatchObject({
			suppressed: true,
			estimate: null,
			n: null,
			standard_error: null
		});
		const coverage = (id: string) =>
			index()
				.places.find(({ place }) => place.id === id)!
				.coverage.map((one) => [...[one.measured, one.of, one.withheld, one.latest !== null]]);
		expect(coverage('XTT')).toEqual([
			[1, 2, 0, true],
			[0, 0, 0, false]
		]);
		expect(coverage('east')[0]).toEqual([0, 2, 1, false]);
	});

	test('hold the frozen values of their territory and no others', () => {
		const all = baselineTable.parse(jsonOf(release.folder, 'baselines.json'));
		expect(entryOf(pageOf('XTT')).frozen).toEqual(all);
		expect(entryOf(pageOf('west')).frozen).toEqual([]);
	});

	test('are none where no frame is declared', async () => {
		const plain = guardedInstance();
		const own = await guardedRelease(plain);
		expect(existsSync(join(own.folder, 'pages/baselines.json'))).toBe(false);
		plain.remove();
	});
});

describe('the audit of the pages of baselines', () => {
	test('finds nothing in what the pipeline writes', async () => {
		expect((await auditRelease(release.surveys, release)).leaks).toEqual([]);
	});

	test.for<[string, (page: BaselinePage, numbers: object) => void, string]>([
		[
			'a withheld figure shown again',
			(page, numbers) =>
				Object.assign(
					entryOf(page).groups.find((one) => one.suppressed)!,
					numbers
				),
			'test-2024 sees-sale west young'
		],
		[
			'a digit that the table does not have',
			(page) => (entryOf(page).figures[0]!.n = 7),
			'test-2024 sees-sale west'
		],
		['a frozen value that is not of the release', (page) => page.others.push(madeUp()), 'sale-2024']
	])('finds %s', async ([, change, where]) => {
		const page = pageOf('west');
		const path = join(release.folder, 'pages/baselines/west.json');
		change(page, { suppressed: false, estimate: 0.01, n: 70 });
		writeFileSync(path, JSON.stringify(page));
		try {
			expect((await auditRelease(release.surveys, release)).leaks).toEqual([
				{ artefact: 'pages/baselines/west.json', kind: 'page', where }
			]);
		} finally {
			release.remove();
			release = await guardedRelease(instance);
		}
	});
});

function madeUp() {
	const [known] = baselineTable.parse(jsonOf(release.folder, 'baselines.json'));
	const { baseline } = known!;
	return { baseline: { ...baseline, frozen: { ...baseline.frozen, estimate: 0.2 } }, now: null };
}
