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

	test('warns of texts of a board that some readers get in another language', () => {
		instance = makeInstance();
		instance.write(
			'data/boards/minister.yaml',
			`id: minister
title: { es: Ministra, en: Minister, pt: Ministra, fr: Ministre }
place: { territory: north }
period: { from: '2022', to: '2026' }
narrative:
  text:
    es: Menos.
    en: Less.
  author: { role: { en: The board } }
  date: '2026-01-01'
tiles:
  - id: sale
    name: { es: Ve venta, en: Sees sale, pt: Vê venda, fr: Voit vendre }
    unit: { es: de personas, en: of people, pt: de pessoas, fr: des personnes }
    source: { kind: indicator, indicator: sees-sale, surveys: test, territory: north }
    direction: down
`
		);
		const { text } = validation(folder());
		expect(text).toContain(
			'warning: boards/minister.yaml:7:5: narrative.text: not translated, read in es instead: pt, fr\n'
		);
		expect(text.match(/^warning: /gm)).toHaveLength(1);
		expect(JSON.parse(validation(folder(), { json: true }).text)).toMatchObject({
			warnings: [{ file: 'boards/minister.yaml', path: 'narrative.text' }]
		});
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
