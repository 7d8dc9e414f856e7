import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Estimate } from '#lib/model/estimate.ts';
import { oracleCases, oracleData } from '../support/oracle.ts';
import {
	type Answered,
	answerOf,
	answered,
	answersOf,
	declaredDesign,
	derivedName,
	filterOf,
	setOf
} from '../support/oracle-requests.ts';
import { describeWithOracle } from '../support/sources.ts';

/** jsonlite writes a list of one as a number. */
const numbers = z.preprocess(
	(value) => (typeof value === 'number' ? [value] : value),
	z.array(z.number().nullable())
);
const limits = z.object({ lower: numbers, upper: numbers });

const linear = z.object({
	names: z.array(z.string()).default([]),
	estimate: numbers,
	se: numbers,
	/** null where the weights sum to less than the cases. */
	deff: numbers.optional(),
	df: z.number().optional(),
	ci95_t: limits.optional()
});
type Linear = z.infer<typeof linear>;

const named = z.object({
	vars: z.array(z.string()),
	domain: z.string().optional(),
	ultimate_cluster: z.boolean().optional()
});

/** Columns of the oracle's data that R takes as factors. */
const factors = new Set(['stype', 'sch.wide', 'awards']);

type Request = Readonly<Record<string, unknown>>;

/** One request a number, one a factor. */
const requestsFor = (vars: readonly string[], statistic: 'mean' | 'total'): Request[] =>
	vars.flatMap((concept): Request[] => {
		if (!factors.has(concept)) return [{ measure: { statistic, concept } }];
		if (statistic === 'mean')
			return [{ measure: { statistic: 'distribution', concept }, interval: 'mean' }];
		return ['E', 'H', 'M'].map((category) => ({
			measure: { statistic, concept, numerator: [category] }
		}));
	});

function expectLinear(ours: readonly Answered[], { estimate, se, df, deff, ci95_t }: Linear) {
	expect(ours.map((one) => one.estimate)).toAgreeWith(estimate);
	expect(ours.map((one) => one.standardError)).toAgreeWith(se);
	ours.forEach((one, i) => {
		if (df !== undefined) expect(one.df).toBe(df);
		if (deff?.[i] === null) expect(one.deff).toBeNull();
		else if (deff) expect(one.deff).toAgreeWith(deff[i]);
		if (!ci95_t) return;
		expect(one.lower).toAgreeWith(ci95_t.lower[i]);
		expect(one.upper).toAgreeWith(ci95_t.upper[i]);
	});
}

async function all(file: Parameters<typeof answerOf>[0], requests: readonly Request[]) {
	const results = await answersOf({ ...file, requests });
	return answered(results.flatMap((result) => setOf(result).estimates));
}

/** R's name of a domain: "2.1", "E.No". */
const nameOf = ({ domain }: Estimate) => domain.map(({ category }) => category).join('.');

describeWithOracle('estimate', () => {
	const certainty = {
		data: 'certainty',
		design: { weights: 'w', strata: ['h'], ids: ['psu'], fpc: ['N'] }
	};
	const declared = (name: string) =>
		name === 'certainty' ? { ...certainty, data: oracleData('certainty') } : declaredDesign(name);

	test.for(['mean', 'total'].flatMap((fun) => oracleCases(fun, undefined, linear)))(
		'agrees with R svymean and svytotal: $id',
		async ({ design: name, fun, args, result }) => {
			const { vars, domain, ultimate_cluster: firstStageOnly = false } = named.parse(args);
			const { data, design } = declared(name);
			const where = filterOf(domain);
			const requests = requestsFor(vars, fun as 'mean' | 'total');
			const ours = await all(
				{ data, design: { ...design, firstStageOnly } },
				requests.map((request) => ({ ...request, where }))
			);
			expectLinear(ours, result);
		}
	);

	test.for(oracleCases('mean_deff', undefined, z.object({ deff: numbers })))(
		'agrees with R deff = "replace": $id',
		async ({ design, args, result }) => {
			const requests = requestsFor(named.parse(args).vars, 'mean');
			const ours = await all(
				declared(design),
				requests.map((request) => ({ ...request, deff: 'with-replacement' }))
			);
			expect(ours.map(({ deff }) => deff)).toAgreeWith(result.deff);
		}
	);

	const ofTwo = z.object({ num: z.string(), den: z.string() });
	const designed = (name: string) => !/^(jk|boot|subboot|mrb|fay|brr)/.test(name);

	test.for(oracleCases('ratio', undefined, linear).filter(({ design }) => designed(design)))(
		'agrees with R svyratio: $id',
		async ({ design, args, result }) => {
			const { num, den } = ofTwo.parse(args);
			const measure = { statistic: 'ratio', concept: num, over: den };
			expectLinear(await all(declared(design), [{ measure }]), result);
		}
	);

	test.for(oracleCases('var', undefined, linear))(
		'agrees with R svyvar: $id',
		async ({ design, args, result }) => {
			const [concept] = named.parse(args).vars;
			const measure = { statistic: 'variance', concept };
			expectLinear(await all(declared(design), [{ measure }]), result);
		}
	);

	const byArgs = z.object({
		var: z.string().optional(),
		num: z.string().optional(),
		den: z.string().optional(),
		by: z.array(z.string()),
		stat: z.enum(['mean', 'total', 'ratio', 'quantile', 'ciprop']),
		p: z.number().optional()
	});
	const byResult = z.object({
		names: z.array(z.string()),
		estimate: numbers,
		se: numbers.optional(),
		lower: numbers.optional(),
		upper: numbers.optional()
	});
	const measureBy = ({ var: concept, num, den, stat, p }: z.infer<typeof byArgs>) => {
		if (stat === 'ratio') return { statistic: stat, concept: num, over: den };
		if (stat === 'quantile') return { statistic: stat, concept, probabilities: [p] };
		if (stat !== 'ciprop') return { statistic: stat, concept };
		return { statistic: 'proportion', concept: derivedName(concept!), numerator: ['yes'] };
	};

	test.for(oracleCases('by', undefined, byResult).filter(({ design }) => designed(design)))(
		'agrees with R svyby: $id',
		async ({ design, args, result }) => {
			const asked = byArgs.parse(args);
			const expressions = asked.stat === 'ciprop' ? [asked.var!] : [];
			const request = { measure: measureBy(asked), by: asked.by, interval: 'auto' };
			const ours = await all({ ...declared(design), expressions }, [
				asked.stat === 'ciprop' ? { ...request, interval: 'beta' } : request
			]);
			const found = result.names.map((name) => ours.find((one) => nameOf(one) === name)!);
			expect(found.map((one) => one.estimate)).toAgreeWith(result.estimate);
			if (result.se) expect(found.map((one) => one.standardError)).toAgreeWith(result.se);
			if (result.lower) expect(found.map((one) => one.lower)).toAgreeWith(result.lower);
			if (result.upper) expect(found.map((one) => one.upper)).toAgreeWith(result.upper);
		}
	);
});

