import { beforeAll, describe, expect, test } from 'vitest';
import { EngineError, breakdownOf } from '#lib/engine/engine-error.ts';
import { QueryError } from '#lib/errors.ts';
import { type Statement, sql } from '#lib/estimate/sql.ts';
import { type WasmEngine, openWasm } from '../support/wasm-engine.ts';

/** What the engine of the browser says of a statement. */
async function failureOf(engine: WasmEngine, statement: Statement): Promise<unknown> {
	try {
		return await engine.query(statement);
	} catch (error) {
		return error;
	}
}

describe('breakdownOf', () => {
	let engine: WasmEngine;
	beforeAll(async () => {
		engine = await openWasm();
	});

	test('knows what DuckDB says when memory is exhausted', async () => {
		await engine.execute(sql`SET memory_limit = '2MB'`);
		const large = sql`SELECT list(a.range || b.range) FROM range(3000) a, range(300) b`;
		const refusal = await failureOf(engine, large);
		await engine.execute(sql`SET memory_limit = '1GB'`);
		expect(refusal).toBeInstanceOf(Error);
		expect(breakdownOf(refusal)).toMatchObject({ fault: 'memory', cause: refusal });
	});

	test.for([
		'RangeError: Array buffer allocation failed',
		'RangeError: WebAssembly.Memory.grow(): Unable to grow instance memory',
		'RangeError: Invalid array length',
		'Error: std::bad_alloc',
		'InternalError: allocation size overflow',
		'RangeError: WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory'
	])('knows an exhausted memory: %s', (message) => {
		expect(breakdownOf(new QueryError(message, 'SELECT 1'))?.fault).toBe('memory');
	});

	test.for([
		'RuntimeError: memory access out of bounds',
		'RuntimeError: unreachable',
		'RuntimeError: null function or function signature mismatch',
		'RangeError: Maximum call stack size exceeded'
	])('knows a broken worker: %s', (message) => {
		expect(breakdownOf(new QueryError(message, 'SELECT 1'))?.fault).toBe('stopped');
	});

	test('leaves an engine alone that only refuses a statement, or has no file', async () => {
		const refused = await failureOf(engine, sql`SELECT no_such_column`);
		expect(String(refused)).toContain('Binder Error');
		expect(breakdownOf(refused)).toBeUndefined();
		expect(breakdownOf(new EngineError('file-missing', 'a.parquet: status 404'))).toBeUndefined();
	});
});
