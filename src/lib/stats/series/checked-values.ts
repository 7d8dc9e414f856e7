import { DomainError } from '#lib/errors.ts';

/** The values, at least so many and all of them finite numbers. */
export function checkedValues(values: ArrayLike<number>, fewest: number): Float64Array {
	if (values.length < fewest)
		throw new DomainError(`fewer than ${fewest} values: ${values.length}`);
	const own = Float64Array.from(values);
	const bad = own.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0) throw new DomainError(`value ${bad + 1} not finite: ${own[bad]}`);
	return own;
}

const rounding = 1e-12;

/** The largest absolute value, for judging what is only rounding. */
export const scaleOf = (values: Float64Array): number =>
	values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

/**
 * Values that differ by rounding only (1e-12 of the scale) made equal, to the smallest of them: ranks
 * would make a trend out of last digits.
 */
export function withoutRounding(values: Float64Array, scale = scaleOf(values)): Float64Array {
	const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
	const own = new Float64Array(values);
	for (let k = 1; k < order.length; k++) {
		const [before, here] = [order[k - 1]!, order[k]!];
		if (values[here]! - values[before]! <= rounding * scale) own[here] = own[before]!;
	}
	return own;
}
