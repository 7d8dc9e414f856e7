import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { TileDataOf } from '#lib/model/boards/board-page.ts';
import { frameworkPage } from '#lib/model/framework-page.ts';
import { series as seriesSchema } from '#lib/model/series.ts';
import { openDuckDB } from '../../../pipelines/duckdb.ts';
import { boardPageLeaks } from '../../../pipelines/release/audit-board-pages.ts';
import { writeTable } from '../../../pipelines/release/table-file.ts';
import { declaredFramework, declaredIndicator } from '../../support/declared-frameworks.ts';
import {
	counts,
	madeBoard,
	madePage,
	madeTile,
	point,
	seriesSource
} from '../../support/made-up-board.ts';
import { offences, seriesInput } from '../../support/series-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-board-audit-'));
const write = (path: string, content: unknown) => {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), JSON.stringify(content));
};

const framework = declaredFramework('copolad-iii');

beforeAll(async () => {
	const { origin, checks, ...series } = seriesSchema.parse({
		...seriesInput,
		...offences,
		id: 'events'
	});
	expect([origin.kind, checks]).toEqual(['facts', expect.anything()]);
	write('series.json', [
		{
			series,
			status: 'built',
			places: {},
			path: 'series/events.parquet',
			rows: 3,
			checks: [],
			notes: []
		}
	]);
	mkdirSync(join(folder, 'series'));
	const engine = await openDuckDB();
	const row = (offence: string, period: string, value: number | null) => ({
		...{ territory: 'XTT', period, offence, value, standard_error: null },
		status: value === null ? 'not-reported' : 'final'
	});
	await writeTable({
		engine,
		path: join(folder, 'series/events.parquet'),
		schema: z.strictObject({
			...{ territory: z.string(), period: z.string(), offence: z.string(), status: z.string() },
			...{ value: z.number().nullable(), standard_error: z.number().nullable() }
		}),
		key: ['territory', 'period', 'offence'],
		rows: [row('sale', '2022', 7), row('sale', '2023', null), row('possession', '2022', 9)]
	});
	engine.close();
	write('pages/results/copolad-iii.json', frameworkPage.parse({ framework, countries: {} }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sold = (changes: Partial<TileDataOf<'series'>> = {}) =>
	counts([point('2022', 7), point('2023', null, { status: 'not-reported' })], {
		categories: { offence: 'sale' },
		...changes
	});
const laboratories = declaredIndicator(framework, '3.5.2-laboratories');
const line = (changes: Partial<TileDataOf<'framework'>> = {}): TileDataOf<'framework'> => ({
	...{ kind: 'framework', framework: 'copolad-iii', line: '3.5.2', synthetic: false },
	indicator: laboratories,
	unit: framework.units.find(({ id }) => id === laboratories.unit) ?? null,
	end: framework.period.end === 'not-stated' ? null : framework.period.end,
	...changes
});

async function leaks(data: TileDataOf<'series'> | TileDataOf<'framework'>): Promise<string[]> {
	const board = madeBoard([madeTile('one', { source: seriesSource, direction: 'none' })]);
	write('pages/boards/minister.json', madePage(board, [data]));
	const found = await boardPageLeaks({ folder, estimates: [], comparisons: [] });
	return found.map(({ where }) => where);
}

describe('the audit of a board', () => {
	test('finds nothing in values that the series has, absent ones included', async () => {
		expect(await leaks(sold())).toEqual([]);
	});

	test.for<[string, Partial<TileDataOf<'series'>>, string]>([
		['another value', { points: [point('2022', 8)] }, 'one: events XTT 2022'],
		['a value of another category', { points: [point('2022', 9)] }, 'one: events XTT 2022'],
		['a number for what is not reported', { points: [point('2023', 0)] }, 'one: events XTT 2023'],
		['a peer that the series has not', { peers: [point('2024', 1)] }, 'one: events XTT 2024'],
		['a series that is not there', { series: 'other' }, 'one: other']
	])('finds %s', async ([, changes, where]) => {
		expect(await leaks(sold(changes))).toEqual([where]);
	});

	test('holds lines of frameworks against the framework', async () => {
		expect(await leaks(line())).toEqual([]);
		const target = { ...laboratories.target, value: 99 };
		expect(await leaks(line({ indicator: { ...laboratories, target } }))).toEqual([
			'one: copolad-iii 3.5.2-laboratories'
		]);
		expect(await leaks(line({ end: '2099-01-01' }))).toHaveLength(1);
	});
});
