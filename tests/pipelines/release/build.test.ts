import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { explorePage } from '#lib/model/explore-view.ts';
import { manifest as manifestSchema, type Profile } from '#lib/model/manifest.ts';
import { surveyReport } from '#lib/model/survey-report.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { dataFolder, filesBelow, namesBelow, releaseFolder } from '../../support/built-release.ts';
import {
	type Declaration,
	type Instance,
	makeInstance,
	peopleCsv,
	testSurvey
} from '../../support/instance.ts';

let instance: Instance;
let output = '';
afterEach(() => instance.remove());

function start(changes: Declaration = {}): Instance {
	instance = makeInstance(testSurvey(changes));
	output = '';
	return instance;
}

const build = (profile: Profile = 'local') =>
	buildRelease({
		profile,
		root: instance.root,
		env: instance.env,
		progress: (text) => (output += text)
	});

const dataBelow = (profile: Profile = 'local') => dataFolder(instance.root, profile);
const release = (profile: Profile = 'local') => releaseFolder(instance.root, profile);
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

async function rows(columns: string[]) {
	const bytes = readFileSync(join(release(), 'respondents/test-2024.person.parquet'));
	const buffer = new Uint8Array(bytes).buffer;
	const read = await parquetColumns(buffer, columns);
	return Array.from({ length: read.rows }, (_, i) => read.columns.map(({ values }) => values[i]));
}

const rejects = () => {
	const path = join(instance.root, '.atalaya/rejects/test-2024.csv');
	return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(1) : [];
};

/** The people of the instance with one line changed; line 1 is the header. */
const withLine = (line: number, text: string) =>
	peopleCsv()
		.split('\n')
		.map((old, i) => (i + 1 === line ? text : old))
		.join('\n');

describe('buildRelease', () => {
	test('joins the chapters and keeps every kind of missing apart', async () => {
		start();
		await build();
		const [sees, used, age, why] = [0, 1, 2, 3].map(() => new Map<unknown, number>());
		for (const row of await rows(['sees_sale', 'ever_used', 'first_age', 'first_age__missing']))
			[sees, used, age, why].forEach((map, i) => map!.set(row[i], (map!.get(row[i]) ?? 0) + 1));
		expect(Object.fromEntries(sees!)).toEqual({ yes: 15, no: 30, 'dont-know': 15 });
		expect(Object.fromEntries(used!)).toEqual({ yes: 5, no: 55 });
		expect(
			[...age!.keys()].filter((value) => value !== null && value !== undefined).sort()
		).toEqual([14, 15, 16, 17]);
		expect(why!.get('not-applicable')).toBe(55);
		expect(why!.get('dont-know')).toBe(1);
	});

	test('publishes harmonised and design columns only, with shuffled codes', async () => {
		start();
		await build();
		const read = json(join(release(), 'catalogue.json'));
		const [table] = catalogueSchema.parse(read).surveys[0]!.tables;
		expect(table).toMatchObject({ unit: 'person', rows: 60, stratum: 'stratum', psu: 'psu' });
		const pairs = new Set((await rows(['stratum', 'psu'])).map((pair) => pair.join(' ')));
		expect(pairs.size).toBe(6);
		await expect(rows(['id'])).rejects.toThrow('no column id');
	});

	test('writes what the manifest lists and nothing else, with its hash', async () => {
		start();
		await build('public');
		const manifest = manifestSchema.parse(json(join(release('public'), 'manifest.json')));
		const listed = manifest.artefacts.map(({ path }) => `r1/${path}`);
		expect(namesBelow(dataBelow('public'))).toEqual(
			['current.json', 'r1/manifest.json', ...listed].sort()
		);
		for (const { path, sha256, bytes } of manifest.artefacts) {
			const content = readFileSync(join(release('public'), path));
			expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
			expect(content.length).toBe(bytes);
		}
	});

	test('writes the rows of an open survey as CSV too, the same in the same order', async () => {
		start();
		await build();
		const [table] = catalogueSchema.parse(json(join(release(), 'catalogue.json'))).surveys[0]!
			.tables;
		const names = ['stratum', 'psu', 'weight_main', 'sex', 'first_age', 'first_age__missing'];
		const path = join(release(), table!.csv!.path);
		const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
		const places = names.map((name) => header.split(',').indexOf(name));
		const text = (value: unknown) =>
			typeof value === 'number' || typeof value === 'string' ? String(value) : '';
		const number = (cell: string) => (/^[\d.]+$/.test(cell) ? String(Number(cell)) : cell);
		const written = lines.map((line) => places.map((at) => number(line.split(',')[at] ?? '')));
		expect(written).toEqual((await rows(names)).map((row) => row.map(text)));
		expect(table!.csv).toMatchObject({ path: 'respondents/test-2024.person.csv', rows: 60 });
		expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(table!.csv!.sha256);
	});

	test('writes no CSV of a survey that is not open', async () => {
		start({ tier: 'local' });
		await build();
		expect(namesBelow(dataBelow()).filter((file) => file.endsWith('.csv'))).toEqual([]);
		const { surveys } = catalogueSchema.parse(json(join(release(), 'catalogue.json')));
		expect(surveys[0]!.tables[0]).not.toHaveProperty('csv');
	});

	test('refuses another file than the one the survey was declared for', async () => {
		const [people, users] = testSurvey()['files'] as Declaration[];
		const sha256 = createHash('sha256').update(peopleCsv()).digest('hex');
		start({ files: [{ ...people, sha256 }, users] });
		await build();
		instance.write('sources/people.csv', `${peopleCsv()}\n`);
		await expect(build()).rejects.toThrow(/people.csv: not the file that was declared/);
	});

	test('gives the same bytes from the same input', async () => {
		start();
		await build();
		const hash = () => {
			const files = filesBelow(dataBelow());
			return files.map((file) =>
				createHash('sha256')
					.update(readFileSync(join(dataBelow(), file)))
					.digest('hex')
			);
		};
		const before = hash();
		instance.write('sources/people.csv', `${peopleCsv()}\n`);
		expect((await build()).changed).toBe(true);
		instance.write('sources/people.csv', peopleCsv());
		await build();
		expect(hash()).toEqual(before);
	});

	test('does nothing when nothing changed', async () => {
		start();
		expect((await build()).changed).toBe(true);
		expect((await build()).changed).toBe(false);
	});

	test('brings fonts and icons up to date though nothing else changed', async () => {
		start();
		await build();
		const assets = join(dataBelow(), '..');
		const before = filesBelow(assets);
		expect(before).toContain('icon.svg');
		instance.write('.atalaya/local/static/icon.svg', 'outdated');
		instance.write('.atalaya/local/static/fonts/gone.woff2', 'gone');
		expect((await build()).changed).toBe(false);
		expect(filesBelow(assets)).toEqual(before);
		expect(readFileSync(join(assets, 'icon.svg'), 'utf8')).toContain('<svg');
	});

	test('answers the view that the explorer opens with', async () => {
		start();
		await build();
		const { answer } = explorePage.parse(json(join(release(), 'pages/explore.json')));
		expect(answer.estimates.map(({ domain }) => domain[0]?.category)).toEqual(['man', 'woman']);
		expect(answer.overall).toMatchObject({ kind: 'estimate', n: 60 });
		expect(answer.unsure).toBe('category');
	});

	test('shows progress and a summary of every survey', async () => {
		start();
		await build();
		expect(output).toContain('[####');
		expect(output).toMatch(/test-2024 +open +built +person 60 +0/);
	});
});

