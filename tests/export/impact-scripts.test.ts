import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { impactPackages, impactScript } from '#lib/export/r-impact.ts';
import { impactMethods, impactRequest } from '#lib/model/impact-request.ts';
import type { ImpactFileAnswer } from '../../pipelines/requests/impact-result.ts';
import {
	ImpactFolder,
	type PlainEstimate,
	type PlainResult,
	answerOf,
	panelCsv,
	panelRoles,
	plainResult
} from '../support/impact-folder.ts';
import { type Printed, printedByR } from '../support/r.ts';
import { influenceCovariance } from '#lib/impact/group-time/inference.ts';
import { describeWithR } from '../support/sources.ts';

const panel = panelRoles;
const one = { ...panel, unit: 'unit' };
const people = { time: 'week', event: 'event' };
const arms = {
	treated: 'alternative',
	covariates: ['age', 'female', 'prior', { category: 'site' }]
};
const series = { period: 'month', outcome: 'admissions', interruption: 49 };
const studies = [0.1, 0.3, -0.2, 0.5].map((estimate, i) => ({
	...{ study: `s${i}`, estimate },
	standardError: 0.05 * (i + 1)
}));
const design = { kind: 'cluster', clusterSize: 20, betweenShare: 0.05 };
const basis = { currency: 'EUR', priceYear: 2024, discountRate: 0.03 };

/** Requests by the file that they ask; every method is among them. */
const files: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
	'panel.csv': [
		{ id: 'two-way', method: 'two-way', ...panel },
		{ id: 'sun-abraham', method: 'sun-abraham', ...panel, covariates: ['z'] },
		{ id: 'weighted', method: 'sun-abraham', ...panel, weight: 'w', cluster: 'region' },
		{ id: 'group-time', method: 'group-time', ...panel, covariates: ['x'], cluster: 'region' },
		{ id: 'honest-did', method: 'honest-did', of: { method: 'group-time', ...panel } },
		{
			...{ id: 'honest-sun', method: 'honest-did', restriction: 'smoothness' },
			of: { method: 'sun-abraham', ...panel }
		}
	],
	'start.csv': [
		{ id: 'two-by-two', method: 'two-by-two', ...one },
		{ id: 'event-study', method: 'event-study', ...one, covariates: ['z'], reference: -2 }
	],
	'block.csv': [{ id: 'synthetic', method: 'synthetic', ...panel, estimator: 'sc' }],
	'running.csv': [
		{
			...{ id: 'discontinuity', method: 'discontinuity', running: 'x', outcome: 'y' },
			...{ cutoff: 20, covariates: ['z'] }
		}
	],
	'counts.csv': [
		{ id: 'count-ratio', method: 'count-ratio', treated: 'd', after: 'a', exposureAfter: 'e' },
		{
			...{ id: 'ratios', method: 'count-ratio', treated: 'd', before: 'b', after: 'a' },
			...{ exposureBefore: 'f', exposureAfter: 'e', cluster: 'g' }
		}
	],
	'synth-recidivism.csv': [
		{
			...{ id: 'survival', method: 'survival', ...people, arm: 'alternative', strata: 'site' },
			...{ at: [4, 26, 78], quantiles: [0.1, 0.5], restrictedUntil: 78 }
		},
		{ id: 'plain', method: 'survival', ...people, scale: 'plain', at: [26], level: 0.9, rho: 1 },
		{ id: 'nelson-aalen', method: 'nelson-aalen', ...people, arm: 'alternative', at: [4, 52] },
		{
			...{ id: 'cox', method: 'cox', ...people, strata: 'site' },
			covariates: ['age', { category: 'alternative', reference: '1' }]
		},
		{
			id: 'robust',
			method: 'cox',
			...people,
			covariates: ['age'],
			cluster: 'site',
			ties: 'breslow'
		},
		{ id: 'balance', method: 'balance', ...arms },
		{ id: 'propensity', method: 'propensity', ...arms, outcome: 'week' },
		{ id: 'match', method: 'match', ...arms, outcome: 'week', caliper: 0.2 }
	],
	'deaths.csv': [
		{
			id: 'competing-events',
			method: 'competing-events',
			...people,
			arm: 'alternative',
			at: [26, 78]
		}
	],
	'synth-series.csv': [
		{ id: 'ols', method: 'interrupted-series', ...series, at: [60] },
		{
			...{ id: 'season', method: 'interrupted-series', ...series, log: true },
			...{
				season: { period: 12, harmonics: 2 },
				errors: { kind: 'newey-west', lag: 3, adjust: false }
			}
		},
		{ id: 'ar1', method: 'interrupted-series', ...series, model: 'ar1' },
		{
			...{ id: 'counts', method: 'interrupted-series', ...series, model: 'quasi-poisson' },
			exposure: 'population'
		},
		{
			...{ id: 'controlled', method: 'interrupted-series', ...series },
			control: { outcome: 'population' },
			errors: { kind: 'newey-west' }
		}
	],
	'': [
		{ id: 'pool', method: 'pool', studies },
		{ id: 'pool-pm', method: 'pool', studies, between: 'paule-mandel', test: 'z' },
		{
			id: 'p-values',
			method: 'p-values',
			values: [0.001, 0.01, 0.03, 0.04, 0.6].map((p) => ({ p }))
		},
		{
			...{ id: 'cost-effectiveness', method: 'cost-effectiveness', cost: 1000, costError: 300 },
			...{ effect: 0.1, effectError: 0.03, correlation: 0.2, basis, worths: [0, 1e4] }
		},
		{ id: 'power', method: 'power', question: { kind: 'detectable-effect', design, units: 1000 } },
		{ id: 'units', method: 'power', question: { kind: 'units', design, effect: 0.25 } },
		{ id: 'shares', method: 'power', question: { kind: 'proportions', shares: [0.3, 0.2] } },
		{ id: 'means', method: 'power', question: { kind: 'means', effect: 0.4 } },
		{ id: 'hazards', method: 'power', question: { kind: 'log-rank', hazardRatio: 0.7 } },
		{ id: 'after', method: 'power', question: { kind: 'afterwards', standardError: 0.2, df: 12 } }
	]
};

