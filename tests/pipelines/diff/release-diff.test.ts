import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReleaseDiff } from '#lib/model/release-diff.ts';
import { diffText } from '../../../pipelines/diff/diff-text.ts';
import { type ReleaseDiffOptions, releaseDiff } from '../../../pipelines/diff/release-diff.ts';
import {
	type TinyRelease,
	suppressedEstimate,
	tinyComparison,
	tinyEstimate,
	writeTinyRelease
} from '../../support/tiny-release.ts';

let below: string;
beforeAll(() => {
	below = mkdtempSync(join(tmpdir(), 'atalaya-diff-'));
});
afterAll(() => rmSync(below, { recursive: true, force: true }));

const release = (made: TinyRelease) => writeTinyRelease(below, made);

async function between(before: TinyRelease, after: TinyRelease, options?: ReleaseDiffOptions) {
	return releaseDiff(await release(before), await release(after), options);
}

const person = (rows: number, columns = 'i AS weight') =>
	`SELECT ${columns} FROM range(${rows}) t(i)`;
const prison = (value: number, status: string) =>
	`SELECT 'prison' AS series, 'XTT' AS territory, '2024' AS period, ${value}::DOUBLE AS value,
		2.5::DOUBLE AS standard_error, '${status}' AS status, NULL::VARCHAR AS note`;

const catalogue = (tier: string) => ({ surveys: [{ id: 'test-2024', tier }] });
const figures = [tinyEstimate(), tinyEstimate({ territory: 'X' })];

const whole: TinyRelease = {
	estimates: figures,
	comparisons: [tinyComparison()],
	tables: {
		'series.parquet': prison(100, 'final'),
		'respondents/test-2024.person.parquet': person(5)
	},
	documents: {
		'catalogue.json': catalogue('open'),
		'release.json': { release: { id: 'r1', date: '2024-06-01' }, corrections: [] },
		'report/test-2024.json': { survey: 'test-2024', release: 'r1', changes: null, rows: 5 },
		'pages/explore.json': { view: {}, answer: {} }
	},
	texts: { 'respondents-csv/test-2024.person.csv': 'weight\n0\n' }
};

/** What says the same, a release later. */
const later: TinyRelease = {
	...whole,
	release: 'r2',
	estimates: figures.map((row) => ({ ...row, vintage: 'r2' })),
	documents: {
		...whole.documents,
		'release.json': { release: { id: 'r2', date: '2024-07-01' }, corrections: [] },
		'report/test-2024.json': {
			...{ survey: 'test-2024', release: 'r2', rows: 5 },
			changes: { release: 'r1', added: 0, removed: 0, changed: 0 }
		}
	}
};

const pathsIn = (all: readonly { readonly path: string }[]) => all.map(({ path }) => path);

