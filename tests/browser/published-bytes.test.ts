import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { current, manifest as manifestSchema } from '#lib/model/manifest.ts';
import { parquetRows } from '../support/parquet-rows.ts';
import { publicSite } from './site.ts';

const data = join(publicSite, 'data');
const json = (path: string): unknown => JSON.parse(readFileSync(join(data, path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));
const manifest = manifestSchema.parse(json(`${standing}/manifest.json`));
const catalogue = catalogueSchema.parse(json(`${standing}/catalogue.json`));

const files = (folder: string) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

describe('the published bytes', () => {
	test('are what the manifest lists, to the last hash', () => {
		const listed = manifest.artefacts.map(({ path }) => `${standing}/${path}`);
		const others = readdirSync(data).filter((name) => ![standing, 'current.json'].includes(name));
		const served = files(data).filter(
			(path) => !/\.(br|gz)$/.test(path) && !others.some((name) => path.startsWith(`${name}/`))
		);
		expect(served.sort()).toEqual(['current.json', `${standing}/manifest.json`, ...listed].sort());
		for (const { path, sha256 } of manifest.artefacts) {
			const content = readFileSync(join(data, standing, path));
			expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
		}
	});

	test('hold rows of open surveys only', () => {
		expect(manifest.profile).toBe('public');
		const closed = catalogue.surveys.filter(({ tier }) => tier !== 'open').map(({ id }) => id);
		expect(closed.length).toBeGreaterThan(0);
		for (const { kind, tier, survey } of manifest.artefacts)
			if (kind.startsWith('respondents'))
				expect([tier, closed.includes(survey ?? '')]).toEqual(['open', false]);
		for (const { id, tables } of catalogue.surveys)
			if (closed.includes(id)) expect(tables).toEqual([]);
		const figures = manifest.artefacts
			.filter(({ kind }) => ['estimates', 'comparisons', 'replicates', 'series'].includes(kind))
			.map(({ path, tier, kind }) => {
				// As open as the least open survey in it, whose figures passed the protection.
				expect([path, tier]).toEqual([path, kind === 'series' ? 'open' : 'protected']);
				return `data/${standing}/${path}`;
			});
		const rows = files(publicSite).filter(
			(path) => /\.(parquet|csv|arrow|duckdb|sav|dta|xlsx)$/.test(path) && !figures.includes(path)
		);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.every((path) => path.startsWith(`data/${standing}/respondents/demo-`))).toBe(true);
		expect(rows.filter((path) => path.endsWith('.csv'))).toHaveLength(rows.length / 2);
	});

	test('hold figures of synthetic surveys only, and none of any other', async () => {
		for (const table of ['estimates', 'comparisons']) {
			const figures = await parquetRows(join(data, standing, `${table}.parquet`));
			expect(figures.length).toBeGreaterThan(100);
			expect(figures.filter((row) => row['synthetic'] !== true)).toEqual([]);
		}
	});

	test('say of every page that it is not the local profile', () => {
		const pages = files(publicSite).filter((path) => path.endsWith('.html'));
		expect(pages.length).toBeGreaterThan(10);
		for (const page of pages)
			expect(readFileSync(join(publicSite, page), 'utf8')).not.toContain('Local, no publicar');
	});
});
