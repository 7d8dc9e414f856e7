import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { surveyRiskText } from '../../../pipelines/inspect/survey-risk.ts';
import { pathsFor } from '../../../pipelines/paths.ts';
import { testRules } from '../../support/disclosure.ts';
import { InspectedFiles } from '../../support/inspected-files.ts';
import { makeInstance, sourceOf, testSurvey } from '../../support/instance.ts';

let files: InspectedFiles;
beforeAll(() => {
	files = new InspectedFiles();
});
afterAll(() => files.remove());

/** Forty people alike in tens, and a planted one: the only woman of 87 in the south. */
const rows = [
	...Array.from({ length: 40 }, (_, i) => [i + 1, 1 + (i % 2), i % 4 < 2 ? 30 : 40, 'north', 5]),
	[41, 2, 87, 'south', 5]
];
const csv = ['folio,sexo,edad,zona,p1', ...rows.map((row) => row.join(',')), ''].join('\n');
const keys = ['sexo', 'edad', 'zona'];

const riskOf = (text: string, options = {}) =>
	files.text(files.write('people.csv', text), { risk: { k: 5, keys }, ...options });

describe('inspect --risk', () => {
	test('tells on a terminal who stands out, by what, and what is rare', async () => {
		const text = await riskOf(csv, { isTerminal: true });
		expect(text).toContain('1 of 41 rows (2.44 %) are alone in sexo, edad, zona');
		expect(text).toContain('  in groups of fewer than 5: 1 rows');
		expect(text).toContain(
			'who stands out; keep this to yourself\n  sexo 2, edad 87, zona south\n'
		);
		expect(text).toContain('  edad: 87 (1)\n  zona: south (1)');
		expect(text).toContain('with 41 rows and what is mapped of 4 of 5 columns');
		expect(text).toContain('  never published: folio');
	});

	test('says what makes them stand out, the key that tells most first', async () => {
		const text = await riskOf(csv.replace('south', 'north'), { isTerminal: true });
		expect(text).toContain(
			'  without edad: 0 would be alone\n  without sexo: 1 would be alone\n  without zona: 1 would be alone'
		);
	});

	test('tells nobody anywhere else: not in a pipe, not in a file', async () => {
		const out = files.path('risk.txt');
		const printed = await riskOf(csv);
		await riskOf(csv, { isTerminal: true, out });
		for (const text of [printed, readFileSync(out, 'utf8')]) {
			expect(text).toContain('1 of 41 rows');
			expect(text).toContain('who stands out is told on a terminal only');
			expect(text).not.toMatch(/87|south/);
		}
		await expect(riskOf(csv, { out })).rejects.toThrow('not overwritten without --force');
	});

	test('takes what looks like a key where none is named, never a name or an id', async () => {
		const text = await riskOf(csv, { risk: { k: 5 } });
		const named = [...text.matchAll(/^ {2}(\w+) \(/gm)].map(([, name]) => name);
		expect(named).toEqual(['sexo', 'edad']);
		await expect(riskOf('a,b\n1,2\n', { risk: { k: 5 } })).rejects.toThrow(
			'no column looks like what somebody may know of a person: name them with --keys, of a, b'
		);
	});

	test.for([
		['sex', '--keys: no such column: sex, did you mean sexo'],
		['folio', '--keys: seems to name people, places or ids, which are never published: folio']
	] as const)('refuses a key that is none: %s', async ([key, message]) => {
		await expect(riskOf(csv, { risk: { k: 5, keys: [key] } })).rejects.toThrow(message);
	});

	const digit = fc.constantFrom('1', '2', '3');
	test('counts as many as comparing every row with every other', async () => {
		const person = fc.tuple(digit, digit, digit);
		await fc.assert(
			fc.asyncProperty(fc.array(person, { minLength: 2, maxLength: 15 }), async (people) => {
				const text = ['sexo,edad,zona', ...people.map((one) => one.join(',')), ''].join('\n');
				const alike = people.map(
					(a) => people.filter((b) => a.every((value, i) => value === b[i])).length
				);
				const unique = alike.filter((count) => count === 1).length;
				expect(await riskOf(text)).toMatch(new RegExp(`^${unique} of ${people.length} rows`, 'm'));
			}),
			{ numRuns: 10 }
		);
	}, 20_000);
});

describe('inspect --risk --survey', () => {
	const textOf = async (changes: Record<string, unknown>, id = 'test-2024') => {
		const instance = makeInstance();
		try {
			instance.yaml(`data/disclosure/${testRules.id}.yaml`, testRules);
			instance.yaml(sourceOf('test-2024'), testSurvey(changes));
			const { root, env } = instance;
			return await surveyRiskText(id, pathsFor({ profile: 'local', root, env }));
		} finally {
			instance.remove();
		}
	};

	test('says what of an open survey would be published, and what stops it', async () => {
		const protection = { rules: testRules.id, keys: ['sex', 'first_age'], maxUniqueShare: 0.01 };
		const text = await textOf({ protection });
		expect(text).toContain('test-2024: open, synthetic\n  rules test-rules: k 5');
		expect(text).toContain(
			'  rows: respondents/test-2024.person.parquet, .csv, 60 rows, 4 concepts\n    5 of 60 rows (8.33 %) are alone in sex, first_age'
		);
		expect(text).toContain('stops a public build: person: 5 of 60 rows (8.33 %) are alone');
	});

	test('says that rows of a protected one stay where they are', async () => {
		const text = await textOf({ tier: 'protected', protection: { rules: testRules.id } });
		expect(text).toContain('test-2024: protected, synthetic');
		expect(text).toContain('withheld: figures about fewer than 30 people or 3 primary units');
		expect(text).toContain('  rows: none');
	});

	test('names a survey that there is not', async () => {
		await expect(textOf({}, 'test-2025')).rejects.toThrow(
			'unknown survey: test-2025, did you mean test-2024'
		);
	});
});
