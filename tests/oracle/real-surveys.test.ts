import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { AnsweredEstimate, Estimate, EstimateSet } from '#lib/model/estimate.ts';
import { type ExploreView, exploreView, viewRequest } from '#lib/model/explore-view.ts';
import { parquetColumns } from '#lib/readers/parquet.ts';
import { buildRelease } from '../../pipelines/build.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { ask } from '../../pipelines/steps/estimate.ts';
import { describeWithSources, sourceFile } from '../support/sources.ts';

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const percent = (share: number, digits = 2) => (100 * share).toFixed(digits);

function answered(estimate: Estimate | undefined): AnsweredEstimate {
	if (estimate?.kind !== 'estimate') throw new Error(`no estimate: ${JSON.stringify(estimate)}`);
	return estimate;
}

/** One survey of `data/` as the local profile publishes it. */
class PublishedSurvey {
	readonly root = mkdtempSync(join(tmpdir(), 'atalaya-real-'));
	readonly id: string;
	catalogue: Catalogue = { surveys: [], concepts: [], indicators: [], quality: [] };
	#engine: NodeEngine | undefined;
	#ask: ((view: ExploreView) => Promise<EstimateSet>) | undefined;

	constructor(id: string) {
		this.id = id;
	}

	async build(sources: string): Promise<void> {
		const declared = join(this.root, 'declared');
		cpSync(join(import.meta.dirname, '../../data'), declared, { recursive: true });
		for (const id of readdirSync(join(declared, 'surveys')).filter((id) => id !== this.id))
			rmSync(join(declared, 'surveys', id), { recursive: true });
		await buildRelease({
			profile: 'local',
			root: this.root,
			env: { ATALAYA_DATA: declared, ATALAYA_SOURCES: sources },
			progress: () => undefined
		});
		this.catalogue = catalogueSchema.parse(json(join(this.folder, 'catalogue.json')));
		const engine = (this.#engine = await openDuckDB());
		const { catalogue, folder } = this;
		const options = { engine, cache: new CellCache(engine), folder, catalogue };
		this.#ask = (view) => {
			const indicator = catalogue.indicators.find(({ id }) => id === view.indicator);
			if (!indicator) throw new Error(`no such indicator: ${view.indicator}`);
			return ask(viewRequest(view, indicator), options);
		};
	}

	get folder(): string {
		const data = join(this.root, '.atalaya/local/static/data');
		return join(data, (json(join(data, 'current.json')) as { release: string }).release);
	}

