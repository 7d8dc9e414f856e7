import { expect, test } from 'vitest';
import { z } from 'zod';
import { calibrate } from '#lib/stats/calibration/calibrate.ts';
import { type Design, domainOf } from '#lib/stats/design/design.ts';
import { degreesOfFreedom, sampleOf } from '#lib/stats/design/sample.ts';
import { quantileIntervals } from '#lib/stats/quantiles/quantile-options.ts';
import { type QuantileEstimate, quantiles } from '#lib/stats/quantiles/quantiles.ts';
import { quantileRules } from '#lib/stats/quantiles/weighted-quantile.ts';
import { replicateDegreesOfFreedom } from '#lib/stats/replicates/replicate-degrees-of-freedom.ts';
import { oracleCases, surveyOracle } from '../support/oracle.ts';
import { oracleDesign } from '../support/oracle-design.ts';
import { oracleReplicateDesign } from '../support/oracle-replicates.ts';
import { describeWithOracle } from '../support/sources.ts';
import { newerRules, replicateAnswers, scoreAnswers } from './fixtures/survey-quantiles.ts';

/** jsonlite writes a list of one as a number. */
const numbers = z.preprocess(
	(value) => (typeof value === 'number' ? [value] : value),
	z.array(z.number())
);
const answer = z.object({ quantile: numbers, lower: numbers, upper: numbers, se: numbers });
const question = z
	.object({
		var: z.string(),
		probs: numbers.optional(),
		p: z.number().optional(),
		qrule: z.enum(quantileRules).default('math'),
		interval: z.enum(quantileIntervals)
	})
	.transform(({ var: column, probs, p, qrule: rule, interval }) => {
		const probabilities = probs ?? (p === undefined ? [] : [p]);
		return { column, probabilities, rule, interval };
	});

const namedDesign = (name: string) =>
	name in surveyOracle().designs ? oracleDesign(name) : oracleReplicateDesign(name);

const dfOf = (design: Design) =>
	design.kind === 'linearised'
		? degreesOfFreedom(design.sample)
		: replicateDegreesOfFreedom(design);

type Numbers = readonly (number | undefined)[];

interface Answer {
	readonly quantile: Numbers;
	readonly lower: Numbers;
	readonly upper: Numbers;
	readonly se: Numbers;
}

function expectAnswer(ours: readonly QuantileEstimate[], expected: Answer) {
	expect(ours).toHaveLength(expected.quantile.length);
	ours.forEach(({ quantile, lower, upper, standardError }, i) => {
		const wanted = [expected.quantile[i], expected.lower[i], expected.upper[i], expected.se[i]];
		[quantile, lower, upper, standardError].forEach((value, k) => {
			if (wanted[k] === undefined) expect(value).toBeUndefined();
			else expect(value).toAgreeWith(wanted[k]);
		});
	});
}

describeWithOracle('quantiles', () => {
	const cases = oracleCases('quantile', undefined, answer);

	test('are 22 questions to R', () => {
		expect(cases).toHaveLength(22);
	});

	test.for(cases)('agree with R svyquantile: $id', ({ design: name, args, result }) => {
		const { column, ...options } = question.parse(args);
		const { design, columns } = namedDesign(name);
		const ours = quantiles(columns.number(column), design, { ...options, df: dfOf(design) });
		expectAnswer(ours, result);
	});

	const byCases = oracleCases(
		'by',
		'by_quantile',
		z.object({ names: z.array(z.string()), estimate: numbers, se: numbers })
	);

	test.for(byCases)('of domains agree with R svyby: $id', ({ design: name, args, result }) => {
		const { design, columns } = oracleDesign(name);
		const [groups, values] = [columns.text('sch.wide'), columns.number('api00')];
		const ours = result.names.map((group) => {
			const rows = Int32Array.from(groups.flatMap((own, i) => (own === group ? [i] : [])));
			const { design: domain, elements } = domainOf(design, rows);
			return quantiles(
				Float64Array.from(elements, (i) => values[i]!),
				domain,
				{
					probabilities: [Number(args['p'])],
					df: degreesOfFreedom(sampleOf(design.sample, rows))
				}
			)[0];
		});
		expect(ours.map((one) => one?.quantile)).toAgreeWith(result.estimate);
		expect(ours.map((one) => one?.standardError)).toAgreeWith(result.se);
	});
});

