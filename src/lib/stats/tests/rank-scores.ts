import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { DomainError } from '#lib/errors.ts';

/** As R `svyranktest(test = ...)` names them. */
export const rankScoreNames = ['wilcoxon', 'vanderWaerden', 'median'] as const;
export type RankScore = (typeof rankScoreNames)[number];

const scoreOf: Readonly<Record<RankScore, (rank: number, size: number) => number>> = {
	wilcoxon: (rank, size) => rank / size,
	vanderWaerden: (rank, size) => normalQuantile(rank / size, 0, 1),
	median: (rank, size) => (rank > size / 2 ? 1 : 0)
};

/**
 * A score of every element from its rank in the population, estimated as the share of the weights
 * below it and half its own; 0 for an element of weight 0. Tied elements share the mean of the ranks
 * they would have in the order of the sample, as in R `survey::svyranktest`.
 */
export function rankScores(
	values: Float64Array,
	weights: Float64Array,
	name: RankScore
): Float64Array {
	const order = inOrder(values, weights);
	const size = order.reduce((sum, i) => sum + weights[i]!, 0);
	const scores = new Float64Array(values.length);
	let below = 0;
	for (let from = 0, to = 0; from < order.length; from = to) {
		let ranks = 0;
		for (; to < order.length && values[order[to]!] === values[order[from]!]; to++) {
			const weight = weights[order[to]!]!;
			ranks += below + weight / 2;
			below += weight;
		}
		const score = scoreOf[name](ranks / (to - from), size);
		for (let k = from; k < to; k++) scores[order[k]!] = score;
	}
	return scores;
}

/** The elements that have a weight, by value; sorting leaves tied ones in the order of the sample. */
function inOrder(values: Float64Array, weights: Float64Array): Int32Array {
	let count = 0;
	const order = new Int32Array(values.length);
	weights.forEach((w, i) => {
		if (w === 0) return;
		if (Number.isNaN(values[i]!)) throw new DomainError(`no value, element ${i + 1}: ${values[i]}`);
		order[count++] = i;
	});
	return order.subarray(0, count).sort((a, b) => values[a]! - values[b]!);
}
