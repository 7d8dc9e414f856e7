import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { identifier, sql } from '#lib/estimate/sql.ts';
import type { Column } from '#lib/readers/parquet/parquet.ts';
import { openWasm, type WasmEngine } from '../support/wasm-engine.ts';

let engine: WasmEngine;
beforeAll(async () => {
	engine = await openWasm();
}, 180_000);

/** What DuckDB-WASM holds after it was given the columns. */
async function stored(columns: readonly Column[]) {
	await engine.execute(sql`DROP TABLE IF EXISTS given`);
	engine.insert('given', columnsToIpc(columns));
	const rows = await engine.query(sql`FROM given`);
	return columns.map(({ name }) => rows.map((row) => row[name]));
}

const text = fc.option(fc.constantFrom('', 'yes', 'no', 'ñandú', "it's", '😀', 'a\nb'));
const number = fc.option(fc.double({ noNaN: true }));

describe('columnsToIpc', () => {
	test('gives the engine every text, number and null as it is', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(text, number), { minLength: 1, maxLength: 40 }),
				async (rows) => {
					const words = rows.map(([word]) => word);
					const numbers = rows.map(([, value]) => value);
					const columns = [
						{ name: 'words', values: words },
						{ name: 'numbers', values: numbers }
					];
					const [gotWords, gotNumbers] = await stored(columns);
					expect(gotWords).toEqual(words);
					// A column of nothing but nulls has no kind of its own.
					expect(gotNumbers).toEqual(numbers);
				}
			),
			{ numRuns: 60 }
		);
	});

	test('keeps every bit of a double', async () => {
		const values = [0.1 + 0.2, 1 / 3, Number.MIN_VALUE, Number.MAX_VALUE, -1e-300, 2 ** 53 - 1];
		expect(await stored([{ name: 'x', values }])).toEqual([values]);
	});

	test('takes what hyparquet gives for whole numbers', async () => {
		expect(await stored([{ name: 'x', values: Int32Array.of(3, -1) }])).toEqual([[3, -1]]);
		expect(await stored([{ name: 'x', values: [7n, null] }])).toEqual([[7, null]]);
		expect(await stored([{ name: 'x', values: [undefined, 'a'] }])).toEqual([[null, 'a']]);
	});

	test('makes texts of texts and doubles of numbers', async () => {
		await stored([
			{ name: 'word', values: ['a', null] },
			{ name: 'number', values: [1, null] }
		]);
		const types = await engine.query(sql`SELECT typeof(word)::VARCHAR AS word,
			typeof(number)::VARCHAR AS number FROM given LIMIT 1`);
		expect(types).toEqual([{ word: 'VARCHAR', number: 'DOUBLE' }]);
	});

	test('takes more rows than a vector of the engine', async () => {
		const values = Array.from({ length: 10_000 }, (_, i) => (i % 3 === 0 ? null : `c${i % 7}`));
		expect(await stored([{ name: 'word', values }])).toEqual([values]);
	});

	test('keeps a column name that needs quotes', async () => {
		await stored([{ name: 'a "b" ñ', values: [1] }]);
		const name = identifier('a "b" ñ');
		expect(await engine.query(sql`SELECT ${name} AS x FROM given`)).toEqual([{ x: 1 }]);
	});
});
