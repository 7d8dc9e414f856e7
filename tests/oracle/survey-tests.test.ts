import { z } from 'zod';
import { expect, test } from 'vitest';
import { type AssociationStatistic, associationTest } from '#lib/stats/tests/association-test.ts';
import { crossTable } from '#lib/stats/tests/cross-table.ts';
import { rankTest } from '#lib/stats/tests/rank-test.ts';
import { rankScoreNames } from '#lib/stats/tests/rank-scores.ts';
import { oneSampleTTest, twoSampleTTest } from '#lib/stats/tests/t-test.ts';
import { describeWithOracle } from '../support/sources.ts';
import {
	analysed,
	answersOf,
	complete,
	dfOf,
	factorOf,
	kept,
	numbers,
	numeric
} from '../stats/regression/survey-answers.ts';

const chisq = z.object({
	statistic: z.number(),
	parameter: numbers.nullish(),
	p: z.number()
});
const table = z.object({
	rows: z.array(z.string()),
	cols: z.array(z.string()),
	values: z.array(z.array(z.number()))
});
const ttest = z.object({
	t: z.number(),
	df: z.number(),
	estimate: z.number(),
	p: z.number(),
	ci: z.tuple([z.number(), z.number()])
});
const ranktest = z.union([
	z.object({ t: z.number(), df: z.number(), p: z.number(), estimate: z.number().optional() }),
	z.object({ chisq: z.number(), df: z.number(), ddf: z.number(), p: z.number() })
]);

const sides = (formula: unknown, between: string) =>
	String(formula).split(between) as [string, string];

describeWithOracle('associationTest', () => {
	test.for(answersOf('chisq', chisq))('agrees with R svychisq: $id', ({ design, args, result }) => {
		const [rows, columns] = sides(args['formula'], ' x ');
		const all = analysed(design);
		const types = all.columns.text('stype' in args ? 'stype' : rows);
		const without = args['without'];
		const level = without === undefined ? types : all.columns.text('stype');
		const domain = kept(all, (i) => without === undefined || level[i] !== without);
		const used = kept(domain, complete(domain.columns, [rows, columns]));
		const statistic = z.custom<AssociationStatistic>().parse(args['statistic']);
		const factors = {
			rows: factorOf(used.columns, rows),
			columns: factorOf(used.columns, columns)
		};
		const asked = { designDf: dfOf(domain), cases: domain.columns.size };
		// R had no CompQuadForm: its lincom is the saddlepoint approximation.
		const same = statistic === 'lincom' ? 'saddlepoint' : statistic;
		const ours = associationTest(factors, used.design, { ...asked, statistic: same });
		expect(ours?.statistic).toAgreeWith(result.statistic);
		if (result.parameter) expect(ours?.df).toAgreeWith(result.parameter);
		expect(ours?.p).toAgreeWith(result.p, { relative: same === 'saddlepoint' ? 1e-5 : 1e-8 });
		if (statistic !== 'lincom') return;
		const exact = associationTest(factors, used.design, { ...asked, statistic });
		const F = associationTest(factors, used.design, { ...asked, statistic: 'F' });
		expect(exact?.statistic).toBe(ours?.statistic);
		expect(exact?.p).toAgreeWith(F?.p, { relative: 0.05, absolute: 1e-3 });
	});
});

describeWithOracle('crossTable', () => {
	test.for(answersOf('table', table))('agrees with R svytable: $id', ({ design, args, result }) => {
		const [rows, columns] = sides(args['formula'], ' x ');
		const all = analysed(design);
		const [row, column] = [factorOf(all.columns, rows), factorOf(all.columns, columns)];
		expect([row.levels, column.levels]).toEqual([result.rows, result.cols]);
		expect(crossTable(row, column, all.design.weights)).toAgreeWith(result.values);
	});
});

describeWithOracle('t tests', () => {
	test.for(answersOf('ttest', ttest))('agree with R svyttest: $id', ({ design, args, result }) => {
		const [outcome, by] = sides(args['formula'], ' ~ ');
		const all = analysed(design);
		const used = kept(all, complete(all.columns, by === '0' ? [outcome] : [outcome, by]));
		const values = numeric(used.columns, outcome);
		const options = { designDf: dfOf(used) };
		const ours =
			by === '0'
				? oneSampleTTest(values, used.design, options)
				: twoSampleTTest({ values, groups: factorOf(used.columns, by) }, used.design, options);
		expect(ours?.estimate).toAgreeWith(result.estimate);
		expect(ours?.t).toAgreeWith(result.t);
		expect(ours?.df).toBe(result.df);
		expect(ours?.p).toAgreeWith(result.p);
		expect([ours?.interval.lower, ours?.interval.upper]).toAgreeWith(result.ci);
	});
});

describeWithOracle('rankTest', () => {
	test.for(answersOf('ranktest', ranktest))(
		'agrees with R svyranktest: $id',
		({ design, args, result }) => {
			const [outcome, by] = sides(args['formula'], ' ~ ');
			const all = analysed(design);
			const used = kept(all, complete(all.columns, [outcome, by]));
			const ours = rankTest(
				{ values: numeric(used.columns, outcome), groups: factorOf(used.columns, by) },
				used.design,
				{ designDf: dfOf(used), test: z.enum(rankScoreNames).parse(args['test']) }
			);
			expect(ours?.p).toAgreeWith(result.p);
			if ('t' in result) {
				expect(ours?.statistic).toAgreeWith(result.t);
				expect(ours?.df).toEqual([result.df]);
				if (result.estimate !== undefined)
					expect(ours!.scores[1]! - ours!.scores[0]!).toAgreeWith(result.estimate);
			} else {
				expect(ours!.statistic * result.df).toAgreeWith(result.chisq);
				expect(ours?.df).toEqual([result.df, result.ddf]);
			}
		}
	);
});
