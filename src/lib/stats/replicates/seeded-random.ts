import mt19937 from '@stdlib/random-base-mt19937';
import { DomainError } from '#lib/errors.ts';

const largestSeed = 2 ** 32 - 1;

/**
 * Numbers in [0, 1), the same ones for the same seed: the Mersenne Twister with 53 random bits. A
 * seed of several words is one that nobody finds by trying all.
 */
export function seededRandom(seed: number | Uint32Array): () => number {
	if (typeof seed === 'number' && !(Number.isInteger(seed) && seed >= 1 && seed <= largestSeed))
		throw new DomainError(`seed not a whole number from 1 to ${largestSeed}: ${seed}`);
	const bits = mt19937.factory({ seed });
	return () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
}
