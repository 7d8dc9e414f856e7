import { expect, test } from 'vitest';
import { z } from 'zod';
import { compareIndependent } from '#lib/estimate/compare-independent.ts';
import type { Analysis } from '#lib/model/analysis.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import { oracleCases } from '../support/oracle.ts';
import { type AskedFile, answerOf, answersOf, declaredDesign } from '../support/oracle-requests.ts';
import { describeWithOracle } from '../support/sources.ts';

const numbers = z.preprocess(
	(value) => (typeof value === 'number' ? [value] : value),
	z.array(z.number())
);

/** What `atalaya estimate` answers to one request; an error of it is one of the test. */
async function result(file: Omit<AskedFile, 'requests'>, request: Record<string, unknown>) {
	const [found] = await answersOf({ ...file, requests: [request] });
	if (!found || !('answer' in found)) throw new Error(JSON.stringify(found));
	return found.answer;
}

async function analysis<Outcome extends Analysis['outcome']>(
	file: Omit<AskedFile, 'requests'>,
	request: Record<string, unknown>,
	outcome: Outcome
) {
	const found = (await result(file, request)) as Analysis;
	if (found.outcome !== outcome) throw new Error(JSON.stringify(found));
	return found as Extract<Analysis, { outcome: Outcome }>;
}

const contrast = z.object({ estimate: numbers, se: numbers, df: z.number().optional() });
const mean = (concept: string) => ({ statistic: 'mean', concept });
const api00 = { at: {}, measure: mean('api00') };
const api99 = { at: {}, measure: mean('api99') };
const award = mean('award01');
const wave = (number: string) => ({ at: { wave: number } });
const cell = (group: string, number: string, coefficient: number) => ({
	at: { group, wave: number },
	coefficient
});

/** R's contrasts of the oracle as requests. */
const comparisons: Readonly<Record<string, Record<string, unknown>>> = {
	'contrast/clus1/EvsH': {
		measure: mean('api00'),
		by: ['stype'],
		contrasts: [{ kind: 'difference', of: { at: { stype: 'E' } }, against: { at: { stype: 'H' } } }]
	},
	'contrast/clus1/ratio_EH': {
		measure: mean('api00'),
		by: ['stype'],
		contrasts: [{ kind: 'ratio', of: { at: { stype: 'E' } }, against: { at: { stype: 'H' } } }]
	},
	'contrast/clus1/log_ratio': {
		measure: mean('api00'),
		by: ['stype'],
		contrasts: [{ kind: 'log-ratio', of: { at: { stype: 'E' } }, against: { at: { stype: 'H' } } }]
	},
	'paired_difference/clus1': {
		measure: mean('api00'),
		contrasts: [{ kind: 'difference', of: api00, against: api99 }]
	},
	'relative_change/clus1': {
		measure: mean('api00'),
		contrasts: [{ kind: 'relative-change', of: api00, against: api99 }]
	},
	'wave_difference/waves/award01': {
		measure: award,
		by: ['wave'],
		contrasts: [{ kind: 'difference', of: wave('2'), against: wave('1') }]
	},
	'wave_difference/waves_overlap/award01': {
		measure: award,
		by: ['wave'],
		contrasts: [{ kind: 'difference', of: wave('2'), against: wave('1') }]
	},
	'did/waves': {
		measure: award,
		by: ['group', 'wave'],
		contrasts: [
			{
				kind: 'linear',
				terms: [cell('E', '2', 1), cell('E', '1', -1), cell('O', '2', -1), cell('O', '1', 1)]
			}
		]
	}
};

const group = {
	name: 'group',
	cases: [{ category: 'E', when: [{ column: 'stype', equals: 'E' }] }],
	otherwise: 'O'
};

