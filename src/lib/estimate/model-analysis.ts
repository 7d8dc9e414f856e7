import { DomainError } from '#lib/errors.ts';
import type { Analysis } from '#lib/model/analysis.ts';
import type { AnalysisRequest } from '#lib/model/analysis-request.ts';
import { coefficientTable } from '#lib/stats/regression/coefficient-table.ts';
import { type Term, designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type Glm, glm } from '#lib/stats/regression/glm.ts';
import { termLikelihoodRatioTest, termWaldTest } from '#lib/stats/regression/term-test.ts';
import { presentLevels } from '#lib/stats/statistics/factor.ts';
import type { AnalysisRows } from './analysis-rows.ts';
import type { EstimateTable } from './estimate-table.ts';
import { outcomeColumn, outcomeRows } from './outcome-column.ts';
import type { EstimateOptions } from './prepared.ts';
import { refusalOf, withheld } from './withheld-analysis.ts';

type Request = Extract<AnalysisRequest, { kind: 'model' }>;
type Model = Extract<Analysis, { outcome: 'model' }>;

/** A generalised linear model with its tests of terms. R `svyglm`, `regTermTest`. */
export async function modelAnalysis(request: Request, options: EstimateOptions): Promise<Analysis> {
	const { terms, family, level } = request;
	const rows = await outcomeRows(request, kindsOf(terms, options.table), options);
	const refusal = refusalOf(rows);
	if (refusal) return refusal;
	const { design, designDf, n } = rows;
	const own = terms.map((name) => termOf(name, rows, options.table));
	const matrix = designMatrix(own, design.weights.length);
	const outcome = outcomeColumn(request.outcome, rows);
	const fit = glm({ outcome, matrix, family }, design, { designDf });
	if (!fit) return withheld('does-not-converge');
	const { residualDf, deviance, nullDeviance, iterations } = fit;
	const coefficients = coefficientTable(fit, { level }).map(({ name, estimate, ...rest }) => ({
		name,
		estimate,
		standardError: rest.standardError ?? null,
		lower: rest.test?.interval.lower ?? null,
		upper: rest.test?.interval.upper ?? null,
		t: rest.test?.t ?? null,
		p: rest.test?.p ?? null
	}));
	const tests = request.tests.map((test) => termTest(fit, test, rows));
	const numbers = { residualDf, deviance, nullDeviance, iterations };
	return { outcome: 'model', n, coefficients, ...numbers, tests };
}

function kindsOf(terms: readonly string[], { columns }: EstimateTable) {
	const unknown = terms.find((name) => !columns.has(name));
	if (unknown !== undefined) throw new DomainError(`no such column: ${unknown}`);
	const of = (kind: 'category' | 'number') =>
		terms.filter((name) => columns.get(name)?.kind === kind);
	return { categories: of('category'), numbers: of('number') };
}

function termOf(name: string, rows: AnalysisRows, { columns }: EstimateTable): Term {
	return columns.get(name)?.kind === 'number'
		? { name, values: rows.number(name) }
		: { name, factor: presentLevels(rows.factor(name), rows.design.weights) };
}

function termTest(
	fit: Glm,
	{ terms, method }: Request['tests'][number],
	{ design }: AnalysisRows
): Model['tests'][number] {
	if (method === 'Wald') {
		const test = termWaldTest(fit, terms);
		return test ? { terms, method, ...test, df: [...test.df] } : refused(terms, method);
	}
	const test = termLikelihoodRatioTest(fit, terms, design);
	if (!test) return refused(terms, method);
	const { statistic, p, designEffects, residualDf } = test;
	return { terms, method, statistic, p, df: [designEffects.length, residualDf] };
}

const refused = (terms: string[], method: 'Wald' | 'LRT') =>
	({ terms, method, refused: 'no-variance' }) as const;
