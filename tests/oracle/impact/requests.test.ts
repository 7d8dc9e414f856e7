import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ImpactFolder, answerOf, estimateIn, plainResult } from '../../support/impact-folder.ts';
import { evaluationAnswers } from '../../support/evaluation.ts';
import { describeWithOracle, oracleFile } from '../../support/sources.ts';

const number = z.number();
const numbers = z.record(z.string(), number);
const pair = z.object({ att: number, se: number });
const byAt = z.object({ at: number, att: number, se: number.nullable() });
const aggregate = z.object({ overall: pair, by: z.array(byAt).nullable() });

let folder: ImpactFolder;
beforeAll(() => {
	folder = new ImpactFolder();
});
afterAll(() => folder.remove());

const data = (name: string) => folder.copy(oracleFile(`evaluation/data/${name}.csv`));
const loose = { relative: 1e-6 };

describeWithOracle('atalaya impact on the panels of R', () => {
	const synthetic = evaluationAnswers(
		'synthetic',
		z.object({
			sunab: z.object({
				event: z.array(z.object({ e: number, est: number, se: number })),
				att: number,
				se: number
			}),
			bacon: z.object({
				twfe: number,
				by_type: z.array(z.object({ weight: number, avg: number }))
			}),
			cs_never_dr_poverty: z.object({
				simple: aggregate,
				group: aggregate,
				dynamic: aggregate,
				calendar: aggregate
			}),
			cs_cluster_country: z.object({ simple: aggregate })
		})
	);
	const roles = {
		...{ unit: 'muni', period: 'year', outcome: 'absent_pct', start: 'first_year' },
		never: ['0', '']
	};

	test('Sun-Abraham and two-way effects with their weights', async () => {
		const answer = await folder.ask({
			data: data('synth_panel'),
			requests: [
				{ id: 'sa', method: 'sun-abraham', ...roles },
				{ id: 'tw', method: 'two-way', ...roles }
			]
		});
		const sunab = plainResult(answerOf(answer, 'sa'));
		for (const { e, est, se } of synthetic.sunab.event) {
			const own = estimateIn(sunab, `event ${e}`);
			expect([own.estimate, own.standardError]).toAgreeWith([est, se]);
		}
		const average = estimateIn(sunab, 'average');
		expect([average.estimate, average.standardError]).toAgreeWith([
			synthetic.sunab.att,
			synthetic.sunab.se
		]);
		const twoWay = plainResult(answerOf(answer, 'tw'));
		expect(estimateIn(twoWay, 'effect').estimate).toAgreeWith(synthetic.bacon.twfe);
		const { byKind } = twoWay['decomposition'] as { byKind: { weight: number }[] };
		const weights = byKind.map(({ weight }) => weight).sort((a, b) => a - b);
		const expected = synthetic.bacon.by_type.map(({ weight }) => weight).sort((a, b) => a - b);
		expect(weights).toAgreeWith(expected);
	});

	test("Callaway and Sant'Anna with a covariate, all averages, and by clusters", async () => {
		const band = { kind: 'none' };
		const request = { method: 'group-time', ...roles, covariates: ['poverty'], band };
		const { cs_never_dr_poverty: expected, cs_cluster_country: clustered } = synthetic;
		const kinds = ['simple', 'group', 'dynamic', 'calendar'] as const;
		const answer = await folder.ask({
			data: data('synth_panel'),
			requests: [
				...kinds.map((kind) => ({ ...request, id: kind, aggregate: kind })),
				{ ...request, id: 'clusters', covariates: [], cluster: 'country' }
			]
		});
		for (const kind of kinds) {
			const found = plainResult(answerOf(answer, kind));
			const { overall, by } = expected[kind];
			const own = estimateIn(found, 'overall');
			expect([own.estimate, own.standardError], kind).toAgreeWith([overall.att, overall.se], loose);
			for (const one of by ?? []) {
				const other = estimateIn(found, `${kind} ${one.at}`);
				expect(other.estimate).toAgreeWith(one.att, loose);
				expect(other.standardError).toAgreeWith(one.se ?? undefined, loose);
			}
		}
		const { simple } = clustered;
		const own = estimateIn(plainResult(answerOf(answer, 'clusters')), 'overall');
		expect([own.estimate, own.standardError]).toAgreeWith([simple.overall.att, simple.overall.se]);
	});

	test('two by two, and an event study with a covariate, of base_did', async () => {
		const { twfe, pooled_ols: pooled } = evaluationAnswers(
			'did2x2',
			z.object({
				twfe: z.object({ se_cluster_default: number, ci95: z.array(number) }),
				pooled_ols: z.object({ coef: numbers, se_cl_HC1: number })
			})
		);
		const { terms } = evaluationAnswers(
			'event_study_twfe',
			z.object({ terms: z.array(z.object({ period: number, est: number, se: number })) })
		);
		const [head = '', ...lines] = readFileSync(oracleFile('evaluation/data/base_did.csv'), 'utf8')
			.trim()
			.split('\n');
		const columns = head.replaceAll('"', '').split(',');
		const [post, treat] = [columns.indexOf('post'), columns.indexOf('treat')];
		const treated = lines.map((line) => line.split(',')).map((c) => +c[post]! * +c[treat]!);
		const rows = lines.map((line, i) => `${line},${treated[i]}`);
		folder.write('base.csv', `${head},"under"\n${rows.join('\n')}\n`);
		const own = { unit: 'id', period: 'period', outcome: 'y', treated: 'under' };
		const answer = await folder.ask({
			data: 'base.csv',
			requests: [
				{ id: 'two', method: 'two-by-two', ...own },
				{ id: 'event', method: 'event-study', ...own, covariates: ['x1'] }
			]
		});
		const two = plainResult(answerOf(answer, 'two'));
		const effect = estimateIn(two, 'effect');
		expect(effect.standardError).toAgreeWith(twfe.se_cluster_default);
		expect([effect.lower, effect.upper]).toAgreeWith(twfe.ci95);
		expect(estimateIn(two, 'pooled').estimate).toAgreeWith(pooled.coef['tp']);
		expect(estimateIn(two, 'pooled').standardError).toAgreeWith(pooled.se_cl_HC1);
		const study = plainResult(answerOf(answer, 'event'));
		for (const { period, est, se } of terms) {
			const term = estimateIn(study, `event ${period - 6}`);
			expect([term.estimate, term.standardError]).toAgreeWith([est, se]);
		}
	});

	test('sensitivity from coefficients, of HonestDiD', async () => {
		const { bc_first_post: bc } = evaluationAnswers(
			'honest_did',
			z.object({
				bc_first_post: z.object({
					...{ betahat: z.array(number), sigma: z.array(z.array(number)), n_pre: number },
					relative_magnitudes: z.array(z.object({ Mbar: number, lo: number, hi: number })),
					smoothness_FLCI: z.array(z.object({ M: number, lo: number, hi: number }))
				})
			})
		);
		const of = {
			method: 'coefficients',
			...{ estimates: bc.betahat, covariance: bc.sigma, before: bc.n_pre }
		};
		const request = { method: 'honest-did', of };
		const relative = bc.relative_magnitudes.slice(0, 3);
		const answer = await folder.ask({
			requests: [
				{ ...request, id: 'relative', bounds: relative.map(({ Mbar }) => Mbar) },
				{
					...{ ...request, id: 'smooth', restriction: 'smoothness' },
					bounds: bc.smoothness_FLCI.map(({ M }) => M)
				}
			]
		});
		const limits = (id: string) =>
			plainResult(answerOf(answer, id)).estimates.map(({ lower, upper }) => [lower, upper]);
		relative.forEach(({ lo, hi }, k) =>
			expect(limits('relative')[k]).toAgreeWith([lo, hi], { relative: 0, absolute: 0.002 })
		);
		bc.smoothness_FLCI.forEach(({ lo, hi }, k) =>
			expect(limits('smooth')[k]).toAgreeWith([lo, hi], { relative: 0, absolute: 1e-3 })
		);
	});
});