describe('releaseDiff', () => {
	test('finds no difference between a release and itself', async () => {
		const folder = await release(whole);
		const diff = await releaseDiff(folder, folder);
		expect(diff).toMatchObject({
			different: false,
			artefacts: { added: [], removed: [], changed: [], same: 9, sameContent: [] },
			...{ tables: [], respondents: [], definitions: [] }
		});
	});

	test('finds no difference where only name, date and vintage are others', async () => {
		const diff = await between(whole, later);
		expect(diff.different).toBe(false);
		expect(diff.artefacts.sameContent).toEqual([
			...['estimates.parquet', 'release.json', 'report/test-2024.json']
		]);
		expect(diff.summary).toContain('no difference');
	});

	test('lists artefacts that came, went and changed, with their rows', async () => {
		const { series, ...tables } = {
			series: prison(1, 'final'),
			'respondents/test-2024.person.parquet': person(6)
		};
		const { artefacts, different } = await between(whole, {
			...whole,
			tables: { ...tables, 'series/prison.parquet': series }
		});
		expect(different).toBe(true);
		expect(artefacts).toMatchObject({
			added: [{ path: 'series/prison.parquet', kind: 'series', rows: 1 }],
			removed: [{ path: 'series.parquet', kind: 'series', rows: 1 }],
			changed: [{ path: 'respondents/test-2024.person.parquet', rows: { before: 5, after: 6 } }],
			same: 7
		});
	});

	test('tells when two countries are cut to other people, apart from their waves', async () => {
		const abroad = { against_source: 'abroad-2024', territory: '', concept: '' as const };
		const [countries, waves] = (['countries', 'waves'] as const).map((kind) => ({
			...abroad,
			kind
		}));
		const before = [tinyComparison(waves), tinyComparison({ ...countries, common_ages: '15+' })];
		const after = [tinyComparison(waves), tinyComparison({ ...countries, common_ages: '15-64' })];
		const diff = await between({ comparisons: before }, { comparisons: after });
		expect(diff.tables[0]?.changes?.changed).toMatchObject({
			...{ count: 1, rows: [{ key: { kind: 'countries' }, kinds: ['comparability'] }] }
		});
	});

	test('compares tables of every kind by what names their rows', async () => {
		const diff = await between(whole, {
			...whole,
			estimates: [tinyEstimate({ quality: 'caution' }), tinyEstimate({ territory: 'Y' })],
			comparisons: [tinyComparison({ difference: 0.2, verdict: 'close' })],
			tables: { ...whole.tables, 'series.parquet': prison(110, 'provisional') }
		});
		const [comparisons, estimates, series] = diff.tables;
		expect(pathsIn(diff.tables)).toEqual([
			...['comparisons.parquet', 'estimates.parquet', 'series.parquet']
		]);
		expect(comparisons?.changes?.changed).toMatchObject({
			outside: 1,
			rows: [{ kinds: ['value', 'comparability'] }]
		});
		expect(estimates?.changes).toMatchObject({
			added: { count: 1, rows: [{ territory: 'Y' }] },
			removed: { count: 1, rows: [{ territory: 'X' }] },
			changed: { count: 1, kinds: { quality: 1, value: 0 } }
		});
		expect(series?.changes).toMatchObject({
			key: ['series', 'territory', 'period'],
			changed: { outside: 1, kinds: { value: 1, status: 1 } }
		});
	});

	test('says so where other columns name a row', async () => {
		const diff = await between(whole, {
			...whole,
			tables: {
				...whole.tables,
				'series.parquet': `SELECT *, 'man' AS sex FROM (${prison(100, 'final')})`
			}
		});
		expect(diff.tables).toMatchObject([
			{ path: 'series.parquet', columns: { added: ['sex'] }, changes: null }
		]);
		expect(diff.summary).toContain('other columns name a row');
		expect(diff.different).toBe(true);
	});

	test('counts rows of people and names their columns, and looks no further', async () => {
		const path = 'respondents/test-2024.person.parquet';
		const diff = await between(whole, {
			...whole,
			tables: { ...whole.tables, [path]: person(5, 'i + 77123 AS other') }
		});
		expect(diff.respondents).toEqual([
			{ path, rows: { before: 5, after: 5 }, columns: { added: ['other'], removed: ['weight'] } }
		]);
		expect(diff.tables).toEqual([]);
		expect(diff.summary).toContain('1 file of rows of people changed');
		expect(JSON.stringify(diff)).not.toContain('7712');
	});

	test('takes a report or a page that says something else for changed', async () => {
		const diff = await between(whole, {
			...later,
			documents: {
				...later.documents,
				'report/test-2024.json': { survey: 'test-2024', release: 'r2', rows: 6 },
				'pages/explore.json': { view: {}, answer: { n: 1 } }
			}
		});
		expect(pathsIn(diff.artefacts.changed)).toEqual([
			...['pages/explore.json', 'report/test-2024.json']
		]);
	});

	test('finds what is declared otherwise, in the catalogue and in the manifest', async () => {
		const path = 'estimates.parquet';
		const diff = await between(whole, {
			...whole,
			documents: { ...whole.documents, 'catalogue.json': catalogue('protected') },
			listed: { [path]: { tier: 'protected' } }
		});
		const changed = { label: 'publication', before: 'open', after: 'protected' };
		expect(diff.definitions).toMatchObject([
			{ path: 'surveys[test-2024].tier', ...changed },
			{ path: 'artefacts[estimates.parquet].tier', ...changed }
		]);
	});

	test('calls the same what differs by no more than the tolerance, and counts it', async () => {
		const close = figures.map((row) => ({ ...row, estimate: 0.25 * (1 + 1e-13) }));
		const [before, after] = [{ estimates: figures }, { estimates: close }];
		const diff = await between(before, after, { tolerance: 1e-9 });
		expect([diff.different, diff.tables[0]?.changes?.numericallyEqual]).toEqual([false, 2]);
		expect(diff.summary).toContain('2 rows that are numerically equal');
		expect((await between(before, after)).different).toBe(true);
	});

	test('says the same of the same releases, to the byte', async () => {
		const [before, after] = [await release(whole), await release({ ...whole, estimates: [] })];
		const texts = [await releaseDiff(before, after), await releaseDiff(before, after)];
		expect(JSON.stringify(texts[0])).toBe(JSON.stringify(texts[1]));
	});

	test('mirrors its counts the other way round', async () => {
		const [before, after] = [
			await release(whole),
			await release({
				...{ estimates: [tinyEstimate({ n: 1 })], comparisons: [] },
				documents: { 'catalogue.json': catalogue('local'), 'pages/new.json': {} }
			})
		];
		const [there, back] = [await releaseDiff(before, after), await releaseDiff(after, before)];
		expect(back.artefacts.added).toEqual(there.artefacts.removed);
		expect(back.artefacts.removed).toEqual(there.artefacts.added);
		expect(pathsIn(back.artefacts.changed)).toEqual(pathsIn(there.artefacts.changed));
		const counts = ({ tables }: ReleaseDiff) =>
			tables.map(({ changes }) => [
				changes!.added.count,
				changes!.removed.count,
				changes!.changed.count
			]);
		expect(counts(there)).toEqual([
			[0, 1, 0],
			[0, 1, 1]
		]);
		expect(counts(back)).toEqual(
			counts(there).map(([added, removed, changed]) => [removed, added, changed])
		);
		expect(back.definitions.length).toBe(there.definitions.length);
	});
});

