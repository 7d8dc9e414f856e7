import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { openDuckDB } from '../../../pipelines/duckdb.ts';
import type { FileAnswer } from '../../../pipelines/requests/estimate-file.ts';
import {
	RequestFolder,
	answersOf,
	columns,
	csv,
	design,
	errorsOf,
	people,
	rows,
	sees,
	value
} from '../../support/request-folder.ts';

let folder: RequestFolder;
beforeEach(() => {
	folder = new RequestFolder();
});
afterEach(() => folder.remove());

describe('estimateFile', () => {
	test('answers with the file, the design and every field of the result', async () => {
		const answer = await folder.ask({
			requests: [{ id: 'mine', measure: sees, by: ['sex'], unsure: 'exclude' }]
		});
		expect(answer.data).toMatchObject({
			path: 'rows.csv',
			rows: 8,
			delimiter: ',',
			encoding: 'utf-8'
		});
		expect(answer.data.sha256).toMatch(/^[0-9a-f]{64}$/);
		expect(answer.design).toEqual({
			...{ rows: 8, strata: 2, psus: 4, sumOfWeights: 128, zeroWeights: 0 },
			lonelyStrata: []
		});
		expect(answer.software.name).toBe('atalaya');
		expect(answer.results[0]).toMatchObject({ id: 'mine', request: { level: 0.95, df: 'domain' } });
		const [man, woman] = answersOf(answer)[0]!.estimates;
		expect(value(man)).toBeCloseTo(30 / 64, 12);
		expect(value(woman)).toBeCloseTo(12 / 42, 12);
		expect(answersOf(answer)[0]!.missing).toEqual({ 'dont-know': 1 });
	});

	test('answers one request without a list', async () => {
		const answer = await folder.ask({ file: { request: { measure: sees }, requests: undefined } });
		expect(answer.results.map(({ id }) => id)).toEqual(['request']);
	});

	test('derives categories from conditions, and missing answers stay missing', async () => {
		const derived = [
			{ name: 'adult', when: [{ column: 'age', from: 30 }] },
			{
				name: 'group',
				cases: [
					{ category: 'young', when: [{ column: 'age', below: 30 }] },
					{
						category: 'old',
						when: [
							{ column: 'age', above: 50 },
							{ column: 'sex', equals: 'man' }
						]
					}
				],
				otherwise: 'others'
			}
		];
		const requests = [
			{ measure: { statistic: 'proportion', concept: 'adult', numerator: ['yes'] } },
			{ measure: { statistic: 'distribution', concept: 'group' } },
			{ measure: sees, where: [{ concept: 'adult', categories: ['yes'] }], by: ['group'] }
		];
		const [adult, group, mixed] = answersOf(await folder.ask({ file: { derived }, requests }));
		expect(value(adult!.overall)).toBeCloseTo(82 / 116, 12);
		expect(adult!.missing).toEqual({ lost: 1 });
		expect(group!.estimates.map((one) => [one.part, value(one)])).toEqual([
			[{ category: 'young' }, expect.closeTo(34 / 116, 12)],
			[{ category: 'old' }, expect.closeTo(22 / 116, 12)],
			[{ category: 'others' }, expect.closeTo(60 / 116, 12)]
		]);
		expect(mixed!.estimates.map(({ domain }) => domain[0]?.category)).toEqual(['old', 'others']);
	});

	test('takes one column for a number and for a category', async () => {
		const requests = [
			{ measure: { statistic: 'mean', concept: 'age' } },
			{ measure: { statistic: 'proportion', concept: 'age', numerator: ['30', '41'] } },
			{ measure: { statistic: 'mean', concept: 'age' }, by: ['age'] }
		];
		const answer = await folder.ask({ requests });
		expect(errorsOf(answer)[2]).toEqual({
			field: 'requests[2].measure.concept',
			message: 'used as a number and as a category: age',
			more: [{ field: 'requests[2].by[0]', message: 'used as a number and as a category: age' }]
		});
		expect(errorsOf(answer).slice(0, 2)).toEqual([undefined, undefined]);
	});

	test('reads Parquet, with a pattern in its name', async () => {
		const path = folder.file('rows[1].parquet');
		const engine = await openDuckDB();
		await engine.execute(sql`COPY (SELECT 1.0::DOUBLE AS code, i % 2 AS psu, 2.5 AS w, 'x' AS name
			FROM range(6) AS t(i)) TO ${path} (FORMAT parquet)`);
		engine.close();
		const file = { data: 'rows[1].parquet', columns: {}, design: { weights: 'w', ids: ['psu'] } };
		const answer = await folder.ask({
			file,
			requests: [{ measure: { statistic: 'distribution', concept: 'code' } }]
		});
		expect(answer.data).toMatchObject({ format: 'parquet', rows: 6 });
		expect(answersOf(answer)[0]!.estimates.map(({ part }) => part)).toEqual([{ category: '1' }]);
	});

	test('names the quality profiles there are', async () => {
		const requests = [
			{ measure: sees, profile: 'cepal-2032' },
			{ measure: sees, profile: 'none' }
		];
		const [wrong, right] = errorsOf(await folder.ask({ requests }));
		expect(wrong).toMatchObject({ field: 'requests[0].profile' });
		expect(wrong?.message).toMatch(/expected one of .*cepal-2023.*did you mean "cepal-2023"/);
		expect(right).toBeUndefined();
	});
});

