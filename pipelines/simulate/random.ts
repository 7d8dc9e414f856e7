const twoTo32 = 2 ** 32;

/** Numbers from one stream; the same keys always give the same stream. */
export interface Random {
	/** Uniform on [0, 1), in steps of 2^-32. */
	uniform(): number;
	/** Standard normal, by Box and Muller; the second number of the pair is not used. */
	normal(): number;
	/** A whole number from 0 to `limit` - 1. */
	below(limit: number): number;
}

/**
 * The generator sfc32 of Chris Doty-Humphrey (PractRand 0.94, src/RNGs/sfc.cpp, public domain):
 * shifts 9, 3 and 21, counter from 1, 12 numbers thrown away after seeding. Returns 32 bits.
 */
export function sfc32(a: number, b: number, c: number): () => number {
	let counter = 1;
	function next(): number {
		const sum = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return sum >>> 0;
	}
	for (let i = 0; i < 12; i++) next();
	return next;
}

/** MurmurHash3's finaliser (fmix32, Austin Appleby, public domain): near keys, far streams. */
function mixed(key: number): number {
	let h = key | 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}

/** The stream that belongs to a list of whole numbers, independent of any other list's. */
export function randomStream(...keys: readonly number[]): Random {
	const hash = keys.reduce(
		(h, key) => mixed((Math.imul(h, 31) + key + 0x9e3779b9) | 0),
		keys.length
	);
	const next = sfc32(mixed(hash + 1), mixed(hash + 2), mixed(hash + 3));
	const uniform = () => next() / twoTo32;
	return {
		uniform,
		normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
		below: (limit) => Math.floor(uniform() * limit)
	};
}

/** A new array in random order (Fisher and Yates). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
	const order = [...items];
	for (let i = order.length - 1; i > 0; i--) {
		const j = random.below(i + 1);
		[order[i], order[j]] = [order[j] as T, order[i] as T];
	}
	return order;
}
