import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { EstimateRequestInput } from '#lib/model/estimate-request.ts';
import type { AnsweredEstimate, EstimateSet } from '#lib/model/estimate.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { type Truth, simulateWave } from '../../pipelines/simulate/simulate.ts';
import type { IndicatorTruth } from '../../pipelines/simulate/truth.ts';
import { ask } from '../../pipelines/ask.ts';
import { releaseFolder } from '../support/built-release.ts';
import { layReady } from '../support/made-before.ts';
import { declareSome } from '../support/some-surveys.ts';

const surveys = ['demo-2022', 'demo-2024'] as const;
type Survey = (typeof surveys)[number];

/** What the default answer says of a domain, and what is true of it. */
interface Cell {
	readonly name: string;
	readonly truth: number;
	readonly ours: AnsweredEstimate;
}

const covers = ({ truth, ours }: Cell) => ours.lower! <= truth && truth <= ours.upper!;
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const root = mkdtempSync(join(tmpdir(), 'atalaya-truth-'));
const truths = new Map<Survey, Truth>();
let engine: NodeEngine;
let askDemo: (request: EstimateRequestInput) => Promise<EstimateSet>;

beforeAll(async () => {
	const declared = join(root, 'declared');
	declareSome(declared, surveys, 'drug-sale-neighbourhood');
	layReady(root);
	const env = { ATALAYA_DATA: declared };
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	const folder = releaseFolder(root);
	engine = await openDuckDB();
	const catalogue = catalogueSchema.parse(json(join(folder, 'catalogue.json')));
	const options = { engine, folder, cache: new CellCache(engine), catalogue };
	askDemo = (request) => ask(request, options);
	for (const survey of surveys)
		truths.set(survey, simulateWave({ scenario: 'demo', wave: survey.slice(-4) }).truth);
}, 180_000);
afterAll(() => {
	engine.close();
	rmSync(root, { recursive: true, force: true });
});

function requestOf(
	survey: Survey,
	{ unit, statistic, concept, numerator }: IndicatorTruth,
	by: readonly string[]
): EstimateRequestInput {
	const measure =
		statistic === 'mean'
			? { statistic, concept }
			: { statistic, concept, numerator: [...(numerator ?? [])] };
	return { survey, unit, measure, by: [...by] };
}

/** Every domain of a breakdown of every indicator, by the default rules of the product. */
async function cellsOf(survey: Survey, by: readonly string[]): Promise<Cell[]> {
	const cells: Cell[] = [];
	for (const indicator of truths.get(survey)?.indicators ?? []) {
		const { estimates, unsure } = await askDemo(requestOf(survey, indicator, by));
		for (const ours of estimates) {
			const domain = Object.fromEntries(ours.domain.map((of) => [of.concept, of.category]));
			const key = JSON.stringify(domain);
			const found = indicator.values.find((value) => JSON.stringify(value.domain) === key);
			const truth = indicator.statistic === 'mean' ? found?.value.exclude : found?.value[unsure];
			const name = [survey, indicator.id, ...Object.values(domain)].join(' ');
			if (ours.kind !== 'estimate' || typeof truth !== 'number')
				throw new Error(`no estimate or no truth: ${name}`);
			cells.push({ name, truth, ours });
		}
	}
	return cells;
}

const said = ({ name, truth, ours }: Cell) =>
	`${name}: ${truth} not in ${ours.lower!}, ${ours.upper!}`;

describe('the default answer', () => {
	test('holds the truth of the country for every indicator of both waves', async () => {
		const cells = [...(await cellsOf('demo-2022', [])), ...(await cellsOf('demo-2024', []))];
		expect(cells).toHaveLength(24);
		expect(cells.filter((cell) => !covers(cell)).map(said)).toEqual([]);
	});

	// 184 of 192, 95.8 %.
	test('holds the truth of at least 90 % of territories by indicators', async ({ annotate }) => {
		const by = ['territory_demo'];
		const cells = [...(await cellsOf('demo-2022', by)), ...(await cellsOf('demo-2024', by))];
		expect(cells).toHaveLength(2 * 8 * 12);
		const missed = cells.filter((cell) => !covers(cell)).map(said);
		const held = cells.length - missed.length;
		const message = [`truth held in ${held} of ${cells.length}`, ...missed].join('\n');
		await annotate(message);
		expect(held / cells.length, message).toBeGreaterThanOrEqual(0.9);
	});

	test('has exact limits that hold the truth where nobody was offered drugs', async () => {
		const { estimates, overall } = await askDemo({
			survey: 'demo-2024',
			measure: { statistic: 'proportion', concept: 'drug_offered_12m', numerator: ['yes'] },
			by: ['territory_demo']
		});
		if (overall.kind !== 'estimate' || overall.deff === null) throw new Error('no deff to borrow');
		const none = estimates.filter((one) => one.kind === 'estimate' && one.events === 0);
		expect(none).toMatchObject([
			{
				domain: [{ category: 'isla-tirsena' }],
				interval: 'clopper-pearson-effective',
				borrowedDeff: overall.deff,
				estimate: 0,
				lower: 0
			}
		]);
		const cells = await cellsOf('demo-2024', ['territory_demo']);
		const cell = cells.find(({ name }) => name === 'demo-2024 drug-offered isla-tirsena')!;
		expect(cell.truth).toBeGreaterThan(0);
		expect(cell.ours.upper!).toBeGreaterThan(cell.truth);
		// Clopper and Pearson at 0 of m: 1 - (0.05 / 2)^(1 / m).
		const size = cell.ours.n / overall.deff;
		expect(overall.deff).toBeGreaterThan(1);
		expect(cell.ours.upper!).toAgreeWith(1 - 0.025 ** (1 / size));
	});
});