describeWithOracle('compare', () => {
	test.for(oracleCases('contrast', undefined, contrast))(
		'agrees with R svycontrast: $id',
		async ({ id, design, result: expected }) => {
			const file = { ...declaredDesign(design), derived: [group] };
			const request = { kind: 'comparison', df: 'design', ...comparisons[id] };
			const [one] = (await result(file, request)) as Comparison[];
			if (one?.outcome !== 'compared') throw new Error(JSON.stringify(one));
			expect([one.estimate]).toAgreeWith(expected.estimate);
			expect([one.standardError]).toAgreeWith(expected.se);
			if (expected.df !== undefined) expect(one.df).toBe(expected.df);
		}
	);
});

const waves = z.object({
	...{ estimate: numbers, se: numbers, df: z.number(), p_t: z.number() },
	ci95_t: z.object({ lower: numbers, upper: numbers })
});

describeWithOracle('compareIndependent', () => {
	test.for(
		oracleCases('contrast', 'waves', z.unknown()).filter(({ id }) => id.startsWith('wave_'))
	)('agrees with R about waves drawn apart, taken one by one: $id', async ({ design, result }) => {
		const expected = waves.parse(result);
		const ofWave = (category: string) =>
			answerOf(declaredDesign(design), {
				measure: award,
				where: [{ concept: 'wave', categories: [category] }]
			});
		const [later, earlier] = [await ofWave('2'), await ofWave('1')];
		const options = { kind: 'difference', level: 0.95 } as const;
		const ours = compareIndependent(later.overall, earlier.overall, options);
		if (ours.outcome !== 'compared') throw new Error(`withheld: ${ours.reason}`);
		expect([ours.estimate]).toAgreeWith(expected.estimate);
		expect([ours.standardError]).toAgreeWith(expected.se);
		expect([ours.lower]).toAgreeWith(expected.ci95_t.lower);
		expect([ours.upper]).toAgreeWith(expected.ci95_t.upper);
		expect(ours.df).toBe(expected.df);
		expect(ours.p).toAgreeWith(expected.p_t);
	});
});

const chisq = z.object({ statistic: z.number(), parameter: numbers.nullish(), p: z.number() });

describeWithOracle('association', () => {
	test.for(oracleCases('chisq', undefined, chisq))(
		'agrees with R svychisq: $id',
		async ({ design, args, result: expected }) => {
			const [rows, columns] = String(args['formula']).split(' x ');
			// The oracle's R had no exact tail: its lincom is the saddlepoint approximation.
			const statistic = args['statistic'] === 'lincom' ? 'saddlepoint' : args['statistic'];
			const request = { kind: 'association', rows, columns, statistic };
			const {
				statistic: ours,
				p,
				df
			} = await analysis(declaredDesign(design), request, 'association');
			expect(ours).toAgreeWith(expected.statistic, { relative: 1e-5 });
			expect(p).toAgreeWith(expected.p, { relative: 1e-5 });
			if (expected.parameter && df.length === expected.parameter.length)
				expect(df).toAgreeWith(expected.parameter);
		}
	);
});

const tTest = z.object({
	t: z.number(),
	df: z.number(),
	p: z.number(),
	estimate: numbers.optional()
});

describeWithOracle('groups', () => {
	test.for([
		...oracleCases('ttest', undefined, tTest),
		...oracleCases('ranktest', undefined, tTest)
	])(
		'agrees with R svyttest and svyranktest: $id',
		async ({ design, fun, args, result: expected }) => {
			const [concept, groups] = String(args['formula']).split(' ~ ');
			const common = { outcome: { concept }, groups };
			const file = declaredDesign(design);
			if (fun === 'ttest') {
				const ours = await analysis(file, { kind: 't-test', ...common }, 't-test');
				expect([ours.t, ours.df, ours.p]).toAgreeWith([expected.t, expected.df, expected.p]);
				expect([ours.estimate]).toAgreeWith(expected.estimate);
			} else {
				const ours = await analysis(file, { kind: 'rank-test', ...common }, 'rank-test');
				expect([ours.statistic, ours.p]).toAgreeWith([expected.t, expected.p]);
				expect(ours.df).toAgreeWith([expected.df]);
			}
		}
	);
});

