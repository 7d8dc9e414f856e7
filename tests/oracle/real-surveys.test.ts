import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { AnsweredEstimate, Estimate, EstimateSet } from '#lib/model/estimate.ts';
import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import { type ExploreView, exploreView, viewRequest } from '#lib/model/explore-view.ts';
import { surveyReport } from '#lib/model/survey-report.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { ask } from '../../pipelines/ask.ts';
import { releaseFolder } from '../support/built-release.ts';
import { declareSome } from '../support/some-surveys.ts';
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
	catalogue: Catalogue = catalogueSchema.parse({ surveys: [], concepts: [], indicators: [] });
	#engine: NodeEngine | undefined;
	#ask: ((view: ExploreView) => Promise<EstimateSet>) | undefined;

	constructor(id: string) {
		this.id = id;
	}

	async build(sources: string): Promise<void> {
		const declared = join(this.root, 'declared');
		declareSome(declared, [this.id], 'person-victimised');
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
			return ask(viewRequest(view, indicatorMeasure(indicator)), options);
		};
	}

	get folder(): string {
		return releaseFolder(this.root);
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

	/** What became of the figures and totals that the survey declares. */
	get checks(): { kind: string; passed: boolean }[] {
		const report = json(join(this.folder, 'report', `${this.id}.json`));
		return surveyReport.parse(report).checks;
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
	beforeAll(() => survey.build(dirname(sourceFile('cl_enusc'))));
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
	beforeAll(() => survey.build(dirname(sourceFile('cl_enusc'))));
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
	beforeAll(() => survey.build(dirname(sourceFile('co_encspa2019'))));
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

describeWithSources('ENVIPE 2021', 'mx_envipe2021', () => {
	const survey = new PublishedSurvey('mx-envipe-2021');
	beforeAll(() => survey.build(dirname(sourceFile('mx_envipe2021'))), 120_000);
	afterAll(() => survey.remove());

	test('counts as victims who had an offence other than vandalism, with their error', async () => {
		const { estimate, standardError, n } = await survey.answer('person-victimised');
		expect((1e5 * estimate).toFixed(1)).toBe('23519.7');
		expect((1e5 * standardError).toFixed(0)).toBe('220');
		expect(n).toBe(92_051);
	});

	test('counts sampling units without an offence as zero, as R does with a row of no weight', async () => {
		const { estimate, standardError, df, n } = await survey.answer('offences-suffered');
		expect(estimate).toBe(27_639_203);
		expect(standardError).toAgreeWith(373_854.019920186);
		expect([df, n]).toEqual([9734, 37_156]);
	});

	test('reproduces every figure that it declares', () => {
		expect(survey.checks.filter(({ kind }) => kind === 'published-figure')).toHaveLength(9);
		expect(survey.checks.filter(({ passed }) => !passed)).toEqual([]);
	});
});

describeWithSources('YRBS 2019', 'us_yrbs2019', () => {
	const survey = new PublishedSurvey('us-yrbs-2019');
	beforeAll(() => survey.build(dirname(sourceFile('us_yrbs2019'))));
	afterAll(() => survey.remove());

	test('is read from its SPSS file, with the degrees of freedom of its design', async () => {
		const [ever, current] = [
			await survey.answer('cannabis-ever'),
			await survey.answer('cannabis-past-month')
		];
		expect(percent(ever.estimate)).toBe('36.80');
		expect(percent(current.estimate)).toBe('21.75');
		expect(ever.df).toBe(37);
	});

	test('has weights that add up to the sample: its design effect is that of the sample', async () => {
		const { deff } = await survey.answer('cannabis-ever');
		expect(deff).toBeGreaterThan(1);
		expect(deff).toBeLessThan(20);
	});

	test('reproduces every figure that it declares', () => {
		expect(survey.checks.filter(({ kind }) => kind === 'published-figure')).toHaveLength(14);
		expect(survey.checks.filter(({ passed }) => !passed)).toEqual([]);
	});
});
