import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { isCount } from './measured-cells.ts';

/** Above this weighted share of "don't know" and refusals they stay in the denominator. */
const unsureLimit = 0.05;

interface Side {
	/** Weights of people who did not take a side, and of all who were asked. */
	readonly unsure: number;
	readonly asked: number;
}

/**
 * Whether people who did not take a side stay in the denominator: as asked for; by default where they
 * are more than 5 %. "Don't know" is an answer among others, but no number: it has no place in a mean.
 */
export function unsureStays(
	{ measure, unsure }: Pick<EstimateRequest, 'measure' | 'unsure'>,
	side: () => Side
): boolean {
	if (!isCount(measure) || unsure === 'exclude') return false;
	return unsure === 'category' || unsureShare(side()) > unsureLimit;
}

const unsureShare = ({ unsure, asked }: Side) => (asked > 0 ? unsure / asked : 0);