const fitted = z.object({
	estimate: numbers,
	se: numbers,
	p: numbers,
	df_resid: z.number(),
	deviance: z.number().optional(),
	null_deviance: z.number().optional()
});
const regterm = z.object({
	F: z.number().optional(),
	chisq: z.number().optional(),
	df: z.number().optional(),
	ddf: z.number(),
	p: z.number()
});

/** R's formula; a factor is a category column. */
function modelOf(formula: string) {
	const [left = '', right = ''] = formula.split(' ~ ');
	const terms = right.split(' + ').map((term) => term.replace(/^factor\((.*)\)$/, '$1'));
	const categories = ['race', 'agecat', 'wave', 'stype'].filter((name) => terms.includes(name));
	const outcome = left === 'sch.wide' ? { concept: left, numerator: ['Yes'] } : { concept: left };
	const columns = Object.fromEntries(categories.map((name) => [name, { kind: 'category' }]));
	return { outcome, terms, columns };
}

describeWithOracle('model', () => {
	test.for(oracleCases('glm', undefined, fitted))(
		'agrees with R svyglm: $id',
		async ({ design, args, result: expected }) => {
			const { columns, ...model } = modelOf(String(args['formula']));
			const request = { kind: 'model', family: args['family'], ...model };
			const ours = await analysis({ ...declaredDesign(design), columns }, request, 'model');
			const { coefficients } = ours;
			const options = { relative: 1e-5 };
			expect(coefficients.map((one) => one.estimate)).toAgreeWith(expected.estimate, options);
			expect(coefficients.map((one) => one.standardError)).toAgreeWith(expected.se, options);
			expect(coefficients.map((one) => one.p)).toAgreeWith(expected.p, options);
			expect(ours.residualDf).toBe(expected.df_resid);
			if (expected.deviance === undefined || expected.null_deviance === undefined) return;
			// R's deviances count weights of mean 1 over rows that the model leaves out too.
			expect(ours.deviance / ours.nullDeviance).toAgreeWith(
				expected.deviance / expected.null_deviance,
				options
			);
		}
	);

	test.for(oracleCases('regterm', undefined, regterm))(
		'agrees with R regTermTest: $id',
		async ({ design, args, result: expected }) => {
			const { columns, ...model } = modelOf(String(args['formula']));
			const tests = [{ terms: [args['term']], method: args['method'] }];
			const request = { kind: 'model', family: 'gaussian', ...model, tests };
			const ours = await analysis({ ...declaredDesign(design), columns }, request, 'model');
			const [one] = ours.tests;
			if (!one || 'refused' in one) throw new Error(JSON.stringify(one));
			const options = { relative: 1e-5 };
			expect(one.statistic).toAgreeWith(expected.F ?? expected.chisq, options);
			expect(one.p).toAgreeWith(expected.p, options);
			expect(one.df.at(-1)).toBe(expected.ddf);
		}
	);
});

const standardised = z.object({ names: z.array(z.string()), estimate: numbers, se: numbers });

describeWithOracle('standardised means', () => {
	test.for(oracleCases('standardized_mean', undefined, standardised))(
		'agree with R svystandardize: $id',
		async ({ design, args, result: expected }) => {
			const sizes = z.array(z.number()).parse(args['population']);
			const ages = ['(0,19]', '(19,39]', '(39,59]', '(59,Inf]'];
			const request = {
				kind: 'standardised-means',
				outcome: { concept: 'HI_CHOL' },
				standard: {
					concept: 'agecat',
					population: ages.map((category, i) => ({ category, size: sizes[i] }))
				},
				over: ['race', 'RIAGENDR']
			};
			const { means } = await analysis(declaredDesign(design), request, 'standardised-means');
			const named = new Map(
				means.map((one) => [one.domain.map(({ category }) => category).join('.'), one])
			);
			const ours = expected.names.map((name) => named.get(name)!);
			expect(ours.map((one) => one.estimate)).toAgreeWith(expected.estimate);
			expect(ours.map((one) => one.standardError)).toAgreeWith(expected.se);
		}
	);
});
