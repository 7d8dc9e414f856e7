import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { plainRows } from '#lib/engine/plain-rows.ts';

/** A record batch by hand: what Arrow gives for `names` and their values. */
const batch = (columns: Readonly<Record<string, readonly unknown[]>>) => {
	const names = Object.keys(columns);
	return {
		schema: { fields: names.map((name) => ({ name })) },
		numRows: columns[names[0] ?? '']?.length ?? 0,
		getChildAt: (i: number) => ({ get: (row: number) => columns[names[i]!]?.[row] })
	};
};

describe('plainRows', () => {
	test('puts the rows of all batches in order', () => {
		const batches = [batch({ n: [1, 2], word: ['a', 'b'] }), batch({ n: [3], word: ['c'] })];
		expect(plainRows(batches)).toEqual([
			{ n: 1, word: 'a' },
			{ n: 2, word: 'b' },
			{ n: 3, word: 'c' }
		]);
	});

	test('gives whole numbers of 64 bits as numbers, nothing as null, the rest as it is', () => {
		const [row] = plainRows([
			batch({ big: [5n], none: [null], gone: [undefined], half: [0.5], sure: [true], text: [''] })
		]);
		expect(row).toEqual({ big: 5, none: null, gone: null, half: 0.5, sure: true, text: '' });
	});

	test('gives null for a column that the batch does not have', () => {
		const empty = { schema: { fields: [{ name: 'x' }] }, numRows: 1, getChildAt: () => null };
		expect(plainRows([empty])).toEqual([{ x: null }]);
	});

	test('gives no rows for no batches and for an empty one', () => {
		expect(plainRows([])).toEqual([]);
		expect(plainRows([batch({ x: [] })])).toEqual([]);
	});

	test('reads the batches of Arrow', () => {
		const ipc = columnsToIpc([
			{ name: 'word', values: ['a', null, 'a'] },
			{ name: 'n', values: [1.5, 2, null] }
		]);
		expect(plainRows(tableFromIPC(ipc).batches)).toEqual([
			{ word: 'a', n: 1.5 },
			{ word: null, n: 2 },
			{ word: 'a', n: null }
		]);
	});
});
