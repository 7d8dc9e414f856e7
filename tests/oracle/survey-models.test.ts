import { z } from 'zod';
import { expect, test } from 'vitest';
import { coefficientTable } from '#lib/stats/regression/coefficient-table.ts';
import { type Term, designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type FamilyName, familyNames } from '#lib/stats/regression/families.ts';
import { type Glm, glm } from '#lib/stats/regression/glm.ts';
import { termLikelihoodRatioTest, termWaldTest } from '#lib/stats/regression/term-test.ts';
import { crossed } from '#lib/stats/statistics/factor.ts';
import { standardizedDesign } from '#lib/stats/statistics/standardized.ts';
import type { OracleColumns } from '../support/oracle-design.ts';
import { describeWithOracle } from '../support/sources.ts';
import {
	type Analysed,
	analysed,
	answersOf,
	complete,
	dfOf,
	factorOf,
	isText,
	kept,
	numbers,
	numeric
} from '../stats/regression/survey-answers.ts';

const limits = z.object({ lower: numbers, upper: numbers });
const matrix = z.preprocess(
	(value) => (typeof value === 'number' ? [[value]] : value),
	z.array(numbers)
);
const glmResult = z.object({
	names: z.preprocess(
		(value) => (typeof value === 'string' ? [value] : value),
		z.array(z.string())
	),
	estimate: numbers,
	se: numbers,
	t: numbers,
	p: numbers,
	df_resid: z.number(),
	vcov: matrix.optional(),
	ci95: limits.optional(),
	ci: limits.optional(),
	deviance: z.number().optional(),
	null_deviance: z.number().optional()
});
const regterm = z.union([
	z.object({ F: z.number(), df: z.number(), ddf: z.number(), p: z.number() }),
	z.object({ chisq: z.number(), p: z.number(), lambda: numbers, ddf: z.number() })
]);
const asked = z.object({
	formula: z.string(),
	family: z.enum(familyNames).default('gaussian'),
	level: z.number().default(0.95),
	domain: z.object({ var: z.string(), is: z.string() }).optional(),
	standardized: z.boolean().default(false),
	/** R went on until its deviance was at rest to 1e-14, and not to 1e-8 as it usually stops. */
	converged: z.boolean().default(false),
	term: z.string().optional(),
	method: z.enum(['Wald', 'LRT']).optional(),
	approximation: z.enum(['saddlepoint', 'satterthwaite']).default('saddlepoint')
});
type Asked = z.infer<typeof asked>;

interface Fitted {
	readonly fit: Glm | undefined;
	readonly analysed: Analysed;
	/** R scales the weights to mean 1 before it leaves out elements without a value. */
	readonly scale: number;
}

const plain = (name: string) => /^factor\((.*)\)$/.exec(name)?.[1] ?? name;

function termOf(columns: OracleColumns, name: string): Term {
	return name !== plain(name) || isText(columns, name)
		? { name, factor: factorOf(columns, plain(name)) }
		: { name, values: columns.number(name) };
}

function fitted(name: string, { formula, family, domain, standardized, converged }: Asked): Fitted {
	const [outcome, right] = formula.split(' ~ ') as [string, string];
	const names = right.split(' + ');
	const terms = names.filter((term) => term !== '0');
	const all = analysed(name);
	const needed = [outcome, ...terms.map(plain)];
	const base = standardized ? ageStandardized(all) : all;
	const group = domain && base.columns.text(domain.var);
	const asked = group ? kept(base, (i) => group[i] === domain.is) : base;
	const used = kept(asked, complete(asked.columns, needed));
	const { columns, design } = used;
	const model = {
		outcome: numeric(columns, outcome),
		family: family satisfies FamilyName,
		matrix: designMatrix(
			terms.map((term) => termOf(columns, term)),
			columns.size,
			{ intercept: names.length === terms.length }
		)
	};
	const fit = glm(model, design, { designDf: dfOf(used), tolerance: converged ? 1e-14 : 1e-8 });
	const scale = mean(design.weights) / mean(asked.design.weights);
	return { fit, analysed: used, scale: standardized ? 1 : scale };
}

function ageStandardized(all: Analysed): Analysed {
	const there = kept(all, complete(all.columns, ['HI_CHOL', 'agecat']));
	const over = crossed(factorOf(there.columns, 'race'), factorOf(there.columns, 'RIAGENDR'));
	const { design } = standardizedDesign(there.design, {
		by: factorOf(there.columns, 'agecat'),
		over,
		population: [55901, 77670, 72816, 45364]
	});
	return { ...there, design };
}

const mean = (values: Float64Array) => values.reduce((sum, w) => sum + w, 0) / values.length;

/** Iterations that end on a difference; R starts them from weights scaled with more elements. */
const relative = 1e-6;

describeWithOracle('glm', () => {
	test.for(answersOf('glm', glmResult))('agrees with R svyglm: $id', ({ design, args, result }) => {
		const question = asked.parse(args);
		const allowed = question.converged ? { relative: 1e-8 } : { relative };
		const { fit, scale } = fitted(design, question);
		const table = coefficientTable(fit!, { level: question.level });
		const tests = table.map((one) => one.test);
		const interval = result.ci ?? result.ci95;
		expect(fit?.names).toEqual(result.names);
		expect(fit?.estimates).toAgreeWith(result.estimate, allowed);
		expect(table.map((one) => one.standardError)).toAgreeWith(result.se, allowed);
		expect(tests.map((one) => one?.t)).toAgreeWith(result.t, allowed);
		expect(tests.map((one) => one?.p)).toAgreeWith(result.p, allowed);
		expect(fit?.residualDf).toBe(result.df_resid);
		if (result.vcov) expect(fit?.matrix).toAgreeWith(result.vcov, allowed);
		if (interval) {
			expect(tests.map((one) => one?.interval.lower)).toAgreeWith(interval.lower, allowed);
			expect(tests.map((one) => one?.interval.upper)).toAgreeWith(interval.upper, allowed);
		}
		if (result.deviance === undefined) return;
		expect(fit!.deviance * scale).toAgreeWith(result.deviance, allowed);
		expect(fit!.nullDeviance * scale).toAgreeWith(result.null_deviance, allowed);
	});
});

describeWithOracle('term tests', () => {
	test.for(answersOf('regterm', regterm))(
		'agree with R regTermTest: $id',
		({ design, args, result }) => {
			const question = asked.parse(args);
			const { fit, analysed: used, scale } = fitted(design, question);
			const terms = fit!.model.matrix.terms;
			const name = terms.find((term) => term !== undefined && plain(term) === question.term)!;
			if ('F' in result) {
				const ours = termWaldTest(fit!, [name]);
				expect(ours?.statistic).toAgreeWith(result.F);
				expect(ours?.df).toEqual([result.df, result.ddf]);
				expect(ours?.p).toAgreeWith(result.p);
				return;
			}
			const options = { method: question.approximation };
			const ours = termLikelihoodRatioTest(fit!, [name], used.design, options);
			expect(ours!.statistic * scale).toAgreeWith(result.chisq);
			expect(ours!.designEffects.map((effect) => effect * scale)).toAgreeWith(result.lambda);
			expect(ours?.residualDf).toBe(result.ddf);
			expect(ours?.p).toAgreeWith(result.p, { relative });
		}
	);
});