describe('what a diff may tell', () => {
	const secret = { estimate: 0.318281, standard_error: 0.0271828, n: 7, events: 3, df: 11 };
	const canaries = /31[.]?8281|0271828|[" ]7\b|df 11/;
	const everything = async (before: TinyRelease, after: TinyRelease) => {
		const diff = await between(before, after);
		return { diff, texts: `${JSON.stringify(diff)}\n${diffText(diff, 20)}` };
	};

	test('a figure that became suppressed is reported without its former value', async () => {
		const { diff, texts } = await everything(
			{ estimates: [tinyEstimate({ ...secret, quality_reasons: 'df 11 < 12' })] },
			{ estimates: [suppressedEstimate()] }
		);
		expect(diff.tables[0]?.changes?.changed.kinds).toMatchObject({ suppression: 1, value: 0 });
		expect(texts).toMatch(/figures +suppressed +-> +suppressed/);
		expect(texts).not.toMatch(canaries);
	});

	test('nor is a figure told that was suppressed before', async () => {
		const { diff, texts } = await everything(
			{ estimates: [suppressedEstimate()] },
			{ estimates: [tinyEstimate({ ...secret, quality_reasons: 'df 11 < 12' })] }
		);
		expect(diff.tables[0]?.changes?.changed.count).toBe(1);
		expect(texts).not.toMatch(canaries);
	});

	test('the canaries would be seen where nothing is suppressed', async () => {
		const { texts } = await everything(
			{ estimates: [tinyEstimate({ ...secret, quality_reasons: 'df 11 < 12' })] },
			{ estimates: [tinyEstimate()] }
		);
		expect(texts).toMatch(canaries);
	});

	test('a figure of a baseline that is in one release only is named and not told', async () => {
		const figure = { estimate: 0.318281 };
		const baselines = (...all: object[]) => ({ documents: { 'baselines.json': all } });
		const [before, after] = [
			baselines(
				{ baseline: { id: 'b1', frozen: secret }, now: null },
				{ baseline: { id: 'b2' }, now: { release: 'r1', ...figure } },
				{ baseline: { id: 'b3' }, now: { release: 'r1', estimate: 0.5 } }
			),
			baselines(
				{ baseline: { id: 'b2' }, now: null },
				{ baseline: { id: 'b3' }, now: { release: 'r2', estimate: 0.6 } }
			)
		];
		const told = (diff: ReleaseDiff) =>
			diff.definitions.map((one) => [one.path, one.change, one.before, one.after]);
		const there = await everything(before, after);
		expect(told(there.diff)).toEqual([
			['baselines[b1]', 'removed', null, null],
			['baselines[b2].now', 'removed', null, null],
			['baselines[b3].now.estimate', 'changed', 0.5, 0.6]
		]);
		const back = await everything(after, before);
		expect(told(back.diff).map(([path, change]) => [path, change])).toEqual([
			['baselines[b2].now', 'added'],
			['baselines[b3].now.estimate', 'changed'],
			['baselines[b1]', 'added']
		]);
		expect(there.texts + back.texts).not.toMatch(canaries);
	});

	test('releases of different profiles are refused', async () => {
		await expect(between({}, { profile: 'public' })).rejects.toThrow(
			'releases of different profiles are never compared, local rows are not public: local, public'
		);
	});
});

describe('releases that are not to be compared', () => {
	test('have different schema versions', async () => {
		await expect(between({}, { version: 2 })).rejects.toThrow(
			'releases of different schema versions are not compared: 1, 2'
		);
		await expect(between({ version: 2 }, { version: 2 })).rejects.toThrow(
			'manifest.json: schemaVersion: expected 1, received 2'
		);
	});

	test('are not whole', async () => {
		const [folder, other] = [await release({ estimates: figures }), await release({})];
		rmSync(join(folder, 'estimates.parquet'));
		await expect(releaseDiff(other, folder)).rejects.toThrow(/bytes, found nothing: .*estimates/);
		writeFileSync(join(folder, 'estimates.parquet'), 'cut');
		await expect(releaseDiff(folder, other)).rejects.toThrow(/bytes, found 3 bytes: .*estimates/);
	});

	test('lead out of their folder', async () => {
		const documents = { 'catalogue.json': {} };
		const [folder, other] = [
			await release({ documents, listed: { 'catalogue.json': { path: '../catalogue.json' } } }),
			await release({})
		];
		await expect(releaseDiff(folder, other)).rejects.toThrow(/a path out of the release .*[.]json/);
	});

	test('hold what is no JSON', async () => {
		const texts = (text: string) => ({ texts: { 'catalogue.json': text } });
		await expect(between(texts('{"a":'), texts('{}'))).rejects.toThrow(
			/not read as JSON, .*: .*catalogue[.]json/
		);
	});

	test('leave nothing behind in the temporary folder', async () => {
		const scratch = mkdtempSync(join(below, 'scratch-'));
		vi.stubEnv('TMPDIR', scratch);
		await between({ estimates: figures }, { estimates: [] });
		vi.unstubAllEnvs();
		expect(readdirSync(scratch)).toEqual([]);
	});
});
