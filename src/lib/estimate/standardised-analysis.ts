import { DataError } from '#lib/errors.ts';
import type { Analysis } from '#lib/model/analysis.ts';
import type { AnalysisRequest } from '#lib/model/analysis-request.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { domainMeans } from '#lib/stats/statistics/domain-statistics.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { standardizedDesign } from '#lib/stats/statistics/standardized.ts';
import type { AnalysisRows } from './analysis-rows.ts';
import { outcomeColumn, outcomeRows } from './outcome-column.ts';
import type { EstimateOptions } from './prepared.ts';
import { refusalOf } from './withheld-analysis.ts';

type Request = Extract<AnalysisRequest, { kind: 'standardised-means' }>;

/** Directly standardised means of groups. R `svystandardize`, then `svyby` or `svymean`. */
export async function standardisedAnalysis(
	request: Request,
	options: EstimateOptions
): Promise<Analysis> {
	const { outcome, standard, over, level } = request;
	const others = { categories: [standard.concept, ...over], numbers: [] };
	const rows = await outcomeRows(request, others, options);
	const refusal = refusalOf(rows);
	if (refusal) return refusal;
	const by = rows.factor(standard.concept);
	const { groups, keys } = groupsOf(over, rows);
	const population = sizesOf(standard, by);
	const { design, absent } = standardizedDesign(rows.design, { by, over: groups, population });
	const { estimates, matrix } = estimated(
		domainMeans(outcomeColumn(outcome, rows), groups),
		design
	);
	const n = new Float64Array(groups.levels.length);
	groups.codes.forEach((code) => {
		if (code >= 0) n[code]!++;
	});
	const df = rows.designDf;
	const means = keys.map((key, g) => {
		const standardError = Math.sqrt(matrix[g]![g]!);
		const estimate = estimates[g]!;
		const limits = tInterval(estimate, standardError, { level, df });
		const domain = key.map((category, k) => ({ concept: over[k]!, category }));
		return { domain, n: n[g]!, estimate, standardError, ...limits, df };
	});
	return {
		outcome: 'standardised-means',
		n: rows.n,
		means,
		absent: absent.map((one) => ({ category: one.by, group: one.over }))
	};
}

/** The combinations of categories that rows have, in the order of the concepts. */
function groupsOf(over: readonly string[], { factor, design }: AnalysisRows) {
	const factors = over.map(factor);
	const sizes = factors.map(({ levels }) => levels.length);
	const numbers = Int32Array.from(design.weights, (w, i) =>
		w === 0 ? -1 : factors.reduce((sum, { codes }, k) => sum * sizes[k]! + codes[i]!, 0)
	);
	const found = [...new Set(numbers)].filter((d) => d >= 0).sort((a, b) => a - b);
	const position = new Map(found.map((d, g) => [d, g]));
	const keys = found.map((d) => keyOf(d, factors));
	const codes = numbers.map((d) => position.get(d) ?? -1);
	return { groups: { codes, levels: keys.map((key) => key.join(', ')) }, keys };
}

function keyOf(number: number, factors: readonly Factor[]): string[] {
	const key: string[] = [];
	let rest = number;
	for (const { levels } of factors.toReversed()) {
		key.unshift(levels[rest % levels.length]!);
		rest = Math.floor(rest / levels.length);
	}
	return key;
}

/** A size for every category that the concept has; one that is not declared has none. */
function sizesOf({ concept, population }: Request['standard'], by: Factor): number[] {
	const unknown = population.find(({ category }) => !by.levels.includes(category));
	if (unknown)
		throw new DataError(`standard population of no category of ${concept}: ${unknown.category}`);
	return by.levels.map((level) => population.find(({ category }) => category === level)?.size ?? 0);
}
