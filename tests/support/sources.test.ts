import { expect, test } from 'vitest';
import { z } from 'zod';
import { oracleCases } from './oracle.ts';
import { describeWithOracle, describeWithSources, sourceFile } from './sources.ts';

describeWithOracle('oracleCases', () => {
	const interval = z.object({ lower: z.number().nullable() });

	test("finds R's intervals by their method", () => {
		const cases = oracleCases('ciprop', 'xlogit', interval);
		expect(cases.map(({ args }) => args['method'])).toEqual(cases.map(() => 'xlogit'));
		expect(cases.some(({ result }) => result.lower !== null)).toBe(true);
	});

	test('refuses a filter that finds nothing', () => {
		expect(() => oracleCases('ciprop', 'wald', interval)).toThrow(
			'no such oracle case: ciprop, wald'
		);
	});
});

describeWithSources('sourceFile', 'co_encspa2019', () => {
	test('finds a file of the folder', () => {
		expect(sourceFile('co_encspa2019/encuestas.csv.gz')).toMatch(/encuestas\.csv\.gz$/);
	});

	test('names a file that is not there', () => {
		expect(() => sourceFile('co_encspa2019/x.csv')).toThrow('no such file: co_encspa2019/x.csv');
	});
});
