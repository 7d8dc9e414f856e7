import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Row } from '#lib/estimate/query-engine.ts';
import { type Baseline, baseline as baselineSchema } from '#lib/model/baseline.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { checkedDeclarations } from '../../../pipelines/declarations/declarations.ts';
import { sealOf } from '../../../pipelines/declarations/declaration-seal.ts';
import { type FreezeOptions, freezeFigure } from '../../../pipelines/freeze/freeze.ts';
import { type ReviseOptions, reviseBaseline } from '../../../pipelines/freeze/freeze-revision.ts';
import { dataFolder, releaseFolder } from '../../support/built-release.ts';
import { testRules } from '../../support/disclosure.ts';
import {
	type Declaration,
	type Instance,
	makeInstance,
	testSurvey
} from '../../support/instance.ts';
import { parquetRows } from '../../support/parquet-rows.ts';
import { testBaseline } from '../../support/test-baseline.ts';
import { suppressedEstimate, tinyEstimate, writeTinyRelease } from '../../support/tiny-release.ts';

let instance: Instance;

const text = (words: string) => ({ es: words, en: words });

/** The instance with two regions, and its figures by sex and by region. */
function regionalInstance(changes: Declaration = {}): Instance {
	const survey = testSurvey();
	const region = {
		...{ concept: 'region', file: 'people', variable: 'h' },
		codes: { '1': 'north', '2': 'south' }
	};
	const made = makeInstance({
		...survey,
		mappings: [...(survey['mappings'] as Declaration[]), region],
		...changes
	});
	made.yaml('data/concepts/region.yaml', {
		...{ id: 'region', kind: 'category', label: text('region'), definition: text('region') },
		categories: ['north', 'south'].map((id) => ({ id, label: text(`The ${id}`) }))
	});
	made.yaml('data/territories/regions.yaml', {
		...{ id: 'regions', level: 'state', source: 'made up' },
		territories: ['north', 'south'].map((id) => ({ id, name: text(`The ${id}`) }))
	});
	made.yaml('data/estimates.yaml', {
		territories: ['region'],
		breakdowns: ['sex', 'region'],
		pairs: [['sex', 'region']]
	});
	return made;
}

const declarations = () => join(instance.root, 'data');
const paths = () => ({ declarations: declarations(), data: dataFolder(instance.root) });
const decision = { why: 'Antes del programa', language: 'es' };

const freeze = (changes: Partial<FreezeOptions> = {}) =>
	freezeFigure({
		...{ paths: paths(), indicator: 'sees-sale', survey: 'test-2024', role: 'Junta' },
		...decision,
		...changes
	});

const revise = (changes: Partial<ReviseOptions> = {}) =>
	reviseBaseline({ paths: paths(), id: 'test-2024-sees-sale', ...decision, ...changes });

const place = (id: string) => join(declarations(), 'baselines', `${id}.yaml`);
const textOf = (id: string) => readFileSync(place(id), 'utf8');
const written = (id: string): Baseline => baselineSchema.parse(parse(textOf(id)));
const estimateOf = (id: string) => {
	const { frozen } = written(id);
	if (frozen.kind !== 'estimate') throw new Error(`not an estimate: ${id}`);
	return frozen;
};

let made = 0;

/** Lets a release of these rows stand, without a build. */
async function standing(
	estimates: readonly EstimateRow[],
	{ release = 'r1', date = '2024-06-01', status = 'approved', listed = {} } = {}
) {
	const { data } = paths();
	mkdirSync(data, { recursive: true });
	const approval =
		status === 'approved' ? { approver: { role: text('Data board') }, approvedOn: date } : {};
	const documents = {
		'release.json': { release: { id: release, date, status, ...approval }, corrections: [] }
	};
	const folder = await writeTinyRelease(data, { release, date, estimates, documents, listed });
	const pointer = { release, path: `${release}.${String(made++).padStart(12, '0')}` };
	renameSync(folder, join(data, pointer.path));
	writeFileSync(join(data, 'current.json'), JSON.stringify(pointer));
}

