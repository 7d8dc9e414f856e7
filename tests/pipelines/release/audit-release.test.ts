import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonKey,
	comparisonRow,
	estimateKey,
	estimateRow
} from '#lib/model/estimate-row.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { auditRelease, refuseLeaks } from '../../../pipelines/release/audit-release.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { rowsIn, writeTable } from '../../../pipelines/release/table-file.ts';
import { dataFolder, filesBelow, jsonOf, releaseFolder } from '../../support/built-release.ts';
import { testRules } from '../../support/disclosure.ts';
import {
	type GuardedRelease,
	canary,
	guardedInstance,
	guardedRelease
} from '../../support/guarded-instance.ts';
import type { Instance } from '../../support/instance.ts';

let instance: Instance;
let release: GuardedRelease;
let engine: NodeEngine;

beforeAll(async () => {
	instance = guardedInstance();
	engine = await openDuckDB();
});
afterAll(() => {
	engine.close();
	instance.remove();
});
beforeEach(async () => {
	release = await guardedRelease(instance);
});
afterEach(() => release.remove());

const audited = () => auditRelease(release.surveys, release);
const kindsFound = async () => [...new Set((await audited()).leaks.map(({ kind }) => kind))];

const at = (path: string) => join(release.folder, path);
const estimates = () => rowsIn(engine, at('estimates.parquet'), estimateRow);
const original = () => rowsIn(engine, release.surveys[0]!.built.estimates, estimateRow);

async function rewritten(change: (row: EstimateRow) => EstimateRow) {
	const rows = (await estimates()).map(change);
	const path = at('estimates.parquet');
	await writeTable({ engine, path, schema: estimateRow, key: estimateKey, rows });
}

const placeOf = (row: EstimateRow) =>
	[row.territory, row.category_1, row.category_2].filter((word) => word !== '').join(' ');

function changedJson(path: string, change: (content: object) => object) {
	const content = jsonOf(release.folder, path) as object;
	writeFileSync(at(path), JSON.stringify(change(content)));
}

describe('the audit of a release', () => {
	test('finds nothing in what the pipeline protects, and says what it looked at', async () => {
		const { leaks, figures } = await audited();
		expect(leaks).toEqual([]);
		const { cells, withheld, tightest } = figures.get('test-2024')!;
		expect(withheld).toBeGreaterThan(2);
		expect(cells).toBeGreaterThan(withheld);
		expect(tightest!.width).toBeGreaterThanOrEqual(tightest!.required);
	});

	test('finds a withheld figure that follows from its margin', async () => {
		const before = await original();
		const hidden = (await estimates()).filter((row) => row.suppressed).map(placeOf);
		expect(hidden.length).toBeGreaterThan(1);
		// One figure that protected another is shown again.
		const second = hidden.find((place) => place.startsWith('west') && place !== 'west young')!;
		await rewritten((row) =>
			placeOf(row) === second ? { ...before.find((one) => placeOf(one) === second)! } : row
		);
		expect(await kindsFound()).toContain('bounded');
	});

	test('finds a figure that a rule withholds', async () => {
		const before = await original();
		await rewritten((row) =>
			placeOf(row) === 'east' ? before.find((one) => placeOf(one) === 'east')! : row
		);
		const { leaks } = await audited();
		expect(leaks).toContainEqual({
			artefact: 'estimates.parquet',
			kind: 'shown',
			where: 'test-2024 sees_sale east'
		});
	});

	test.for(['n', 'standard_error', 'deff', 'cv', 'df', 'bound_lower', 'quality_reasons'] as const)(
		'finds what is left in a withheld row: %s',
		async (column) => {
			const value = column === 'quality_reasons' ? 'n 12 < 60' : 0.5;
			await rewritten((row) => (row.suppressed ? { ...row, [column]: value } : row));
			expect(await kindsFound()).toEqual(['left']);
		}
	);

	test('finds a comparison of a withheld figure', async () => {
		const path = at('comparisons.parquet');
		const rows = await rowsIn(engine, path, comparisonRow);
		const hidden = rows.find(({ suppressed }) => suppressed)!;
		expect(hidden).toMatchObject({ difference: null, ratio: null, p_value: null, df: null });
		const shown: ComparisonRow = { ...hidden, ratio: 1.5, suppressed: false };
		const changed = rows.map((row) => (row === hidden ? shown : row));
		await writeTable({ engine, path, schema: comparisonRow, key: comparisonKey, rows: changed });
		expect(await kindsFound()).toEqual(['comparison']);
	});

	test.for([
		[{ north: 440, south: 440, east: { below: 30 } }, []],
		[{ north: 440, south: 440, east: { below: 5 } }, ['report']],
		[{ north: { below: 12 }, south: 880, east: { below: 4 } }, ['report']]
	] as const)('finds small counts that follow from a report: %o', async ([counts, kinds]) => {
		changedJson('report/test-2024.json', (report) => {
			const concepts = [{ concept: 'area', counts }];
			return { ...report, units: [{ unit: 'person', rows: 900, concepts }] };
		});
		expect(await kindsFound()).toEqual(kinds);
	});

	test('finds a page that was made from protected rows', async () => {
		const answer = {
			...{
				estimates: [],
				unsure: 'exclude',
				missing: {},
				withoutBreakdown: 0,
				level: 0.95,
				sql: []
			},
			overall: {
				...{ kind: 'withheld', domain: [], n: 3, weightedN: 1, unsureShare: 0 },
				...{ reason: 'one-case', details: [] }
			}
		};
		const view = { survey: 'test-2024', indicator: 'sees-sale', by: [], where: [], unsure: 'auto' };
		mkdirSync(at('pages'), { recursive: true });
		writeFileSync(at('pages/explore.json'), JSON.stringify({ view, answer }));
		expect(await kindsFound()).toEqual(['stray', 'page']);
	});

	test('is an error that lists every leak', async () => {
		writeFileSync(at('rows.csv'), 'left behind');
		const audit = await audited();
		expect(() => refuseLeaks(audit)).toThrow(
			'the release would tell of single people, and is not published\n  rows.csv: stray: not in the manifest'
		);
	});
});

