import { chiSquareTail, fTail } from './tails.ts';

/** Beyond it weights differ too much for the series: several hundred thousand times as slow. */
const mostTerms = 100_000;

/**
 * Chance that Σ weight · χ²₁ over an independent χ²/df exceeds x, weights positive, to 1e-12: the sum
 * is a mixture of multiples of one chi-square with p, p + 2, ... degrees of freedom, shares being
 * positive and adding to 1 (Ruben 1962; Farebrother 1984, AS 204). Undefined if the series is too long.
 */
export function mixtureTail(
	x: number,
	weights: readonly number[],
	denominatorDf: number
): number | undefined {
	const smallest = Math.min(...weights);
	const excess = weights.map((weight) => 1 - smallest / weight);
	const powerSums = new Float64Array(weights.length);
	const tail = tailsOf(x / smallest, weights.length, denominatorDf);
	let share = weights.reduce((product, weight) => product * Math.sqrt(smallest / weight), 1);
	let [shares, sum] = [share, share * tail()];
	for (let k = 1; 1 - shares > 1e-12; k++) {
		if (k > mostTerms) return undefined;
		let all = 0;
		excess.forEach((one, j) => {
			powerSums[j] = one * (powerSums[j]! + share);
			all += powerSums[j];
		});
		share = all / (2 * k);
		shares += share;
		sum += share * tail();
	}
	return sum;
}

/** Chances that χ² with p, p + 2, ... degrees of freedom, over the divisor, exceeds x. */
function tailsOf(x: number, p: number, denominatorDf: number): () => number {
	let df = p - 2;
	if (denominatorDf < Infinity)
		return () => {
			df += 2;
			return fTail(x / df, df, denominatorDf);
		};
	let tail = 0;
	let logTerm = (p / 2 - 1) * Math.log(x / 2) - x / 2 - logGammaOfHalf(p);
	return () => {
		df += 2;
		if (df === p) tail = chiSquareTail(x, p);
		else {
			logTerm += Math.log(x / 2) - Math.log((df - 2) / 2);
			tail += Math.exp(logTerm);
		}
		return tail;
	};
}

/** log Γ(p / 2) for a whole p, as a sum of logs. */
function logGammaOfHalf(p: number): number {
	let sum = p % 2 === 1 ? Math.log(Math.PI) / 2 : 0;
	for (let half = p / 2 - 1; half > 0; half--) sum += Math.log(half);
	return sum;
}