const requests = Object.values(files)
	.flat()
	.map((request) => impactRequest.parse(request));

const hasPackages = (packages: readonly string[]) =>
	spawnSync('Rscript', [
		'-e',
		`stopifnot(${packages.map((name) => `requireNamespace("${name}")`).join(', ')})`
	]).status === 0;

let folder: ImpactFolder;
beforeAll(() => {
	folder = new ImpactFolder();
	folder.copy('synth-recidivism.csv');
	folder.copy('synth-series.csv');
	const effect = (since: number) => 1 + since;
	folder.write('panel.csv', panelCsv({ sizes: { 0: 20, 5: 14, 7: 14 }, periods: 9, effect }));
	folder.write('block.csv', panelCsv({ sizes: { 0: 9, 5: 1 }, periods: 7, effect }));
	folder.write('running.csv', `x,y,z\n${numbered(90, (i) => [i / 2, (i * 7) % 11, i % 4])}`);
	folder.write(
		'counts.csv',
		`d,b,a,e,f,g\n${numbered(14, (i) => [i % 2, (i * 5) % 9, (i * 7) % 8, 1 + i / 4, 2 + i / 5, i % 9])}`
	);
	folder.write('start.csv', panelCsv({ sizes: { 0: 9, 4: 8 }, periods: 6, effect, seed: 2 }));
});
afterAll(() => folder.remove());

const numbered = (rows: number, row: (i: number) => readonly number[]) =>
	`${Array.from({ length: rows }, (_, i) => row(i).join(',')).join('\n')}\n`;

/** Numbers that an answer has beside its estimates, under the names that scripts print. */
function toldBy(result: PlainResult): Map<string, PlainEstimate> {
	const told = new Map(result.estimates.map((estimate) => [estimate.name, estimate]));
	const { estimates: means = [] } = (result['restrictedMeans'] ?? {}) as Partial<PlainResult>;
	for (const mean of means) told.set(mean.name, mean);
	const add = (name: string, estimate: unknown) => {
		told.set(name, { name, estimate: estimate as number });
	};
	const test = result['logRank'] as { statistic: number } | null | undefined;
	if (test) add('log-rank', test.statistic);
	const proportional = result['proportionality'] as { statistic: number }[] | undefined;
	if (proportional) add('proportionality', proportional.at(-1)!.statistic);
	for (const estimate of result.estimates)
		for (const [field, word] of Object.entries(adjusted))
			if (field in estimate) add(`${word} ${estimate.name}`, estimate[field]);
	return told;
}

const adjusted = {
	holm: 'holm',
	benjaminiHochberg: 'benjamini-hochberg',
	bonferroni: 'bonferroni',
	benjaminiYekutieli: 'benjamini-yekutieli',
	sharpenedQ: 'sharpened q'
};

const columns = {
	estimate: 'estimate',
	standard_error: 'standardError',
	lower: 'lower',
	upper: 'upper'
} as const;

function expectSame(rows: readonly Printed[], result: PlainResult, id: string) {
	const told = toldBy(result);
	expect(rows.length, id).toBeGreaterThan(0);
	for (const row of rows) {
		const name = row['name'] ?? '';
		const own = told.get(name);
		expect(own, `${id}: R printed ${name}`).toBeDefined();
		for (const [column, field] of Object.entries(columns)) {
			const text = row[column] ?? '';
			if (text === '') continue;
			const options = { relative: 1e-6, absolute: 1e-9 };
			expect(own?.[field], `${id} ${name} ${column}`).toAgreeWith(Number(text), options);
		}
	}
}

