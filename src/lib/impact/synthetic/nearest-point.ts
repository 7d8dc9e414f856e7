/** Products are the same up to this share of the largest. */
const tolerance = 1e-13;

/**
 * Weights on the simplex whose mean of points lies nearest to 0, exactly, by Wolfe (1976): the answer
 * is the mean of few points, found by adding and dropping one at a time. Where several weights give
 * that mean it is one of them.
 */
export function nearestPoint(points: readonly Float64Array[]): Float64Array {
	const gram = points.map((a) => Float64Array.from(points, (b) => product(a, b)));
	const squares = gram.map((row, i) => row[i]!);
	const least = tolerance * Math.max(...squares);
	let chosen = [squares.indexOf(Math.min(...squares))];
	let weights = [1];
	for (;;) {
		const along = points.map((_, j) =>
			chosen.reduce((sum, i, k) => sum + weights[k]! * gram[i]![j]!, 0)
		);
		const next = along.indexOf(Math.min(...along));
		const square = chosen.reduce((sum, i, k) => sum + weights[k]! * along[i]!, 0);
		if (square - along[next]! <= least || chosen.includes(next)) break;
		const found = insideHull(gram, [...chosen, next], [...weights, 0]);
		// Rounding alone could make it go round in circles.
		if (!found || !(squareOf(gram, found) < square)) break;
		({ chosen, weights } = found);
	}
	const all = new Float64Array(points.length);
	chosen.forEach((i, k) => (all[i] = weights[k]!));
	return all;
}

interface Corral {
	readonly chosen: number[];
	readonly weights: number[];
}

/** The nearest point of the hull of the chosen, dropping those it does without. */
function insideHull(gram: readonly Float64Array[], chosen: number[], weights: number[]) {
	let corral: Corral = { chosen, weights };
	for (;;) {
		const free = affineWeights(gram, corral.chosen);
		if (!free) return undefined;
		if (free.every((weight) => weight > 0)) return { chosen: corral.chosen, weights: free };
		corral = shortened(corral, free);
	}
}

/** As far towards weights of which some are below 0 as the simplex goes; the first to vanish leave. */
function shortened({ chosen, weights }: Corral, free: readonly number[]): Corral {
	const reach = (k: number) =>
		free[k]! > 0 ? Infinity : weights[k]! / (weights[k]! - free[k]! || Infinity);
	const reaches = chosen.map((_, k) => reach(k));
	const far = Math.min(1, ...reaches);
	const moved = weights.map((weight, k) => weight + far * (free[k]! - weight));
	const kept = Array.from(chosen.keys()).filter((k) => reaches[k]! > far && moved[k]! > 0);
	const sum = kept.reduce((total, k) => total + moved[k]!, 0);
	return { chosen: kept.map((k) => chosen[k]!), weights: kept.map((k) => moved[k]! / sum) };
}

/** Weights, below 0 too, whose mean of the chosen points is nearest to 0; none if not unique. */
function affineWeights(gram: readonly Float64Array[], chosen: readonly number[]) {
	const scale = Math.max(...chosen.map((i) => gram[i]![i]!), Number.MIN_VALUE);
	const rows = chosen.map((i) => chosen.map((j) => gram[i]![j]! + scale));
	const solved = choleskySolution(rows, scale);
	const sum = solved?.reduce((total, value) => total + value, 0) ?? 0;
	return solved?.map((value) => value / sum);
}

/** The solution of a positive definite system of ones, as small ones are solved many times. */
function choleskySolution(rows: number[][], scale: number): number[] | undefined {
	const size = rows.length;
	const solved = Array<number>(size).fill(1);
	for (let j = 0; j < size; j++) {
		for (let i = j; i < size; i++) {
			let rest = rows[i]![j]!;
			for (let k = 0; k < j; k++) rest -= rows[i]![k]! * rows[j]![k]!;
			if (i === j && !(rest > tolerance * scale)) return undefined;
			rows[i]![j] = i === j ? Math.sqrt(rest) : rest / rows[j]![j]!;
		}
		for (let k = 0; k < j; k++) solved[j]! -= rows[j]![k]! * solved[k]!;
		solved[j]! /= rows[j]![j]!;
	}
	for (let j = size - 1; j >= 0; j--) {
		for (let k = j + 1; k < size; k++) solved[j]! -= rows[k]![j]! * solved[k]!;
		solved[j]! /= rows[j]![j]!;
	}
	return solved;
}

function squareOf(gram: readonly Float64Array[], { chosen, weights }: Corral): number {
	let sum = 0;
	chosen.forEach((i, k) =>
		chosen.forEach((j, m) => (sum += weights[k]! * weights[m]! * gram[i]![j]!))
	);
	return sum;
}

function product(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
	return sum;
}
