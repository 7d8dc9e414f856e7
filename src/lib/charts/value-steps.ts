/** Classes of a map: equal, with round limits, so that a reader can say them. */
export interface ValueSteps {
	/** From the lower limit of the first class to the upper one of the last. */
	readonly limits: readonly number[];
	/** Of each class, its place in the sequence of the theme, 1 to 6. */
	readonly shades: readonly number[];
}

const most = 6;
const round = [1, 2, 3, 4, 5, 10];

/** At most six classes that hold every value; none without a value. */
export function valueSteps(values: readonly number[]): ValueSteps {
	if (values.length === 0) return { limits: [], shades: [] };
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const size = stepSize(low, high);
	const first = Math.floor(low / size);
	const last = Math.max(Math.ceil(high / size), first + 1);
	// Divided again, because a product of a decimal step has digits that nobody wrote.
	const limits = Array.from({ length: last - first + 1 }, (_, i) =>
		Number(((first + i) * size).toPrecision(12))
	);
	const count = limits.length - 1;
	const shades = Array.from({ length: count }, (_, i) =>
		count === 1 ? 3 : 1 + Math.round((i * (most - 1)) / (count - 1))
	);
	return { limits, shades };
}

/** The smallest round size of which six reach from the lowest value to the highest. */
function stepSize(low: number, high: number): number {
	// Limits have twelve digits: what differs in later ones only is one value.
	const isOne = high - low <= Math.abs(high) * 1e-9;
	const span = isOne ? Math.abs(high) || 1 : high - low;
	const magnitude = 10 ** Math.floor(Math.log10(span / most));
	const sizes = [...round, ...round.map((one) => one * 10)].map((one) => one * magnitude);
	const fits = (size: number) =>
		Math.ceil(high / size - 1e-9) - Math.floor(low / size + 1e-9) <= most;
	return sizes.find(fits) ?? span;
}

/** The shade of a value; a limit belongs to the class above it, the last one to its own. */
export function shadeOf(value: number, { limits, shades }: ValueSteps): number | undefined {
	const above = limits.findLastIndex((limit) => limit <= value + Math.abs(value) * 1e-12);
	return shades[Math.min(Math.max(above, 0), shades.length - 1)];
}
