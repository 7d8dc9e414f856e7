import { BrowserEngine } from '#lib/engine/browser-engine.ts';
import { ReleaseEngine } from '#lib/engine/release-engine.ts';
import { releaseRows } from '#lib/engine/row-source.ts';
import { sql } from '#lib/estimate/sql.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { type TimedQuestion, askTimed, typedSurvey } from '../ask-timed.ts';
import { generator, release, usedBy } from '../survey.ts';

export interface ReleaseTimes {
	readonly start: number;
	/** Download, Parquet to Arrow, into the engine. */
	readonly load: number;
	readonly first: number;
	readonly repeated: number;
	/** Another breakdown, its column loaded too. */
	readonly other: number;
	readonly answers: { readonly sex: string; readonly age: string };
}

/** Start, load and answers through the class that the explorer uses, in milliseconds. */
async function timedRelease(): Promise<ReleaseTimes> {
	let loadedAt = 0;
	const engine = new ReleaseEngine({
		catalogue: release,
		rows: () =>
			releaseRows(
				new URL('./', location.href).href,
				() =>
					new Worker(new URL('../../../src/lib/workers/reader.ts', import.meta.url), {
						type: 'module'
					})
			),
		report: ({ phase }) => {
			if (phase === 'estimate') loadedAt = performance.now();
		}
	});
	const ask = async (request: EstimateRequest) => {
		const asked = performance.now();
		const answer = await engine.ask(request, new AbortController().signal);
		const done = performance.now();
		return { load: loadedAt - asked, estimate: done - loadedAt, answer: JSON.stringify(answer) };
	};
	const began = performance.now();
	await engine.warm();
	const start = performance.now() - began;
	const first = await ask(usedBy(['region', 'sex']));
	const repeated = await ask(usedBy(['region', 'sex'], 'no'));
	const other = await ask(usedBy(['region', 'ageg']));
	engine.close();
	return {
		start,
		load: first.load,
		first: first.estimate,
		repeated: repeated.load + repeated.estimate,
		other: other.load + other.estimate,
		answers: { sex: first.answer, age: other.answer }
	};
}

/** The same questions over rows made inside the engine. */
async function timedGenerated(rowsOfPsu: number, runs: number): Promise<TimedQuestion[]> {
	const { startDuckDB } = await import('#lib/engine/start-duckdb.ts');
	const duckdb = await startDuckDB({ report: () => undefined });
	try {
		const engine = new BrowserEngine(duckdb.connection);
		for (const statement of generator(rowsOfPsu)) await engine.query(statement);
		await engine.query(typedSurvey(sql`harmonised`));
		await engine.query(sql`DROP TABLE harmonised`);
		return await askTimed(engine, runs);
	} finally {
		duckdb.terminate();
	}
}

declare global {
	// Called from measure-chromium.ts.
	var bench: { release: typeof timedRelease; generated: typeof timedGenerated };
}

globalThis.bench = { release: timedRelease, generated: timedGenerated };
