import type { Analysis } from '#lib/model/analysis.ts';
import type { AnalysisRequest } from '#lib/model/analysis-request.ts';
import { presentLevels } from '#lib/stats/statistics/factor.ts';
import { rankTest } from '#lib/stats/tests/rank-test.ts';
import { oneSampleTTest, twoSampleTTest } from '#lib/stats/tests/t-test.ts';
import { outcomeColumn, outcomeRows } from './outcome-column.ts';
import type { EstimateOptions } from './prepared.ts';
import { refusalOf, withheld } from './withheld-analysis.ts';

type Request<Kind extends AnalysisRequest['kind']> = Extract<AnalysisRequest, { kind: Kind }>;

/** Test of a mean, or of the difference between two groups. R `svyttest`. */
export async function tTestAnalysis(
	request: Request<'t-test'>,
	options: EstimateOptions
): Promise<Analysis> {
	const { outcome, groups, nullValue, level } = request;
	const others = { categories: groups === undefined ? [] : [groups], numbers: [] };
	const rows = await outcomeRows(request, others, options);
	const refusal = refusalOf(rows);
	if (refusal) return refusal;
	const { design, designDf, n } = rows;
	const values = outcomeColumn(outcome, rows);
	const settings = { designDf, nullValue, level };
	const present =
		groups === undefined ? undefined : presentLevels(rows.factor(groups), design.weights);
	if (present && present.levels.length < 2) return withheld('one-group', present.levels);
	const test = present
		? twoSampleTTest({ values, groups: present }, design, settings)
		: oneSampleTTest(values, design, settings);
	if (!test) return withheld('no-variance');
	const { interval, ...numbers } = test;
	return { outcome: 't-test', n, ...numbers, ...interval, groups: [...(present?.levels ?? [])] };
}

/** Test that a value is distributed alike in groups. R `svyranktest`. */
export async function rankAnalysis(
	request: Request<'rank-test'>,
	options: EstimateOptions
): Promise<Analysis> {
	const { outcome, groups, test: score } = request;
	const rows = await outcomeRows(request, { categories: [groups], numbers: [] }, options);
	const refusal = refusalOf(rows);
	if (refusal) return refusal;
	const { design, designDf, n } = rows;
	const present = presentLevels(rows.factor(groups), design.weights);
	if (present.levels.length < 2) return withheld('one-group', present.levels);
	const values = outcomeColumn(outcome, rows);
	const test = rankTest({ values, groups: present }, design, { test: score, designDf });
	if (!test) return withheld('no-variance');
	const { scores, df, ...numbers } = test;
	const lists = { groups: [...present.levels], scores: [...scores], df: [...df] };
	return { outcome: 'rank-test', n, ...numbers, ...lists };
}
