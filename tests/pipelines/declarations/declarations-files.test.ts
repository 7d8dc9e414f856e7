import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/declared-faults.ts';

const sex = { es: 'sexo' };
const concept = (id: string) => ({
	...{ id, kind: 'number', label: sex, definition: sex, unit: sex }
});

describe('files that are not where they are read', () => {
	test.for<[string, string, string]>([
		['another ending', 'concepts/height.yml', 'not read, expected concepts/height.yaml'],
		['an ending in capitals', 'concepts/height.YAML', 'not read, expected concepts/height.yaml'],
		['a copy', 'concepts/height.yaml.bak', 'not read, expected concepts/height.yaml'],
		['another folder', 'concept/height.yaml', 'not read, expected concepts/height.yaml'],
		['a folder in capitals', 'Concepts/height.yaml', 'not read, expected concepts/height.yaml'],
		['a misspelt name', 'relase.yaml', 'not read, expected release.yaml'],
		[
			'a misspelt name in a folder',
			'surveys/test-2024/qestions.yaml',
			'not read, expected surveys/test-2024/questions.yaml'
		],
		['a place for nothing', 'lists/people.yaml', 'not read, no declaration has this place'],
		[
			'a deep place',
			'surveys/test-2024/old/survey.yaml',
			'not read, no declaration has this place'
		],
		['a survey that is no folder', 'surveys/extra.yaml', 'not read, no declaration has this place'],
		['no declaration among them', 'concepts/height.csv', 'not read, no declaration has this place']
	])('are named: %s', ([, file, message]) => {
		const lines = faultsOf((instance) => instance.yaml(`data/${file}`, concept('height')));
		expect(lines).toEqual([`${file}:1:1: ${message}`]);
	});

	test('are no errors where nothing is declared: notes, hidden files, questionnaires', () => {
		const lines = faultsOf((instance) => {
			for (const file of [
				...['README.md', '.gitkeep', 'concepts/.sex.yaml.swp', 'concepts/notes.md'],
				...['surveys/test-2024/questionnaire.pdf', 'surveys/.DS_Store', 'logo.png'],
				...['.github/workflows/check.yml', 'quality/Thumbs.db']
			])
				instance.write(`data/${file}`, 'x');
		});
		expect(lines).toEqual([]);
	});

	test('are tables of a series that nobody declared', () => {
		const lines = faultsOf((instance) => instance.write('data/series/prisons.csv', 'x'));
		expect(lines).toEqual(['series/prisons.csv:1:1: not read without series/prisons.yaml']);
	});

	test('are folders where files are expected', () => {
		const lines = faultsOf(({ root }) => {
			for (const folder of ['concepts/height.yaml', 'concepts/old', 'corrections.yaml'])
				mkdirSync(join(root, 'data', folder));
		});
		expect(lines).toEqual([
			'concepts/height.yaml:1:1: a folder, expected a file',
			'concepts/old:1:1: a folder, expected files',
			'corrections.yaml:1:1: a folder, expected a file'
		]);
	});

	test('are links to nothing, or to themselves', () => {
		const lines = faultsOf(({ root }) => {
			symlinkSync('nowhere.yaml', join(root, 'data/concepts/height.yaml'));
			symlinkSync('weight.yaml', join(root, 'data/concepts/weight.yaml'));
			symlinkSync('..', join(root, 'data/surveys/test-2024/all'));
		});
		expect(lines).toEqual([
			'concepts/height.yaml:1:1: cannot be read, expected a file',
			'concepts/weight.yaml:1:1: cannot be read, expected a file'
		]);
	});
});

describe('files that have to be there', () => {
	test.for(['release.yaml', 'explore.yaml'])('%s', (file) => {
		const lines = faultsOf(({ root }) => rmSync(join(root, 'data', file)));
		expect(lines).toEqual([`${file}:1:1: file not found`]);
	});

	test('the survey of a folder of surveys', () => {
		const lines = faultsOf(({ root }) => mkdirSync(join(root, 'data/surveys/test-2025')));
		expect(lines).toEqual(['surveys/test-2025/survey.yaml:1:1: file not found']);
	});

	test('under the name that is read, so that one with another ending is missed once', () => {
		const lines = faultsOf(({ root }) =>
			renameSync(join(root, 'data/release.yaml'), join(root, 'data/release.yml'))
		);
		expect(lines).toEqual(['release.yml:1:1: not read, expected release.yaml']);
	});
});

describe('the id of a file', () => {
	test('is its name', () => {
		const lines = faultsOf((instance) => instance.write('data/concepts/height.yaml', 'id: sex\n'));
		expect(lines).toContain(
			'concepts/height.yaml:1:5: id: not what its file is named after, height: sex'
		);
	});

	test('is that of its folder, of a survey', () => {
		const lines = faultsOf(({ root }) =>
			renameSync(join(root, 'data/surveys/test-2024'), join(root, 'data/surveys/test-2025'))
		);
		expect(lines).toEqual([
			'surveys/test-2025/survey.yaml:1:1: references to it that were not checked, because of its errors: 1',
			'surveys/test-2025/survey.yaml:1:5: id: not what its file is named after, test-2025: test-2024'
		]);
	});
});
