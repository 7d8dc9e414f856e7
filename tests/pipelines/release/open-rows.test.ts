import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { Profile } from '#lib/model/manifest.ts';
import { surveyReport } from '#lib/model/survey-report.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { parquetRows } from '../../support/parquet-rows.ts';
import { filesBelow, jsonOf, releaseFolder } from '../../support/built-release.ts';
import { testRules } from '../../support/disclosure.ts';
import { type Instance, makeInstance, testSurvey } from '../../support/instance.ts';

/** Codes of households and of primary units as the producer writes them; in no other file. */
const home = (number: number) => `home-${7919 + number}`;
const village = (number: number) => `village-${number}`;

/** Sixty people in pairs; the last is the only one of the far region, and twelve are minors. */
function peopleCsv(): string {
	const rows = Array.from({ length: 60 }, (_, i) =>
		[
			...[i + 1, Math.floor(i / 30) + 1, village(Math.floor(i / 10)), home(Math.floor(i / 2))],
			...[1 + (i % 3), 1 + (i % 2), 1 + (i % 2), i % 5 === 0 ? 15 : 40, i === 59 ? 3 : 1 + (i % 2)]
		].join(',')
	);
	return ['id,h,psu,home,w,sex,sees,age,region', ...rows, ''].join('\n');
}

const label = (id: string) => ({ id, label: { en: id, es: id } });
const mapped = (concept: string, codes: Record<string, string>) => ({
	...{ concept, file: 'people', variable: concept === 'sees_sale' ? 'sees' : concept, codes }
});

const mappings = [
	mapped('sex', { '1': 'man', '2': 'woman' }),
	mapped('sees_sale', { '1': 'yes', '2': 'no' }),
	mapped('region', { '1': 'near', '2': 'middle', '3': 'far' }),
	{
		...{ concept: 'age', file: 'people', variable: 'age' },
		bins: [
			{ from: 12, to: 17, category: 'young' },
			{ from: 18, to: 99, category: 'grown' }
		]
	}
];

const survey = (protection: Record<string, unknown>, changes: Record<string, unknown>) =>
	testSurvey({
		synthetic: true,
		protection: { rules: testRules.id, keys: ['sex', 'region'], maxUniqueShare: 0, ...protection },
		files: [{ id: 'people', path: 'people.csv', format: 'csv', key: ['id'] }],
		design: {
			completeness: 'full',
			units: [
				{
					...{ id: 'person', file: 'people', ids: ['psu', 'home'], strata: ['h'] },
					weights: [{ id: 'main', column: 'w', label: { en: 'weight' } }]
				}
			]
		},
		mappings,
		...changes
	});

let instance: Instance;
afterEach(() => instance.remove());

function start(protection: Record<string, unknown> = {}, changes: Record<string, unknown> = {}) {
	instance = makeInstance(survey(protection, changes));
	instance.write('sources/people.csv', peopleCsv());
	instance.yaml(`data/disclosure/${testRules.id}.yaml`, testRules);
	const concept = (id: string, categories: object[], more: object = {}) =>
		instance.yaml(`data/concepts/${id}.yaml`, {
			...label(id),
			...{ definition: { en: id }, kind: 'category', categories, ...more }
		});
	concept('region', [label('near'), label('middle'), label('far')]);
	concept('age', [
		{ ...label('young'), ages: { from: 12, to: 17 } },
		{ ...label('grown'), ages: { from: 18 } }
	]);
	concept('sees_sale', [label('yes'), label('no')], { sensitive: true });
}

const build = (profile: Profile = 'public') =>
	buildRelease({ profile, root: instance.root, env: instance.env, progress: () => {} });

const together = { groups: [{ concept: 'region', of: ['far'], into: 'middle' }] };
const rowsPath = 'respondents/test-2024.person.parquet';

