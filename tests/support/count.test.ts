import { describe, expect, test } from 'vitest';
import { countReport, sumOf } from './count.js';

const claims = (...outcomes: string[]) =>
	outcomes.map((status) => ({ status, fullName: `a claim that ${status}` }));
const file = (name: string, status: string, ...outcomes: string[]) => ({
	name: `/repo/${name}`,
	status,
	assertionResults: claims(...outcomes)
});
const run = { exitCode: 0, root: '/repo', hasOracle: true };

describe('countReport', () => {
	test('counts claims by their outcome', () => {
		const testResults = [file('tests/a.test.ts', 'failed', 'passed', 'failed', 'pending', 'todo')];
		const { count } = countReport({ testResults }, { ...run, exitCode: 1 });
		expect(count).toEqual({ passed: 1, failed: 1, skipped: 2 });
	});

	test('counts a file that did not load as failed', () => {
		const testResults = [file('tests/a.test.ts', 'failed')];
		const { count, complaints } = countReport({ testResults }, { ...run, exitCode: 1 });
		expect(count).toEqual({ passed: 0, failed: 1, skipped: 0 });
		expect(complaints).toEqual(['did not load: tests/a.test.ts']);
	});

	test("counts a skipped claim about R as failed when R's answers are here", () => {
		const testResults = [file('tests/oracle/a.test.ts', 'passed', 'skipped')];
		const { count, complaints } = countReport({ testResults }, run);
		expect(count).toEqual({ passed: 0, failed: 1, skipped: 0 });
		expect(complaints[0]).toMatch(/^skipped although R's answers are here: tests\/oracle/);
		expect(countReport({ testResults }, { ...run, hasOracle: false }).count.skipped).toBe(1);
	});

	test('counts an error outside the tests as failed', () => {
		const testResults = [file('tests/a.test.ts', 'passed', 'passed')];
		const { count } = countReport({ testResults }, { ...run, exitCode: 1 });
		expect(count).toEqual({ passed: 1, failed: 1, skipped: 0 });
	});
});

describe('countReport with the ids of R', () => {
	const named = (fullName: string, status = 'passed') => ({ status, fullName });
	const judged = (...assertionResults: { status: string; fullName: string }[]) =>
		countReport(
			{
				testResults: [{ name: '/repo/tests/oracle/a.test.ts', status: 'passed', assertionResults }]
			},
			{ ...run, oracleIds: ['mean/clus1/api00'] }
		);

	test('fails for an answer of R that no test names, or only one that did not pass', () => {
		expect(judged(named("agrees: 'mean/clus2/api00'")).complaints[0]).toContain('mean/clus1/api00');
		expect(judged(named("agrees: 'mean/clus1/api00'", 'failed')).count.failed).toBe(2);
	});

	test('knows an id also where Vitest cuts it', () => {
		expect(judged(named("agrees: 'mean/clus1/api00'")).count.failed).toBe(0);
		expect(judged(named("agrees: 'mean/clus…'")).count.failed).toBe(0);
	});
});

describe('sumOf', () => {
	test('adds each outcome', () => {
		const one = { passed: 1, failed: 2, skipped: 3 };
		expect(sumOf([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
	});
});
