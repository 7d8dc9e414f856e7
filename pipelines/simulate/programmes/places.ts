import type { Random } from '../random.ts';

/** Two digits, so that texts are in the order of numbers. */
export const numbered = (prefix: string, number: number): string =>
	`${prefix}${String(number).padStart(3, '0')}`;

/** A percentage with one decimal, at a distance in standard deviations from a mean, within limits. */
export function percentAt(mean: number, deviation: number, distance: number): number {
	const limited = Math.max(-2, Math.min(2, distance));
	return Number((mean + deviation * limited).toFixed(1));
}

/** A whole number between two, both included. */
export const between = (random: Random, from: number, to: number): number =>
	from + random.below(to - from + 1);
