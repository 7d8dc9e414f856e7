/**
 * Largest standard error of a proportion that INE Chile (2020) calls reliable: p^(2/3) / 9, above one
 * half with 1 - p. R `calidad:::quadratic`. Undefined outside [0, 1], as for a ratio.
 */
export function standardErrorLimit(proportion: number): number | undefined {
	if (!(proportion >= 0 && proportion <= 1)) return undefined;
	return Math.min(proportion, 1 - proportion) ** (2 / 3) / 9;
}
