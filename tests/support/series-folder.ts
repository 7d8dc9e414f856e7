import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Row } from '#lib/estimate/query-engine.ts';
import { sql } from '#lib/estimate/sql.ts';
import { type Series, series } from '#lib/model/series.ts';
import { type TerritoryList, territoryList } from '#lib/model/territory.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import type { SeriesCheck, SeriesCheckId } from '../../pipelines/series/series-checks.ts';
import { type BuiltSeries, buildSeries } from '../../pipelines/steps/series.ts';
import type { SourceFolders } from '../../pipelines/steps/series-parts.ts';

const words = (text: string) => ({ en: text });

/** A count by year of two states, `xa-north` and `xa-south`: facts, unless told otherwise. */
export const seriesInput = {
	id: 'test-series',
	title: words('Test series'),
	definition: words('What the tests count'),
	measures: 'service',
	direction: 'none',
	tier: 'open',
	value: { kind: 'count', unit: words('things'), decimals: 0, precision: 'counted' },
	geography: { level: 'state', lists: ['xa-states'] },
	frequency: 'year',
	lastComplete: '2022',
	source: {
		producer: 'Tests',
		document: 'Tests',
		licence: { name: 'CC0-1.0' },
		citation: 'Tests',
		retrieved: '2026-01-01',
		vintage: words('first')
	},
	recording: { rule: words('none') },
	origin: { kind: 'facts', method: words('typed') }
} as const;

/** Retail offences in two kinds, the first holding the others. */
export const offences = {
	dimensions: [
		{
			id: 'offence',
			label: words('Offence'),
			categories: ['all', 'possession', 'sale'].map((id) => ({ id, label: words(id) }))
		}
	],
	hierarchies: [
		{ dimension: 'offence', parent: 'all', children: ['possession', 'sale'], sum: 'equal' }
	]
} as const;

export const states: TerritoryList = territoryList.parse({
	id: 'xa-states',
	level: 'state',
	parent: 'XAA',
	source: 'fictional',
	territories: [
		{ id: 'xa-north', name: words('North'), codes: { number: '1' } },
		{ id: 'xa-south', name: words('South'), codes: { number: '2' } }
	]
});

/** Folders for the files of a series, and an engine to build it; closed and removed at the end. */
export class SeriesFolder {
	readonly root = mkdtempSync(join(tmpdir(), 'atalaya-series-'));
	readonly sources = join(this.root, 'sources');
	#engine: NodeEngine | undefined;
	#builds = 0;

	get engine(): NodeEngine {
		if (!this.#engine) throw new Error('no engine: call open first');
		return this.#engine;
	}

	async open(): Promise<void> {
		this.#engine = await openDuckDB({ threads: 2 });
	}

	/** Scratch folders that a build left behind. */
	get leftovers(): string[] {
		return readdirSync(this.root).filter((name) => name.startsWith('work'));
	}

	remove(): void {
		this.#engine?.close();
		rmSync(this.root, { recursive: true });
	}

	write(path: string, content: string | Uint8Array): void {
		const at = join(this.root, path);
		mkdirSync(dirname(at), { recursive: true });
		writeFileSync(at, content);
	}

	/** Builds `input` over `seriesInput`; `facts` is its CSV. */
	async build(input: Readonly<Record<string, unknown>>, facts?: string): Promise<Build> {
		const declared = series.parse({ ...seriesInput, ...input });
		if (facts !== undefined) this.write(`series/${declared.id}.csv`, facts);
		return this.buildDeclared(declared);
	}

	async buildDeclared(
		declared: Series,
		{
			folder = join(this.root, 'series'),
			sources = this.sources,
			territories = new Map([[states.id, states]])
		}: Partial<SourceFolders> = {}
	): Promise<Build> {
		const work = join(this.root, `work-${this.#builds++}`);
		const out = join(this.root, `out-${this.#builds}.parquet`);
		const { engine } = this;
		const built = await buildSeries(declared, { engine, folder, sources, work, out, territories });
		return new Build(built, out, engine);
	}
}

/** What came of a series. */
export class Build {
	readonly result: BuiltSeries;
	readonly path: string;
	readonly #engine: NodeEngine;

	constructor(result: BuiltSeries, path: string, engine: NodeEngine) {
		this.result = result;
		this.path = path;
		this.#engine = engine;
	}

	get bytes(): Uint8Array {
		return readFileSync(this.path);
	}

	/** Ids of the checks that failed. */
	get failed(): SeriesCheckId[] {
		return this.result.checks.filter(({ passed }) => !passed).map(({ check }) => check);
	}

	check(id: SeriesCheckId): SeriesCheck {
		const found = this.result.checks.find(({ check, passed }) => check === id && !passed);
		const any = found ?? this.result.checks.find(({ check }) => check === id);
		if (!any) throw new Error(`no such check: ${id}`);
		return any;
	}

	rows(): Promise<Row[]> {
		return this.#engine.query(sql`FROM read_parquet(${this.path})`);
	}
}
