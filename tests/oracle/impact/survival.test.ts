import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { eventWindows } from '#lib/impact/survival/event-windows.ts';
import { type Followed, followedWhere } from '#lib/impact/survival/followed.ts';
import { kaplanMeier, survivalAt } from '#lib/impact/survival/kaplan-meier.ts';
import { type LogRankTest, logRankTest } from '#lib/impact/survival/log-rank.ts';
import { nelsonAalen } from '#lib/impact/survival/nelson-aalen.ts';
import { restrictedMean } from '#lib/impact/survival/restricted-mean.ts';
import { intervalScales } from '#lib/impact/survival/survival-limits.ts';
import { survivalQuantile } from '#lib/impact/survival/survival-quantile.ts';
import { type Factor, crossed } from '#lib/stats/statistics/factor.ts';
import { fisherTest, twoProportionTest } from '#lib/stats/tests/two-proportions.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { followedOf, syntheticAnswered } from '../../support/followed-people.ts';
import { describeWithOracle } from '../../support/sources.ts';

const number = z.number();
const numbers = z.array(number);
const maybe = z.array(z.array(number.nullable()));
const curve = z.object({
	conf_type: z.enum(intervalScales),
	at: z.array(
		z.object({
			stratum: z.string(),
			t: number,
			at_risk: number,
			surv: number,
			se_greenwood: number,
			lo: number,
			hi: number
		})
	),
	quantiles: z.object({ q: numbers, est: maybe, lo: maybe, hi: maybe })
});
const compared = z.object({
	chisq: number,
	df: number,
	p: number,
	n: numbers,
	obs: numbers,
	exp: numbers,
	var: z.array(numbers)
});
const steps = z.object({ t: numbers, n_risk: numbers, n_event: numbers, n_censor: numbers });
const answers = z.object({
	km_all: z.array(curve),
	km_by_fin: z.array(curve),
	km_steps_all: steps.extend({ surv: numbers, std_err_of_log: numbers }),
	lung_median_by_sex: z.array(
		z.object({ conf: z.enum(intervalScales), median: numbers, lo: numbers, hi: numbers })
	),
	nelson_aalen: z.object({ t: numbers, cumhaz: numbers, se: numbers }),
	rmst_52_by_fin: z.object({ rmean: numbers, se: numbers }),
	logrank_fin: compared,
	peto_fin: compared,
	logrank_stratified_race: compared,
	logrank_4groups: compared,
	recidivism_two_proportions_52w: z.object({
		counts: z.array(numbers),
		p: numbers,
		diff: number,
		ci_wald: numbers,
		...{ chisq: number, p_value: number, or_fisher: number, fisher_p: number },
		rr: number
	})
});

/** Everybody, or one curve a level. */
const parts = (followed: Followed, by?: Factor) =>
	by
		? by.levels.map((_, level) => followedWhere(followed, (row) => by.codes[row] === level))
		: [followed];

function expectCurves(rossi: Followed, by: Factor | undefined, told: z.infer<typeof curve>) {
	const given = parts(rossi, by).map((part) => kaplanMeier(part, { scale: told.conf_type }));
	const each = told.at.length / given.length;
	given.forEach((one, g) => {
		const rows = told.at.slice(g * each, (g + 1) * each);
		const readings = survivalAt(
			one,
			rows.map(({ t }) => t)
		);
		rows.forEach((row, i) => {
			const { atRisk, survival, standardError, interval, state } = readings[i]!;
			expect([atRisk, survival, standardError]).toAgreeWith([
				row.at_risk,
				row.surv,
				row.se_greenwood
			]);
			if (row.surv === 1) expect({ state, interval }).toEqual({ state: 'no-event-yet' });
			else expect([interval?.lower, interval?.upper]).toAgreeWith([row.lo, row.hi]);
		});
		const quantiles = told.quantiles.q.map((q) => survivalQuantile(one, q));
		// R writes one curve as a column, several as a row each.
		const ofCurve = (table: (number | null)[][]) =>
			(by ? table[g]! : table.map((row) => row[0]!)).map((value) => value ?? undefined);
		expect(quantiles.map(({ time }) => time)).toEqual(ofCurve(told.quantiles.est));
		expect(quantiles.map(({ lower }) => lower)).toEqual(ofCurve(told.quantiles.lo));
		expect(quantiles.map(({ upper }) => upper)).toEqual(ofCurve(told.quantiles.hi));
	});
}

function expectTest(given: LogRankTest, told: z.infer<typeof compared>) {
	expect([given.statistic, given.df]).toAgreeWith([told.chisq, told.df]);
	expect(given.p).toAgreeWith(told.p);
	expect(given.groups.map(({ n }) => n)).toEqual(told.n);
	expect(given.groups.map(({ observed }) => observed)).toAgreeWith(told.obs);
	expect(given.groups.map(({ expected }) => expected)).toAgreeWith(told.exp);
	expect(given.covariance).toAgreeWith(told.var);
}