const ciprop = z.object({
	/** Absent where R stops with an error. */
	estimate: z.number().optional(),
	se: z.number().optional(),
	lower: z.number().nullish(),
	upper: z.number().nullish(),
	df: z.number().optional()
});
const cipropArgs = z.object({
	expr: z.string(),
	domain: z.string().nullish(),
	method: z.string(),
	level: z.number(),
	df: z.string().default('degf')
});

describeWithOracle('proportion', () => {
	test.for(oracleCases('ciprop', undefined, ciprop))(
		'agrees with R svyciprop, or has its own limits at 0: $id',
		async ({ design, args, result }) => {
			const { expr, domain, method, level, df } = cipropArgs.parse(args);
			const set = await answerOf(
				{ ...declaredDesign(design), expressions: [expr] },
				{
					measure: { statistic: 'proportion', concept: derivedName(expr), numerator: ['yes'] },
					where: filterOf(domain),
					interval: method,
					level,
					df: df === 'Inf' ? 'normal' : 'domain'
				}
			);
			const [ours] = answered(set.estimates);
			if (ours!.events === 0) return expect(ours!.interval).toBe('clopper-pearson-effective');
			expect(ours!.estimate).toAgreeWith(result.estimate);
			expect(ours!.standardError).toAgreeWith(result.se);
			if (df === 'degf') expect(ours!.df).toBe(result.df);
			// R interpolates these limits: tests/oracle/survey-proportions.test.ts says how far.
			const options = method === 'likelihood' ? { relative: 5e-3 } : {};
			expect([ours!.lower, ours!.upper]).toAgreeWith([result.lower, result.upper], options);
		}
	);
});

const quantile = z.object({ quantile: numbers, lower: numbers, upper: numbers, se: numbers });
const quantileArgs = z.object({
	var: z.string(),
	probs: z.array(z.number()),
	qrule: z.string(),
	interval: z.string()
});

describeWithOracle('quantile', () => {
	test.for(oracleCases('quantile', undefined, quantile).filter(({ args }) => 'probs' in args))(
		'agrees with R svyquantile: $id',
		async ({ design, args, result }) => {
			const { var: concept, probs, qrule, interval } = quantileArgs.parse(args);
			const { estimates } = await answerOf(declaredDesign(design), {
				measure: { statistic: 'quantile', concept, probabilities: probs, rule: qrule },
				interval
			});
			const ours = answered(estimates);
			expect(ours.map((one) => one.estimate)).toAgreeWith(result.quantile);
			expect(ours.map((one) => one.lower)).toAgreeWith(result.lower);
			expect(ours.map((one) => one.upper)).toAgreeWith(result.upper);
			expect(ours.map((one) => one.standardError)).toAgreeWith(result.se);
		}
	);
});

const lonely = z.union([
	z.object({ error: z.string() }),
	z.object({
		...{ mean: linear, total: linear, ratio: linear },
		...{ domain_mean: linear, domain_total: linear }
	})
]);

describeWithOracle('a stratum of one unit', () => {
	const asked = (statistic: string) => ['y', 'x'].map((concept) => ({ statistic, concept }));
	const where = [{ concept: 'dom', categories: ['1'] }];
	const requests = {
		mean: asked('mean').map((measure) => ({ measure })),
		total: asked('total').map((measure) => ({ measure })),
		ratio: [{ measure: { statistic: 'ratio', concept: 'y', over: 'x' } }],
		domain_mean: asked('mean').map((measure) => ({ measure, where })),
		domain_total: asked('total').map((measure) => ({ measure, where }))
	};

	test.for(oracleCases('lonely', undefined, lonely))(
		'is treated as R does: $id',
		async ({ args, result }) => {
			const rule = { lonely: args['option'], adjustDomains: args['adjust_domain_lonely'] };
			const design = { weights: 'w', strata: ['h'], ids: ['psu'], ...rule };
			const file = { data: oracleData('lonely'), design };
			if ('error' in result) {
				const { overall } = await answerOf(file, requests.mean[0]!);
				expect(overall).toMatchObject({ reason: 'lonely-psu', details: ['C'] });
				return;
			}
			for (const [name, own] of Object.entries(requests))
				expectLinear(await all(file, own), result[name as keyof typeof requests]);
		}
	);
});
