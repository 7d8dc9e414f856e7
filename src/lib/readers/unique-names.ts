import { DataError } from '#lib/errors.ts';

/** Variables are known by their names alone, so each needs one that no other has. */
export function expectUniqueNames(names: readonly string[]): void {
	const seen = new Set<string>();
	for (const [i, name] of names.entries()) {
		if (name === '') throw new DataError(`variable has no name: number ${i + 1}`);
		if (seen.has(name)) throw new DataError(`two variables have the same name: ${name}`);
		seen.add(name);
	}
}
