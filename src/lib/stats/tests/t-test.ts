import { DomainError } from '#lib/errors.ts';
import { type TTest, contrastTest } from '../contrasts/contrast-test.ts';
import { linearContrast } from '../contrasts/contrast.ts';
import type { Design } from '../design/design.ts';
import { estimated } from '../design/statistic.ts';
import { domainMeans } from '../statistics/domain-statistics.ts';
import { type Factor, expectLevels, presentLevels } from '../statistics/factor.ts';
import { means } from '../statistics/means.ts';

export interface TTestOptions {
	/** Degrees of freedom of the design; the test has one less. */
	readonly designDf: number;
	/** Value under the hypothesis; defaults to 0. */
	readonly nullValue?: number;
	/** Level of the interval; defaults to 0.95. */
	readonly level?: number;
}

/**
 * Test of a mean. Agrees with R `survey::svyttest(y ~ 0, design)`. Undefined without a standard error
 * above 0, and where no degree of freedom is left.
 */
export function oneSampleTTest(
	values: Float64Array,
	design: Design,
	{ designDf, ...options }: TTestOptions
): TTest | undefined {
	const contrast = linearContrast(estimated(means([values]), design), [1]);
	return contrastTest(contrast, { df: designDf - 1, ...options });
}

/**
 * Test of the difference between two groups, the mean of the second minus that of the first. Agrees
 * with R `survey::svyttest(y ~ group, design)`. Undefined as `oneSampleTTest`, and unless exactly two
 * levels have elements.
 */
export function twoSampleTTest(
	{ values, groups }: { readonly values: Float64Array; readonly groups: Factor },
	design: Design,
	{ designDf, ...options }: TTestOptions
): TTest | undefined {
	expectLevels(groups, design.weights);
	const present = presentLevels(groups, design.weights);
	if (present.levels.length > 2)
		throw new DomainError(`more than two groups with elements: ${present.levels.length}`);
	if (present.levels.length < 2) return undefined;
	const contrast = linearContrast(estimated(domainMeans(values, present), design), [-1, 1]);
	return contrastTest(contrast, { df: designDf - 1, ...options });
}
