import { DomainError } from '#lib/errors.ts';
import { chiSquareTail } from '../distributions/tails.ts';
import { type Interval, checkedLevel } from './interval.ts';

/**
 * Exact limits of the rate of events over an exposure (Garwood 1936). Agrees with R `poisson.test`; at
 * 0 the lower limit is 0.
 */
export function poissonInterval(events: number, exposure = 1, level = 0.95): Interval {
	if (!(Number.isInteger(events) && events >= 0))
		throw new DomainError(`events not a whole number from 0: ${events}`);
	if (!(exposure > 0)) throw new DomainError(`exposure not positive: ${exposure}`);
	const tail = (1 - checkedLevel(level)) / 2;
	return {
		lower: events === 0 ? 0 : meanAt(2 * events, 1 - tail) / exposure,
		upper: meanAt(2 * events + 2, tail) / exposure
	};
}

/** Half of the chi-square beyond which so much lies. */
function meanAt(df: number, tail: number): number {
	let [low, high] = [0, df];
	while (chiSquareTail(high, df) > tail) [low, high] = [high, 2 * high];
	for (;;) {
		const middle = (low + high) / 2;
		if (middle === low || middle === high) return middle / 2;
		if (chiSquareTail(middle, df) > tail) low = middle;
		else high = middle;
	}
}
