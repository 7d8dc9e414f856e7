import type { CodeCount } from './column-profile.ts';

type Labels = ReadonlyMap<string, string>;

/** What a code stands for; files write 01 where the dictionary writes 1. */
export function labelOf(code: string, labels: Labels): string | undefined {
	return labels.get(code) ?? labels.get(code.replace(/^0+(?=\d)/, ''));
}

/** Codes of a column, and after them those that its dictionary names though no row has them. */
export function namedCodes(codes: readonly CodeCount[], labels: Labels): CodeCount[] {
	const found = new Set(codes.flatMap(({ code }) => [code, code.replace(/^0+(?=\d)/, '')]));
	const others = [...labels.keys()].filter((code) => !found.has(code));
	return [...codes, ...others.map((code) => ({ code, rows: 0 }))];
}
