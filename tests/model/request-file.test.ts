import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { choices, nearestName } from '#lib/model/nearest-name.ts';
import { fieldProblems } from '#lib/model/problems.ts';
import { entriesOf, fileRequest, requestFile } from '#lib/model/request-file.ts';

const file = { data: 'rows.csv', design: { weights: 'w' }, requests: [{}] };
const measure = { statistic: 'proportion', concept: 'sees', numerator: ['yes'] };

function problems(schema: z.ZodType, input: unknown, at?: string): string[] {
	const { error } = schema.safeParse(input);
	if (!error) return [];
	const options = { input, schema, ...(at === undefined ? {} : { at }) };
	return fieldProblems(error, options).map(({ field, message }) => `${field}: ${message}`);
}

describe('requestFile', () => {
	test('takes a path for a data file', () => {
		expect(requestFile.parse(file).data).toMatchObject({
			path: 'rows.csv',
			nulls: ['', 'NA'],
			decimal: '.'
		});
	});

	test('takes one request or a list', () => {
		const { requests, ...rest } = file;
		expect(entriesOf(requestFile.parse({ ...rest, request: measure }))).toEqual([
			{ at: 'request', entry: measure }
		]);
		expect(entriesOf(requestFile.parse(file))).toEqual([{ at: 'requests[0]', entry: {} }]);
		expect(problems(requestFile, rest)).toEqual([
			'requests: expected either requests, a list, or request, one'
		]);
		expect(problems(requestFile, { ...file, request: {} })).toHaveLength(1);
	});

	test.for([
		['no data', { data: undefined }, 'data: missing, expected an object'],
		[
			'a misspelt field',
			{ desing: {} },
			'desing: unknown field, expected one of title, synthetic, data, columns, derived, design, requests, request (did you mean "design"?)'
		],
		[
			'a misspelt field further in',
			{ columns: { sex: { mising: {} } } },
			'columns.sex.mising: unknown field, expected one of kind, missing, categories (did you mean "missing"?)'
		],
		[
			'a reason that is none',
			{ columns: { sex: { missing: { '9': 'dontknow' } } } },
			'columns.sex.missing.9: expected one of not-asked, not-applicable, dont-know, refused, lost, withheld (did you mean "dont-know"?), received "dontknow"'
		],
		[
			'no weights',
			{ design: {} },
			'design.weights: missing, expected the name of a column (1: everybody counts the same)'
		],
		[
			'weights of 0',
			{ design: { weights: 0 } },
			'design.weights: expected a number above 0, received 0'
		],
		[
			'more populations than stages',
			{ design: { weights: 'w', fpc: ['a', 'b'] } },
			'design.fpc: expected no more columns than ids has'
		],
		[
			'a design effect of a full design',
			{ design: { weights: 'w', assumedDeff: { value: 2, source: 'x' } } },
			'design.assumedDeff: belongs to a design that is not full: declare completeness'
		],
		[
			'a condition without a test',
			{ derived: [{ name: 'a', when: [{ column: 'b' }] }] },
			'derived[0].when[0]: expected at least one of equals, in, above, from, below, to'
		],
		[
			'a derived column without conditions',
			{ derived: [{ name: 'a' }] },
			'derived[0]: expected either when or cases'
		],
		[
			'a rest without cases',
			{ derived: [{ name: 'a', when: [{ column: 'b', equals: 1 }], otherwise: 'c' }] },
			'derived[0].otherwise: belongs to cases'
		],
		['no requests', { requests: [] }, 'requests: expected at least 1 in the list, received []'],
		[
			'a calibration that is none',
			{ design: { weights: 'w', calibration: [{ method: 'raked' }] } },
			'design.calibration[0].method: expected one of post-stratify, rake, calibrate, trim (did you mean "rake"?), received "raked"'
		]
	] as const)('names the field and what was expected: %s', ([, changes, message]) => {
		expect(problems(requestFile, { ...file, ...changes })).toContain(message);
	});

	test('lets weights follow from population sizes', () => {
		const design = { strata: ['h'], fpc: ['n'] };
		expect(problems(requestFile, { ...file, design })).toEqual([]);
		const replicates = { type: 'JK1', columns: ['a', 'b'] };
		expect(problems(requestFile, { ...file, design: { ...design, replicates } })).toHaveLength(1);
	});
});

describe('fileRequest', () => {
	test('is an estimate unless it says otherwise', () => {
		expect(fileRequest.parse({ measure })).toMatchObject({ kind: 'estimate', level: 0.95, by: [] });
	});

	test.for([
		[
			'a misspelt statistic',
			{ measure: { ...measure, statistic: 'propotion' } },
			'requests[2].measure.statistic: expected one of proportion, distribution, total, mean, ratio, quantile, variance (did you mean "proportion"?), received "propotion"'
		],
		['no measure', {}, 'requests[2].measure: missing, expected an object'],
		[
			'a number for a category',
			{ measure: { ...measure, numerator: [1] } },
			'requests[2].measure.numerator[0]: expected a text, received 1'
		],
		[
			'a field of another statistic',
			{ measure: { statistic: 'mean', concept: 'age', numerator: ['a'] } },
			/^requests\[2\]\.measure\.numerator: unknown field/
		],
		[
			'a level in percent',
			{ measure, level: 95 },
			'requests[2].level: expected a number below 1, received 95'
		],
		[
			'a text for a list',
			{ measure, by: 'sex' },
			'requests[2].by: expected a list, received "sex"'
		],
		[
			'five breakdowns',
			{ measure, by: ['a', 'b', 'c', 'd', 'e'] },
			/^requests\[2\]\.by: expected at most 4 in the list/
		],
		[
			'a misspelt interval',
			{ measure, interval: 'wilsn' },
			/^requests\[2\]\.interval: expected one of .*did you mean "wilson".*received "wilsn"$/
		],
		['another kind', { kind: 'estimates', measure }, /^requests\[2\]\.kind: expected .*"estimate"/],
		['no object', 'sex', 'requests[2]: expected an object, received "sex"'],
		['a list', [], 'requests[2]: expected an object, received []']
	] as const)('names the field and what was expected: %s', ([, input, message]) => {
		const [problem = ''] = problems(fileRequest, input, 'requests[2]');
		expect(problem).toMatch(message);
	});

	test('names every field that is wrong', () => {
		const found = problems(fileRequest, { measure, bye: [], level: 0, df: 'all' }, 'request');
		expect(found.map((one) => one.split(':')[0])).toEqual([
			'request.level',
			'request.df',
			'request.bye'
		]);
	});

	test('shows only the beginning of what is long', () => {
		const [problem = ''] = problems(fileRequest, { measure, by: 'x'.repeat(500) });
		expect(problem.length).toBeLessThan(160);
	});
});

describe('nearestName', () => {
	test.for([
		['stpye', 'stype'],
		['SEX', 'sex'],
		['weigth', 'weight'],
		['quite another', undefined],
		['x', undefined]
	] as const)('finds what %s was meant for', ([written, name]) => {
		expect(nearestName(written, ['stype', 'sex', 'weight', 'h'])).toBe(name);
	});

	test('shows twenty of many names', () => {
		const names = Array.from({ length: 30 }, (_, i) => `column${i}`);
		expect(choices('colunm29', names)).toMatch(
			/^column0, .*column19, \.\.\. \(did you mean "column29"\?\)$/
		);
	});
});
