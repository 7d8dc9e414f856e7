import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import { type ExclusionPage, exclusionPage } from '#lib/model/exclusion-page.ts';
import { exclusionPageLeaks } from '../../../pipelines/release/audit-exclusion-page.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { rowsOfFile } from '../../../pipelines/release/table-file.ts';
import { releaseFolder } from '../../support/built-release.ts';
import { layReady } from '../../support/made-before.ts';
import { demoFiles } from '../../support/demo-people.ts';
import { declareSome } from '../../support/some-surveys.ts';

const data = join(import.meta.dirname, '../../../data');
const waves = ['demo-inclusion-2021', 'demo-inclusion-2024'];
/** Of `data/disclosure/household-survey.yaml`. */
const rules = { k: 5, width: 0.2, cases: 10 };

const root = mkdtempSync(join(tmpdir(), 'atalaya-exclusion-'));
let folder: string;
let page: ExclusionPage;
let tables: { estimates: EstimateRow[]; comparisons: ComparisonRow[] };

beforeAll(async () => {
	const declared = join(root, 'declared');
	declareSome(declared, waves, 'financial-difficulty');
	layReady(root);
	for (const name of ['codes', 'exclusion'])
		cpSync(join(data, `registers/${name}.yaml`), join(declared, `registers/${name}.yaml`));
	const plan = readFileSync(join(data, 'estimates.yaml'), 'utf8');
	const own = plan
		.split('\n')
		.filter((line) => !/kind: (countries|waves)/.test(line) || line.includes(waves[0]!));
	writeFileSync(join(declared, 'estimates.yaml'), own.join('\n'));
	const env = { ATALAYA_DATA: declared };
	await buildRelease({ profile: 'public', root, env, progress: () => undefined });
	folder = releaseFolder(root, 'public');
	page = exclusionPage.parse(
		JSON.parse(readFileSync(join(folder, 'pages/exclusion.json'), 'utf8'))
	);
	tables = {
		estimates: await rowsOfFile(join(folder, 'estimates.parquet'), estimateRow),
		comparisons: await rowsOfFile(join(folder, 'comparisons.parquet'), comparisonRow)
	};
}, 600_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const series = () => page.series[0]!;

describe('pages/exclusion.json', () => {
	test('has 22 of 27 factors, in two waves, along three axes', () => {
		expect(page.series).toHaveLength(1);
		expect(series()).toMatchObject({
			series: 'demo-inclusion',
			waves,
			axes: [
				{ axis: 'gender', concepts: ['sex'] },
				{ axis: 'age', concepts: ['age_group'] },
				{ axis: 'ethnicity', concepts: ['ethnicity', 'birth_country'] }
			]
		});
		expect(series().factors).toHaveLength(22);
		for (const { waves: whole, groups, change } of series().factors) {
			expect(whole.map(({ source }) => source)).toEqual(waves);
			expect(groups).toHaveLength(2 + 5 + 5 + 2);
			expect(change?.overlap).toBe('independent');
		}
	});

	test('has figures of every kind: good, poor, suppressed, asked of nobody', () => {
		const rows = series().factors.flatMap(({ groups }) => groups);
		const has = (is: (row: EstimateRow) => boolean) => rows.some(is);
		expect(has(({ quality }) => quality === 'reliable')).toBe(true);
		expect(has(({ quality }) => quality === 'unreliable')).toBe(true);
		expect(has(({ suppressed }) => suppressed)).toBe(true);
		expect(has(({ withheld, n }) => withheld === 'no-cases' && n === 0)).toBe(true);
	});

	test('counts people once: classes of the number of factors add up to all', () => {
		const values = series().counts.map((one) => one.waves.at(-1)?.estimate ?? Number.NaN);
		expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
	});

	test('has the combinations and their rest, which with nobody add up to all', () => {
		const values = series().combinations.map((one) => one.waves.at(-1)?.estimate ?? Number.NaN);
		const none = series().counts[0]?.waves.at(-1)?.estimate ?? Number.NaN;
		expect(values.reduce((a, b) => a + b, none)).toBeCloseTo(1, 4);
		expect(series().combinations.at(-1)?.environments).toEqual([]);
	});

	test('tells combinations of the whole population only', () => {
		const { sets, combinations } = series();
		expect(sets).toHaveLength(7);
		for (const { groups } of [...sets, ...combinations]) expect(groups).toEqual([]);
		const own = new Set([...sets, ...combinations].map(({ indicator }) => indicator));
		const rows = tables.estimates.filter(({ indicator }) => own.has(indicator));
		expect(rows.every(({ by_1 }) => by_1 === '')).toBe(true);
	});

	test('is refused with a row that no table of the release has', () => {
		const path = join(folder, 'pages/exclusion.json');
		expect(exclusionPageLeaks({ folder, ...tables })).toEqual([]);
		const text = readFileSync(path, 'utf8');
		const suppressed = series()
			.factors.flatMap(({ groups }) => groups)
			.find((row) => row.suppressed)!;
		const told = structuredClone(page);
		const row = told.series[0]!.factors.flatMap(({ groups }) => groups).find(
			(one) => JSON.stringify(one) === JSON.stringify(suppressed)
		)!;
		Object.assign(row, { estimate: 0.25, suppressed: false });
		writeFileSync(path, JSON.stringify(told));
		const leaks = exclusionPageLeaks({ folder, ...tables });
		writeFileSync(path, text);
		expect(leaks).toMatchObject([{ artefact: 'pages/exclusion.json', kind: 'page' }]);
	});
});

type Answers = Readonly<Record<string, string>>;
const categories: Readonly<Record<string, (row: Answers) => string>> = {
	sex: (row) => ({ '1': 'man', '2': 'woman' })[row['sex'] ?? ''] ?? '',
	age_group: ({ age = '' }) =>
		['age-12-17', 'age-18-24', 'age-25-34', 'age-35-44', 'age-45-65'][
			[17, 24, 34, 44].filter((last) => Number(age) > last).length
		]!,
	ethnicity: (row) =>
		['indigenous', 'african-descent', 'roma', 'another', 'no-group'][
			Number(row['ethnicity']) - 1
		] ?? '',
	birth_country: (row) => (row['birth'] === '1' ? 'this-country' : 'another-country')
};

describe('who knows all that the page tells, to the last person', () => {
	const people = demoFiles('demo-inclusion', '2024')('persons.csv');
	const factorIds = Object.keys(people[0]!).slice(8, -1);
	const count = (rows: readonly Answers[], id: string, ...codes: string[]) =>
		rows.filter((row) => codes.includes(row[id] ?? '')).length;
	const isWhole = (row: Answers) => !factorIds.some((id) => ['8', '9'].includes(row[id] ?? ''));
	const needed = (value: number) => Math.max(rules.k, rules.width * value);
	/** Groups whose figure of a concept is suppressed. */
	let suppressed: ReadonlySet<string>;
	beforeAll(() => {
		const read: unknown = JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8'));
		const { indicators } = read as { indicators: { id: string; concept: string }[] };
		const conceptOf = new Map(indicators.map(({ id, concept }) => [id, concept]));
		suppressed = new Set(
			series().factors.flatMap(({ indicator, groups }) =>
				groups
					.filter((row) => row.suppressed)
					.map((row) => [conceptOf.get(indicator), row.by_1, row.category_1].join(' '))
			)
		);
	});
	const isSuppressed = (...place: readonly [id: string, by: string, category: string]) =>
		suppressed.has(place.join(' '));

	test('cannot tell a suppressed count from the other groups and the whole', () => {
		let tried = 0;
		for (const id of factorIds)
			for (const [by, categoryOf] of Object.entries(categories)) {
				const groups = grouped(people, categoryOf);
				const hidden = [...groups].filter(
					([category]) => category !== '' && isSuppressed(id, by, category)
				);
				const known = (codes: string[]) =>
					count(people, id, ...codes) -
					[...groups]
						.filter(([category]) => !hidden.some(([one]) => one === category))
						.reduce((sum, [, rows]) => sum + count(rows, id, ...codes), 0);
				for (const [category, rows] of hidden) {
					tried++;
					// The hidden groups share what is left of those with the factor: each may have from none to all.
					const rest = known(['1']);
					const mine = count(rows, id, '1');
					const others = hidden
						.filter(([one]) => one !== category)
						.reduce((sum, [, all]) => sum + all.length, 0);
					const [low, high] = [Math.max(0, rest - others), Math.min(rows.length, rest)];
					expect(high - low, `${id} ${category}: ${low} to ${high}`).toBeGreaterThanOrEqual(
						needed(mine)
					);
				}
			}
		expect(tried).toBeGreaterThan(20);
	});

	test('cannot tell it from the number of factors that the people of a group have', () => {
		let tried = 0;
		for (const [by, categoryOf] of Object.entries(categories))
			for (const [category, rows] of grouped(people, categoryOf)) {
				const hidden = factorIds.filter((id) => isSuppressed(id, by, category));
				const [only] = hidden;
				const counts = series().counts[0]?.groups.find(
					(row) => row.by_1 === by && row.category_1 === category
				);
				if (hidden.length !== 1 || only === undefined || (counts?.estimate ?? null) === null)
					continue;
				tried++;
				const whole = rows.filter(isWhole);
				const left = rows.length - whole.length;
				const numbers = whole.map((row) => factorIds.filter((id) => row[id] === '1').length);
				// Classes 4-5 and 6 or more leave open how many factors their people have.
				const most = numbers.reduce(
					(sum, n) => sum + (n < 4 ? n : n < 6 ? 5 : factorIds.length),
					0
				);
				const least = numbers.reduce((sum, n) => sum + (n < 4 ? n : n < 6 ? 4 : 6), 0);
				const others = factorIds.filter((id) => id !== only).map((id) => count(rows, id, '1'));
				const sum = others.reduce((a, b) => a + b, 0);
				const fewest = others.reduce((all, n) => all + Math.max(0, n - left), 0);
				const low = Math.max(0, least - sum);
				const high = Math.min(count(rows, only, '1', '2'), most - fewest);
				expect(high - low, `${only} ${category}`).toBeGreaterThanOrEqual(
					needed(count(rows, only, '1'))
				);
			}
		expect(tried).toBeGreaterThan(0);
	});
});

/** `Map.groupBy`, which Node 20 does not have. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const own = groups.get(key);
		if (own) own.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
