import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { openDuckDB } from '../../../pipelines/duckdb.ts';
import { dtaFile } from '../../support/dta-writer.ts';
import { ImpactFolder, answerOf, plainResult } from '../../support/impact-folder.ts';
import { savFile } from '../../support/sav-writer.ts';
import { workbook } from '../../support/workbook.ts';

const names = ['treated', 'x', 'name'];
const rows = [
	[1, 2.5, 'a'],
	[0, 3, 'b'],
	[1, 4, 'c'],
	[0, 1.25, 'd'],
	[1, 0.5, 'e']
] as const;
const request = { method: 'balance', treated: 'treated', covariates: ['x'] };

let folder: ImpactFolder;
beforeAll(() => {
	folder = new ImpactFolder();
});
afterAll(() => folder.remove());

const asked = async (data: unknown) => {
	const answer = await folder.ask({ data, request });
	return { data: answer.data, result: plainResult(answerOf(answer)) };
};

/** The same rows in every format. */
async function files(): Promise<Record<string, string>> {
	const records = rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
	const variables = [
		{ name: 'treated', type: 'byte' },
		{ name: 'x', type: 'double' },
		{ name: 'name', type: 4 }
	] as const;
	const engine = await openDuckDB();
	await engine.execute(sql`CREATE TABLE t (treated INTEGER, x DOUBLE, name VARCHAR)`);
	for (const [treated, x, name] of rows)
		await engine.execute(sql`INSERT INTO t VALUES (${treated}, ${x}, ${name})`);
	await engine.execute(sql`COPY t TO ${folder.file('t.parquet')} (FORMAT parquet)`);
	engine.close();
	const sheet = { 1: [...names], ...Object.fromEntries(rows.map((row, i) => [i + 2, [...row]])) };
	return {
		csv: folder.write('t.csv', `${[names, ...rows].map((row) => row.join(';')).join('\n')}\n`),
		json: folder.write('t.json', JSON.stringify(records)),
		xlsx: folder.write('t.xlsx', workbook({ sheets: [{ name: 'People', rows: sheet }] })),
		sav: folder.write(
			't.sav',
			savFile(
				[{ name: 'treated' }, { name: 'x' }, { name: 'name', width: 4 }],
				rows.map((row) => [...row])
			)
		),
		dta: folder.write(
			't.dta',
			dtaFile(
				[...variables],
				rows.map((row) => [...row]),
				{ release: 118 }
			)
		),
		parquet: 't.parquet'
	};
}

describe('readTable', { timeout: 60_000 }, () => {
	test('reads the same rows from every format that readers know', async () => {
		const { csv = '', ...others } = await files();
		const { result } = await asked(csv);
		for (const [format, name] of Object.entries(others)) {
			const found = await asked(name);
			expect(found.data, format).toMatchObject({ format, rows: 5 });
			expect(found.result, format).toEqual(result);
		}
	});

	test('takes the sheet and the row of names that are asked for', async () => {
		const people = { 3: [...names], ...Object.fromEntries(rows.map((r, i) => [i + 4, [...r]])) };
		const sheets = [
			{ name: 'Notes', rows: { 1: ['treated', 'x'], 2: [0, 1], 3: [1, 1] } },
			{ name: 'People', rows: { 1: ['A title'], ...people } }
		];
		folder.write('book.xlsx', workbook({ sheets }));
		const found = await asked({ path: 'book.xlsx', sheet: 'People', headerRow: 3 });
		expect(found.data).toMatchObject({ sheet: 'People', headerRow: 3, rows: 5 });
		expect(found.result['size']).toEqual({ untreated: 2, treated: 3 });
	});

	test('refuses a sheet of a text, and a format that the file is not', async () => {
		await files();
		await expect(asked({ path: 't.csv', sheet: 'People' })).rejects.toThrow(
			'data.sheet: belongs to a workbook'
		);
		await expect(asked({ path: 't.csv', format: 'sav' })).rejects.toThrow('not a sav file');
	});
});
