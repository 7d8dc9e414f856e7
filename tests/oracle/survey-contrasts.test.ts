import { z } from 'zod';
import { expect, test } from 'vitest';
import {
	type FromTo,
	difference,
	differenceInDifferences,
	logQuotient,
	quotient,
	relativeChange
} from '#lib/stats/contrasts/change.ts';
import { contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { type Contrast, nonlinear } from '#lib/stats/contrasts/contrast.ts';
import { type Estimated, type Statistic, estimated } from '#lib/stats/design/statistic.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { glm } from '#lib/stats/regression/glm.ts';
import {
	domainMeans,
	domainRatios,
	domainTotals,
	stacked
} from '#lib/stats/statistics/domain-statistics.ts';
import { type Factor, crossed } from '#lib/stats/statistics/factor.ts';
import { means } from '#lib/stats/statistics/means.ts';
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
	kept,
	numbers,
	numeric
} from '../stats/regression/survey-answers.ts';

const byResult = z.object({
	names: z.array(z.string()),
	estimate: numbers,
	se: numbers,
	vcov: z.array(numbers).optional()
});
const byArgs = z.object({
	var: z.string().optional(),
	num: z.string().optional(),
	den: z.string().optional(),
	by: z.array(z.string()),
	stat: z.enum(['mean', 'total', 'ratio'])
});
const contrastResult = z.object({
	estimate: numbers,
	se: numbers,
	df: z.number().optional(),
	ci95_normal: z.object({ lower: numbers, upper: numbers }).optional(),
	ci95_t: z.object({ lower: numbers, upper: numbers }).optional(),
	t: z.number().optional(),
	p_t: z.number().optional(),
	p_normal: z.number().optional(),
	vcov_by: z.array(numbers).optional(),
	cells: byResult.optional()
});
const contrastArgs = z.object({
	var: z.string().optional(),
	vars: z.array(z.string()).optional(),
	by: z.array(z.string()).optional(),
	coefs: z.record(z.string(), z.number()).optional(),
	expr: z.string().optional(),
	formula: z.string().optional()
});

const errorsOf = ({ matrix }: Estimated) => matrix.map((row, j) => Math.sqrt(row[j]!));

function groupsOf(columns: OracleColumns, by: readonly string[]): Factor {
	const [first, second] = by.map((name) => factorOf(columns, name));
	return second ? crossed(first!, second) : first!;
}

describeWithOracle('domain statistics', () => {
	test.for(answersOf('by', byResult))('agree with R svyby: $id', ({ design, args, result }) => {
		const { var: name, num, den, by, stat } = byArgs.parse(args);
		const all = analysed(design);
		const needed = [name, num, den].filter((one) => one !== undefined);
		const used = kept(all, complete(all.columns, needed));
		const groups = groupsOf(used.columns, by);
		const values = (column: string) => numeric(used.columns, column);
		const statistics: Record<typeof stat, () => Statistic> = {
			mean: () => domainMeans(values(name!), groups),
			total: () => domainTotals(values(name!), groups),
			ratio: () => domainRatios(values(num!), values(den!), groups)
		};
		const ours = estimated(statistics[stat](), used.design);
		expect(groups.levels).toEqual(result.names);
		expect(ours.estimates).toAgreeWith(result.estimate);
		expect(errorsOf(ours)).toAgreeWith(result.se);
		if (result.vcov) expect(ours.matrix).toAgreeWith(result.vcov);
	});
});

/** What a contrast of the oracle is about, with the names R gives the estimates. */
function compared(
	{ design, columns }: Analysed,
	{ var: name, vars, by }: z.infer<typeof contrastArgs>
) {
	if (vars)
		return { names: vars, of: estimated(means(vars.map((one) => columns.number(one))), design) };
	const groups = by!.includes('stype2') ? schoolsByWave(columns) : groupsOf(columns, by!);
	return {
		names: groups.levels,
		of: estimated(domainMeans(columns.number(name!), groups), design)
	};
}

function schoolsByWave(columns: OracleColumns): Factor {
	const codes = Int32Array.from(columns.text('stype'), (type) => (type === 'E' ? 0 : 1));
	return crossed({ codes, levels: ['E', 'O'] }, factorOf(columns, 'wave'));
}

/** The named contrast that says what R's expression says. */
const expressions: Readonly<
	Record<string, (of: Estimated, at: (name: string) => number) => Contrast | undefined>
> = {
	'E/H': (of, at) => quotient(of, { from: at('H'), to: at('E') }),
	'log(E/H)': (of, at) => logQuotient(of, { from: at('H'), to: at('E') }),
	'(api00-api99)/api99': (of, at) => relativeChange(of, { from: at('api99'), to: at('api00') }),
	'(E2-E1)-(O2-O1)': (of, at) =>
		differenceInDifferences(
			of,
			{ from: at('E.1'), to: at('E.2') },
			{ from: at('O.1'), to: at('O.2') }
		)
};