describeWithOracle('atalaya impact on the regions and the vote of R', () => {
	const prop99 = async (estimators: readonly string[]) => {
		const roles = { unit: 'State', period: 'Year', outcome: 'PacksPerCapita', treated: 'treated' };
		const answer = await folder.ask({
			data: data('california_prop99'),
			requests: estimators.map((estimator) => ({
				...{ id: estimator, method: 'synthetic', ...roles, estimator }
			}))
		});
		return (id: string) => estimateIn(plainResult(answerOf(answer, id)), 'effect');
	};

	test('proposition 99: the published effects, and the rank of one treated state', async () => {
		const effect = await prop99(['sdid', 'sc', 'did']);
		expect(effect('sdid').estimate).toBeCloseTo(-15.604, 2);
		expect(effect('sc').estimate).toBeCloseTo(-19.62, 1);
		expect(effect('did').estimate).toBeCloseTo(-27.349, 3);
		expect(effect('sdid').standardError).toBeNull();
		expect(effect('sc')['p']).toBeLessThan(0.2);
	});

	test('the senate: robust interval and bandwidth', async () => {
		const { default: expected } = evaluationAnswers(
			'rdrobust',
			z.object({
				default: z.object({
					h: z.array(number),
					est: z.object({ conventional: number, robust: number }),
					se: z.array(number)
				})
			})
		);
		const result = await folder.asked(
			{ data: data('rdsenate') },
			{ method: 'discontinuity', running: 'margin', outcome: 'vote', cutoff: 0 }
		);
		const robust = estimateIn(result, 'robust');
		expect(robust.estimate).toAgreeWith(expected.est.robust, loose);
		expect(robust.standardError).toAgreeWith(expected.se[2], loose);
		expect(estimateIn(result, 'conventional').estimate).toAgreeWith(
			expected.est.conventional,
			loose
		);
		const { bandwidth } = result['below'] as { bandwidth: { h: number } };
		expect(bandwidth.h).toAgreeWith(expected.h[0], { relative: 1e-5 });
	});
});

