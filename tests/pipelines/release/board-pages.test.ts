import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boardFacts } from '#lib/boards/board-facts.ts';
import { type BoardPage, boardIndex, boardPage } from '#lib/model/boards/board-page.ts';
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
import { madeTile, text } from '../../support/made-up-board.ts';

const of = (territory: string) => ({
	source: { kind: 'indicator', indicator: 'sees-sale', surveys: 'test', territory }
});

let instance: Instance;
let release: GuardedRelease;

beforeAll(async () => {
	instance = guardedInstance();
	instance.yaml('data/territories/countries.yaml', {
		...{ id: 'countries', level: 'country', source: 'ours', fictional: true },
		territories: [{ id: 'XTT', name: text('Testland') }]
	});
	instance.yaml('data/boards/minister.yaml', {
		...{ id: 'minister', title: text('Minister'), place: { territory: 'XTT' } },
		period: { from: '2024', to: '2026' },
		tiles: [
			madeTile('whole', of('XTT')),
			...['north', 'south', 'east', 'west'].map((area) => madeTile(area, of(area)))
		]
	});
	release = await guardedRelease(instance);
});
afterAll(() => instance.remove());

const page = () => boardPage.parse(jsonOf(release.folder, 'pages/boards/minister.json'));
const figures = (one: BoardPage) =>
	one.tiles.flatMap((data) => (data?.kind === 'indicator' ? data.figures : []));

describe('the boards of a release', () => {
	test('are in the manifest, with their index', () => {
		const { artefacts } = manifestSchema.parse(jsonOf(release.folder, 'manifest.json'));
		const paths = artefacts
			.map(({ path }) => path)
			.filter((path) => path.startsWith('pages/boards'));
		expect(paths.sort()).toEqual(['pages/boards.json', 'pages/boards/minister.json']);
		expect(boardIndex.parse(jsonOf(release.folder, 'pages/boards.json')).boards).toEqual([
			'minister'
		]);
	});

	test('hold the figures of the table, to the last digit', async () => {
		const rows = await rowsOfFile(join(release.folder, 'estimates.parquet'), estimateRow);
		const [whole] = figures(page());
		const row = rows.find(({ territory, by_1 }) => territory === 'XTT' && by_1 === '');
		expect(whole).toMatchObject({
			estimate: row?.estimate,
			lower: row?.lower,
			n: row?.n,
			word: ''
		});
	});

	test('have the word and no number of what is suppressed', async () => {
		const rows = await rowsOfFile(join(release.folder, 'estimates.parquet'), estimateRow);
		const hidden = rows.filter(({ suppressed, by_1 }) => suppressed && by_1 === '');
		expect(hidden.length).toBeGreaterThan(0);
		for (const { territory } of hidden) {
			const found = figures(page()).find((one) => one.territory === territory);
			expect(found).toMatchObject({ word: 'suppressed', estimate: null, n: null, upper: null });
		}
		const facts = boardFacts(page(), '2026-01-01');
		expect(facts.map(({ word }) => word).filter((word) => word !== undefined).length).toBe(
			hidden.length
		);
	});

	test('are none where none is declared', async () => {
		const plain = guardedInstance();
		const own = await guardedRelease(plain);
		expect(existsSync(join(own.folder, 'pages/boards.json'))).toBe(false);
		plain.remove();
	});
});

describe('the audit of the boards', () => {
	test('finds nothing in what the pipeline writes', async () => {
		expect((await auditRelease(release.surveys, release)).leaks).toEqual([]);
	});

	test.for<[string, (one: BoardPage) => void, string]>([
		['a digit that the table does not have', (one) => (figures(one)[0]!.n = 7), 'whole: test-2024'],
		[
			'a number that stands beside a word',
			(one) => {
				const hidden = figures(one).find(({ word }) => word === 'suppressed')!;
				hidden.estimate = 0.2;
			},
			'test-2024 sees-sale'
		],
		[
			'a difference that was not compared',
			(one) => {
				const [data] = one.tiles;
				if (data?.kind !== 'indicator') return;
				data.change = {
					...{ of: 'test-2024', against: 'test-2022', overlap: 'independent' },
					...{ verdict: 'same', rule: 'no-difference', difference: 0.1, standardError: 0.01 },
					...{ lower: 0.08, upper: 0.12, df: 10, pValue: 0.001, level: 0.95 }
				};
			},
			'whole: test-2024 test-2022'
		]
	])('finds %s', async ([, change, where]) => {
		const one = page();
		const path = join(release.folder, 'pages/boards/minister.json');
		const before = JSON.stringify(one);
		change(one);
		writeFileSync(path, JSON.stringify(one));
		const { leaks } = await auditRelease(release.surveys, release);
		writeFileSync(path, before);
		expect(leaks).toEqual([
			{
				...{ artefact: 'pages/boards/minister.json', kind: 'page' },
				where: expect.stringContaining(where) as string
			}
		]);
	});
});