describeWithOracle('contrasts', () => {
	const cases = answersOf('contrast', contrastResult);
	test.for(cases.filter(({ args }) => !('formula' in args)))(
		'agree with R svycontrast: $id',
		({ design, args, result }) => {
			const question = contrastArgs.parse(args);
			const all = analysed(design);
			const { names, of } = compared(all, question);
			const at = (name: string) => names.indexOf(name);
			const named = question.coefs && changeOf(question.coefs, at);
			const ours = named ? difference(of, named) : expressions[question.expr!]!(of, at);
			expect(ours?.estimate).toAgreeWith(result.estimate[0]);
			expect(ours?.standardError).toAgreeWith(result.se[0]);
			if (result.vcov_by) expect(of.matrix).toAgreeWith(result.vcov_by);
			if (result.cells) {
				expect(names).toEqual(result.cells.names);
				expect(of.estimates).toAgreeWith(result.cells.estimate);
				expect(of.matrix).toAgreeWith(result.cells.vcov);
			}
			expect(dfOf(all)).toBe(result.df);
			const normal = contrastTest(ours!, { df: Infinity });
			const t = contrastTest(ours!, { df: dfOf(all) });
			const limits = (one: typeof t) => [one?.interval.lower, one?.interval.upper];
			const { ci95_normal: wide, ci95_t: wider } = result;
			expect(limits(normal)).toAgreeWith([wide?.lower[0], wide?.upper[0]]);
			expect(limits(t)).toAgreeWith([wider?.lower[0], wider?.upper[0]]);
			if (result.t === undefined) return;
			expect(t?.t).toAgreeWith(result.t);
			expect(t?.p).toAgreeWith(result.p_t);
			expect(normal?.p).toAgreeWith(result.p_normal);
		}
	);

	test.for(cases.filter(({ args }) => 'formula' in args))(
		'agree with R svycontrast of a model: $id',
		({ design, result }) => {
			const { design: sample, columns } = analysed(design);
			const values = (name: string) => ({ name, values: columns.number(name) });
			const matrix = designMatrix(['ell', 'meals', 'mobility'].map(values), columns.size);
			const outcome = numeric(columns, 'sch.wide');
			const fit = glm({ outcome, matrix, family: 'quasibinomial' }, sample, {
				designDf: 14,
				tolerance: 1e-14
			});
			const ours = nonlinear(fit!, {
				value: (at) => Math.exp(at[1]!),
				gradient: (at) => [0, Math.exp(at[1]!), 0, 0]
			});
			expect(ours?.estimate).toAgreeWith(result.estimate[0]);
			expect(ours?.standardError).toAgreeWith(result.se[0]);
		}
	);

	test('give panel, wave and domain comparisons from one covariance', () => {
		const { design, columns } = analysed('clus1');
		const types = factorOf(columns, 'stype');
		const both = ['api99', 'api00'].map((name) => domainMeans(columns.number(name), types));
		const of = estimated(stacked(both), design);
		const growth = estimated(domainMeans(columns.number('growth'), types), design);
		types.levels.forEach((_, d) => {
			const change = difference(of, { from: d, to: d + 3 });
			expect(change.estimate).toAgreeWith(growth.estimates[d]);
			expect(change.standardError).toAgreeWith(Math.sqrt(growth.matrix[d]![d]!));
		});
	});
});

/** R's coefficients 1 and -1 as where a change starts and ends. */
function changeOf(coefs: Readonly<Record<string, number>>, at: (name: string) => number): FromTo {
	const of = (sign: number) => at(Object.keys(coefs).find((name) => coefs[name] === sign)!);
	return { from: of(-1), to: of(1) };
}

const meansResult = z.object({ estimate: numbers, se: numbers });

describeWithOracle('standardizedDesign', () => {
	test.for(answersOf('standardized_mean', meansResult))(
		'agrees with R svystandardize: $id',
		({ id, design, result }) => {
			const all = analysed(design);
			const isSchools = design === 'jk1';
			const [value, by] = isSchools ? ['api00', 'stype'] : ['HI_CHOL', 'agecat'];
			const used = kept(all, complete(all.columns, [value, by]));
			const { columns } = used;
			const grouped = isSchools ? ['awards'] : ['race', 'RIAGENDR'];
			const over = id.startsWith('standardize_all') ? undefined : groupsOf(columns, grouped);
			const ours = standardizedDesign(used.design, {
				by: factorOf(columns, by),
				over,
				population: isSchools ? [4421, 755, 1018] : [55901, 77670, 72816, 45364]
			});
			const values = columns.number(value);
			const statistic = over ? domainMeans(values, over) : means([values]);
			const means_ = estimated(statistic, ours.design);
			expect(ours.absent).toEqual([]);
			expect(means_.estimates).toAgreeWith(result.estimate);
			expect(errorsOf(means_)).toAgreeWith(result.se);
		}
	);
});

const dfResult = z.object({
	level: z.array(z.number()),
	df: numbers,
	df_full: z.number(),
	n: numbers
});

describeWithOracle('degrees of freedom of a domain', () => {
	test.for(answersOf('domain_df', dfResult))('agree with R degf: $id', ({ design, result }) => {
		const all = analysed(design);
		const race = all.columns.number('race');
		expect(dfOf(all)).toBe(result.df_full);
		const domains = result.level.map((level) => kept(all, (i) => race[i] === level));
		expect(domains.map(dfOf)).toEqual(result.df);
		expect(domains.map(({ columns }) => columns.size)).toEqual(result.n);
	});
});
