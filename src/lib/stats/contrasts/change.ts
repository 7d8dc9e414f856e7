import { DomainError } from '#lib/errors.ts';
import type { Estimated } from '../design/statistic.ts';
import { type Contrast, linearContrast, nonlinear } from './contrast.ts';

/** Two estimates by their numbers: where the change starts and where it ends. */
export interface FromTo {
	readonly from: number;
	readonly to: number;
}

/** Later minus earlier, covariance counted. R `svycontrast(x, c(to = 1, from = -1))`. */
export function difference(of: Estimated, { from, to }: FromTo): Contrast {
	expectEstimates(of, from, to);
	return linearContrast(
		of,
		sloped(of, [
			[to, 1],
			[from, -1]
		])
	);
}

/** One estimate over another. R `svycontrast(x, quote(to / from))`. Undefined at a divisor of 0. */
export function quotient(of: Estimated, { from, to }: FromTo): Contrast | undefined {
	expectEstimates(of, from, to);
	return nonlinear(of, {
		value: (at) => at[to]! / at[from]!,
		gradient: (at) =>
			sloped(of, [
				[to, 1 / at[from]!],
				[from, -(at[to]! / at[from]!) / at[from]!]
			])
	});
}

/**
 * Logarithm of one estimate over another. R `svycontrast(x, quote(log(to / from)))`. Undefined
 * unless both are of one sign.
 */
export function logQuotient(of: Estimated, { from, to }: FromTo): Contrast | undefined {
	expectEstimates(of, from, to);
	return nonlinear(of, {
		value: (at) => Math.log(at[to]! / at[from]!),
		gradient: (at) =>
			sloped(of, [
				[to, 1 / at[to]!],
				[from, -1 / at[from]!]
			])
	});
}

/**
 * The difference as a share of where it starts: 0.06 is 6 % up. R
 * `svycontrast(x, quote((to - from) / from))`. Undefined at a start of 0.
 */
export function relativeChange(of: Estimated, { from, to }: FromTo): Contrast | undefined {
	expectEstimates(of, from, to);
	return nonlinear(of, {
		value: (at) => (at[to]! - at[from]!) / at[from]!,
		gradient: (at) =>
			sloped(of, [
				[to, 1 / at[from]!],
				[from, -(at[to]! / at[from]!) / at[from]!]
			])
	});
}

/**
 * What one group changed more than another: (to - from) of the first minus (to - from) of the
 * second. R `svycontrast(x, c(1, -1, -1, 1))`.
 */
export function differenceInDifferences(of: Estimated, first: FromTo, second: FromTo): Contrast {
	expectEstimates(of, first.from, first.to, second.from, second.to);
	const slopes = [
		[first.to, 1],
		[first.from, -1],
		[second.to, -1],
		[second.from, 1]
	] as const;
	return linearContrast(of, sloped(of, slopes));
}

/** A slope for every estimate, 0 where none is given. */
function sloped({ estimates }: Estimated, slopes: readonly (readonly [number, number])[]) {
	const all = new Float64Array(estimates.length);
	for (const [estimate, slope] of slopes) all[estimate]! += slope;
	return all;
}

function expectEstimates({ estimates }: Estimated, ...numbers: readonly number[]) {
	const bad = numbers.find((estimate) => !(estimate in estimates));
	if (bad !== undefined) throw new DomainError(`no estimate of this number: ${bad}`);
}
