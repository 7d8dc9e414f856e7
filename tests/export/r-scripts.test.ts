import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { surveyScript } from '#lib/export/survey-script.ts';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { type EstimateRequestInput, estimateRequest } from '#lib/model/estimate-request.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { ask } from '../../pipelines/ask.ts';
import { releaseFolder, simulationFolder } from '../support/built-release.ts';
import { declareSome } from '../support/some-surveys.ts';
import { type Printed, expectPrinted, printedByR } from '../support/r.ts';
import { describeWithR } from '../support/sources.ts';

const survey = 'demo-2022';
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const share = (concept: string, ...numerator: string[]) =>
	({ statistic: 'proportion', concept, numerator }) as const;

type Question = Omit<EstimateRequestInput, 'survey'>;

const sale = share('drug_sale_neighbourhood', 'yes');
const access = share('cannabis_access', 'very-easy', 'easy');
const absence = share('school_absence_fear', 'yes');
const men = [{ concept: 'sex', categories: ['man'] }];
const adults = [{ concept: 'age_group', categories: ['age-18-24', 'age-25-34'] }];
const age = { concept: 'cannabis_first_age' } as const;
const spending = { concept: 'cannabis_spending' } as const;

type Asked = readonly [string, Question];

const questions: readonly Asked[] = [
	['a proportion', { measure: sale }],
	['a proportion by two concepts', { measure: access, by: ['territory_demo', 'sex'] }],
	['a proportion with a filter', { measure: access, by: ['sex'], where: adults }],
	[
		'a filter on the measure',
		{
			measure: sale,
			where: [{ concept: 'drug_sale_neighbourhood', categories: ['yes', 'dont-know'] }]
		}
	],
	['"don\'t know" as a category', { measure: sale, by: ['age_group'], unsure: 'category' }],
	['"don\'t know" left out', { measure: sale, by: ['age_group'], unsure: 'exclude' }],
	['nobody in a domain', { measure: absence, by: ['territory_demo', 'urban_rural'] }],
	['nobody in a domain, with a filter', { measure: absence, by: ['territory_demo'], where: men }],
	['three concepts', { measure: absence, by: ['territory_demo', 'urban_rural', 'sex'] }],
	['another weight and level', { measure: sale, by: ['sex'], weight: 'design', level: 0.9 }],
	['degrees of freedom of the design', { measure: absence, by: ['sex'], df: 'design' }],
	['the normal distribution', { measure: absence, by: ['sex'], df: 'normal' }],
	[
		'a capped effective size',
		{ measure: absence, by: ['sex'], interval: 'beta', capEffectiveSize: true }
	],
	[
		'a distribution',
		{ measure: { statistic: 'distribution', concept: 'cannabis_risk_frequent' }, by: ['sex'] }
	],
	[
		'a distribution with who did not say',
		{ measure: { statistic: 'distribution', concept: 'cannabis_access' }, unsure: 'category' }
	],
	[
		'a number of people',
		{
			measure: { statistic: 'total', concept: 'cannabis_past_year', numerator: ['yes'] },
			by: ['territory_demo']
		}
	],
	['a sum', { measure: { statistic: 'total', ...spending }, by: ['sex'] }],
	['a mean', { measure: { statistic: 'mean', ...age }, by: ['sex', 'urban_rural'] }],
	['a mean with a filter', { measure: { statistic: 'mean', ...spending }, where: adults }],
	[
		'a ratio',
		{ measure: { statistic: 'ratio', ...spending, over: 'cannabis_first_age' }, by: ['sex'] }
	],
	['a variance', { measure: { statistic: 'variance', ...age }, by: ['sex'] }],
	[
		'quantiles',
		{ measure: { statistic: 'quantile', ...spending, probabilities: [0.23, 0.51] }, by: ['sex'] }
	],
	[
		'households',
		{ unit: 'household', measure: share('household_victimised', 'yes'), by: ['economic_level'] }
	]
];

class Release {
	readonly root = mkdtempSync(join(tmpdir(), 'atalaya-scripts-'));
	readonly answers = new Map<string, EstimateSet>();
	printed = new Map<string, Printed[]>();
	#engine: NodeEngine | undefined;

	async build(tier: 'open' | 'protected') {
		const declared = join(this.root, 'declared');
		declareSome(declared, [survey], 'drug-sale-neighbourhood');
		const file = join(declared, 'surveys', survey, 'survey.yaml');
		writeFileSync(file, readFileSync(file, 'utf8').replace('tier: open', `tier: ${tier}`));
		const env = { ATALAYA_DATA: declared };
		await buildRelease({ profile: 'local', root: this.root, env, progress: () => undefined });
	}

	get data(): string {
		return releaseFolder(this.root);
	}

	/** Asks every question of the estimator and, through its script, of R. */
	async answer(asked: readonly Asked[], folder: string) {
		const catalogue: Catalogue = catalogueSchema.parse(json(join(this.data, 'catalogue.json')));
		const engine = (this.#engine = await openDuckDB());
		const options = { engine, cache: new CellCache(engine), folder: this.data, catalogue };
		const scripts: string[] = [];
		for (const [i, [name, question]] of asked.entries()) {
			const request = estimateRequest.parse({ survey, ...question });
			this.answers.set(name, await ask(request, options));
			const words = { catalogue, release: 'r1', locale: 'en', title: name } as const;
			const path = join(folder, `question-${i}.R`);
			writeFileSync(path, surveyScript(request, words));
			scripts.push(path);
		}
		const all = printedByR(scripts);
		this.printed = new Map(asked.map(([name], i) => [name, all.get(scripts[i]!)!]));
	}

	remove() {
		this.#engine?.close();
		rmSync(this.root, { recursive: true, force: true });
	}
}

describeWithR('the script of an open survey', () => {
	const release = new Release();
	beforeAll(async () => {
		await release.build('open');
		await release.answer(questions, join(release.data, 'respondents'));
	}, 120_000);
	afterAll(() => release.remove());

	test.for(questions)('prints what the explorer shows: %s', ([name, { by = [] }]) => {
		const answer = release.answers.get(name)!;
		expect(answer.estimates.some(({ kind }) => kind === 'estimate')).toBe(true);
		expectPrinted(answer, release.printed.get(name)!, by);
	});
});

const recoded = questions.filter(([name]) =>
	['a proportion with a filter', 'a mean', 'a number of people', 'a ratio', 'households'].includes(
		name
	)
);

describeWithR("the script of a survey that is not open, from its producer's files", () => {
	const release = new Release();
	const all: readonly Asked[] = [
		...recoded,
		['who never used', { measure: share('cannabis_ever', 'yes'), by: ['age_group'] }]
	];
	beforeAll(async () => {
		await release.build('protected');
		await release.answer(all, simulationFolder(release.root, survey.slice(-4)));
	}, 60_000);
	afterAll(() => release.remove());

	test.for(all)('prints what the explorer shows: %s', ([name, { by = [] }]) => {
		expectPrinted(release.answers.get(name)!, release.printed.get(name)!, by);
	});

	test('has no rows of the survey to read but those of the producer', () => {
		const files = readdirSync(join(release.data, 'respondents'));
		expect(files.filter((name) => name.endsWith('.csv'))).toEqual([]);
	});
});