describe('freezeFigure after a build', () => {
	let rows: readonly Row[];
	beforeAll(async () => {
		instance = regionalInstance();
		const { root, env } = instance;
		await buildRelease({ profile: 'local', root, env, progress: () => undefined });
		rows = await parquetRows(join(releaseFolder(root), 'estimates.parquet'));
	});
	afterAll(() => instance.remove());

	const rowOf = (named: Partial<EstimateRow>) => {
		const wanted = { territory: 'XTT', by_1: '', category_1: '', by_2: '', category_2: '' };
		const found = rows.filter((row) =>
			Object.entries({ ...wanted, ...named }).every(([name, value]) => row[name] === value)
		);
		expect(found).toHaveLength(1);
		return found[0]!;
	};

	test.for<[id: string, asked: Partial<FreezeOptions>, row: Partial<EstimateRow>]>([
		['test-2024-sees-sale', {}, {}],
		['test-2024-sees-sale-north', { territory: 'north' }, { territory: 'north' }],
		['test-2024-sees-sale-woman', { group: ['sex=woman'] }, { by_1: 'sex', category_1: 'woman' }],
		[
			'test-2024-sees-sale-man-south',
			{ group: ['region=south', 'sex=man'] },
			{ by_1: 'sex', category_1: 'man', by_2: 'region', category_2: 'south' }
		],
		[
			'test-2024-sees-sale-south-man',
			{ territory: 'south', group: ['sex=man'] },
			{ territory: 'south', by_1: 'sex', category_1: 'man' }
		]
	])('has every digit of the release: %s', async ([id, asked, named]) => {
		expect(await freeze(asked)).toContain(place(id));
		const row = rowOf(named);
		expect(estimateOf(id)).toMatchObject({
			...{ territory: row['territory'], period: '2024', release: 'r1', date: '2024-06-01' },
			...{ estimate: row['estimate'], standardError: row['standard_error'], n: row['n'] },
			...{ df: row['df'], lower: row['lower'], upper: row['upper'], level: row['level'] },
			...{ weight: 'main', unsure: row['unsure'], precision: 'design-based' },
			...{ question: 'sees', quality: null }
		});
		expect(written(id).seal).toBe(sealOf(estimateOf(id)));
		expect(checkedDeclarations(declarations()).problems).toEqual([]);
	});

	test('says what it is, in the languages of the indicator', () => {
		const { label, fixedBy, why } = written('test-2024-sees-sale-man-south');
		const words = (mark: string) => `sees sale, man, The south, Test 2024 (${mark})`;
		expect(label).toEqual({ es: words('sintético'), en: words('synthetic') });
		expect(written('test-2024-sees-sale-north').label.en).toBe(
			'sees sale, The north, 2024 (synthetic)'
		);
		expect({ fixedBy, why }).toEqual({
			fixedBy: { role: { es: 'Junta' } },
			why: { es: 'Antes del programa' }
		});
		expect(textOf('test-2024-sees-sale')).toMatch(/^# Synthetic/);
	});

	test('leaves a file that is there as it is', async () => {
		const before = textOf('test-2024-sees-sale');
		await expect(freeze({ why: 'other' })).rejects.toThrow(/^there already, .*sees-sale\.yaml$/);
		expect(textOf('test-2024-sees-sale')).toBe(before);
	});

	test('goes where --out says, and is valid once put in place', async () => {
		const out = join(instance.root, 'drafts/women.yaml');
		await freeze({ territory: 'north', group: ['sex=woman'], out });
		expect(existsSync(place('test-2024-sees-sale-north-woman'))).toBe(false);
		instance.write(
			'data/baselines/test-2024-sees-sale-north-woman.yaml',
			readFileSync(out, 'utf8')
		);
		expect(checkedDeclarations(declarations()).problems).toEqual([]);
	});

	test.for<[wrong: string, asked: Partial<FreezeOptions>, message: string]>([
		['survey', { survey: 'test-2023' }, 'expected one of test-2024 (did you mean "test-2024"?): '],
		['indicator', { indicator: 'see-sale' }, '(did you mean "sees-sale"?): see-sale'],
		['territory', { territory: 'nort' }, 'one of XTT, north, south (did you mean "north"?): nort'],
		['breakdown', { group: ['age=old'] }, 'one of nothing, region, region and sex, sex: age'],
		['category', { group: ['sex=women'] }, 'one of man, woman (did you mean "woman"?): women'],
		['form of a group', { group: ['sex'] }, 'not a group such as sex=woman: sex'],
		['repeated group', { group: ['sex=man', 'sex=woman'] }, 'two categories of one concept'],
		['number of groups', { group: ['a=b', 'c=d', 'e=f'] }, 'at most two groups'],
		['question', { question: 'sees-it' }, 'not a question about sees_sale, expected sees: sees-it'],
		['language', { language: 'ca' }, 'expected one of es, en, pt, fr: ca'],
		['missing language', { language: undefined }, 'freeze needs --language'],
		['missing role', { role: undefined }, 'freeze needs --role'],
		['blank reason', { why: ' ' }, 'freeze needs --why'],
		['missing indicator', { indicator: undefined }, 'freeze needs --indicator']
	])('refuses a wrong %s', async ([, asked, message]) => {
		await expect(freeze(asked)).rejects.toThrow(message);
	});
});

describe('freezeFigure', () => {
	beforeEach(() => {
		instance = regionalInstance();
	});
	afterEach(() => instance.remove());

	test('keeps the quality label and the profile that gave it', async () => {
		await standing([tinyEstimate()]);
		await freeze();
		expect(estimateOf('test-2024-sees-sale').quality).toEqual({
			profile: 'cepal',
			label: 'reliable'
		});
	});

	const noNumber = { estimate: null, standard_error: null, precision: '' };

	test.for<[what: string, rows: EstimateRow[], release: object, message: string]>([
		[
			'a suppressed figure',
			[suppressedEstimate()],
			{},
			'suppressed, it protects people: sees-sale'
		],
		[
			'a withheld figure',
			[tinyEstimate({ ...noNumber, withheld: 'no-cases' })],
			{},
			'withheld, no-cases: sees-sale, test-2024, XTT'
		],
		[
			'a figure that its quality keeps from being published',
			[tinyEstimate({ quality: 'suppress', quality_reasons: 'df 6 < 9' })],
			{},
			'not to be published by cepal, df 6 < 9: sees-sale'
		],
		[
			'a figure without an error',
			[tinyEstimate({ standard_error: null })],
			{},
			'without an error, and no baseline: sees-sale'
		],
		[
			'an ambiguous figure',
			[tinyEstimate(), tinyEstimate({ n: 401 })],
			{},
			'ambiguous, the release has 2 figures: sees-sale'
		],
		[
			'a survey that the release does not have',
			[tinyEstimate({ source: 'other-2024' })],
			{},
			'no figure of the survey, expected one of other-2024: test-2024'
		],
		[
			'a draft release',
			[tinyEstimate()],
			{ status: 'draft' },
			'a baseline is of an approved release, r1 is draft'
		],
		[
			'a figure that the declarations contradict',
			[tinyEstimate({ weight: 'other' })],
			{},
			'do not agree, build again: frozen.weight: unknown weight of person: other'
		]
	])('refuses %s', async ([, rows, release, message]) => {
		await standing(rows, release);
		await expect(freeze()).rejects.toThrow(message);
		expect(existsSync(place('test-2024-sees-sale'))).toBe(false);
	});

	test('refuses a table that its manifest does not list', async () => {
		await standing([tinyEstimate()], {
			listed: { 'estimates.parquet': { sha256: '0'.repeat(64) } }
		});
		await expect(freeze()).rejects.toThrow('not the file that the manifest lists');
	});

	test('refuses where nothing has been built', async () => {
		await expect(freeze()).rejects.toThrow('no release stands');
	});

	test('asks which question, where there are several', async () => {
		const [sees] = parse(
			readFileSync(join(declarations(), 'surveys/test-2024/questions.yaml'), 'utf8')
		) as [Declaration];
		const again = { ...sees, id: 'sees-again', variable: undefined };
		instance.yaml('data/surveys/test-2024/questions.yaml', [sees, again]);
		await standing([tinyEstimate()]);
		await expect(freeze()).rejects.toThrow('give --question: sees, sees-again');
		await freeze({ question: 'sees-again' });
		expect(estimateOf('test-2024-sees-sale').question).toBe('sees-again');
	});

	test('says that the survey is protected', async () => {
		instance.remove();
		instance = regionalInstance({
			...{ tier: 'protected', synthetic: false, protection: { rules: 'test-rules' } }
		});
		instance.yaml('data/disclosure/test-rules.yaml', testRules);
		await standing([tinyEstimate({ synthetic: false })]);
		await freeze();
		expect(textOf('test-2024-sees-sale')).toMatch(/^# Of a survey that is protected/);
		expect(written('test-2024-sees-sale').label.en).toBe('sees sale, Test 2024');
	});
});

describe('reviseBaseline', () => {
	const id = 'test-2024-sees-sale';
	const later = { release: 'r2', date: '2024-12-01' };

	beforeEach(async () => {
		instance = regionalInstance();
		await standing([tinyEstimate()]);
		await freeze();
	});
	afterEach(() => instance.remove());

	test('puts the later value beside the frozen one, which keeps every character', async () => {
		const commented = textOf(id)
			.replace('frozen:', '# By the board.\nfrozen:')
			.replace(/n: 400/, 'n: 400 # all of them');
		writeFileSync(place(id), commented);
		await standing([tinyEstimate({ estimate: 0.26, lower: null })], later);
		expect(await revise()).toContain('0.26 in r2, frozen at 0.25');
		expect(textOf(id).startsWith(commented)).toBe(true);
		expect(written(id).revisions).toEqual([
			{
				...{ release: 'r2', date: '2024-12-01', reason: { es: 'Antes del programa' } },
				...{ estimate: 0.26, standardError: 0.02, n: 400, lower: null, upper: 0.29 }
			}
		]);
		expect(checkedDeclarations(declarations()).problems).toEqual([]);
	});

	test('appends to those that are there', async () => {
		writeFileSync(place(id), `${textOf(id)}revisions: []\n`);
		await standing([tinyEstimate()], later);
		expect(await revise()).toContain('0.25 in r2, as frozen');
		await standing([tinyEstimate({ n: 401 })], { release: 'r3', date: '2025-06-01' });
		await revise({ language: 'en', why: 'Recoded' });
		expect(written(id).revisions.map(({ release, n }) => [release, n])).toEqual([
			['r2', 400],
			['r3', 401]
		]);
	});

	test.for<[what: string, row: Partial<EstimateRow>, release: object, message: string]>([
		['the frozen release', {}, {}, 'the release that the value is frozen from: r1'],
		['an earlier release', {}, { release: 'r0', date: '2024-03-01' }, 'before 2024-06-01'],
		['another weight', { weight: 'w2' }, later, 'weight main is now w2'],
		['another level', { level: 0.9 }, later, 'level 0.95 is now 0.9'],
		['another handling of the unsure', { unsure: 'category' }, later, 'unsure exclude is now'],
		['a figure without a number', { suppressed: true }, later, 'suppressed, it protects people']
	])('refuses %s', async ([, row, release, message]) => {
		const before = textOf(id);
		await standing([tinyEstimate(row)], release);
		await expect(revise()).rejects.toThrow(message);
		expect(textOf(id)).toBe(before);
	});

	test('refuses a release that it has', async () => {
		await standing([tinyEstimate()], later);
		await revise();
		await expect(revise()).rejects.toThrow('an earlier revision has this release: r2');
		expect(written(id).revisions).toHaveLength(1);
	});

	test('refuses a baseline that is not there, with the one that was meant', async () => {
		await expect(revise({ id: 'test-2024-see-sale' })).rejects.toThrow(
			'(did you mean "test-2024-sees-sale"?): test-2024-see-sale'
		);
	});

	test('refuses a frozen value that was changed', async () => {
		const broken = testBaseline({}, { id: 'sale-2024', seal: '0'.repeat(64) });
		instance.yaml('data/baselines/sale-2024.yaml', broken);
		await standing([tinyEstimate()], later);
		await expect(revise({ id: 'sale-2024' })).rejects.toThrow('not the seal');
	});
});

describe('atalaya freeze', () => {
	afterEach(() => instance.remove());

	test('refuses what --revise does not take, and ends with 1', () => {
		instance = regionalInstance();
		const { status, stderr } = spawnSync(
			process.execPath,
			[
				...['--import', 'tsx', 'pipelines/cli.ts', 'freeze', '--revise', 'x', '--role', 'Junta'],
				...['--why', 'y', '--language', 'es']
			],
			{ env: { ...process.env, ...instance.env }, encoding: 'utf8' }
		);
		expect(stderr.trim()).toBe('--revise takes what the baseline says, without --role');
		expect(status).toBe(1);
	});
});
