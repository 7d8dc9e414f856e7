import { expect } from 'vitest';
import { DataError } from '#lib/errors.ts';
import type { Bytes } from './byte-sources.ts';

/** The same numbers in [0, 1) for the same seed (Mulberry32, a public-domain generator). */
export function randomNumbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Bytes that formats give a meaning of their own. */
const telling = [0, 1, 0x7f, 0x80, 0xff, 0x22, 0x2c, 0x0a, 0x3c, 0x3e, 0x26, 0x5b, 0x7b, 0x39];

/** Copies of a file as a careless disk, network or editor would leave it; the same for a seed. */
export function* mutants(
	bytes: Bytes,
	{ count, seed }: { count: number; seed: number }
): Generator<Bytes> {
	const random = randomNumbers(seed);
	const below = (end: number) => Math.floor(random() * end);
	for (let i = 0; i < count; i++) {
		let mutant = bytes;
		for (let changes = 1 + below(4); changes > 0; changes--) mutant = damaged(mutant, below);
		yield mutant;
	}
}

/** A copy that is cut, lacks or repeats some bytes, or has another one; `below` gives chance. */
export function damaged(bytes: Bytes, below: (end: number) => number): Bytes {
	const at = below(bytes.length);
	const to = at + below(Math.min(64, bytes.length - at + 1));
	const kind = below(6);
	if (kind === 0) return bytes.slice(0, at);
	if (kind === 1) return joined(bytes.slice(0, at), bytes.slice(to));
	if (kind === 2) return joined(bytes.slice(0, to), bytes.slice(at));
	const copy = bytes.slice();
	if (kind === 3 && at < copy.length) copy[at]! ^= 1 << below(8);
	else if (at < copy.length) copy[at] = telling[below(telling.length)]!;
	return copy;
}

export function joined(...parts: readonly Bytes[]): Bytes {
	const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

/** How many of the readings gave an answer; the others must have ended with a DataError. */
export async function answered(readings: Iterable<() => Promise<unknown>>): Promise<number> {
	let count = 0;
	for (const reading of readings) {
		const fault = await reading().then(
			() => undefined,
			(error: unknown) => error
		);
		if (fault === undefined) count++;
		else expect(fault).toBeInstanceOf(DataError);
	}
	return count;
}
