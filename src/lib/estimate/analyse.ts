import type { Analysis } from '#lib/model/analysis.ts';
import type { AnalysisRequest } from '#lib/model/analysis-request.ts';
import { associationAnalysis } from './association-analysis.ts';
import { modelAnalysis } from './model-analysis.ts';
import type { EstimateOptions } from './prepared.ts';
import { rankAnalysis, tTestAnalysis } from './group-analysis.ts';
import { standardisedAnalysis } from './standardised-analysis.ts';
import { withheld } from './withheld-analysis.ts';

/**
 * Tests and models on one table, by the design of its rows: R `svychisq`, `svyttest`, `svyranktest`,
 * `svyglm` with `regTermTest`, and `svystandardize`. Refused for an incomplete design, whose errors
 * are too small: a declared design effect widens an interval, but says nothing of a test.
 */
export async function analyse(
	request: AnalysisRequest,
	options: EstimateOptions
): Promise<Analysis> {
	const { completeness } = options.table;
	if (completeness !== 'full') return withheld('incomplete-design', [completeness]);
	switch (request.kind) {
		case 'association':
			return associationAnalysis(request, options);
		case 't-test':
			return tTestAnalysis(request, options);
		case 'rank-test':
			return rankAnalysis(request, options);
		case 'model':
			return modelAnalysis(request, options);
		case 'standardised-means':
			return standardisedAnalysis(request, options);
	}
}
