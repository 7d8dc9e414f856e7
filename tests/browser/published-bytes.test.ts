import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { current, manifest as manifestSchema } from '#lib/model/manifest.ts';
import { demoFiles } from '../support/demo-people.ts';
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

/** Kinds of files of what documents say, of no row of a survey. */
const documented: readonly string[] = ['series', 'framework', 'questionnaire'];

const nineDigits = (value: number) => value.toPrecision(9);

/** Every number of many digits that a text of the site holds, pages included; 0 tells of nobody. */
function longNumbers(): ReadonlySet<string> {
	const found = new Set<string>();
	for (const path of files(publicSite).filter((name) => /\.(html|json|js|csv|txt)$/.test(name)))
		for (const [number] of readFileSync(join(publicSite, path), 'utf8').matchAll(/\d+\.\d{4,}/g))
			if (Number(number) !== 0) found.add(nineDigits(Number(number)));
	return found;
}

/**
 * Weights of rows, and shares of people who see drugs sold by territory, and by territory and age:
 * of those who took a side, and of everybody.
 */
function secretsOf(scenario: string, wave: string) {
	const cells = new Map<string, { yes: number; sides: number; all: number }>();
	const weights = new Set<string>();
	for (const row of demoFiles(scenario, wave)('persons.csv')) {
		const { territory = '', age, drug_sale: sees, weight_person } = row;
		const weight = Number(weight_person);
		weights.add(nineDigits(weight));
		const group = [17, 24, 34, 44].filter((end) => Number(age) > end).length;
		for (const place of [territory, `${territory} ${group}`]) {
			const cell = cells.get(place) ?? { yes: 0, sides: 0, all: 0 };
			if (sees === '1') cell.yes += weight;
			if (sees === '1' || sees === '2') cell.sides += weight;
			cell.all += weight;
			cells.set(place, cell);
		}
	}
	const shares = [...cells.values()].flatMap(({ yes, sides, all }) =>
		[yes / sides, yes / all].map(nineDigits)
	);
	return { weights: [...weights], shares };
}

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
			.filter(({ kind }) =>
				['estimates', 'comparisons', 'replicates', ...documented].includes(kind)
			)
			.map(({ path, tier, kind }) => {
				// As open as the least open survey in it, whose figures passed the protection.
				expect([path, tier]).toEqual([path, documented.includes(kind) ? 'open' : 'protected']);
				return `data/${standing}/${path}`;
			});
		const rows = files(publicSite).filter(
			(path) => /\.(parquet|csv|arrow|duckdb|sav|dta|xlsx)$/.test(path) && !figures.includes(path)
		);
		expect(rows.length).toBeGreaterThan(0);
		// Of people of open surveys, and of places of open programmes; all of them synthetic.
		const open = ['respondents', 'panels'].map((kind) => `data/${standing}/${kind}/demo-`);
		expect(rows.filter((path) => !open.some((start) => path.startsWith(start)))).toEqual([]);
		const panels = manifest.artefacts.filter(({ kind }) => kind === 'panel');
		expect(panels.map(({ tier }) => tier)).toEqual(panels.map(() => 'open'));
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

	test('hold no weight and no unrounded figure of the protected survey, in data or page', () => {
		const held = longNumbers();
		const isHeld = (number: string) => held.has(number);
		const open = secretsOf('demo', '2024');
		// Some rows are set aside, and some weights happen to have few decimals.
		expect(open.weights.filter(isHeld).length).toBeGreaterThan(0.99 * open.weights.length);
		expect(open.shares.some(isHeld)).toBe(true);
		const secret = secretsOf('demo-short', '2023');
		expect([secret.weights.length > 1000, secret.shares.length]).toEqual([true, 96]);
		expect([...secret.weights, ...secret.shares].filter(isHeld)).toEqual([]);
	});
});
