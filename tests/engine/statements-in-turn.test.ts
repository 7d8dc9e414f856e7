import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BrowserEngine } from '#lib/engine/browser-engine.ts';
import { sql } from '#lib/estimate/sql.ts';

interface Asked {
	readonly kind: 'query' | 'columns' | 'insert';
	/** Turns of the event loop until the statement answers, and until its rows are read. */
	readonly turns: number;
	readonly fails: boolean;
	/** Withdrawn after so many turns; absent: never. */
	readonly withdrawn: number | undefined;
}

const asked = fc.record({
	kind: fc.constantFrom('query', 'columns', 'insert'),
	turns: fc.nat(3),
	fails: fc.boolean(),
	withdrawn: fc.option(fc.nat(4), { nil: undefined })
}) satisfies fc.Arbitrary<Asked>;

async function passed(turns: number) {
	for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next));
}

/** A connection that notes what it runs; a statement runs until its last row was read. */
function notedConnection(all: readonly Asked[]) {
	const noted = { running: 0, most: 0, begun: [] as number[] };
	async function during<Result>(index: number, work: () => Promise<Result>): Promise<Result> {
		noted.begun.push(index);
		noted.most = Math.max(noted.most, ++noted.running);
		try {
			return await work();
		} finally {
			noted.running--;
		}
	}
	const answered = async (index: number) => {
		const { turns, fails } = all[index]!;
		await passed(turns);
		if (fails) throw new Error('engine refused');
	};
	const connection = {
		send: (text: string) => {
			const index = Number(/\d+/.exec(text)?.[0]);
			let end: () => void;
			const read = new Promise<void>((resolve) => (end = resolve));
			const running = during(index, async () => {
				await answered(index);
				return read;
			});
			running.catch(() => undefined);
			return answered(index).then(() => ({
				[Symbol.asyncIterator]: () => ({
					async next() {
						await passed(all[index]!.turns);
						end();
						return { done: true, value: undefined };
					}
				})
			}));
		},
		cancelSent: () => Promise.resolve(true),
		insertArrowFromIPCStream: (_: Uint8Array, { name }: { name: string }) =>
			during(Number(name), () => answered(Number(name)))
	};
	return { noted, connection: connection as unknown as AsyncDuckDBConnection };
}

function ask(engine: BrowserEngine, { kind, withdrawn }: Asked, index: number): Promise<unknown> {
	if (kind === 'insert') return engine.insert(String(index), new Uint8Array());
	const controller = new AbortController();
	if (withdrawn !== undefined) void passed(withdrawn).then(() => controller.abort());
	return engine[kind](sql`SELECT ${index}`, { signal: controller.signal });
}

describe('statements of the browser', () => {
	test('run one at a time and in their order, whatever fails or is withdrawn', () =>
		fc.assert(
			fc.asyncProperty(fc.array(asked, { minLength: 2, maxLength: 8 }), async (all) => {
				const { noted, connection } = notedConnection(all);
				const engine = new BrowserEngine(connection);
				const settled = await Promise.allSettled(all.map((one, i) => ask(engine, one, i)));
				expect(noted.most).toBeLessThanOrEqual(1);
				expect(noted.begun).toEqual(noted.begun.toSorted((a, b) => a - b));
				const isKept = ({ fails, withdrawn }: Asked) => !fails && withdrawn === undefined;
				const kept = all.flatMap((one, i) => (isKept(one) ? [settled[i]!.status] : []));
				expect(kept.every((status) => status === 'fulfilled')).toBe(true);
			}),
			{ numRuns: 100 }
		));
});