// What the script of the oracle asks beyond `cases.json`, and more rules: R 4.2.2, survey 4.1-1.
describeWithOracle('quantiles as in survey 4.1-1', () => {
	test.for(newerRules)(
		'agree with R: %s, %s, %s',
		([name, rule, interval, quantile, lower, upper, se]) => {
			const { design, columns } = oracleDesign(name);
			const probabilities = quantile.length === 3 ? [0.25, 0.5, 0.75] : [0.1, 0.25, 0.5, 0.75, 0.9];
			const options = { probabilities, rule, interval, df: dfOf(design) };
			const ours = quantiles(columns.number('api00'), design, options);
			expectAnswer(ours, { quantile, lower, upper, se });
		}
	);

	test.for(scoreAnswers)(
		'with score limits agree with R once it weighs the share that it turns back: %s, %s',
		([name, rule, lower, upper]) => {
			const { design, columns } = oracleDesign(name);
			const probabilities = [0.25, 0.5, 0.75];
			const options = { probabilities, rule, interval: 'score', df: dfOf(design) } as const;
			const ours = quantiles(columns.number('api00'), design, options);
			expect(ours.map((one) => one.lower)).toAgreeWith(lower);
			expect(ours.map((one) => one.upper)).toAgreeWith(upper);
		}
	);

	test.for(replicateAnswers)(
		'of 100 bootstrap replicates agree with R: %s, %s, mse %s',
		([interval, rule, mse, lower, upper]) => {
			const { design, columns } = oracleReplicateDesign('boot_clus1');
			const options = { probabilities: [0.25, 0.5, 0.75], rule, interval, df: dfOf(design) };
			const ours = quantiles(columns.number('api00'), { ...design, mse }, options);
			expect(ours.map((one) => one.lower)).toAgreeWith(lower);
			expect(ours.map((one) => one.upper)).toAgreeWith(upper);
		}
	);

	test.for([
		['jk1', 552, 720, 39.1647339444971],
		['jk1_nofpc', 551, 722, 39.864104193506]
	] as const)('of jackknife replicates agree with R: %s', ([name, lower, upper, se]) => {
		const { design, columns } = oracleReplicateDesign(name);
		const options = { probabilities: [0.5], df: dfOf(design) };
		expectAnswer(quantiles(columns.number('api00'), design, options), {
			quantile: [652],
			lower: [lower],
			upper: [upper],
			se: [se]
		});
	});

	test('agree with R at 90 % with the normal distribution', () => {
		const { design, columns } = oracleDesign('clus1');
		const options = { probabilities: [0.5], df: Infinity, level: 0.9 };
		expectAnswer(quantiles(columns.number('api00'), design, options), {
			quantile: [652],
			lower: [592],
			upper: [709],
			se: [35.5654746668385]
		});
	});
});

describeWithOracle('quantiles of a calibrated two-stage sample', () => {
	const { design, columns } = oracleDesign('clus2');
	const [types, api99] = [columns.text('stype'), columns.number('api99')];
	const is = (type: string) => Float64Array.from(types, (own) => (own === type ? 1 : 0));
	const calibrated = calibrate(design, {
		terms: [api99.map(() => 1), is('H'), is('M'), api99],
		totals: Float64Array.of(6194, 755, 1018, 3914069)
	});
	const values = columns.number('api00');

	test('agree with R', () => {
		const probabilities = [0.1, 0.25, 0.5, 0.75, 0.9];
		expectAnswer(quantiles(values, calibrated, { probabilities, df: dfOf(design) }), {
			quantile: [489, 542, 636, 776, 842],
			lower: [489, 520, 620, 751, 811],
			upper: [537, 569, 660, 807, 895],
			se: [11.8653817853515, 12.112577239213, 9.88781815445956, 13.8429454162434, 20.7644181243651]
		});
		const options = { probabilities, df: dfOf(design), rule: 'hf6', interval: 'xlogit' } as const;
		expectAnswer(quantiles(values, calibrated, options), {
			quantile: [
				486.790417151236, 541.854439194554, 634.154190654233, 777.009846804875, 843.123531169289
			],
			lower: [
				475.042186005538, 501.190185316225, 618.38210945824, 747.048150588208, 807.366141664226
			],
			upper: [
				536.683168686153, 569.278808451699, 655.871021366522, 805.944698979918, 885.827065999243
			],
			se: [15.2373706902028, 16.8311980987773, 9.26708859394122, 14.5589590105639, 19.3951838013867]
		});
	});

	test('in a domain, whose other elements weigh 0, agree with R', () => {
		const rows = Int32Array.from(
			columns.text('sch.wide').flatMap((own, i) => (own === 'Yes' ? [i] : []))
		);
		const domain = domainOf(calibrated, rows);
		expect(domain.elements).toHaveLength(126);
		const df = degreesOfFreedom(sampleOf(design.sample, rows));
		expect(df).toBe(35);
		expectAnswer(quantiles(values, domain.design, { probabilities: [0.25, 0.5, 0.75], df }), {
			quantile: [580, 690, 807],
			lower: [545, 690, 772],
			upper: [622, 766, 861],
			se: [18.9645089624281, 18.7182166382407, 21.9200168526767]
		});
	});
});
