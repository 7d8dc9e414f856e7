import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildRelease } from '../../pipelines/release/build.ts';
import { releaseFolder, simulationFolder } from '../support/built-release.ts';
import { layReady } from '../support/made-before.ts';
import type { Instance } from '../support/instance.ts';
import { offenceInstance } from '../support/offence-survey.ts';
import { isSlow } from '../support/slow.ts';
import { declareSome } from '../support/some-surveys.ts';
import { expectPrinted } from '../support/r.ts';
import { type Asked, type ScriptAnswer, scriptAnswers } from '../support/script-answers.ts';
import { describeWithR } from '../support/sources.ts';

const survey = 'demo-2022';
const share = (concept: string, ...numerator: string[]) =>
	({ statistic: 'proportion', concept, numerator }) as const;

const sale = share('drug_sale_neighbourhood', 'yes');
const access = share('cannabis_access', 'very-easy', 'easy');
const absence = share('school_absence_fear', 'yes');
const men = [{ concept: 'sex', categories: ['man'] }];
const adults = [{ concept: 'age_group', categories: ['age-18-24', 'age-25-34'] }];
const age = { concept: 'cannabis_first_age' } as const;
const spending = { concept: 'cannabis_spending' } as const;

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
	answers: ReadonlyMap<string, ScriptAnswer> = new Map();

	async build(tier: 'open' | 'local') {
		const declared = join(this.root, 'declared');
		declareSome(declared, [survey], 'drug-sale-neighbourhood');
		layReady(this.root);
		const file = join(declared, 'surveys', survey, 'survey.yaml');
		const text = readFileSync(file, 'utf8').replace('tier: open', `tier: ${tier}`);
		const alone = text.replace(/^protection:\n(?: .*\n)+/m, '');
		writeFileSync(file, tier === 'open' ? text : alone);
		const env = { ATALAYA_DATA: declared };
		await buildRelease({ profile: 'local', root: this.root, env, progress: () => undefined });
	}

	get data(): string {
		return releaseFolder(this.root);
	}

	async answer(asked: readonly Asked[], folder: string) {
		this.answers = await scriptAnswers(survey, asked, { data: this.data, folder });
	}

	remove() {
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
		const { answer, printed } = release.answers.get(name)!;
		expect(answer.estimates.some(({ kind }) => kind === 'estimate')).toBe(true);
		expectPrinted(answer, printed, by);
	});
});

const recoded = questions.filter(([name]) =>
	['a proportion with a filter', 'a mean', 'a number of people', 'a ratio', 'households'].includes(
		name
	)
);

// Another build, another reading of the same rows by R: for `npm run test:slow`.
const describeSlowWithR = isSlow ? describeWithR : () => undefined;

describeSlowWithR("the script of a survey that is not open, from its producer's files", () => {
	const release = new Release();
	const all: readonly Asked[] = [
		...recoded,
		['who never used', { measure: share('cannabis_ever', 'yes'), by: ['age_group'] }]
	];
	beforeAll(async () => {
		await release.build('local');
		await release.answer(all, simulationFolder(release.root, survey.slice(-4)));
	}, 180_000);
	afterAll(() => release.remove());

	test.for(all)('prints what the explorer shows: %s', ([name, { by = [] }]) => {
		const { answer, printed } = release.answers.get(name)!;
		expectPrinted(answer, printed, by);
	});

	test('has no rows of the survey to read but those of the producer', () => {
		const files = readdirSync(join(release.data, 'respondents'));
		expect(files.filter((name) => name.endsWith('.csv'))).toEqual([]);
	});
});

describeWithR('the script of a unit with a frame', () => {
	const fraud = { statistic: 'total' as const, concept: 'offence_kind', numerator: ['fraud'] };
	const robbery = share('offence_kind', 'robbery');
	const number = { statistic: 'mean', concept: 'offence_number' } as const;
	const all: readonly Asked[] = [
		['a total', { unit: 'event', measure: fraud }],
		['a proportion by a joined column', { unit: 'event', measure: robbery, by: ['victim_sex'] }],
		['a mean', { unit: 'event', measure: number }]
	];
	let instance: Instance;
	let answers: ReadonlyMap<string, ScriptAnswer>;
	beforeAll(async () => {
		instance = offenceInstance();
		const { root, env } = instance;
		await buildRelease({ profile: 'local', root, env, progress: () => undefined });
		const folders = { data: releaseFolder(root), folder: join(root, 'sources') };
		answers = await scriptAnswers('test-2024', all, folders);
	}, 180_000);
	afterAll(() => instance.remove());

	test.for(all)('counts its empty sampling units as we do: %s', ([name, { by = [] }]) => {
		const { answer, printed } = answers.get(name)!;
		expect(answer.overall.kind).toBe('estimate');
		expectPrinted(answer, printed, by);
	});
});
