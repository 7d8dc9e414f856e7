import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { explorePage } from '#lib/model/explore-view.ts';
import { manifest as manifestSchema, type Profile } from '#lib/model/manifest.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { filesBelow, releaseFolder, withoutHash } from '../../support/built-release.ts';
import { type Instance, makeInstance, sourceOf, testSurvey } from '../../support/instance.ts';

/** What only rows of the local survey hold: a weight, a category and a code nobody declared. */
const canary = { weight: 7919.123456789, category: 'canary-of-rows', code: 'zqxcanarycode' };

const secretCsv = [
	'id,h,psu,w,colour',
	...Array.from({ length: 40 }, (_, i) =>
		[i + 1, 1 + (i % 2), i % 8, canary.weight + i, i === 20 ? canary.code : 1 + (i % 2)].join(',')
	),
	''
].join('\n');

const secret = testSurvey({
	id: 'secret-2024',
	tier: 'local',
	files: [{ id: 'people', path: 'secret.csv', format: 'csv', key: ['id'] }],
	mappings: [
		{
			concept: 'colour',
			file: 'people',
			variable: 'colour',
			codes: { '1': canary.category, '2': 'other' }
		}
	]
});

let instance: Instance;
let engine: NodeEngine;
let output = '';

const label = (id: string) => ({ id, label: { es: id, en: id } });
const assets: Readonly<Record<Profile, string>> = {
	local: '.atalaya/local/static',
	public: 'static'
};
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const filesIn = (folder: string) => filesBelow(join(instance.root, folder));
const namesIn = (folder: string) => filesIn(folder).map(withoutHash);
const release = (profile: Profile) => releaseFolder(instance.root, profile);

function declareSecret() {
	const questions = [
		{
			id: 'colour',
			concept: 'colour',
			language: 'es',
			wording: '¿Qué color?',
			answers: [{ code: '1', label: 'Uno' }],
			universe: { es: 'todos' },
			recall: 'none',
			radius: 'none',
			source: { document: 'Questionnaire', producer: 'Test office', year: 2024 }
		}
	];
	instance.yaml(sourceOf('secret-2024'), secret);
	instance.yaml('data/surveys/secret-2024/questions.yaml', questions);
	instance.yaml('data/concepts/colour.yaml', {
		...label('colour'),
		definition: { en: 'colour' },
		kind: 'category',
		categories: [label(canary.category), label('other')]
	});
	instance.yaml('data/indicators/colour.yaml', {
		...label('colour'),
		definition: { en: 'colour' },
		statistic: 'total',
		concept: 'colour',
		numerator: [canary.category],
		measures: 'population',
		direction: 'none',
		sentence: { en: '{value}' }
	});
	// The local profile opens with the local survey, so that the public one has something to leak.
	const views = [
		{ survey: 'secret-2024', indicator: 'colour' },
		{ survey: 'test-2024', indicator: 'sees-sale' }
	];
	instance.yaml('data/explore.yaml', { views });
	instance.write('sources/secret.csv', secretCsv);
}

const build = (profile: Profile) =>
	buildRelease({
		profile,
		root: instance.root,
		env: instance.env,
		progress: (text) => (output += text)
	});

beforeAll(async () => {
	instance = makeInstance();
	declareSecret();
	engine = await openDuckDB();
	await build('local');
	await build('public');
}, 30_000);
afterAll(() => {
	engine.close();
	instance.remove();
});

/** All cells of a Parquet file, as the browser reads them. */
async function cells(path: string): Promise<unknown[]> {
	const known = await engine.query(
		sql`SELECT column_name FROM (DESCRIBE FROM read_parquet(${path}))`
	);
	const names = known.map((row) => String(row['column_name']));
	const { columns } = await parquetColumns(new Uint8Array(readFileSync(path)).buffer, names);
	return columns.flatMap(({ values }) => Array.from(values));
}

const isCanary = (cell: unknown) =>
	typeof cell === 'number'
		? cell >= canary.weight && cell < canary.weight + 40
		: [canary.category, canary.code].includes(String(cell));

/** The canaries as any format would write them without compressing them. */
const needles = Array.from({ length: 40 }, (_, i) => canary.weight + i).flatMap((weight) => {
	const double = Buffer.alloc(8);
	double.writeDoubleLE(weight);
	return [double, Buffer.from(String(weight)), Buffer.from(weight.toFixed(3))];
});
const words = [Buffer.from(canary.category), Buffer.from(canary.code)];

