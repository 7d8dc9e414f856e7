import { DomainError } from '#lib/errors.ts';

export interface Deseasonalised {
	/** What every season adds, the one of the first value first; they sum to 0. */
	readonly figure: Float64Array;
	/** The series without it. */
	readonly values: Float64Array;
}

/**
 * A series of `cycle` values a year (12 months, 4 quarters) without its seasons, by classical additive
 * decomposition: the means by season of the distances from a centred moving average of one cycle, less
 * their own mean. R `decompose(type = 'additive')`, whose `figure` it gives; Kendall and Stuart (1983),
 * The Advanced Theory of Statistics 3: 410-414, as R cites. Undefined for fewer than two whole cycles,
 * and where a value is missing: nothing is filled in, so the caller begins anew after a gap.
 */
export function deseasonalised(
	values: ArrayLike<number | undefined>,
	cycle: number
): Deseasonalised | undefined {
	if (!(Number.isInteger(cycle) && cycle >= 2))
		throw new DomainError(`values a cycle not a whole number from 2 on: ${cycle}`);
	const own = Float64Array.from(values, (value) => value ?? NaN);
	if (own.length < 2 * cycle || own.some(Number.isNaN)) return undefined;
	const bad = own.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0) throw new DomainError(`value ${bad + 1} not finite: ${own[bad]}`);
	const [sums, counts] = [new Float64Array(cycle), new Float64Array(cycle)];
	const half = Math.floor(cycle / 2);
	for (let t = half; t < own.length - half; t++) {
		sums[t % cycle]! += own[t]! - movingAverage(own, t, cycle);
		counts[t % cycle]! += 1;
	}
	const means = sums.map((sum, season) => sum / counts[season]!);
	const mean = means.reduce((sum, one) => sum + one, 0) / cycle;
	const figure = means.map((one) => one - mean);
	return { figure, values: own.map((value, t) => value - figure[t % cycle]!) };
}

/** Of one cycle around t; an even cycle takes half of the value at either end. */
function movingAverage(values: Float64Array, t: number, cycle: number): number {
	const half = Math.floor(cycle / 2);
	let sum = 0;
	for (let k = -half; k <= half; k++) {
		const share = cycle % 2 === 0 && Math.abs(k) === half ? 0.5 : 1;
		sum += share * values[t + k]!;
	}
	return sum / cycle;
}