	/** The answer of the explorer to an indicator of `data/`. */
	async answers(indicator: string, view: Partial<ExploreView> = {}): Promise<EstimateSet> {
		if (!this.#ask) throw new Error(`not built: ${this.id}`);
		return this.#ask(exploreView.parse({ survey: this.id, indicator, ...view }));
	}

	async answer(indicator: string, view: Partial<ExploreView> = {}): Promise<AnsweredEstimate> {
		return answered((await this.answers(indicator, view)).overall);
	}

	async column(name: string): Promise<unknown[]> {
		const path = join(this.folder, 'respondents', `${this.id}.person.parquet`);
		const { columns } = await parquetColumns(new Uint8Array(readFileSync(path)).buffer, [name]);
		return Array.from(columns[0]!.values);
	}

	rejects(): string[] {
		const path = join(this.root, '.atalaya/rejects', `${this.id}.csv`);
		return readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
	}

	remove() {
		this.#engine?.close();
		rmSync(this.root, { recursive: true, force: true });
	}
}

describeWithSources('ENUSC 2020', 'cl_enusc', () => {
	const survey = new PublishedSurvey('cl-enusc-2020');
	beforeAll(() => survey.build(dirname(sourceFile('cl_enusc'))), 60_000);
	afterAll(() => survey.remove());

	test('says how many see drugs sold often, with its error and design effect', async () => {
		const found = await survey.answer('drug-sale-frequent', { unsure: 'exclude' });
		expect(percent(found.estimate)).toBe('33.49');
		expect(percent(found.standardError)).toBe('0.91');
		expect(found.deff?.toFixed(1)).toBe('8.0');
		expect(found.precision).toBe('design-based');
	});

	test('says how many households were victims, by the weight of households', async () => {
		const { overall, estimates } = await survey.answers('household-victimised', {
			by: ['region_cl']
		});
		expect(percent(answered(overall).estimate)).toBe('19.17');
		expect(percent(answered(overall).standardError)).toBe('0.41');
		const regions = new Map(
			estimates.map((one) => [one.domain[0]!.category, percent(answered(one).estimate)])
		);
		expect(regions.size).toBe(16);
		expect(regions.get('cl-rm')).toBe('22.82');
		expect(regions.get('cl-bi')).toBe('15.71');
		expect(regions.get('cl-vs')).toBe('17.15');
	});

	test('does not give the weight of people to households', async () => {
		const people = await survey.answer('person-victimised');
		const households = await survey.answer('household-victimised');
		expect(households.n).toBe(people.n);
		expect(households.weightedN).toBeLessThan(people.weightedN / 2);
	});
});

describeWithSources('ENUSC 2023', 'cl_enusc', () => {
	const survey = new PublishedSurvey('cl-enusc-2023');
	beforeAll(() => survey.build(dirname(sourceFile('cl_enusc'))), 60_000);
	afterAll(() => survey.remove());

	test('says how many people were victims, with its error, df and design effect', async () => {
		const found = await survey.answer('person-victimised');
		expect(percent(found.estimate)).toBe('24.11');
		expect(percent(found.standardError, 3)).toBe('0.273');
		expect(found.df).toBe(7653);
		expect(found.deff?.toFixed(2)).toBe('2.03');
		expect(found.n).toBe(49_813);
	});
});

describeWithSources('ENCSPA 2019', 'co_encspa2019', () => {
	const survey = new PublishedSurvey('co-encspa-2019');
	beforeAll(() => survey.build(dirname(sourceFile('co_encspa2019'))), 60_000);
	afterAll(() => survey.remove());

	test.for([
		['cannabis-past-year', '2.68'],
		['drug-sale-neighbourhood', '43.64'],
		['cannabis-ever', '8.30'],
		['cocaine-ever', '2.07'],
		['basuco-ever', '0.54'],
		['ecstasy-ever', '0.69'],
		['inhalants-ever', '1.63'],
		['tranquillisers-ever', '1.84']
	] as const)('gives the published figure: %s %s %%', async ([indicator, published]) => {
		const found = await survey.answer(indicator);
		expect(percent(found.estimate)).toBe(published);
	});

	test('calls every error a lower bound, because strata and clusters are not public', async () => {
		const { estimates, overall } = await survey.answers('cannabis-ever', { by: ['age_group'] });
		expect(estimates).toHaveLength(5);
		for (const one of [...estimates, overall]) expect(answered(one).precision).toBe('lower-bound');
		const [table] = survey.catalogue.surveys[0]!.tables;
		expect(table).not.toHaveProperty('stratum');
		expect(table).not.toHaveProperty('psu');
	});

	test('has everybody, and their weights add up to the people they stand for', async () => {
		const weights = await survey.column('weight_fex_c');
		expect(weights).toHaveLength(49_756);
		const sum = weights.reduce<number>((all, weight) => all + Number(weight), 0);
		expect(Math.round(sum)).toBe(23_747_363);
		expect((await survey.answer('drug-sale-neighbourhood')).n).toBe(49_756);
	});

	test('sets aside the four rows that belong to nobody, and nothing else', () => {
		const rejects = survey.rejects();
		expect(rejects).toHaveLength(4);
		for (const reject of rejects)
			expect(reject).toMatch(
				/^co_encspa2019\/encuestas\.csv\.gz,\d+,DIRECTORIO,\d+,no such key in personas$/
			);
	});
});