describe('buildRelease without rows to publish', () => {
	test('keeps rows of a local survey out of the public profile', async () => {
		start({ tier: 'local' });
		await build();
		expect(namesBelow(dataBelow())).toContain('r1/respondents/test-2024.person.parquet');
		await build('public');
		expect(namesBelow(dataBelow('public'))).toEqual([
			'current.json',
			'r1/catalogue.json',
			'r1/manifest.json',
			'r1/release.json'
		]);
		expect(output).toMatch(/test-2024 +local +not published/);
	});

	test('lists a survey whose source is not there', async () => {
		start();
		await buildRelease({
			profile: 'local',
			root: instance.root,
			env: { ATALAYA_DATA: instance.env['ATALAYA_DATA'] },
			progress: (text) => (output += text)
		});
		expect(output).toMatch(/test-2024 +open +source not present/);
	});
});

describe('buildRelease with a bad file', () => {
	test.for([
		[
			'a row with too few fields',
			withLine(3, '2,1,0'),
			'people.csv,3,,"2,1,0","3 fields, the header has 6"'
		],
		['a row with too many fields', withLine(3, '2,1,0,2,2,1,7,7'), 'people.csv,3,,'],
		[
			'a code nobody declared',
			withLine(4, '3,1,0,3,7,2'),
			'people.csv,4,sex,7,code not declared for sex'
		],
		[
			'a weight of zero',
			withLine(5, '4,1,0,0,1,2'),
			'people.csv,5,w,0,weight of the person is not a positive number'
		],
		['a weight that is a word', withLine(5, '4,1,0,n.d.,1,2'), 'people.csv,5,w,n.d.,weight'],
		[
			'a key that stands twice',
			withLine(6, '4,1,0,2,1,2'),
			'people.csv,6,id,4,key stands in an earlier line'
		]
	] as const)('sets aside %s with its line and reason', async ([, csv, expected]) => {
		start();
		instance.write('sources/people.csv', csv);
		await build();
		expect(rejects().some((line) => line.startsWith(expected))).toBe(true);
		expect(output).toMatch(/built +person \d+ +1 /);
		expect(output).toContain('rejects/test-2024.csv');
	});

	test('reports the reason as a code that every language has words for', async () => {
		start();
		instance.write('sources/people.csv', withLine(4, '3,1,0,3,7,2'));
		await build();
		const report = surveyReport.parse(json(join(release(), 'report/test-2024.json')));
		const reason = { code: 'undeclared-code', concept: 'sex' };
		const count = { below: 5 };
		expect(report.rejects).toEqual([{ file: 'people.csv', column: 'sex', reason, count }]);
	});

	test('keeps a respondent with an undeclared code in the design', async () => {
		start();
		instance.write('sources/people.csv', withLine(4, '3,1,0,3,7,2'));
		await build();
		const sexes = (await rows(['sex'])).map(([sex]) => sex);
		expect(sexes).toHaveLength(60);
		expect(sexes.filter((sex) => sex === 'lost')).toHaveLength(1);
	});

	test('sets aside a chapter row of nobody', async () => {
		start();
		instance.write('sources/users.csv', 'id,age1\n1,15\n6,16\n11,15\n16,14\n999,20\n');
		await build();
		expect(rejects()).toEqual(['users.csv,6,id,999,no such key in people']);
	});

	test('names the line after quoted line breaks', async () => {
		start();
		const [header, ...lines] = peopleCsv().split('\n');
		const quoted = [
			`${header},note`,
			...lines.filter(Boolean).map((line, i) => `${line},"two\nlines ${i}"`)
		];
		quoted[10] = '10,1,0,9,1,2';
		instance.write('sources/people.csv', `${quoted.join('\n')}\n`);
		await build();
		expect(rejects()[0]).toMatch(/^people.csv,20,/);
	});

	test('fails above the declared share and leaves the release that stands whole', async () => {
		start({ maxRejectedShare: 0 });
		await build();
		const before = filesBelow(dataBelow()).map((file) =>
			readFileSync(join(dataBelow(), file)).toString('base64')
		);
		instance.write('sources/people.csv', withLine(5, '4,1,0,-1,1,2'));
		await expect(build()).rejects.toThrow('test-2024: 1 of 60 rows of people.csv rejected');
		expect(rejects()).toHaveLength(1);
		const after = filesBelow(dataBelow()).map((file) =>
			readFileSync(join(dataBelow(), file)).toString('base64')
		);
		expect(after).toEqual(before);
	});

	test('names a column that is not there, and what is', async () => {
		start();
		instance.write('sources/users.csv', 'id,edad\n1,15\n');
		await expect(build()).rejects.toThrow('users.csv: no column age1; the file has id, edad');
	});

	test('refuses an empty file and a column that stands twice', async () => {
		start();
		instance.write('sources/users.csv', '');
		await expect(build()).rejects.toThrow('users.csv: the file is empty');
		instance.write('sources/users.csv', 'id,age1,age1\n1,15,1\n');
		await expect(build()).rejects.toThrow('users.csv: columns 2 and 3 have the same name: age1');
	});
});