describe('a request at fault', () => {
	test('does not lose the answers of the others', async () => {
		const requests = [
			{ measure: { ...sees, statistic: 'propotion' } },
			{ measure: sees },
			{ measure: { ...sees, concept: 'sess' } },
			{ measure: { ...sees, numerator: ['Yes'] } },
			{ measure: { statistic: 'mean', concept: 'sex' } },
			{ measure: sees, where: [{ concept: 'sex', categories: ['men'] }] }
		];
		const [statistic, good, concept, category, text, filter] = errorsOf(
			await folder.ask({ requests })
		);
		expect(good).toBeUndefined();
		expect(statistic).toEqual({
			field: 'requests[0].measure.statistic',
			message:
				'expected one of proportion, distribution, total, mean, ratio, quantile, variance (did you mean "proportion"?), received "propotion"'
		});
		expect(concept).toEqual({
			field: 'requests[2].measure.concept',
			message: 'no column sess; the file has h, psu, w, sex, sees, age (did you mean "sees"?)'
		});
		expect(category).toMatchObject({ field: 'requests[3].measure.numerator[0]' });
		expect(category?.message).toBe(
			'no category "Yes" of sees, expected one of no, yes (did you mean "yes"?)'
		);
		expect(text?.message).toMatch(
			/column sex: not a number.* in 8 rows: line 2 "man", line 3 "woman"/
		);
		expect(filter).toMatchObject({ field: 'requests[5].where[0].categories[0]' });
	});

	test('is refused above 10,000 domains, with their number', async () => {
		const lines = Array.from(
			{ length: 20_000 },
			(_, i) => `1,${i % 9},1,${i % 200},${Math.floor(i / 200)},${i}`
		);
		const requests = [
			{ measure: { statistic: 'mean', concept: 'age' }, by: ['sex', 'sees'] },
			{ measure: sees, by: ['age'] },
			{ measure: { statistic: 'mean', concept: 'age' }, by: ['sex'] }
		];
		const [many, rowsAsDomains, few] = errorsOf(await folder.ask({ data: csv(lines), requests }));
		expect(many?.message).toBe('more than 10000 domains: 20000');
		expect(rowsAsDomains).toMatchObject({ field: 'requests[1].by[0]' });
		expect(rowsAsDomains?.message).toMatch(/column age: more than 10000 categories/);
		expect(few).toBeUndefined();
	});
});