/** Files of a profile where a canary shows, in their bytes or in the cells of their tables. */
async function leaks(profile: Profile): Promise<string[]> {
	const found: string[] = [];
	for (const file of filesIn(assets[profile])) {
		const path = join(instance.root, assets[profile], file);
		const bytes = readFileSync(path);
		const isTable = file.endsWith('.parquet');
		// The catalogue declares every concept with its categories; the other files hold rows or counts.
		const sought = file.endsWith('catalogue.json') ? needles : [...needles, ...words];
		const shown = sought.some((needle) => bytes.includes(needle));
		if (shown || (isTable && (await cells(path)).some(isCanary))) found.push(withoutHash(file));
	}
	return found;
}

describe('the local profile', () => {
	test('holds the rows of the local survey, where the search for them finds them', async () => {
		expect(await leaks('local')).toContain('data/r1/respondents/secret-2024.person.parquet');
	});

	test('holds the recipe of every survey that it has, for scripts that read the files of its producer', () => {
		const path = join(release('local'), 'catalogue.json');
		const { surveys } = catalogueSchema.parse(json(path));
		expect(surveys.map(({ id, recipe }) => [id, recipe?.files.map(({ path }) => path)])).toEqual([
			['secret-2024', ['secret.csv']],
			['test-2024', ['people.csv', 'users.csv']]
		]);
	});

	test('opens with the local survey', () => {
		const path = join(release('local'), 'pages/explore.json');
		expect(explorePage.parse(json(path)).view.survey).toBe('secret-2024');
	});
});

describe('the public profile built after it', () => {
	test('holds no weight, category or code of a row of the local survey', async () => {
		expect(namesIn('static/data').filter((file) => file.endsWith('.parquet'))).toEqual([
			'r1/estimates.parquet',
			'r1/respondents/test-2024.person.parquet'
		]);
		expect(await leaks('public')).toEqual([]);
	});

	test('names the category of the local survey nowhere but in the list of concepts', () => {
		const path = join(release('public'), 'catalogue.json');
		const { surveys, concepts } = catalogueSchema.parse(json(path));
		expect(JSON.stringify(concepts)).toContain(canary.category);
		expect(JSON.stringify(surveys)).not.toContain(canary.category);
		expect(surveys.find(({ id }) => id === 'secret-2024')).toMatchObject({
			status: 'not-published',
			tables: []
		});
		expect(surveys.find(({ id }) => id === 'secret-2024')).not.toHaveProperty('recipe');
	});

	test('opens with a survey whose rows it has', () => {
		const path = join(release('public'), 'pages/explore.json');
		expect(explorePage.parse(json(path)).view.survey).toBe('test-2024');
	});

	test.for(['local', 'public'] as const)('lists everything it holds: %s', (profile) => {
		const data = join(assets[profile], 'data');
		const manifest = manifestSchema.parse(json(join(release(profile), 'manifest.json')));
		expect(manifest.profile).toBe(profile);
		const listed = manifest.artefacts.map(({ path }) => `r1/${path}`);
		expect(namesIn(data)).toEqual(['current.json', 'r1/manifest.json', ...listed].sort());
		expect(filesIn('static').every((file) => file.startsWith('data/'))).toBe(true);
	});

	test('lists nothing that is not open', () => {
		const path = join(release('public'), 'manifest.json');
		const { artefacts } = manifestSchema.parse(json(path));
		expect(artefacts.map(({ tier }) => tier)).toEqual(artefacts.map(() => 'open'));
	});

	test('leaves rejects outside of what a server could give away', () => {
		const rejects = readFileSync(join(instance.root, '.atalaya/rejects/secret-2024.csv'), 'utf8');
		expect(rejects).toContain(canary.code);
		const served = [...filesIn(assets.public), ...filesIn(assets.local)];
		expect(served.filter((file) => file.includes('rejects'))).toEqual([]);
	});

	test.for(['local', 'public'] as const)(
		'holds the rows of the open survey as CSV, and no others: %s',
		(profile) => {
			const served = namesIn(assets[profile]).filter((file) => file.endsWith('.csv'));
			expect(served).toEqual(['data/r1/respondents/test-2024.person.csv']);
		}
	);

	test('says that the survey is not published', () => {
		expect(output).toMatch(/secret-2024 +local +not published/);
	});

	test('stays the same when the local profile is built again', async () => {
		const before = filesIn('static').map((file) =>
			readFileSync(join(instance.root, 'static', file), 'base64')
		);
		instance.write('sources/secret.csv', `${secretCsv}\n`);
		expect((await build('local')).changed).toBe(true);
		const after = filesIn('static').map((file) =>
			readFileSync(join(instance.root, 'static', file), 'base64')
		);
		expect(after).toEqual(before);
	});
});
