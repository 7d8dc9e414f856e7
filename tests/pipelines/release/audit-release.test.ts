import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	onTestFinished,
	test
} from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonKey,
	comparisonRow,
	estimateKey,
	estimateRow
} from '#lib/model/estimate-row.ts';
import { manifest as manifestSchema } from '#lib/model/manifest.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { auditRelease, refuseLeaks } from '../../../pipelines/release/audit-release.ts';
import { suppressedRow } from '../../../pipelines/steps/protect/figures/published-row.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { writeText } from '../../../pipelines/release/release-files.ts';
import { rowsIn, writeTable } from '../../../pipelines/release/table-file.ts';
import { dataFolder, filesBelow, jsonOf, releaseFolder } from '../../support/built-release.ts';
import { testRules } from '../../support/disclosure.ts';
import {
	type GuardedRelease,
	canary,
	guardedInstance,
	guardedRelease,
	guardedSurvey
} from '../../support/guarded-instance.ts';
import { type Instance, sourceOf } from '../../support/instance.ts';
import { testBaseline } from '../../support/test-baseline.ts';

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

/** The release of an observatory that has more to publish. */
async function releaseWith(more: (own: Instance) => void) {
	const own = guardedInstance();
	onTestFinished(() => own.remove());
	more(own);
	release.remove();
	release = await guardedRelease(own);
}

/** Two stages of life besides three ages: who is old is late. */
function addStages(own: Instance) {
	const label = (id: string) => ({ id, label: { en: id } });
	const codes = { '1': 'early', '2': 'early', '3': 'late' };
	const mapping = { concept: 'stage', file: 'people', variable: 'age', codes };
	const mappings = [...(guardedSurvey()['mappings'] as object[]), mapping];
	own.yaml(sourceOf('test-2024'), guardedSurvey({ mappings }));
	own.yaml('data/concepts/stage.yaml', {
		...{ ...label('stage'), definition: { en: 'stage' }, kind: 'category' },
		categories: ['early', 'late'].map(label)
	});
	own.yaml('data/estimates.yaml', { territories: ['area'], breakdowns: ['age', 'stage'] });
}

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

