import type { Analysis } from '#lib/model/analysis.ts';
import type { AnalysisRequest } from '#lib/model/analysis-request.ts';
import { presentLevels } from '#lib/stats/statistics/factor.ts';
import { associationTest } from '#lib/stats/tests/association-test.ts';
import { crossTable } from '#lib/stats/tests/cross-table.ts';
import { analysisRows } from './analysis-rows.ts';
import type { EstimateOptions } from './prepared.ts';
import { refusalOf, withheld } from './withheld-analysis.ts';

type Request = Extract<AnalysisRequest, { kind: 'association' }>;

/** Rao and Scott's test that two concepts have nothing to do with each other. R `svychisq`. */
export async function associationAnalysis(
	request: Request,
	options: EstimateOptions
): Promise<Analysis> {
	const { where, statistic } = request;
	const categories = [request.rows, request.columns];
	const found = await analysisRows({ categories, numbers: [], where }, options);
	const refusal = refusalOf(found);
	if (refusal) return refusal;
	const { design, membersDf: designDf, n, members: cases } = found;
	const rows = presentLevels(found.factor(request.rows), design.weights);
	const columns = presentLevels(found.factor(request.columns), design.weights);
	if (rows.levels.length < 2) return withheld('one-group', [request.rows, ...rows.levels]);
	if (columns.levels.length < 2) return withheld('one-group', [request.columns, ...columns.levels]);
	const test = associationTest({ rows, columns }, design, { statistic, designDf, cases });
	if (!test) return withheld('no-variance');
	const sizes = crossTable(rows, columns, design.weights).map((row) => [...row]);
	const table = { rows: [...rows.levels], columns: [...columns.levels], sizes };
	return { outcome: 'association', n, ...test, df: [...test.df], table };
}
