import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import {
	type SeriesMethod,
	type SeriesModel,
	interruptedSeries
} from '#lib/impact/time-series/interrupted-series.ts';
import { weightedLeastSquares } from '#lib/impact/regression/weighted-least-squares.ts';
import { neweyWestBandwidth, scoresOf } from '#lib/impact/time-series/newey-west.ts';
import {
	autocorrelations,
	breuschGodfreyTest,
	durbinWatson,
	ljungBoxTest
} from '#lib/impact/time-series/residual-tests.ts';
import type { SegmentedDesign } from '#lib/impact/time-series/segmented-design.ts';
import {
	averageEffect,
	counterfactualLine,
	effectAt
} from '#lib/impact/time-series/series-effect.ts';
import {
	evaluationAnswers,
	evaluationTable,
	syntheticAnswers,
	syntheticTable
} from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const number = z.number();
const numbers = z.array(number);
const coef = z.record(z.string(), number);
const ols = z.object({
	coef,
	se_iid: numbers,
	nw_lag3: numbers,
	nw_lag12: numbers,
	nw_lag12_adjust: numbers,
	auto_bandwidth_nw1994: number,
	durbin_watson: number,
	dw_p: number,
	ljung_box12: number,
	lb_p: number,
	breusch_godfrey12: number,
	bg_p: number,
	sigma: number,
	acf1_12: numbers
});
const answers = z.object({
	n: number,
	t0_1based: number,
	no_season: ols,
	season: ols,
	gls_ar1: z.object({
		reml: z.object({ coef, se: numbers, phi: number }),
		ml: z.object({ coef, phi: number, loglik: number })
	}),
	quasipoisson_offset_kms: z.object({
		coef,
		se: numbers,
		dispersion: number,
		irr_level: number,
		irr_ci: numbers
	}),
	counterfactual_last: z.object({
		fit: number,
		counterfactual: number,
		mean_post_effect_log: number
	})
});

const fitted = { relative: 1e-6 };

const estimates = ({ coefficients }: SeriesModel) => coefficients.map(({ estimate }) => estimate);
const errors = ({ coefficients }: SeriesModel) => coefficients.map((one) => one.standardError);
const neweyWest = (lag: number, adjust = false): SeriesMethod => ({
	kind: 'least-squares',
	errors: { kind: 'newey-west', lag, adjust }
});
const independent: SeriesMethod = { kind: 'least-squares', errors: { kind: 'independent' } };

describeWithOracle('the seat belt law, judged by R', () => {
	const told = evaluationAnswers('its', answers);
	const table = evaluationTable('seatbelts');
	const values = table.numbers('DriversKilled');
	const time = Float64Array.from(values.keys(), (row) => row + 1);
	const series = { time, values };
	const plain: SegmentedDesign = { interruption: told.t0_1based, log: true };
	const seasonal: SegmentedDesign = { ...plain, season: { period: 12, harmonics: 2 } };

	test.for([
		['without seasons', plain, told.no_season],
		['with seasons', seasonal, told.season]
	] as const)('least squares and Newey-West, %s', ([, design, own]) => {
		const fit = (method: SeriesMethod) => interruptedSeries(series, design, method);
		const model = fit(independent);
		expect(model.n).toBe(told.n);
		expect(estimates(model)).toAgreeWith(Object.values(own.coef));
		expect(errors(model)).toAgreeWith(own.se_iid);
		expect(errors(fit(neweyWest(3)))).toAgreeWith(own.nw_lag3);
		expect(errors(fit(neweyWest(12)))).toAgreeWith(own.nw_lag12);
		expect(errors(fit(neweyWest(12, true)))).toAgreeWith(own.nw_lag12_adjust);
		const { residuals, rows } = model;
		expect(neweyWestBandwidth(scoresOf(rows.columns, residuals))).toAgreeWith(
			own.auto_bandwidth_nw1994
		);
		const automatic = fit({ kind: 'least-squares', errors: { kind: 'newey-west' } });
		const lag = Math.floor(own.auto_bandwidth_nw1994);
		expect(automatic.variance).toEqual({ name: 'newey-west', lag, adjust: true });
	});

	test.for([
		['without seasons', plain, told.no_season],
		['with seasons', seasonal, told.season]
	] as const)('tests of the residuals, %s', ([, design, own]) => {
		const { residuals, rows } = interruptedSeries(series, design, independent);
		const fit = weightedLeastSquares(rows, rows.outcome);
		expect(Math.sqrt(fit.squares / (told.n - rows.columns.length))).toAgreeWith(own.sigma);
		const watson = durbinWatson(rows, fit);
		expect([watson.statistic, watson.p]).toAgreeWith([own.durbin_watson, own.dw_p]);
		const box = ljungBoxTest(residuals, 12);
		expect(box.statistic).toAgreeWith(own.ljung_box12);
		// R subtracts from 1, and prints 0 in a far tail.
		expect(box.p).toAgreeWith(own.lb_p, { relative: 1e-6, absolute: 1e-15 });
		const godfrey = breuschGodfreyTest(rows, residuals, 12);
		expect([godfrey.statistic, godfrey.p]).toAgreeWith([own.breusch_godfrey12, own.bg_p]);
		expect(autocorrelations(residuals, 12)).toAgreeWith(own.acf1_12);
	});

	test('errors that carry over from month to month, by restricted and by full likelihood', () => {
		const fit = (likelihood: 'reml' | 'ml') =>
			interruptedSeries(series, seasonal, { kind: 'autoregressive', likelihood });
		const [reml, ml] = [fit('reml'), fit('ml')];
		const { gls_ar1: own } = told;
		expect(estimates(reml)).toAgreeWith(Object.values(own.reml.coef), fitted);
		expect(errors(reml)).toAgreeWith(own.reml.se, fitted);
		expect(reml.variance).toMatchObject({ name: 'ar1', likelihood: 'reml' });
		expect(correlationOf(reml)).toAgreeWith(own.reml.phi, fitted);
		expect(estimates(ml)).toAgreeWith(Object.values(own.ml.coef), fitted);
		expect(correlationOf(ml)).toAgreeWith(own.ml.phi, fitted);
		expect(ml.logLikelihood).toAgreeWith(own.ml.loglik);
	});

	test('counts over the kilometres driven', () => {
		const exposure = table.numbers('kms');
		const { log: _, ...counts } = seasonal;
		const model = interruptedSeries({ ...series, exposure }, counts, {
			kind: 'counts',
			errors: { kind: 'dispersion' }
		});
		const own = told.quasipoisson_offset_kms;
		expect(estimates(model)).toAgreeWith(Object.values(own.coef), fitted);
		expect(errors(model)).toAgreeWith(own.se, fitted);
		expect(model.dispersion).toAgreeWith(own.dispersion, fitted);
		const effect = effectAt(model, told.t0_1based);
		expect(effect.ratio?.estimate).toAgreeWith(own.irr_level, fitted);
		// The script has normal limits; ours are of t.
		const { lower, upper } = tInterval(effect.estimate, effect.standardError);
		expect([Math.exp(lower), Math.exp(upper)]).toAgreeWith(own.irr_ci, fitted);
	});

	test('the line had there been no law', () => {
		const model = interruptedSeries(series, seasonal, independent);
		const last = counterfactualLine(model).at(-1)!;
		const own = told.counterfactual_last;
		expect([last.fitted, last.counterfactual]).toAgreeWith([own.fit, own.counterfactual]);
		expect(averageEffect(model).estimate).toAgreeWith(own.mean_post_effect_log);
	});
});