describe('buildRelease with other encodings', () => {
	const files = (changes: Declaration) => {
		const [people, users] = testSurvey()['files'] as Declaration[];
		return [{ ...people, ...changes }, users];
	};
	const mappings = [
		{
			concept: 'sex',
			file: 'people',
			variable: 'sexo',
			codes: { Varón: 'man', 'Mujer “a”': 'woman' }
		},
		...(testSurvey()['mappings'] as Declaration[]).slice(1)
	];
	const csv = (delimiter: string) =>
		peopleCsv()
			.replace('sex,', 'sexo,')
			.split('\n')
			.map((line, i) =>
				i === 0
					? line
					: line.replace(
							/,([12]),(\d)$/,
							(_, sex, sees) => `,${sex === '1' ? 'Varón' : 'Mujer “a”'},${sees}`
						)
			)
			.join('\n')
			.replaceAll(',', delimiter);
	const cp1252 = (text: string) =>
		Buffer.from(text.replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1');

	test.for([
		[
			'windows-1252 with semicolons',
			{ encoding: 'windows-1252', delimiter: ';' },
			cp1252(csv(';'))
		],
		['UTF-8 with a mark at the start', {}, Buffer.from(`\ufeff${csv(',')}`)],
		[
			'gzip, tabs and Windows line ends',
			{ compression: 'gzip', delimiter: '\t' },
			gzipSync(csv('\t').replaceAll('\n', '\r\n'))
		]
	] as const)('reads %s', async ([, changes, bytes]) => {
		start({ files: files(changes), mappings });
		instance.write('sources/people.csv', bytes);
		await build();
		const sexes = (await rows(['sex'])).map(([sex]) => sex);
		expect(sexes.filter((sex) => sex === 'man')).toHaveLength(30);
		expect(sexes.filter((sex) => sex === 'woman')).toHaveLength(30);
		expect(rejects()).toEqual([]);
	});

	test('says that bytes are not UTF-8 instead of guessing', async () => {
		start({ files: files({ delimiter: ';' }), mappings });
		instance.write('sources/people.csv', cp1252(csv(';')));
		await expect(build()).rejects.toThrow(
			/people.csv: not utf-8, but windows-1252 fits; .*: line 2 /
		);
	});
});
