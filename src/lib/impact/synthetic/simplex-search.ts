interface Corner {
	readonly at: readonly number[];
	readonly value: number;
}

interface SearchOptions {
	/** Length of the first steps. */
	readonly step: number;
	readonly evaluations: number;
}

/**
 * A place where a function is low, from a first place, by the rules of Nelder and Mead (1965): for
 * functions without derivatives, and no proof that no lower place exists.
 */
export function lowPlace(
	valueAt: (at: readonly number[]) => number,
	from: readonly number[],
	{ step, evaluations }: SearchOptions
): Corner {
	let count = 0;
	const corner = (at: readonly number[]): Corner => {
		count++;
		return { at, value: valueAt(at) };
	};
	let corners = [
		corner(from),
		...from.map((_, k) => corner(from.map((value, j) => (j === k ? value + step : value))))
	];
	for (;;) {
		corners.sort((a, b) => a.value - b.value);
		const [best, worst] = [corners[0]!, corners[corners.length - 1]!];
		const isFlat = worst.value - best.value <= 1e-12 * Math.abs(best.value);
		if (isFlat || count >= evaluations) return best;
		const replaced = betterThanWorst(corners, corner);
		corners = replaced
			? [...corners.slice(0, -1), replaced]
			: [best, ...corners.slice(1).map(({ at }) => corner(between(best.at, at, 0.5)))];
	}
}

/** A corner in place of the worst: reflected, further out, or drawn in; none if all are worse. */
function betterThanWorst(
	corners: readonly Corner[],
	corner: (at: readonly number[]) => Corner
): Corner | undefined {
	const last = corners.length - 1;
	const [best, worst, second] = [corners[0]!, corners[last]!, corners[last - 1]!];
	const others = corners.slice(0, -1);
	const centre = best.at.map(
		(_, k) => others.reduce((sum, { at }) => sum + at[k]!, 0) / others.length
	);
	const towards = (share: number) => corner(between(centre, worst.at, share));
	const reflected = towards(-1);
	if (reflected.value < best.value) {
		const further = towards(-2);
		return further.value < reflected.value ? further : reflected;
	}
	if (reflected.value < second.value) return reflected;
	const drawnIn = towards(reflected.value < worst.value ? -0.5 : 0.5);
	return drawnIn.value < Math.min(reflected.value, worst.value) ? drawnIn : undefined;
}

const between = (a: readonly number[], b: readonly number[], share: number) =>
	a.map((value, k) => value + share * (b[k]! - value));
