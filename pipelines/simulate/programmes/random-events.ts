import { DomainError } from '#lib/errors.ts';
import type { Random } from '../random.ts';

/** Below it the product of uniforms is exact and quick; a larger mean is a sum of smaller ones. */
const largestProduct = 30;

/** How many of `trials` succeed, each with the same chance. */
export function binomial(random: Random, trials: number, chance: number): number {
	if (!(chance >= 0 && chance <= 1)) throw new DomainError(`chance not in [0, 1]: ${chance}`);
	let successes = 0;
	for (let i = 0; i < trials; i++) if (random.uniform() < chance) successes++;
	return successes;
}

/** A Poisson count (Knuth 1997, 3.4.1, algorithm Q). */
export function poisson(random: Random, mean: number): number {
	if (!(mean >= 0 && mean < Infinity)) throw new DomainError(`mean not 0 or more: ${mean}`);
	if (mean > largestProduct) return poisson(random, mean / 2) + poisson(random, mean / 2);
	const limit = Math.exp(-mean);
	let [count, product] = [0, random.uniform()];
	while (product > limit) {
		product *= random.uniform();
		count++;
	}
	return count;
}

/** A wait with a constant rate; Infinity where the rate is 0. */
export const exponential = (random: Random, rate: number): number =>
	-Math.log(1 - random.uniform()) / rate;
