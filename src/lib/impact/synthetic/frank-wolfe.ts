/** Least squares with a ridge over the simplex, |Ax - b|² + ridge |x|², known by its products. */
export interface SimplexProblem {
	/** The column of A behind every weight; columns may repeat. */
	readonly columns: Int32Array;
	/** Products of a column of A with every column. */
	readonly products: (column: number) => Float64Array;
	/** Products of the column behind every weight with b. */
	readonly target: Float64Array;
	readonly ridge: number;
}

export interface Descent {
	readonly weights: Float64Array;
	readonly iterations: number;
	/** Whether it came to rest before its limit. */
	readonly converged: boolean;
}

interface DescentOptions {
	/** Ends after a step that lowers the objective by no more. */
	readonly leastDecrease: number;
	readonly iterations: number;
}

/**
 * Frank and Wolfe's (1956) steps with exact line search from given weights: each moves towards the
 * corner of steepest descent. R synthdid `sc.weight.fw`, step for step, but with products of columns
 * in place of the columns, so that a step costs as many operations as there are weights.
 */
export function frankWolfe(
	problem: SimplexProblem,
	from: Float64Array,
	{ leastDecrease, iterations }: DescentOptions
): Descent {
	const columns = cornerDerivatives(problem);
	const state = startAt(problem, from, columns);
	for (let count = 1; count <= iterations; count++) {
		const decrease = takeStep(state, problem, columns);
		if (count >= 2 && !(decrease > leastDecrease))
			return { weights: weightsOf(state), iterations: count, converged: true };
	}
	return { weights: weightsOf(state), iterations, converged: false };
}

/** Where a search is. With Q the products of columns, the ridge among them, and c those with b: */
interface SearchState {
	/** Qx - c, half the derivative. */
	readonly derivative: Float64Array;
	/** x over `scale`: a step changes one of them and the scale. */
	readonly scaled: Float64Array;
	scale: number;
	/** The weight with the smallest derivative. */
	corner: number;
	/** x'Qx and c'x. */
	curve: number;
	along: number;
}

/** Derivatives at every corner that a search comes by: its column of Q less c. */
function cornerDerivatives({ columns, products, target, ridge }: SimplexProblem) {
	const known = new Map<number, Float64Array>();
	return (corner: number) => {
		const found = known.get(corner);
		if (found) return found;
		const column = products(columns[corner]!);
		const made = new Float64Array(columns.length);
		for (let j = 0; j < made.length; j++) made[j] = column[columns[j]!]! - target[j]!;
		made[corner]! += ridge;
		known.set(corner, made);
		return made;
	};
}

type Corners = ReturnType<typeof cornerDerivatives>;

function startAt({ target }: SimplexProblem, from: Float64Array, corners: Corners): SearchState {
	const derivative = new Float64Array(from.length);
	from.forEach((weight, i) => {
		if (weight === 0) return;
		const column = corners(i);
		for (let j = 0; j < derivative.length; j++) derivative[j]! += weight * column[j]!;
	});
	let [corner, curve, along] = [0, 0, 0];
	for (let j = 0; j < from.length; j++) {
		if (derivative[j]! < derivative[corner]!) corner = j;
		curve += from[j]! * (derivative[j]! + target[j]!);
		along += from[j]! * target[j]!;
	}
	return { derivative, scaled: from.slice(), scale: 1, corner, curve, along };
}

/** Goes towards the corner as far as it lowers the objective, and says by how much. */
function takeStep(state: SearchState, { target }: SimplexProblem, corners: Corners): number {
	const { corner, derivative } = state;
	const column = corners(corner);
	const slope = derivative[corner]! - (state.curve - state.along);
	const here = derivative[corner]! + target[corner]!;
	const there = column[corner]! + target[corner]!;
	const curve = Math.max(0, there - 2 * here + state.curve);
	const step = slope < 0 ? Math.min(1, -slope / curve) : 0;
	if (step === 0) return 0;
	state.corner = moved(derivative, column, step);
	state.curve = (1 - step) ** 2 * state.curve + 2 * step * (1 - step) * here + step ** 2 * there;
	state.along += step * (target[corner]! - state.along);
	state.scale *= 1 - step;
	// Far enough from 0 to be divided by.
	if (state.scale < 1e-100) {
		state.scaled.forEach((value, j) => (state.scaled[j] = value * state.scale));
		state.scale = 1;
	}
	state.scaled[corner]! += step / state.scale;
	return -step * (2 * slope + step * curve);
}

/** Moves derivatives a part of the way to others; returns the place of the smallest. */
function moved(derivative: Float64Array, to: Float64Array, step: number): number {
	let corner = 0;
	let least = Infinity;
	for (let j = 0; j < derivative.length; j++) {
		const value = derivative[j]! + step * (to[j]! - derivative[j]!);
		derivative[j] = value;
		if (value < least) {
			least = value;
			corner = j;
		}
	}
	return corner;
}

const weightsOf = ({ scaled, scale }: SearchState) => scaled.map((value) => value * scale);
