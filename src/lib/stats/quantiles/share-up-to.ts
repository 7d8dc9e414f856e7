import type { Design } from '../design/design.ts';
import { estimated } from '../design/statistic.ts';
import { means } from '../statistics/means.ts';

export interface Share {
	readonly share: number;
	readonly standardError: number;
}

/**
 * The share of the population with a value up to a limit, with its error under the design; undefined
 * where a lonely unit leaves the variance without a number.
 */
export function shareUpTo(limit: number, values: Float64Array, design: Design): Share | undefined {
	const reached = values.map((value) => (value <= limit ? 1 : 0));
	const { estimates, matrix, lonely } = estimated(means([reached]), design);
	if (lonely.some((strata) => strata.length > 0)) return undefined;
	return { share: estimates[0]!, standardError: Math.sqrt(matrix[0]![0]!) };
}