describe('rows of an open survey in the public profile', () => {
	test('are not published while somebody stands out, and the error says who, why and what to do', async () => {
		start({ maxUniqueShare: 0.01 });
		await expect(build()).rejects.toThrow(
			'test-2024: rows that may not be published\n' +
				'  person: 1 of 60 rows (1.67 %) are alone in sex, region; without region 0 would be, without sex 1 would be; group categories (protection.groups) or map a coarser concept; maxUniqueShare is 0.01\n' +
				'  person: too few people for a key, to be grouped (protection.groups): region far'
		);
		expect(filesBelow(join(instance.root, 'static/data'))).toEqual([]);
	});

	test('are in the local profile all the same, whose report says what stands in the way', async () => {
		start();
		await build('local');
		const report = surveyReport.parse(
			jsonOf(releaseFolder(instance.root), 'report/test-2024.json')
		);
		expect(report.rowRisk?.units[0]?.refusals).toEqual([
			{ kind: 'unique', share: 1 / 60, limit: 0 },
			{ kind: 'rare', concept: 'region', categories: ['far'] }
		]);
	});

	test('are published grouped, without answers of minors, and the report counts both', async () => {
		start(together);
		await build();
		const folder = releaseFolder(instance.root, 'public');
		const rows = await parquetRows(join(folder, rowsPath));
		const kinds = new Set(
			rows.map((row) => [row['region'], row['age'], row['sees_sale']].join(' '))
		);
		expect([...kinds].sort()).toEqual([
			...['middle grown no', 'middle young withheld', 'near grown yes', 'near young withheld']
		]);
		const report = surveyReport.parse(jsonOf(folder, 'report/test-2024.json'));
		expect(report.rowRisk?.units[0]).toMatchObject({
			...{ unique: 0, householdLinks: 'cut', linkedByWeight: 0, refusals: [] },
			grouped: [{ concept: 'region', of: ['far'], into: 'middle', rows: 1 }],
			withheld: [{ concept: 'sees_sale', rows: 12 }]
		});
		const counts = report.units[0]?.concepts.find(({ concept }) => concept === 'sees_sale');
		expect(counts?.counts).toEqual({ no: 24, withheld: 12, yes: 24 });
	});

	test('give figures without who is withheld, checked against figures of everybody', async () => {
		const total = {
			kind: 'weighted-total',
			where: [{ concept: 'sees_sale', categories: ['yes'] }]
		};
		const checks = [
			{ ...total, total: 60, tolerance: 0.5 },
			{ ...total, total: 48, tolerance: 0, severity: 'warning' }
		];
		start(together, { checks });
		await build();
		const folder = releaseFolder(instance.root, 'public');
		const [whole] = await parquetRows(join(folder, 'estimates.parquet'));
		expect(whole).toMatchObject({ indicator: 'sees-sale', n: 48, events: 24 });
		const report = surveyReport.parse(jsonOf(folder, 'report/test-2024.json'));
		expect(report.checks.map(({ passed, found }) => [passed, found])).toEqual([
			[true, '60 ± 0.5'],
			[false, '≠ 48']
		]);
	});

	test('hold answers of minors where the survey says so', async () => {
		start({ ...together, minorsSensitive: true });
		await build();
		const folder = releaseFolder(instance.root, 'public');
		const rows = await parquetRows(join(folder, rowsPath));
		expect(rows.filter((row) => row['sees_sale'] === 'withheld')).toEqual([]);
	});

	test('tell neither households nor villages in any byte, unless households are declared', async () => {
		start(together);
		await build();
		const folder = releaseFolder(instance.root, 'public');
		const codes = Array.from({ length: 30 }, (_, i) => [home(i), village(i)]).flat();
		const found = filesBelow(folder).filter((file) => {
			const bytes = readFileSync(join(folder, file));
			return codes.some((code) => bytes.includes(code));
		});
		expect(found).toEqual([]);
		const csv = readFileSync(join(folder, rowsPath.replace('.parquet', '.csv')), 'utf8');
		const header = 'stratum,psu,weight_main,sex,sees_sale,region,age';
		expect(csv.split('\n')[0]).toBe(header);
		const [first = {}] = await parquetRows(join(folder, rowsPath));
		expect(Object.keys(first).join(',')).toBe(header);
		const [table] = catalogueSchema.parse(jsonOf(folder, 'catalogue.json')).surveys[0]!.tables;
		expect(table).not.toHaveProperty('ssu');
	});

	test('give the same estimates and errors without the codes of households', async () => {
		const estimates = async (householdLinks: boolean) => {
			start({ ...together, minorsSensitive: true, householdLinks });
			await build();
			const path = join(releaseFolder(instance.root, 'public'), 'estimates.parquet');
			const rows = await parquetRows(path);
			if (!householdLinks) instance.remove();
			return rows.flatMap((row) =>
				[row['estimate'], row['standard_error'], row['df'], row['n']].map(Number)
			);
		};
		expect(await estimates(false)).toAgreeWith(await estimates(true));
	});
});