const correlationOf = ({ variance }: SeriesModel) =>
	variance.name === 'ar1' ? variance.correlation : undefined;

describe('a series made by simulation, judged by R', () => {
	const own = syntheticAnswers(
		z.object({
			its: z.object({
				ols: z.object({ coef, se: numbers, nw3: numbers }),
				gls_ar1_reml: z.object({ coef, se: numbers, phi: number }),
				quasipoisson: z.object({ coef, se: numbers, dispersion: number })
			})
		})
	).its;
	const table = syntheticTable('synth-series');
	const [time, values] = [table.numbers('month'), table.numbers('admissions')];
	const exposure = table.numbers('population');
	const rates = values.map((count, row) => (count / exposure[row]!) * 1e5);
	const design = { interruption: 61, season: { period: 12, harmonics: 1 } };
	const ofLog = { ...design, log: true };

	test('least squares, Newey-West, AR(1) by restricted likelihood', () => {
		const fit = (method: SeriesMethod) => interruptedSeries({ time, values: rates }, ofLog, method);
		expect(estimates(fit(independent))).toAgreeWith(Object.values(own.ols.coef));
		expect(errors(fit(independent))).toAgreeWith(own.ols.se);
		expect(errors(fit(neweyWest(3)))).toAgreeWith(own.ols.nw3);
		const gls = fit({ kind: 'autoregressive', likelihood: 'reml' });
		expect(estimates(gls)).toAgreeWith(Object.values(own.gls_ar1_reml.coef), fitted);
		expect(errors(gls)).toAgreeWith(own.gls_ar1_reml.se, fitted);
		expect(correlationOf(gls)).toAgreeWith(own.gls_ar1_reml.phi, fitted);
	});

	test('counts over the population', () => {
		const model = interruptedSeries({ time, values, exposure }, design, {
			kind: 'counts',
			errors: { kind: 'dispersion' }
		});
		expect(estimates(model)).toAgreeWith(Object.values(own.quasipoisson.coef), fitted);
		expect(errors(model)).toAgreeWith(own.quasipoisson.se, fitted);
		expect(model.dispersion).toAgreeWith(own.quasipoisson.dispersion, fitted);
	});

	test('months that are missing keep their distance', () => {
		const rows = [...time.keys()].filter((row) => ![9, 10, 39, 69].includes(row));
		const some = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
		const series = { time: some(time), values: some(rates) };
		const fit = (likelihood: 'reml' | 'ml') =>
			interruptedSeries(
				series,
				{ interruption: 61, log: true },
				{ kind: 'autoregressive', likelihood }
			);
		const model = fit('ml');
		// R nlme 3.1-162 of the same rows: gls(method = "ML"), coef, vcov, phi and logLik; then REML.
		const coefficients = [2.498516993444, 0.00299365056984, -0.11892600960061, -0.00902524276542];
		expect(estimates(model)).toAgreeWith(coefficients, fitted);
		expect(errors(model)).toAgreeWith(
			[0.0570412780044213, 0.0016033885299158, 0.086562587686521, 0.003772414901899],
			fitted
		);
		expect(correlationOf(model)).toAgreeWith(0.30328102848813, fitted);
		expect(model.logLikelihood).toAgreeWith(44.975209613237);
		expect(fit('reml').logLikelihood).toAgreeWith(29.733375268973);
	});
});
