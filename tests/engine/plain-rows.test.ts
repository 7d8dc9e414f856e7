import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { plainColumns, plainRows } from '#lib/engine/plain-rows.ts';

/** A record batch by hand: what Arrow gives for `names` and their values. */
const batch = (columns: Readonly<Record<string, readonly unknown[]>>) => {
	const names = Object.keys(columns);
	return {
		schema: { fields: names.map((name) => ({ name })) },
		numRows: columns[names[0] ?? '']?.length ?? 0,
		getChildAt: (i: number) => ({
			get: (row: number) => columns[names[i]!]?.[row],
			toArray: () => columns[names[i]!],
			nullCount: 0
		})
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

describe('plainColumns', () => {
	test('puts the numbers of all batches in order, NaN where there is none', () => {
		const batches = [batch({ n: [1, null], big: [2n, 3n] }), batch({ n: [3], big: [4n] })];
		expect(plainColumns(batches)).toEqual({
			n: Float64Array.of(1, NaN, 3),
			big: Float64Array.of(2, 3, 4)
		});
	});

	test('copies the numbers that Arrow keeps as such, no more than the batch has', () => {
		const n = Int32Array.of(5, 6, 7);
		const own = {
			...batch({ n: [5, 6] }),
			getChildAt: () => ({ get: () => 0, toArray: () => n, nullCount: 0 })
		};
		expect(plainColumns([own])).toEqual({ n: Float64Array.of(5, 6) });
	});

	test('refuses a text and names its column', () => {
		expect(() => plainColumns([batch({ word: ['a'] })])).toThrow('not a number in column word: a');
	});

	test('gives no columns for no batches', () => {
		expect(plainColumns([])).toEqual({});
	});
});
