import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BrowserEngine } from '#lib/engine/browser-engine.ts';
import { sql } from '#lib/estimate/sql.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const never = () => new Promise<never>(() => undefined);

/** A connection as far as statements need it. */
const engineOn = (connection: {
	send: () => Promise<unknown>;
	cancelSent: () => Promise<boolean>;
}) => new BrowserEngine(connection as unknown as AsyncDuckDBConnection);

describe('BrowserEngine', () => {
	test('gives a worker up that does not say that it gave up', async () => {
		const asked = new AbortController();
		const engine = engineOn({ send: never, cancelSent: never });
		const answer = engine.query(sql`SELECT 1`, { signal: asked.signal });
		const failed = expect(answer).rejects.toMatchObject({ fault: 'stopped' });
		await vi.advanceTimersByTimeAsync(60_000);
		asked.abort();
		await vi.advanceTimersByTimeAsync(10_000);
		await failed;
	});

	test('leaves a worker alone that does', async () => {
		const asked = new AbortController();
		let stop: (why: Error) => void = () => undefined;
		const engine = engineOn({
			send: () => new Promise((_, reject) => (stop = reject)),
			cancelSent: () => {
				setTimeout(() => stop(new Error('query was canceled')), 9000);
				return Promise.resolve(true);
			}
		});
		const answer = engine.query(sql`SELECT 1`, { signal: asked.signal });
		const failed = expect(answer).rejects.toMatchObject({ name: 'AbortError' });
		await vi.advanceTimersByTimeAsync(0);
		asked.abort();
		await vi.advanceTimersByTimeAsync(9000);
		await failed;
	});
});
