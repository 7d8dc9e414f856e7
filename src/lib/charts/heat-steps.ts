/** Steps of the colours of a heat map, from few to many: `--shade-1` to `--shade-6`. */
export const stepCount = 6;

/** Values closer than this have no steps between them that numbers could tell apart. */
const leastSpread = 1e-306;

/** The limits of equal steps with round numbers, seven of them, the first at or below all values. */
export function heatSteps(values: readonly number[]): number[] {
	const [first, last] = [Math.min(...values), Math.max(...values)];
	if (!(last - first > leastSpread)) return [first, ...Array<number>(stepCount).fill(first)];
	const rough = (last - first) / stepCount;
	const power = 10 ** Math.floor(Math.log10(rough));
	const widths = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20].map((times) => times * power);
	const limits = (width: number) => {
		const start = Math.floor(first / width + 1e-9);
		return Array.from({ length: stepCount + 1 }, (_, i) => (start + i) * width);
	};
	const fitting = widths.map(limits).find((found) => found[stepCount]! >= last * (1 - 1e-9));
	return fitting ?? limits(widths[widths.length - 1]!);
}

/** 0 to 5; a value on a limit belongs to the step above it. */
export function stepOf(value: number, limits: readonly number[]): number {
	const above = limits.findIndex((limit) => value < limit - 1e-12);
	return above === -1 ? stepCount - 1 : Math.max(0, above - 1);
}
