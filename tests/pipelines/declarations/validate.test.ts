import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { validation } from '../../../pipelines/declarations/validate.ts';
import { type Instance, makeInstance } from '../../support/instance.ts';

let instance: Instance;
afterEach(() => instance.remove());

const folder = () => join(instance.root, 'data');

function breakTwice() {
	instance.write('data/explore.yaml', 'views: []\n');
	instance.write('data/concepts/height.yml', '');
}

describe('validation', () => {
	test('says what there is when all is in order', () => {
		instance = makeInstance();
		const { isValid, text } = validation(folder());
		expect(isValid).toBe(true);
		expect(text).toMatch(/^1 survey, 1 questionnaire, 4 concepts, .*0 baselines.*: no errors\n$/);
	});

	test('ends with how many errors there are', () => {
		instance = makeInstance();
		breakTwice();
		const { isValid, text } = validation(folder());
		expect(isValid).toBe(false);
		expect(text.split('\n')).toEqual([
			'concepts/height.yml:1:1: not read, expected concepts/height.yaml',
			'explore.yaml:1:8: views: surveys are declared, so the explorer needs a view to open with: []',
			expect.stringMatching(/^errors: 2 in 2 files; in order: 1 survey, /),
			''
		]);
	});

	test('says the same as JSON', () => {
		instance = makeInstance();
		breakTwice();
		expect(JSON.parse(validation(folder(), { json: true }).text)).toMatchObject({
			folder: folder(),
			counts: { surveys: 1, concepts: 4, explore: 1, baselines: 0 },
			problems: [
				{ file: 'concepts/height.yml', line: 1, column: 1, path: '' },
				{
					...{ file: 'explore.yaml', line: 1, column: 8, path: 'views' },
					message: 'surveys are declared, so the explorer needs a view to open with: []'
				}
			]
		});
	});
});

describe('atalaya validate', () => {
	test('ends with 1 when something is wrong', () => {
		instance = makeInstance();
		breakTwice();
		const { status, stdout } = spawnSync(
			process.execPath,
			['--import', 'tsx', 'pipelines/cli.ts', 'validate', '--json'],
			{ env: { ...process.env, ...instance.env }, encoding: 'utf8' }
		);
		expect(status).toBe(1);
		expect(stdout).toBe(validation(folder(), { json: true }).text);
	});
});
