import type { Block } from './block.ts';
import { type Descent, type SimplexProblem, frankWolfe } from './frank-wolfe.ts';
import { type Noise, noiseOf, periodProblem, unitProducts } from './products.ts';
import type { Sample } from './sample.ts';

/** Synthetic difference in differences, synthetic control, plain difference in differences. */
export type SyntheticMethod = 'sdid' | 'sc' | 'did';

/** How strongly weights are drawn to equality, and the noise that it was taken from. */
export interface Penalty {
	/** Standard deviation of the first differences of the controls before treatment. */
	readonly noise: number;
	readonly omega: number;
	readonly lambda: number;
}

/** Weights to start from and penalties to keep, from an estimate of which the sample is a part. */
export interface KnownFit {
	/** One a control of the sample, summing to 1. */
	readonly omega: Float64Array;
	readonly lambda: Float64Array;
	readonly penalty: Penalty;
}

export interface SyntheticFit extends KnownFit {
	readonly estimate: number;
	/** Undefined where weights are not searched for but given by the method. */
	readonly unitSearch: Descent | undefined;
	readonly periodSearch: Descent | undefined;
	/** Weighted mean of the gap before treatment, which the synthetic line is moved by. */
	readonly offset: number;
	/** Treated mean less synthetic line, by period. */
	readonly gap: Float64Array;
}

/** Iterations before small weights are set to 0, and after. */
const iterations = { first: 100, then: 10_000 };

/**
 * The estimator of a method for samples of one block, which share the products of their controls.
 * Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), as R synthdid 0.0.9 has them
 * (`synthdid_estimate`, `sc_estimate`, `did_estimate`).
 */
export function estimator(
	block: Block,
	method: SyntheticMethod
): (sample: Sample, known?: KnownFit) => SyntheticFit {
	const noise = noiseOf(block);
	const products = unitProducts(block, { intercept: method === 'sdid' });
	const { before } = block;
	return (sample, known) => {
		const penalty = known?.penalty ?? penaltyOf(block, sample, { method, noise });
		const search = (problem: SimplexProblem, from: Float64Array, rows: number) =>
			sparseDescent(problem, from, (1e-5 * penalty.noise) ** 2 * rows);
		const rows = sample.controls.length;
		const unitStart = known?.omega ?? equalWeights(rows);
		const unitSearch =
			method === 'did'
				? undefined
				: search(products.problem(sample, before * penalty.omega ** 2), unitStart, before);
		const periodSearch =
			method === 'sdid'
				? search(
						periodProblem(block, sample.controls, rows * penalty.lambda ** 2),
						known?.lambda ?? equalWeights(before),
						rows
					)
				: undefined;
		const omega = unitSearch?.weights ?? unitStart;
		const lambda =
			periodSearch?.weights ?? (method === 'did' ? equalWeights(before) : new Float64Array(before));
		return {
			...{ omega, lambda, penalty, unitSearch, periodSearch },
			...weightedGap(block, sample, { omega, lambda })
		};
	};
}

const equalWeights = (count: number) => new Float64Array(count).fill(1 / count);

/** Gap, effect and offset under given weights. */
export function weightedGap(
	{ controlOutcomes, periods, before }: Block,
	{ controls, treated }: Sample,
	{ omega, lambda }: Pick<KnownFit, 'omega' | 'lambda'>
): Pick<SyntheticFit, 'estimate' | 'offset' | 'gap'> {
	const width = periods.length;
	const gap = treated.slice();
	controls.forEach((row, i) => {
		const weight = omega[i]!;
		if (weight === 0) return;
		for (let t = 0; t < width; t++) gap[t]! -= weight * controlOutcomes[row * width + t]!;
	});
	const offset = lambda.reduce((sum, weight, t) => sum + weight * gap[t]!, 0);
	for (let t = 0; t < width; t++) gap[t]! -= offset;
	let estimate = 0;
	for (let t = before; t < width; t++) estimate += gap[t]! / (width - before);
	return { estimate, offset, gap };
}

interface PenaltyInput {
	readonly method: SyntheticMethod;
	readonly noise: Noise;
}

function penaltyOf({ periods, before }: Block, sample: Sample, { method, noise }: PenaltyInput) {
	const size = noise(sample.controls);
	const cells = sample.treatedUnits * (periods.length - before);
	return {
		noise: size,
		omega: (method === 'sc' ? 1e-6 : cells ** 0.25) * size,
		lambda: 1e-6 * size
	};
}

/** A short search, weights up to a quarter of the largest set to 0, and a long one from there. */
function sparseDescent(
	problem: SimplexProblem,
	from: Float64Array,
	leastDecrease: number
): Descent {
	const first = frankWolfe(problem, from, { leastDecrease, iterations: iterations.first });
	const largest = first.weights.reduce((most, weight) => Math.max(most, weight), 0);
	const kept = first.weights.map((weight) => (weight <= largest / 4 ? 0 : weight));
	const sum = kept.reduce((total, weight) => total + weight, 0);
	const sparse = kept.map((weight) => weight / sum);
	const then = frankWolfe(problem, sparse, { leastDecrease, iterations: iterations.then });
	return { ...then, iterations: first.iterations + then.iterations };
}
