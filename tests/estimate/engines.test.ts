import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnsToIpc } from '#lib/engine/arrow-ipc.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import { type Statement, identifier, sql } from '#lib/estimate/sql.ts';
import {
	conceptColumns,
	estimateTable,
	sourceColumns,
	typedTable,
	widerTable
} from '#lib/estimate/typed-table.ts';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { type EstimateRequestInput, estimateRequest } from '#lib/model/estimate-request.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { ask } from '../../pipelines/ask.ts';
import { releaseFolder } from '../support/built-release.ts';
import { layReady } from '../support/made-before.ts';
import { declareSome } from '../support/some-surveys.ts';
import { openWasm, type WasmEngine } from '../support/wasm-engine.ts';

const survey = 'demo-2022';
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const root = mkdtempSync(join(tmpdir(), 'atalaya-engines-'));
let folder: string;
let catalogue: Catalogue;
let wasm: WasmEngine;
let wasmCache: CellCache;
const nodes: NodeEngine[] = [];

type Ask = (request: EstimateRequestInput) => Promise<EstimateSet>;

async function nodeAsk(): Promise<Ask> {
	const engine = await openDuckDB();
	nodes.push(engine);
	const options = { engine, cache: new CellCache(engine), folder, catalogue };
	return (request) => ask(request, options);
}

const tableOf = (unit: string) =>
	catalogue.surveys.find(({ id }) => id === survey)!.tables.find((table) => table.unit === unit)!;

/**
 * The way of the browser: Parquet, Arrow IPC, a raw table, the typed one; the columns of a later
 * question beside those of the first.
 */
async function load(unit: string) {
	const table = tableOf(unit);
	const name = `${survey}.${unit}`;
	const concepts = table.concepts.map((id) => catalogue.concepts.find((c) => c.id === id)!);
	const bytes = new Uint8Array(readFileSync(join(folder, table.path))).buffer;
	const put = async (columns: string[], statement: Statement) => {
		wasm.insert('raw', columnsToIpc((await parquetColumns(bytes, columns)).columns));
		await wasm.execute(statement);
		await wasm.execute(sql`DROP TABLE raw`);
	};
	const raw = sql`${identifier('raw')}`;
	const [first, later] = [concepts.slice(0, 3), concepts.slice(3)];
	await put(sourceColumns(table, first), typedTable(name, raw, table, first));
	if (later.length > 0) await put(conceptColumns(later), widerTable(name, raw, later));
}

const wasmAsk: Ask = (input) => {
	const request = estimateRequest.parse(input);
	const table = estimateTable(`${survey}.${request.unit}`, tableOf(request.unit), {
		concepts: catalogue.concepts,
		weight: request.weight
	});
	return estimate(request, { cache: wasmCache, table });
};

beforeAll(async () => {
	const declared = join(root, 'declared');
	declareSome(declared, [survey], 'drug-sale-neighbourhood');
	layReady(root);
	const env = { ATALAYA_DATA: declared };
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	folder = releaseFolder(root);
	catalogue = catalogueSchema.parse(json(join(folder, 'catalogue.json')));
	wasm = await openWasm();
	wasmCache = new CellCache(wasm);
	await load('person');
	await load('household');
}, 180_000);
afterAll(() => {
	for (const node of nodes) node.close();
	rmSync(root, { recursive: true, force: true });
});

const share = (concept: string, ...numerator: string[]) =>
	({ statistic: 'proportion', concept, numerator }) as const;

const requests: readonly (readonly [string, Omit<EstimateRequestInput, 'survey'>])[] = [
	[
		'a proportion by two concepts with a filter',
		{
			measure: share('cannabis_access', 'very-easy', 'easy'),
			by: ['territory_demo', 'sex'],
			where: [{ concept: 'age_group', categories: ['age-18-24', 'age-25-34'] }]
		}
	],
	[
		'a proportion with those who do not know as a category',
		{ measure: share('drug_sale_neighbourhood', 'yes'), by: ['age_group'], unsure: 'category' }
	],
	[
		'another weight, level and degrees of freedom',
		{
			measure: share('drug_offered_12m', 'yes'),
			by: ['sex'],
			weight: 'design',
			level: 0.9,
			df: 'design'
		}
	],
	['a mean', { measure: { statistic: 'mean', concept: 'cannabis_first_age' }, by: ['sex'] }],
	['a sum', { measure: { statistic: 'total', concept: 'cannabis_spending' } }],
	[
		'a number of people',
		{
			measure: { statistic: 'total', concept: 'cannabis_past_year', numerator: ['yes'] },
			by: ['territory_demo']
		}
	],
	[
		'domains where nobody has the attribute',
		{ measure: share('school_absence_fear', 'yes'), by: ['territory_demo'] }
	],
	[
		'households',
		{
			unit: 'household',
			measure: share('household_victimised', 'yes'),
			by: ['economic_level', 'urban_rural']
		}
	]
];

describe('the engine of the browser', () => {
	let inNode: Ask;
	beforeAll(async () => {
		inNode = await nodeAsk();
	});

	test.for(requests)('gives the bits of DuckDB in Node: %s', async ([, request]) => {
		const theirs = await inNode({ survey, ...request });
		const ours = await wasmAsk({ survey, ...request });
		expect(theirs.estimates.some(({ kind }) => kind === 'estimate')).toBe(true);
		// The names of the tables of cells count what the engine was asked before: the same here.
		expect(ours).toEqual(theirs);
	});

	test('has met a domain without events', async () => {
		const { estimates } = await inNode({
			survey,
			measure: share('school_absence_fear', 'yes'),
			by: ['territory_demo']
		});
		expect(estimates.map((one) => one.kind === 'estimate' && one.events)).toContain(0);
	});
});

describe('DuckDB in Node', () => {
	test('gives the same bytes from two engines', async () => {
		const texts: string[] = [];
		for (let time = 0; time < 2; time++) {
			const inNode = await nodeAsk();
			const sets: EstimateSet[] = [];
			for (const [, request] of requests) sets.push(await inNode({ survey, ...request }));
			texts.push(JSON.stringify(sets));
		}
		expect(texts[0]).toContain('"kind":"estimate"');
		expect(texts[1]).toBe(texts[0]);
	});
});