describeWithR('scripts of impact, run by R', () => {
	const answers = new Map<string, PlainResult>();
	beforeAll(async () => {
		const deaths = { event: { numbers: { 2: 0 } } };
		for (const [data, own] of Object.entries(files)) {
			const name = data === 'deaths.csv' ? 'synth-recidivism.csv' : data;
			const document = {
				...(name === '' ? {} : { data: name }),
				...(data === 'synth-recidivism.csv' && { columns: deaths }),
				requests: own
			};
			const answer: ImpactFileAnswer = await folder.ask(document, folder.file(`r-${data}`));
			for (const { id } of answer.results) answers.set(id, plainResult(answerOf(answer, id)));
		}
	}, 180_000);

	test('print the same numbers wherever their packages are here', { timeout: 120_000 }, () => {
		const here = requests.filter((request) => {
			const packages = impactPackages(request);
			return packages.length === 0 || hasPackages(packages);
		});
		expect(here.length).toBeGreaterThan(24);
		const path = (id: string | undefined) =>
			folder.file(
				`r-${Object.keys(files).find((name) => files[name]!.some((own) => own['id'] === id))}/${id}.R`
			);
		const printed = printedByR(here.map(({ id }) => path(id)));
		for (const { id = '' } of here) expectSame(printed.get(path(id)) ?? [], answers.get(id)!, id);
	});

	test('sum influence by cluster, which did has by bootstrap only', () => {
		const columns = [
			[0.3, -0.1, 0.4, 0.2, -0.5, 0.1],
			[0.1, 0.2, -0.3, 0.4, 0.1, -0.2]
		];
		const frame = { units: 6, clusterOf: Int32Array.of(0, 0, 1, 1, 2, 2), clusters: 3 };
		const covariance = influenceCovariance(
			columns.map((one) => Float64Array.from(one)),
			frame
		);
		const script = impactScript(
			requests.find(({ id }) => id === 'group-time')!,
			{ name: 'a.csv' }
		);
		const from = script.indexOf('# did clusters');
		const own = script.slice(from, script.indexOf('around(', from));
		const drawn = [
			'effects <- list(DIDparams = list(data = data.frame(unit = rep(1:6, 2), cluster = rep(c(7, 8, 9), each = 2))))',
			`found <- list(inf.function = list(by = cbind(${columns.map((one) => `c(${one.join()})`).join()}), all = c(${columns[1]!.join()})))`,
			own,
			'cat(format(c(error, errors), digits = 15))'
		];
		const { stdout, stderr } = spawnSync('Rscript', ['-e', drawn.join('\n')], { encoding: 'utf8' });
		expect(stderr).toBe('');
		const [first, second] = covariance.diagonal().map(Math.sqrt);
		expect(stdout.split(' ').map(Number)).toAgreeWith([second, first, second]);
	});

	test(
		'are R that can be read, also where their packages are not here',
		{ timeout: 60_000 },
		() => {
			const folders = Object.keys(files).map((name) => folder.file(`r-${name}`));
			const scripts = folders.flatMap((own) => readdirSync(own).map((name) => `${own}/${name}`));
			expect(scripts).toHaveLength(requests.length);
			const all = scripts.map((path) => `invisible(parse(${JSON.stringify(path)}))`).join('; ');
			const { status, stderr } = spawnSync('Rscript', ['-e', all], { encoding: 'utf8' });
			expect(stderr).toBe('');
			expect(status).toBe(0);
		}
	);
});

describe('impactScript', () => {
	test('is written of every method', () => {
		const methods = new Set(requests.map(({ method }) => method));
		expect(impactMethods.filter((method) => !methods.has(method))).toEqual([]);
	});

	test('holds no name of the data but as a text, whatever it is', () => {
		const name = 'x"); system("date"); c("\n`';
		const request = impactRequest.parse({
			...{ method: 'cox', time: name, event: 'e', covariates: ['ñ', { category: name + 'y' }] }
		});
		const script = impactScript(request, { name: 'a.csv' });
		expect(script).not.toMatch(
			/[^\x20-\x7e\n]/u.test(script) ? /^[^#]*[^\x20-\x7e\n]/mu : /^system/m
		);
		expect(script).toContain('numbers("x\\"); system(\\"date\\"); c(\\"\\u000a`")');
		for (const line of script.split('\n').filter((text) => text.includes('date')))
			expect(line).toMatch(/^#|"x\\"/);
	});
});