const leak = (kind: string, place: string) => ({
	...{ artefact: 'estimates.parquet', kind },
	where: `test-2024 sees_sale ${place}`
});

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

	test('finds a withheld figure that follows from another breakdown of the same people', async () => {
		await releaseWith(addStages);
		const before = await original();
		// Who is early is young or middle-aged, and the margins that would tell the same are withheld.
		await rewritten((row) => {
			if (placeOf(row) === 'west late') return suppressedRow(row);
			return placeOf(row) === 'west early'
				? before.find((one) => placeOf(one) === 'west early')!
				: row;
		});
		const rows = await estimates();
		const isShown = (place: string) =>
			rows.some((row) => placeOf(row) === place && !row.suppressed);
		expect(['west', 'west young', 'west middle', 'west early'].map(isShown)).toEqual([
			...[false, false, true, true]
		]);
		expect((await audited()).leaks).toContainEqual(leak('bounded', 'west young'));
	});

	test('finds the complement of a figure that is withheld', async () => {
		await releaseWith((own) => {
			own.yaml('data/indicators/unseen-sale.yaml', {
				...{ id: 'unseen-sale', statistic: 'proportion', concept: 'sees_sale' },
				...{ numerator: ['no'], label: { en: 'no sale' }, definition: { en: 'no sale' } },
				...{ measures: 'population', direction: 'up', sentence: { en: '{value}' } }
			});
		});
		const before = await original();
		const isComplement = (row: EstimateRow) =>
			row.indicator === 'unseen-sale' && placeOf(row) === 'east';
		expect((await audited()).leaks).toEqual([]);
		await rewritten((row) => (isComplement(row) ? before.find(isComplement)! : row));
		const { leaks } = await audited();
		expect(leaks).toContainEqual(leak('shown', 'east'));
	});

	test.for([
		[{ territory: 'east' }, ['frozen']],
		[{ territory: 'west', group: { age: 'young' } }, ['frozen']],
		[{ territory: 'west', group: { age: 'middle' } }, []]
	] as const)('finds a withheld figure that a baseline keeps: %o', async ([frozen, kinds]) => {
		await releaseWith((own) => own.yaml('data/baselines/sale-2024.yaml', testBaseline(frozen)));
		expect(await kindsFound()).toEqual(kinds);
	});

	test('finds totals under replicate weights of a figure that is withheld', async () => {
		await releaseWith((own) =>
			own.yaml('data/disclosure/test-rules.yaml', { ...testRules, replicates: 10 })
		);
		const path = at('replicates/test-2024.parquet');
		expect(await kindsFound()).toEqual([]);
		const changed = `${path}.changed`;
		await engine.execute(sql`COPY (SELECT * REPLACE ('east' AS territory) FROM read_parquet(${path})
			WHERE territory = 'XTT' AND by_1 = '') TO ${changed} (FORMAT parquet)`);
		renameSync(changed, path);
		expect((await audited()).leaks).toEqual([
			{ artefact: 'replicates/test-2024.parquet', kind: 'replicates', where: 'sees-sale east' }
		]);
	});

	test('finds a figure that a rule withholds', async () => {
		const before = await original();
		await rewritten((row) =>
			placeOf(row) === 'east' ? before.find((one) => placeOf(one) === 'east')! : row
		);
		const { leaks } = await audited();
		expect(leaks).toContainEqual(leak('shown', 'east'));
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

	test.for([
		['survival/test-programme.json', 'page'],
		['panels/test-programme.parquet', 'series'],
		['survival/test-programme.json', undefined]
	] as const)('refuses curves and panels of programmes: %o', async ([path, kind]) => {
		const own = { licence: 'CC0-1.0', source: 'Test', tier: 'open' } as const;
		const artefact = { path, kind, rows: 1, ...own, ...writeText(release.folder, path, '{}') };
		if (kind !== undefined)
			changedJson('manifest.json', (manifest) => {
				const { artefacts } = manifestSchema.parse(manifest);
				return { ...manifest, artefacts: [...artefacts, artefact] };
			});
		const where = kind === undefined ? 'not in the manifest' : `not audited as: ${kind}`;
		expect((await audited()).leaks).toEqual([{ artefact: path, kind: 'stray', where }]);
	});

	test('knows no kind of artefact but those it looks into', async () => {
		changedJson('manifest.json', (manifest) => {
			const { artefacts } = manifestSchema.parse(manifest);
			return { ...manifest, artefacts: artefacts.map((one) => ({ ...one, kind: 'survival' })) };
		});
		await expect(audited()).rejects.toThrow('kind');
	});

	test.for(['rows.csv', 'index.html', 'respondents/test-2024.person.parquet', 'pages/west.json'])(
		'finds a file that no manifest lists, whatever it is: %s',
		async (path) => {
			mkdirSync(dirname(at(path)), { recursive: true });
			writeFileSync(at(path), 'left behind');
			expect((await audited()).leaks).toEqual([
				{ artefact: path, kind: 'stray', where: 'not in the manifest' }
			]);
		}
	);

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

const second = {
	...{ id: 'r2', date: '2024-07-01', status: 'approved' },
	...{ approver: { role: { en: 'Data board' } }, approvedOn: '2024-06-30' }
};

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

	test('stops where an earlier release that is online cannot be read, until that is offline', async () => {
		const own = guardedInstance();
		await build(own);
		writeFileSync(join(releaseFolder(own.root, 'public'), 'estimates.parquet'), 'no table');
		own.yaml('data/release.yaml', second);
		await expect(build(own)).rejects.toThrow('take it offline by release.yaml, offline: r1');
		own.yaml('data/release.yaml', { ...second, offline: ['r1'] });
		await build(own);
		expect(releaseFolder(own.root, 'public')).toContain('r2.');
		own.remove();
	});
});