describeWithOracle('re-arrest after prison, judged by R survival', () => {
	const told = evaluationAnswers('survival', answers);
	const table = evaluationTable('rossi');
	const rossi = followedOf(table, 'week', 'arrest');
	const fin = table.factor('fin');

	test.for(told.km_all)('everybody on one curve, limits on the $conf_type scale', (one) => {
		expectCurves(rossi, undefined, one);
	});

	test.for(told.km_by_fin)('a curve an arm, limits on the $conf_type scale', (one) => {
		expectCurves(rossi, fin, one);
	});

	test('every step of the curve has the counts, the share and the error of R', () => {
		const { table: given, survival, standardErrors } = kaplanMeier(rossi);
		const { t, n_risk, n_event, n_censor, surv, std_err_of_log } = told.km_steps_all;
		expect(given.time).toEqual(t);
		expect(given.atRisk).toEqual(n_risk);
		expect(given.events).toEqual([n_event]);
		expect(given.censored).toEqual(n_censor);
		expect(survival).toAgreeWith(surv);
		const ofLog = standardErrors.map((error, row) => error! / survival[row]!);
		expect(ofLog).toAgreeWith(std_err_of_log);
	});

	test('Nelson-Aalen', () => {
		const { table: given, hazard, standardErrors } = nelsonAalen(rossi);
		expect(given.time).toEqual(told.nelson_aalen.t);
		expect(hazard).toAgreeWith(told.nelson_aalen.cumhaz);
		expect(standardErrors).toAgreeWith(told.nelson_aalen.se);
	});

	test('mean time until week 52', () => {
		const means = parts(rossi, fin).map((part) => restrictedMean(kaplanMeier(part), 52));
		expect(means.map((mean) => mean?.estimate)).toAgreeWith(told.rmst_52_by_fin.rmean);
		expect(means.map((mean) => mean?.standardError)).toAgreeWith(told.rmst_52_by_fin.se);
	});

	test('log-rank tests: two arms, weighted as Peto, within strata, four groups', () => {
		expectTest(logRankTest(rossi, fin), told.logrank_fin);
		expectTest(logRankTest(rossi, fin, { rho: 1 }), told.peto_fin);
		const strata = table.factor('race');
		expectTest(logRankTest(rossi, fin, { strata }), told.logrank_stratified_race);
		expectTest(logRankTest(rossi, crossed(table.factor('wexp'), fin)), told.logrank_4groups);
	});

	test('re-arrested within 52 weeks: the shares, their difference and its interval', () => {
		const [year] = eventWindows(rossi, fin, { windows: [52] });
		const own = told.recidivism_two_proportions_52w;
		const shares = year!.groups.map(({ incidence }) => incidence!);
		expect(shares).toAgreeWith(own.p);
		expect(shares[1]! / shares[0]!).toAgreeWith(own.rr);
		const counts = year!.groups.map(({ n, events }) => [n - events, events]);
		expect(counts).toEqual(own.counts);
		// R has the first group less the second.
		const { estimate, interval } = year!.differences[0]!;
		expect([-estimate, -interval.upper, -interval.lower]).toAgreeWith([own.diff, ...own.ci_wald]);
	});

	test('the same shares by chi-square and by Fisher, who differ', () => {
		const own = told.recidivism_two_proportions_52w;
		const [first, second] = own.counts.map(([without, cases]) => ({
			cases: cases!,
			size: without! + cases!
		}));
		const { difference, interval, chiSquare, p } = twoProportionTest(first!, second!);
		expect([difference, chiSquare, p]).toAgreeWith([own.diff, own.chisq, own.p_value]);
		expect([interval?.lower, interval?.upper]).toAgreeWith(own.ci_wald);
		const exact = fisherTest(first!, second!);
		expect(exact.p).toAgreeWith(own.fisher_p);
		// R has the odds of the other column, by uniroot with a tolerance of 1e-4 or so.
		expect(exact.oddsRatio).toAgreeWith(1 / own.or_fisher, { relative: 1e-4 });
	});

	test.for(told.lung_median_by_sex)('medians of the lung trial, $conf limits', (one) => {
		const lung = evaluationTable('lung');
		const by = lung.factor('sex');
		const died = lung.numbers('status').map((status) => status - 1);
		const followed = { time: lung.numbers('time'), event: Int32Array.from(died) };
		const medians = parts(followed, by).map((part) =>
			survivalQuantile(kaplanMeier(part, { scale: one.conf }), 0.5)
		);
		expect(medians.map(({ time }) => time)).toEqual(one.median);
		expect(medians.map(({ lower }) => lower)).toEqual(one.lo);
		expect(medians.map(({ upper }) => upper)).toEqual(one.hi);
	});
});

describe('re-arrest of people made by simulation, judged by R survival', () => {
	const { people, arms, answers: synthetic } = syntheticAnswered();

	test('a curve an arm with log-log limits', () => {
		const curves = parts(people, arms).map((part) => kaplanMeier(part));
		const told = synthetic.recidivism.km;
		const each = told.length / 2;
		const given = curves.flatMap((one, g) =>
			survivalAt(
				one,
				told.slice(g * each, (g + 1) * each).map(({ t }) => t)
			)
		);
		expect(given.map(({ atRisk }) => atRisk)).toEqual(told.map((row) => row.at_risk));
		expect(given.map(({ survival }) => survival)).toAgreeWith(told.map((row) => row.surv));
		expect(given.map(({ standardError }) => standardError)).toAgreeWith(told.map((row) => row.se));
		expect(given.map(({ interval }) => interval?.lower)).toAgreeWith(
			told.map((row) => row.lo_loglog)
		);
		expect(given.map(({ interval }) => interval?.upper)).toAgreeWith(
			told.map((row) => row.hi_loglog)
		);
	});

	test('log-rank test and mean time until week 78', () => {
		const given = logRankTest(people, arms);
		const { chisq, obs, exp } = synthetic.recidivism.logrank;
		expect(given.statistic).toAgreeWith(chisq);
		expect(given.groups.map(({ observed }) => observed)).toAgreeWith(obs);
		expect(given.groups.map(({ expected }) => expected)).toAgreeWith(exp);
		const means = parts(people, arms).map((part) => restrictedMean(kaplanMeier(part), 78));
		expect(means.map((mean) => mean?.estimate)).toAgreeWith(synthetic.recidivism.rmst78.rmean);
		expect(means.map((mean) => mean?.standardError)).toAgreeWith(synthetic.recidivism.rmst78.se);
	});
});