describeWithOracle('atalaya impact on the people, series and studies of R', () => {
	test('propensity and pairs of lalonde', async () => {
		const { propensity } = evaluationAnswers(
			'balance',
			z.object({ propensity: z.object({ coef: numbers }) })
		);
		const race = { category: 'race', reference: 'black' };
		const covariates = ['age', 'educ', race, 'married', 'nodegree', 're74', 're75'];
		const shared = { treated: 'treat', covariates, outcome: 're78' };
		const answer = await folder.ask({
			data: data('lalonde'),
			requests: [
				{ id: 'weights', method: 'propensity', ...shared },
				{ id: 'pairs', method: 'match', ...shared, search: 'below-first' }
			]
		});
		const weights = plainResult(answerOf(answer, 'weights'));
		for (const [name, value] of Object.entries(propensity.coef))
			expect(
				(weights['coefficients'] as { name: string; estimate: number }[]).find(
					(one) => one.name === name
				)?.estimate
			).toAgreeWith(value, loose);
		// The headline numbers of the oracle: weighting 1214, pairs 770.
		expect(estimateIn(weights, 'effect on the treated').estimate).toBeCloseTo(1214, -1);
		const pairs = plainResult(answerOf(answer, 'pairs'));
		expect(pairs['pairs']).toBe(185);
		expect(estimateIn(pairs, 'effect on the treated').estimate).toBeCloseTo(770, -1);
	});

	test('rossi: log-rank, restricted means, and a Cox model with categories and its test', async () => {
		const { logrank_fin, rmst_52_by_fin, cox_full, cox_zph } = evaluationAnswers(
			'survival',
			z.object({
				logrank_fin: z.object({ chisq: number }),
				rmst_52_by_fin: z.object({ rmean: z.array(number), se: z.array(number) }),
				cox_full: z.object({ coef: numbers, se: z.array(number) }),
				cox_zph: z.object({ chisq: z.array(number) })
			})
		);
		const shared = { time: 'week', event: 'arrest' };
		const category = (name: string) => ({ category: name });
		const answer = await folder.ask({
			data: data('rossi'),
			requests: [
				{ id: 'km', method: 'survival', ...shared, arm: 'fin', restrictedUntil: 52 },
				{
					...{ id: 'cox', method: 'cox', ...shared },
					covariates: [
						...[category('fin'), 'age', category('race'), category('wexp')],
						...[{ category: 'mar', reference: 'married' }, category('paro'), 'prio']
					]
				}
			]
		});
		const curves = plainResult(answerOf(answer, 'km'));
		expect(curves['logRank']).toHaveProperty('statistic', expect.closeTo(logrank_fin.chisq, 8));
		const { estimates: means } = curves['restrictedMeans'] as typeof curves;
		expect(means.map(({ estimate }) => estimate)).toAgreeWith(rmst_52_by_fin.rmean);
		expect(means.map(({ standardError }) => standardError)).toAgreeWith(rmst_52_by_fin.se);
		const cox = plainResult(answerOf(answer, 'cox'));
		expect(cox.estimates.map(({ name }) => name)).toEqual(Object.keys(cox_full.coef));
		expect(cox.estimates.map(({ estimate }) => estimate)).toAgreeWith(
			Object.values(cox_full.coef),
			loose
		);
		expect(cox.estimates.map(({ standardError }) => standardError)).toAgreeWith(cox_full.se, loose);
		const tests = cox['proportionality'] as { statistic: number }[];
		expect(tests.map(({ statistic }) => statistic)).toAgreeWith(cox_zph.chisq, loose);
	});

	test('the series of seat belts, with a season and Newey-West at a lag', async () => {
		const its = evaluationAnswers(
			'its',
			z.object({ season: z.object({ coef: numbers, nw_lag12_adjust: z.array(number) }) })
		);
		const [head = '', ...lines] = readFileSync(oracleFile('evaluation/data/seatbelts.csv'), 'utf8')
			.trim()
			.split('\n');
		const rows = lines.map((line, i) => `${line},${i + 1}`);
		folder.write('belts.csv', `${head},"t"\n${rows.join('\n')}\n`);
		const answer = await folder.asked(
			{ data: 'belts.csv' },
			{
				...{ method: 'interrupted-series', period: 't', outcome: 'DriversKilled', log: true },
				...{ interruption: 170, season: { period: 12, harmonics: 2 } },
				errors: { kind: 'newey-west', lag: 12 }
			}
		);
		const expected = Object.values(its.season.coef);
		const own = answer.estimates.slice(0, expected.length);
		expect(own.map(({ estimate }) => estimate)).toAgreeWith(expected, loose);
		expect(own.map(({ standardError }) => standardError)).toAgreeWith(
			its.season.nw_lag12_adjust,
			loose
		);
	});

	test('studies of BCG, pooled with Knapp and Hartung and regressed on latitude', async () => {
		const meta = evaluationAnswers(
			'meta',
			z.object({
				...{ yi: z.array(number), vi: z.array(number) },
				reml_knha: z.object({ est: number, se: number, ci: z.array(number), pi: z.array(number) }),
				meta_regression_ablat: z.object({ coef: z.array(number), se: z.array(number) })
			})
		);
		const lines = readFileSync(oracleFile('evaluation/data/bcg.csv'), 'utf8').trim().split('\n');
		const rows = lines.slice(1).map((line, i) => `${line},${meta.yi[i]},${Math.sqrt(meta.vi[i]!)}`);
		folder.write('bcg-effects.csv', `${lines[0]},effect,error\n${rows.join('\n')}\n`);
		const result = await folder.asked(
			{ data: 'bcg-effects.csv' },
			{
				...{ method: 'pool', estimate: 'effect', standardError: 'error', study: 'author' },
				moderators: ['ablat']
			}
		);
		const { est, se, ci, pi } = meta.reml_knha;
		const pooled = estimateIn(result, 'pooled');
		expect([pooled.estimate, pooled.standardError]).toAgreeWith([est, se], loose);
		expect([pooled.lower, pooled.upper]).toAgreeWith(ci, loose);
		const prediction = estimateIn(result, 'prediction');
		expect([prediction.lower, prediction.upper]).toAgreeWith(pi, loose);
		const { estimates: slopes } = result['regression'] as typeof result;
		const { coef, se: errors } = meta.meta_regression_ablat;
		expect(slopes.map(({ estimate }) => estimate)).toAgreeWith(coef, { relative: 1e-4 });
		expect(slopes.map(({ standardError }) => standardError)).toAgreeWith(errors, {
			relative: 1e-4
		});
	});
});
