import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { impactFileAnswer } from '../../../pipelines/requests/impact-file.ts';
import { ImpactFolder, panelCsv, panelRoles } from '../../support/impact-folder.ts';

let folder: ImpactFolder;
beforeAll(() => {
	folder = new ImpactFolder();
	folder.write('panel.csv', panelCsv({ sizes: { 0: 6, 3: 6 }, periods: 5 }));
});
afterAll(() => folder.remove());

const good = { method: 'two-by-two', ...panelRoles };

async function errorsOf(requests: readonly unknown[], data: unknown = 'panel.csv') {
	const { results } = await folder.ask({ data, requests });
	return results.map((result) => ('error' in result ? result.error : undefined));
}

describe('a request at fault', { timeout: 60_000 }, () => {
	test('loses nobody else the answer, and is told with its field and a likely correction', async () => {
		const [method, column, option, choice, fine] = await errorsOf([
			{ ...good, method: 'two-by-to' },
			{ ...good, outcome: 'Y2', unit: 'units' },
			{ ...good, aggregate: 'simple' },
			{ ...good, method: 'group-time', control: 'never-treatd' },
			good
		]);
		expect(method).toMatchObject({ field: 'requests[0].method' });
		expect(method?.message).toContain('(did you mean "two-by-two"?), received "two-by-to"');
		expect(column).toMatchObject({
			field: 'requests[1].unit',
			message:
				'no column units; the file has unit, year, start, y, x, w, z, region (did you mean "unit"?)',
			more: [
				{ field: 'requests[1].outcome', message: expect.stringContaining('no column Y2') as string }
			]
		});
		expect(option?.field).toBe('requests[2].aggregate');
		expect(option?.message).toMatch(/^unknown field, expected one of method, id, level/);
		expect(choice).toMatchObject({ field: 'requests[3].control' });
		expect(choice?.message).toContain('did you mean "never-treated"?');
		expect(fine).toBeUndefined();
	});

	test('is refused a column in two roles, but as cluster', async () => {
		const [twice, outcome, cluster] = await errorsOf([
			{ ...good, covariates: ['x', 'x'] },
			{ ...good, covariates: ['y'] },
			{ ...good, cluster: 'unit' }
		]);
		expect(twice).toEqual({
			field: 'requests[0].covariates[1]',
			message: 'one column for two roles, it is covariates[0] already: x'
		});
		expect(outcome?.message).toBe('one column for two roles, it is outcome already: y');
		expect(cluster).toBeUndefined();
	});

	test('needs one of two ways to say when treatment began', async () => {
		const { start: _, ...none } = good;
		for (const error of await errorsOf([none, { ...good, treated: 'x' }])) {
			expect(error?.field).toMatch(/\.start$/);
			expect(error?.message).toMatch(/^expected either start.*or treated/);
		}
	});

	test('has nothing that belongs to another model of a series', async () => {
		const series = { method: 'interrupted-series', period: 'year', outcome: 'y', interruption: 3 };
		const errors = await errorsOf([
			{ ...series, exposure: 'x' },
			{ ...series, model: 'ar1', errors: { kind: 'independent' } },
			{ ...series, model: 'quasi-poisson', log: true },
			{ ...series, likelihood: 'ml' },
			{ ...series, errors: { kind: 'newey-west', lags: 3 } }
		]);
		expect(errors.map((error) => error?.field)).toEqual([
			...['requests[0].exposure', 'requests[1].errors', 'requests[2].log'],
			...['requests[3].likelihood', 'requests[4].errors.lags']
		]);
	});

	test('is told of a question outside its method, which is no fault of the data', async () => {
		const lines = Array.from({ length: 20 }, (_, i) => `${i + 1},${(i * i * 7) % 11}`).join('\n');
		folder.write('series.csv', `t,y\n${lines}\n`);
		const series = { method: 'interrupted-series', period: 't', outcome: 'y', interruption: 9 };
		const [late] = await errorsOf([{ ...series, at: [99] }], 'series.csv');
		expect(late?.message).toBe('period not from 9 to 20: 99');
	});

	test('names texts where numbers are needed, with their lines', async () => {
		folder.write('words.csv', 'd,x\n1,5\n0,five\n1,"1,5"\n0,2\n');
		const request = { method: 'balance', treated: 'd', covariates: ['x'] };
		const [point] = await errorsOf([request], 'words.csv');
		expect(point).toMatchObject({ field: 'requests[0].covariates[0]' });
		expect(point?.message).toContain('in 2 rows: line 3 "five", line 4 "1,5"');
		const [comma] = await errorsOf([request], { path: 'words.csv', decimal: ',' });
		expect(comma?.message).toContain('in 1 row: line 3 "five"');
	});

	test('cannot mean a column whose name stands twice in the file', async () => {
		folder.write('twice.csv', 'd,x,x\n1,5,6\n0,7,8\n');
		const request = { method: 'balance', treated: 'd', covariates: ['x'] };
		const [error] = await errorsOf([request], 'twice.csv');
		expect(error?.message).toBe('two columns of the file have this name: x');
	});
});

describe('a file at fault', { timeout: 60_000 }, () => {
	const asked = (document: object) => folder.ask(document as Record<string, unknown>);

	test('stops all: no requests, or one and a list', async () => {
		await expect(asked({ data: 'panel.csv' })).rejects.toThrow('expected either requests');
		const both = { data: 'panel.csv', request: good, requests: [good] };
		await expect(asked(both)).rejects.toThrow('expected either requests');
	});

	test('stops all: an unknown field, with the one that was meant', async () => {
		await expect(asked({ dat: 'panel.csv', request: good })).rejects.toThrow(
			/dat: unknown field, expected one of .*did you mean "data"/
		);
	});

	test('stops all: no data file, and one without rows', async () => {
		await expect(asked({ data: 'none.csv', request: good })).rejects.toThrow('no such file');
		folder.write('empty.csv', 'unit,year,start,y\n');
		await expect(asked({ data: 'empty.csv', request: good })).rejects.toThrow('no rows');
	});

	test('stops all: no JSON, and no file', async () => {
		folder.write('broken.json', '{ "request": ');
		await expect(impactFileAnswer(folder.file('broken.json'))).rejects.toThrow('not JSON');
		await expect(impactFileAnswer(folder.file('absent.json'))).rejects.toThrow(
			'cannot read the file of requests'
		);
	});
});