describe('a result without a number', () => {
	test('has zero weights counted and left out', async () => {
		const data = people('1,1,0,man,yes,1', '1,1,0,man,yes,1');
		const answer = await folder.ask({ data });
		expect(answer.design).toMatchObject({ rows: 10, zeroWeights: 2 });
		expect(answersOf(answer)[0]!.overall).toMatchObject({ n: 8 });
	});

	test('says that a domain is empty', async () => {
		const where = [
			{ concept: 'sex', categories: ['man'] },
			{ concept: 'sees', categories: ['dont-know'] }
		];
		const answer = await folder.asked({
			requests: [{ measure: { statistic: 'mean', concept: 'age' }, where }]
		});
		expect(answer.overall).toMatchObject({ kind: 'withheld', reason: 'no-cases', n: 0 });
	});

	test('has exact limits where the outcome is constant, and an error of 0', async () => {
		const lines = rows.map((row) => row.replace(/,(no|dk),/, ',yes,'));
		const [everybody, age] = answersOf(
			await folder.ask({
				data: csv(lines.map((row) => row.replace(/\d*$/, '40'))),
				requests: [{ measure: sees }, { measure: { statistic: 'mean', concept: 'age' } }]
			})
		);
		expect(everybody!.overall).toMatchObject({
			...{ kind: 'estimate', estimate: 1, standardError: 0, upper: 1 },
			interval: 'clopper-pearson-effective'
		});
		expect(everybody!.overall).toHaveProperty('lower', expect.closeTo(0.025 ** (1 / 8), 10));
		expect(age!.overall).toMatchObject({ estimate: 40, standardError: 0, lower: 40, upper: 40 });
	});

	test('says that one unit was drawn', async () => {
		const one = await folder.asked({ data: csv(rows.slice(0, 2)) });
		expect(one.overall).toMatchObject({ kind: 'withheld', reason: 'lonely-psu', details: ['1'] });
		const removed = { ...design, lonely: 'remove' };
		const none = await folder.asked({ data: csv(rows.slice(0, 2)), file: { design: removed } });
		expect(none.overall).toMatchObject({ kind: 'withheld', reason: 'no-degrees-of-freedom' });
	});

	test('names the stratum of one unit by its own name', async () => {
		const data = people('far north,9,5,man,yes,30');
		const answer = await folder.ask({ data });
		expect(answer.design.lonelyStrata).toEqual(['far north']);
		expect(answersOf(answer)[0]!.overall).toMatchObject({
			reason: 'lonely-psu',
			details: ['far north']
		});
	});

	test('shows a declared category that nobody has', async () => {
		const file = { columns: { sees: { ...columns.sees, categories: ['yes', 'no', 'maybe'] } } };
		const answer = await folder.asked({
			file,
			requests: [{ measure: { statistic: 'distribution', concept: 'sees' }, unsure: 'exclude' }]
		});
		expect(answer.estimates.map(({ part }) => part)).toEqual(
			['yes', 'no', 'maybe'].map((category) => ({ category }))
		);
		expect(answer.estimates[2]).toMatchObject({
			kind: 'estimate',
			estimate: 0,
			events: 0,
			lower: 0
		});
	});

	test('is refused a category that is not declared', async () => {
		const file = { columns: { sees: { categories: ['yes', 'no'] } } };
		const [error] = errorsOf(await folder.ask({ file }));
		expect(error?.message).toBe(
			'column sees: a category that is not declared in 1 row: line 9 "dk"'
		);
	});
});

describe('atalaya estimate', () => {
	const cli = (...parameters: string[]) =>
		spawnSync(
			process.execPath,
			[
				'--import',
				'tsx',
				join(import.meta.dirname, '../../../pipelines/cli.ts'),
				'estimate',
				...parameters
			],
			{ encoding: 'utf8', cwd: join(import.meta.dirname, '../../..') }
		);

	test('prints JSON, writes scripts, and fails if a request does', async () => {
		await folder.ask({
			requests: [
				{ id: 'a/b', measure: sees },
				{ id: 'A b', measure: sees, by: ['x'] }
			]
		});
		const { stdout, stderr, status } = cli(folder.file('requests.json'), '--r', folder.file('r'));
		expect(status).toBe(1);
		expect((JSON.parse(stdout) as FileAnswer).results).toHaveLength(2);
		expect(stderr).toBe('requests[1].by[0]: no column x; the file has h, psu, w, sex, sees, age\n');
		expect(readdirSync(folder.file('r'))).toEqual(['a-b.R']);
	});

	test('writes to a file and is quiet when all is well', async () => {
		await folder.ask();
		const out = folder.file('answer.json');
		const { stdout, stderr, status } = cli(folder.file('requests.json'), '--out', out, '--pretty');
		expect([stdout, stderr, status]).toEqual(['', '', 0]);
		expect(readFileSync(out, 'utf8')).toContain('\n  "results": [');
	});

	test('documents its shape', () => {
		const { stdout, status } = cli('--help');
		expect(status).toBe(0);
		for (const word of ['"requests"', '"derived"', '"calibration"', 'hf1 to hf9', '"error"'])
			expect(stdout).toContain(word);
	});

	test('asks for a file', () => {
		const { stderr, status } = cli();
		expect(status).toBe(1);
		expect(stderr).toContain('estimate needs a file of requests');
	});
});