const build = (own: Instance) =>
	buildRelease({ profile: 'public', root: own.root, env: own.env, progress: () => {} });

describe('a public build of a protected survey', () => {
	test('holds its protected figures and not one row of it', async () => {
		await build(instance);
		const folder = releaseFolder(instance.root, 'public');
		const rows = await rowsIn(engine, join(folder, 'estimates.parquet'), estimateRow);
		expect(rows.filter(({ suppressed }) => suppressed).length).toBeGreaterThan(2);
		expect(rows.filter(({ estimate }) => estimate !== null).length).toBeGreaterThan(5);
		expect(rows.every(({ events }) => events === null)).toBe(true);
		expect(filesBelow(folder).filter((path) => path.startsWith('respondents'))).toEqual([]);
		const data = dataFolder(instance.root, 'public');
		for (const path of filesBelow(data)) {
			const bytes = readFileSync(join(data, path));
			expect(bytes.includes(String(canary)), path).toBe(false);
			const double = Buffer.alloc(8);
			double.writeDoubleLE(canary);
			expect(bytes.includes(double), path).toBe(false);
		}
	});

	test('stops where an earlier release shows what is withheld now, until that is offline', async () => {
		const own = guardedInstance();
		const lenient = { ...testRules, k: 3, minCases: 6, minPsus: 1, smallGroup: 6 };
		own.yaml('data/disclosure/test-rules.yaml', { ...lenient, rounding: { cases: 1, digits: 4 } });
		await build(own);
		own.yaml('data/disclosure/test-rules.yaml', testRules);
		const second = {
			...{ id: 'r2', date: '2024-07-01', status: 'approved' },
			...{ approver: { role: { en: 'Data board' } }, approvedOn: '2024-06-30' }
		};
		own.yaml('data/release.yaml', second);
		await expect(build(own)).rejects.toThrow('r1: earlier: test-2024 sees-sale east');
		expect(releaseFolder(own.root, 'public')).toContain('r1.');
		own.yaml('data/release.yaml', { ...second, offline: ['r1'] });
		await build(own);
		expect(filesBelow(dataFolder(own.root, 'public')).some((path) => path.startsWith('r1.'))).toBe(
			false
		);
		own.remove();
	});

	test('stops where an earlier release that is online cannot be read', async () => {
		const own = guardedInstance();
		await build(own);
		writeFileSync(join(releaseFolder(own.root, 'public'), 'estimates.parquet'), 'no table');
		own.yaml('data/release.yaml', {
			...{ id: 'r2', date: '2024-07-01', status: 'approved' },
			...{ approver: { role: { en: 'Data board' } }, approvedOn: '2024-06-30' }
		});
		await expect(build(own)).rejects.toThrow('take it offline by release.yaml, offline: r1');
		own.remove();
	});
});
