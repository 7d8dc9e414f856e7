import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Records, SourceRecord } from '#lib/readers/records.ts';
import { readRecords } from '../../../pipelines/read/read-records.ts';
import { SourceFolder } from '../../support/source-folder.ts';

let folder: SourceFolder;
beforeAll(async () => {
	folder = await SourceFolder.opened();
});
afterAll(() => folder.remove());

type Rows = readonly (readonly string[])[];

/** A table whose records have every other number; `notes` are complete at their end. */
function table(names: readonly string[], rows: Rows, more: Partial<Records> = {}): Records {
	const notes: string[] = [];
	async function* batches(): AsyncGenerator<readonly SourceRecord[]> {
		const all = rows.map((values, i) => ({ place: 2 * i + 1, values }));
		for (let at = 0; at < all.length; at += 2) yield await Promise.resolve(all.slice(at, at + 2));
		notes.push('read to its end');
	}
	return {
		variables: names.map((name) => ({ name, kind: 'text', labels: new Map(), missing: [] })),
		...{ rows: rows.length, counts: 'record', batches: batches(), notes, ...more }
	};
}

const read = (records: Records, columns?: readonly string[]) => {
	const { engine, work, out } = folder;
	return readRecords(records, { engine, work, columns, out });
};

const trimmed = (text: string) => text.replace(/^\p{Zs}+|\p{Zs}+$/gu, '');
const text = fc
	.array(
		fc.constantFrom(
			'a',
			'ñ',
			'😀',
			'1',
			',',
			'"',
			'\n',
			'\r\n',
			'\r',
			' ',
			'\u00a0',
			'\u3000',
			'\t'
		),
		{ maxLength: 5 }
	)
	.map((parts) => parts.join(''));

describe('readRecords', () => {
	test('keeps every text without the blanks around it, and every place', async () => {
		const rows = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(rows, async (values) => {
				const found = await read(table(['a', 'b', 'c'], values));
				expect(found.rows).toBe(values.length);
				expect(await folder.rows()).toEqual(
					values.map((own, i) => [2 * i + 1, ...own.map(trimmed)])
				);
			}),
			{ numRuns: 100 }
		);
	}, 30_000);

	test('keeps only the columns asked for, and says what the reader noted on its way', async () => {
		const records = table(['x', '', 'y'], [['1', '2', '3']]);
		const found = await read(records, ['y', 'x']);
		expect(found).toEqual({
			rows: 1,
			columns: ['x', 'y'],
			rejects: [],
			notes: ['read to its end']
		});
		expect(await folder.rows()).toEqual([[1, '1', '3']]);
		const { columns, notes } = await read(table(['x', ''], [['1', '2']]));
		expect(columns).toEqual(['x', 'column_2']);
		expect(notes).toContain('column 2 has no name, and is called column_2');
	});

	test('keeps the places alone where no column is asked for', async () => {
		expect((await read(table(['x'], [['1'], ['2']]), [])).columns).toEqual([]);
		expect(await folder.rows()).toEqual([[1], [3]]);
	});

	test('sets aside records with other fields, and texts that no database holds', async () => {
		const { rejects, rows } = await read(
			table(['a', 'b'], [['1', '2'], ['3'], ['4', '\0'], ['5', '\ud800'], ['6', '7']])
		);
		expect(rows).toBe(2);
		expect(rejects).toEqual([
			{ line: 3, text: '["3"]', reason: { code: 'other-fields', fields: 1, columns: 2 } },
			{
				line: 5,
				text: '["4","\\u0000"]',
				reason: { code: 'unwritable', column: 'b' }
			},
			{
				line: 7,
				text: '["5","\\ud800"]',
				reason: { code: 'unwritable', column: 'b' }
			}
		]);
		expect(await folder.rows()).toEqual([
			[1, '1', '2'],
			[9, '6', '7']
		]);
	});

	test.for([
		[
			'another number of records than the file says',
			table(['a'], [['1']], { rows: 2 }),
			'holds 2 records, but holds 1'
		],
		['a table without records', table(['a'], []), 'no rows: the file has a header only'],
		[
			'a column that stands twice',
			table(['a', 'b', 'a'], [['1', '2', '3']]),
			'columns 1 and 3 have the same name: a'
		]
	] as const)('refuses %s', async ([, records, message]) => {
		await expect(read(records)).rejects.toThrow(message);
		expect(folder.scratch).toEqual([]);
	});
});
