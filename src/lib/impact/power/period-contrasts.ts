import { DomainError } from '#lib/errors.ts';

/** Variance of a weighted sum of values whose correlation is phi to the power of the periods apart. */
export function autocorrelatedVariance(weights: ArrayLike<number>, correlation: number): number {
	if (!(correlation >= 0 && correlation < 1))
		throw new DomainError(`correlation of periods not in [0, 1): ${correlation}`);
	// What the periods so far add to the product with the next one.
	let [sum, carried] = [0, 0];
	for (const weight of Array.from(weights)) {
		sum += weight * (weight + 2 * carried);
		carried = correlation * (carried + weight);
	}
	return sum;
}

/** Mean of the periods after less mean of those before: the weights of a 2 by 2 table of means. */
export function changeOfMeans({ before, after }: { before: number; after: number }): number[] {
	expectPeriods('periods before', before);
	expectPeriods('periods after', after);
	return Array.from({ length: before + after }, (_, t) => (t < before ? -1 / before : 1 / after));
}

interface Staggered {
	readonly periods: number;
	readonly starts: readonly number[];
	readonly correlation: number;
	readonly treatedShare?: number;
}

/**
 * Variance of the mean of all ATT(g, t) with the never treated as comparison and g - 1 as base, cohorts
 * of one size, times P (1 - P) N over that of a value. Every cohort has weights c_g for its periods, and
 * the comparison their sum s: (1 - P) K sum_g c_g'R c_g + P s'R s. Callaway and Sant'Anna (2021),
 * without covariates; as Burlig, Preonas and Woerman (2020) do it for one start.
 */
export function staggeredVariance(design: Staggered): number {
	const { periods, starts, correlation, treatedShare = 0.5 } = design;
	const cohorts = cohortContrasts(periods, starts);
	const joint = Array.from({ length: periods }, (_, t) =>
		cohorts.reduce((sum, contrast) => sum + contrast[t]!, 0)
	);
	const own = cohorts.reduce((sum, one) => sum + autocorrelatedVariance(one, correlation), 0);
	const shared = autocorrelatedVariance(joint, correlation);
	return (1 - treatedShare) * starts.length * own + treatedShare * shared;
}

/** For each cohort the weight of each period in the mean of its effects, all cells counting alike. */
function cohortContrasts(periods: number, starts: readonly number[]): Float64Array[] {
	if (starts.length === 0) throw new DomainError('no cohort starts: 0');
	for (const start of starts)
		if (!(Number.isInteger(start) && start >= 2 && start <= periods))
			throw new DomainError(`start not from the second to the last period: ${start}`);
	const cells = starts.reduce((sum, start) => sum + periods - start + 1, 0);
	return starts.map((start) => {
		const weights = new Float64Array(periods);
		weights.fill(1 / cells, start - 1);
		weights[start - 2] = -(periods - start + 1) / cells;
		return weights;
	});
}

function expectPeriods(what: string, value: number) {
	if (!(Number.isInteger(value) && value >= 1))
		throw new DomainError(`${what} not a whole number from 1 on: ${value}`);
}
