import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseDiff } from '#lib/model/release-diff.ts';
import { diffReport } from '../../../pipelines/diff/diff-report.ts';
import { releaseFolder } from '../../../pipelines/diff/release-folder.ts';
import { tinyEstimate, writeTinyRelease } from '../../support/tiny-release.ts';

const repository = join(import.meta.dirname, '../../..');
const hash = '0123456789ab';

/** Two releases as a build leaves them: r2 stands, r1 stood before. */
let data: string;
let folders: readonly [string, string];
/** Holds releases that no build has put in place. */
let elsewhere: string;

async function placed(release: string, estimate: number): Promise<string> {
	const estimates = ['X', 'Y', 'Z'].map((territory) => tinyEstimate({ territory, estimate }));
	const at = join(data, `${release}.${hash}`);
	renameSync(await writeTinyRelease(data, { release, estimates }), at);
	return at;
}

beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'atalaya-diff-'));
	elsewhere = mkdtempSync(join(tmpdir(), 'atalaya-diff-'));
	folders = [await placed('r1', 0.25), await placed('r2', 0.5)];
	const current = { release: 'r2', path: `r2.${hash}` };
	writeFileSync(join(data, 'current.json'), JSON.stringify(current));
});
afterAll(() => {
	for (const folder of [data, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

describe('releaseFolder', () => {
	test('finds a release by path, id, folder name, and where it stands', () => {
		const found = ['r1', `r1.${hash}`, folders[0], 'previous', 'r2', 'current'];
		expect(found.map((name) => releaseFolder(name, data))).toEqual([
			...[folders[0], folders[0], folders[0], folders[0], folders[1], folders[1]]
		]);
	});

	test('says where it looked', () => {
		expect(() => releaseFolder('r3', data)).toThrow(`no release of this name in ${data}: r3`);
		const empty = join(data, 'empty');
		expect(() => releaseFolder('r1', empty)).toThrow(`no release of this name in ${empty}: r1`);
		expect(() => releaseFolder('current', empty)).toThrow(`no release stands in ${empty}: current`);
	});

	test('does not choose between two of one name', () => {
		const twin = join(data, 'r1.ffffffffffff');
		mkdirSync(twin);
		writeFileSync(join(twin, 'manifest.json'), '{}');
		expect(() => releaseFolder('r1', data)).toThrow(/several releases have this name, .*: r1$/);
		expect(releaseFolder(`r1.${hash}`, data)).toBe(folders[0]);
		rmSync(twin, { recursive: true });
	});
});

describe('diffReport', () => {
	const usual = { json: false, tolerance: undefined, limit: undefined };
	const report = (options: Partial<typeof usual> | { limit?: string; tolerance?: string } = {}) =>
		diffReport(['r1', 'r2'], { ...usual, ...options, data });

	test('opens with a paragraph, and shows before and after', async () => {
		const { text, different } = await report();
		expect(different).toBe(true);
		expect(text).toMatch(/^Release r2 \(2024-06-01\) against r1 \(2024-06-01\), profile local:/);
		const words = text.replaceAll('\n', ' ');
		expect(words).toContain('0 rows added, 0 removed and 3 changed');
		expect(words).toContain(
			'3 rows have a change larger than 1.96 standard errors of the newer figure'
		);
		expect(text).toMatch(/! +sees-sale test-2024 X 2024 +estimate +0[.]25 +-> +0[.]5\n/);
	});

	test('shows of a row what a person looks for, and counts the other columns', async () => {
		const row = tinyEstimate({ estimate: 0.5, deff: 2, cv: 0.04, quality: 'caution' });
		const [before, after] = [
			await writeTinyRelease(elsewhere, { estimates: [tinyEstimate()] }),
			await writeTinyRelease(elsewhere, { estimates: [row] })
		];
		const { text } = await diffReport([before, after], { ...usual, data });
		expect(text).toMatch(/ estimate +0[.]25 +-> +0[.]5\n +quality +reliable +-> +caution\n/);
		expect(text).toContain('and 2 more columns');
		expect(text).not.toContain('deff');
	});

	test('stops at the limit and counts the rest', async () => {
		const { text } = await report({ limit: '1' });
		expect(text).toContain('test-2024 X 2024');
		expect(text).not.toContain('test-2024 Y 2024');
		expect(text).toContain('and 2 more');
	});

	test('is JSON of its schema where asked', async () => {
		const { text } = await diffReport(['r1', 'r2'], { ...usual, json: true, data });
		const read = releaseDiff.parse(JSON.parse(text));
		expect(read.tables[0]?.changes?.changed.rows).toHaveLength(3);
	});

	test.for([
		[{ limit: 'all' }, 'not a number of rows: all'],
		[{ tolerance: '5%' }, 'not a relative tolerance, from 0 to below 1: 5%'],
		[{ tolerance: '' }, 'not a relative tolerance, from 0 to below 1: ']
	] as const)('refuses %o', async ([options, message]) => {
		await expect(report(options)).rejects.toThrow(message);
	});

	test('shows characters that a terminal obeys as codes', async () => {
		const [before, after] = await Promise.all(
			['plain', 'red \u001b[31m \u202e'].map((title) =>
				writeTinyRelease(elsewhere, { documents: { 'catalogue.json': { title } } })
			)
		);
		const { text } = await diffReport([before!, after!], { ...usual, data });
		expect(text).toContain('text  changed  title  plain  ->  "red \\u001b[31m \\u{202e}"');
	});
});

describe('atalaya diff', () => {
	const run = (...words: string[]) =>
		spawnSync(process.execPath, ['--import', 'tsx', 'pipelines/cli.ts', 'diff', ...words], {
			cwd: repository,
			encoding: 'utf8'
		});

	test('ends with 0 for no difference, 1 for a difference, 2 for an error', () => {
		const [before, after] = folders;
		const out = join(data, 'diff.json');
		const same = run(before, before);
		expect([same.status, same.stderr]).toEqual([0, '']);
		const other = run(before, after, '--json', '--out', out);
		expect([other.status, other.stdout, other.stderr]).toEqual([1, '', '']);
		expect(releaseDiff.parse(JSON.parse(readFileSync(out, 'utf8'))).different).toBe(true);
		const missing = run(before, join(data, 'nothing'));
		expect(missing.status).toBe(2);
		expect(missing.stderr).toContain('no release of this name');
		expect(run(before).status).toBe(2);
		expect(run(before, after, '--tolerence', '0').status).toBe(2);
	}, 180_000);
});
