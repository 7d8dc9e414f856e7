export type Span = readonly [first: number, last: number];

/** Round numbers within a span, about so many. */
export function roundTicks([first, last]: Span, about = 5): number[] {
	const rough = (last - first) / about;
	if (!(rough > 0)) return [first];
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = power * ([1, 2, 5].find((times) => times * power >= rough * 0.7) ?? 10);
	const from = Math.ceil(first / step - 1e-9);
	const count = Math.floor(last / step + 1e-9) - from + 1;
	// Divided again, because a product of a decimal step has digits that nobody wrote.
	return Array.from({ length: count }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

/** From the lowest to the highest value, with a little room at both ends. */
export function roomySpan(values: readonly number[], room = 0.06): Span {
	if (values.length === 0) return [0, 1];
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const spread = high - low || Math.abs(high) || 1;
	return [low - spread * room, high + spread * room];
}

/** Those that are numbers. */
export const known = (values: readonly (number | null | undefined)[]): number[] =>
	values.filter((value) => value !== null && value !== undefined);
