import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { panelData } from '#lib/impact/evaluation/panel-data.ts';
import { panelEvaluation } from '#lib/impact/evaluation/panel-evaluation.ts';
import { publishedTable } from '#lib/impact/evaluation/published-columns.ts';
import { openDuckDB } from '../../../../pipelines/duckdb.ts';
import {
	panelCsv,
	panelParquet,
	writePanel
} from '../../../../pipelines/steps/programmes/panel-files.ts';
import { numberedUnits } from '../../../../pipelines/steps/programmes/numbered-units.ts';
import { publishedPanel } from '../../../../pipelines/steps/programmes/published-panel.ts';
import { printedEvaluation, withColumns } from '../../../support/evaluated-programmes.ts';
import { territorialProgramme, territorialTables } from '../../../support/territorial-programme.ts';

const programme = territorialProgramme();
const tables = territorialTables();
const named = withColumns(tables.get('panel')!, {
	unit: tables
		.get('panel')!
		.columns.get('unit')!
		.map((unit) => `street ${unit}`),
	secret: tables.get('panel')!.columns.get('year')!
});
const pairs = withColumns(tables.get('pairs')!, {
	one: tables
		.get('pairs')!
		.columns.get('one')!
		.map((unit) => `street ${unit}`),
	other: tables
		.get('pairs')!
		.columns.get('other')!
		.map((unit) => `street ${unit}`)
});
const input = {
	tables: new Map([
		['panel', named],
		['pairs', pairs]
	])
};
const numbered = numberedUnits(panelData(programme, input));
const published = publishedPanel(
	panelData(programme, { tables: new Map([['panel', numbered.table]]), ring: numbered.ring })
);

describe('a published panel', () => {
	test('has no name of a unit and no column that nobody declared', () => {
		expect(published.columns.map(({ name }) => name)).toEqual([
			...['unit', 'year', 'start', 'covariate', 'seen', 'harm', 'placebo', 'ring_start']
		]);
		expect(JSON.stringify(published)).not.toContain('street');
	});

	test('says who lies in the ring and since when, a row a unit and period in order', () => {
		const ring = published.rows.filter((row) => row.at(-1) !== '');
		expect(ring).toHaveLength(60);
		expect(new Set(ring.map((row) => row.at(-1)))).toEqual(new Set(['5']));
		const keys = published.rows.map(([unit, year]) => `${unit} ${year!.padStart(2, '0')}`);
		expect(keys).toEqual(keys.toSorted());
	});

	test('numbers do not follow the order of the file', () => {
		const units = numbered.table.columns.get('unit')!;
		expect(units).not.toEqual(units.toSorted());
	});
});

describe('its files', () => {
	let folder: string;
	beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'atalaya-panel-'))));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test(
		'give the numbers of the source back, and the same evaluation',
		{ timeout: 60_000 },
		async () => {
			await writePanel(folder, published);
			const csv = readFileSync(join(folder, panelCsv), 'utf8').split('\r\n');
			expect(csv[0]).toBe('unit,year,start,covariate,seen,harm,placebo,ring_start');
			const engine = await openDuckDB();
			const path = join(folder, panelParquet);
			const rows = await engine
				.query(sql`SELECT * FROM read_parquet(${path}) ORDER BY ${identifier('unit')}, year`)
				.finally(() => engine.close());
			const names = published.columns.map(({ name }) => name);
			const columns = names.map((name) => ({ name, values: rows.map((row) => row[name]) }));
			const { table, ring } = publishedTable('panel', 'unit', columns);
			const again = panelEvaluation(programme, {
				tables: new Map([['panel', table]]),
				...(ring && { ring })
			});
			const before = panelEvaluation(programme, input);
			expect(printedEvaluation(again).outcomes[0]?.effect).toMatchObject({
				...effectNumbers(printedEvaluation(before).outcomes[0]?.effect)
			});
			expect(again.displacement).toMatchObject({ kind: 'ring', units: 6 });
		}
	);
});

/** Sums of the same rows in another order differ in their last digits. */
function effectNumbers(effect: unknown) {
	const { estimate, standardError } = effect as { estimate: number; standardError: number };
	return {
		estimate: expect.closeTo(estimate, 9) as number,
		standardError: expect.closeTo(standardError, 9) as number
	};
}
