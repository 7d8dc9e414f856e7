import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	identifier,
	joined,
	literal,
	sql,
	valueList,
	withLiterals,
	withParameters
} from '#lib/estimate/sql.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { openWasm, type WasmEngine } from '../support/wasm-engine.ts';

let node: NodeEngine;
let wasm: WasmEngine;

beforeAll(async () => {
	node = await openDuckDB();
	wasm = await openWasm();
}, 180_000);
afterAll(() => node.close());

const nasty = [
	"'; DROP TABLE x; --",
	"it''s",
	"\\' OR 1=1",
	'$1',
	'?',
	'{x}',
	'"quoted"',
	'línea\nnueva',
	'-- comment',
	'/* */',
	'\u{1F33F}',
	'',
	' ',
	'\x1f'
];

describe('literal', () => {
	test.for(nasty)('comes back from both engines as it was: %j', async (text) => {
		const statement = sql`SELECT ${text} AS value`;
		expect(await node.query(statement)).toEqual([{ value: text }]);
		expect(await wasm.query(statement)).toEqual([{ value: text }]);
	});

	test('brings every finite number back to the last bit', async () => {
		const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), {
			numRuns: 200,
			seed: 7
		});
		const columns = numbers.map((value, i) => sql`${value}::DOUBLE AS ${identifier(`v${i}`)}`);
		const [row] = await wasm.query(sql`SELECT ${joined(columns, ', ')}`);
		expect(Object.values(row!).map(Number)).toEqual(numbers.map((value) => value + 0));
	});

	test('brings every text back', async () => {
		const texts = fc
			.sample(fc.string({ unit: 'grapheme' }), { numRuns: 300, seed: 7 })
			.filter((t) => !t.includes('\0'));
		const columns = texts.map((value, i) => sql`${value} AS ${identifier(`v${i}`)}`);
		const [row] = await wasm.query(sql`SELECT ${joined(columns, ', ')}`);
		expect(Object.values(row!)).toEqual(texts);
	});

	test('refuses what no statement can hold', () => {
		expect(() => literal(NaN)).toThrow('not a finite number: NaN');
		expect(() => literal(Infinity)).toThrow('not a finite number: Infinity');
		expect(() => literal('a\0b')).toThrow('text with a NUL');
	});
});

describe('identifier', () => {
	test('keeps a name with quotes one name', async () => {
		const name = 'a"b; DROP TABLE x';
		expect(await node.query(sql`SELECT 1 AS ${identifier(name)}`)).toEqual([{ [name]: 1 }]);
	});

	test('refuses an empty name', () => {
		expect(() => identifier('')).toThrow('not an identifier: ""');
	});
});

describe('sql', () => {
	test('keeps values apart from the text', () => {
		const statement = sql`SELECT * FROM ${identifier('t')} WHERE a = ${'x'} AND b IN ${valueList([1, 'y'])}`;
		expect(withParameters(statement)).toBe('SELECT * FROM "t" WHERE a = $1 AND b IN ($2, $3)');
		expect(statement.values).toEqual(['x', 1, 'y']);
		expect(withLiterals(statement)).toBe(`SELECT * FROM "t" WHERE a = 'x' AND b IN (1, 'y')`);
	});

	test('refuses an empty list', () => {
		expect(() => valueList([])).toThrow('empty list of values');
	});
});
