import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandNames } from '../../../pipelines/command-help.ts';
import { commandLine } from '../../../pipelines/command-line.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { checkedDeclarations } from '../../../pipelines/declarations/declarations.ts';
import { makeInstanceFolder } from '../../../pipelines/init/instance-folder.ts';
import { pathsFor } from '../../../pipelines/paths.ts';
import { filesBelow, releaseFolder } from '../../support/built-release.ts';
import { layReady } from '../../support/made-before.ts';
import { slowTest } from '../../support/slow.ts';

const { declarations: projectDeclarations } = pathsFor({ profile: 'local', env: {} });
const today = new Date('2027-03-04T10:00:00Z');

let root: string;
let folder: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'atalaya-init-'));
	folder = join(root, 'observatory');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const text = (path: string) => readFileSync(join(folder, path), 'utf8');

/** Every file with its content and the time it was written. */
const contents = () =>
	filesBelow(folder).map((path) => [path, statSync(join(folder, path)).mtimeMs, text(path)]);

describe('makeInstanceFolder', () => {
	test('makes declarations without an error, of the demonstration surveys only', () => {
		makeInstanceFolder(folder, { today });
		const { problems, declarations } = checkedDeclarations(folder);
		expect(problems).toEqual([]);
		expect(declarations?.surveys.map(({ survey }) => survey.id)).toEqual([
			'demo-2022',
			'demo-2023',
			'demo-2024',
			'demo-inclusion-2021',
			'demo-inclusion-2024'
		]);
		const programmes = declarations?.programmes.map(({ id }) => id) ?? [];
		expect(programmes).toContain('demo-barrios-claros');
		expect(programmes.every((id) => id.startsWith('demo-'))).toBe(true);
		expect(declarations?.concepts.has('drug_sale_neighbourhood')).toBe(true);
		expect(declarations?.release).toMatchObject({
			id: '2027-03',
			date: '2027-03-04',
			status: 'draft'
		});
	});

	test('says how many files it wrote', () => {
		const files = makeInstanceFolder(folder, { today });
		expect(files).toBe(filesBelow(folder).length);
	});

	test('keeps what is left of a list as it was written', () => {
		makeInstanceFolder(folder, { today });
		expect(text('explore.yaml')).toMatch(
			/views:\n {2}- survey: demo-2024\n {4}indicator: [a-z-]+\n {4}by: \[territory_demo\]\n/
		);
		expect(text('estimates.yaml')).toContain(
			'  - { kind: waves, of: demo-2024, against: demo-2022'
		);
		expect(text('estimates.yaml')).not.toContain('cl-enusc');
	});

	test('makes an empty one without an error, which asks for a view with its first survey', () => {
		makeInstanceFolder(folder, { today, empty: true });
		for (const kind of ['surveys', 'programmes'])
			expect(readdirSync(join(folder, kind))).toEqual([]);
		expect(checkedDeclarations(folder).problems).toEqual([]);
		const survey = join(projectDeclarations, 'surveys/demo-2024');
		cpSync(survey, join(folder, 'surveys/demo-2024'), { recursive: true });
		expect(checkedDeclarations(folder).problems.map(({ file, path }) => `${file} ${path}`)).toEqual(
			['explore.yaml views']
		);
	});

	test('tells the first ten minutes in Spanish and English, and keeps rows out', () => {
		makeInstanceFolder(folder, { today });
		expect(text('README.md')).toMatch(/Los primeros diez minutos[^]*The first ten minutes/);
		expect(text('.gitignore')).toMatch(/^\*\.sav$/m);
	});

	test('promises no demonstration where there is none', () => {
		makeInstanceFolder(folder, { today, empty: true });
		expect(text('README.md')).not.toMatch(/demo-|demostración|demonstration/);
		expect(text('README.md')).toMatch(/Los primeros diez minutos[^]*The first ten minutes/);
	});

	test('names commands and options that there are', () => {
		makeInstanceFolder(folder, { today });
		const calls = [...text('README.md').matchAll(/npm run atalaya -- ((?:[^`\n\\]|\\\n)+)/g)];
		expect(calls.length).toBeGreaterThan(5);
		for (const [, call = ''] of calls) {
			const { positionals } = commandLine(call.split(/[\s\\]+/).filter(Boolean));
			expect(commandNames).toContain(positionals[0]);
		}
	});

	test('takes a folder that is empty, and refuses one that is not', () => {
		mkdirSync(folder);
		writeFileSync(join(folder, 'mine.txt'), 'mine');
		expect(() => makeInstanceFolder(folder, { today })).toThrow(`it holds mine.txt: ${folder}`);
		expect(readdirSync(folder)).toEqual(['mine.txt']);
		rmSync(join(folder, 'mine.txt'));
		makeInstanceFolder(folder, { today });
		expect(text('release.yaml')).toContain('status: draft');
	});

	test('refuses a file', () => {
		writeFileSync(folder, '');
		expect(() => makeInstanceFolder(folder, { today })).toThrow(`not a folder: ${folder}`);
	});

	slowTest(
		'is built as it is, and a build writes nothing into it',
		async () => {
			makeInstanceFolder(folder, { today });
			const before = contents();
			const env = { ATALAYA_DATA: folder };
			const generated = join(root, 'generated');
			// What the build of the project made of the same declarations need not be made again.
			layReady(generated);
			const { changed } = await buildRelease({
				...{ profile: 'local', root: generated, env },
				progress: () => undefined
			});
			expect(changed).toBe(true);
			expect(filesBelow(releaseFolder(generated)).length).toBeGreaterThan(0);
			expect(contents()).toEqual(before);
		},
		240_000
	);
});
