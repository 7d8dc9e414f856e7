import type { Analysis } from '#lib/model/analysis.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { means } from '#lib/stats/statistics/means.ts';
import type { AnalysisRows } from './analysis-rows.ts';
import { lonelyStrata } from './row-variance.ts';

type Withheld = Extract<Analysis, { outcome: 'withheld' }>;

export const withheld = (
	reason: Withheld['reason'],
	details: readonly string[] = []
): Withheld => ({
	outcome: 'withheld',
	reason,
	details: [...details]
});

/** What every test and model needs of its rows, where it is not there. */
export function refusalOf({
	n,
	designDf,
	design,
	stratumName
}: AnalysisRows): Withheld | undefined {
	if (n === 0) return withheld('no-cases');
	if (design.kind === 'linearised') {
		const { lonely } = estimated(means([new Float64Array(design.weights.length)]), design);
		const strata = lonelyStrata(design, lonely);
		if (strata.length > 0) return withheld('lonely-psu', strata.map(stratumName));
	}
	return designDf > 0 ? undefined : withheld('no-degrees-of-freedom', [String(designDf)]);
}
