import { DomainError } from '#lib/errors.ts';
import { Matrix } from 'ml-matrix';
import type { DesignMatrix } from './design-matrix.ts';

/**
 * The columns of a model with a centre and a scale each, so that products of a year or an income
 * keep their digits: inside, a column is (x - centre) / scale.
 */
export interface Basis {
	/** Whether the first column is 1 throughout. */
	readonly intercept: boolean;
	readonly names: readonly string[];
	readonly columns: readonly Float64Array[];
	readonly centres: Float64Array;
	readonly scales: Float64Array;
}

/** Share of its own variation that a column must have beyond the columns before it. */
const leastOwnShare = 1e-11;

/**
 * The basis of a model for weighted elements.
 * @throws DomainError naming the first column that follows from those before it, where R drops it.
 */
export function basisOf({ names, columns, intercept }: DesignMatrix, weights: Float64Array): Basis {
	const ones = new Float64Array(weights.length).fill(1);
	const size = crossSum(weights, ones, 0);
	const centres = Float64Array.from(columns, (x, j) =>
		intercept && j > 0 ? crossSum(weights, x, 0) / size : 0
	);
	const weighted = new Float64Array(weights.length);
	const scales = Float64Array.from(columns, (x, j) => {
		weighInto(weighted, weights, x, centres[j]!);
		return Math.sqrt(crossSum(weighted, x, centres[j]!) / size);
	});
	const flat = scales.findIndex((scale, j) => !(scale > 1e-10 * Math.abs(centres[j]!)));
	if (flat >= 0) throw dependent(names[flat]!);
	const basis = { intercept, names, columns, centres, scales };
	const bad = dependentColumn(products(basis, weights));
	if (bad !== undefined) throw dependent(names[bad]!);
	return basis;
}

const dependent = (name: string) =>
	new DomainError(`column of the model follows from those before it: ${name}`);

/** The first column whose Cholesky pivot is no share of its own square. */
export function dependentColumn(square: Matrix): number | undefined {
	const lower = Matrix.zeros(square.rows, square.rows);
	for (let j = 0; j < square.rows; j++)
		for (let k = 0; k <= j; k++) {
			let rest = square.get(j, k);
			for (let m = 0; m < k; m++) rest -= lower.get(j, m) * lower.get(k, m);
			if (k < j) lower.set(j, k, rest / lower.get(k, k));
			else if (!(rest > leastOwnShare * square.get(j, j))) return j;
			else lower.set(j, j, Math.sqrt(rest));
		}
	return undefined;
}

/** Z'WZ for the columns Z of the basis. */
export function products({ columns, centres, scales }: Basis, diagonal: Float64Array): Matrix {
	const square = Matrix.zeros(columns.length, columns.length);
	const weighted = new Float64Array(diagonal.length);
	columns.forEach((left, j) => {
		weighInto(weighted, diagonal, left, centres[j]!);
		for (let k = 0; k <= j; k++) {
			const sum = crossSum(weighted, columns[k]!, centres[k]!) / scales[j]! / scales[k]!;
			square.set(j, k, sum).set(k, j, sum);
		}
	});
	return square;
}

/** Z'v for the columns Z of the basis. */
export const columnSums = ({ columns, centres, scales }: Basis, values: Float64Array) =>
	Float64Array.from(columns, (x, j) => crossSum(values, x, centres[j]!) / scales[j]!);

/** Zγ, one value an element. */
export function predictor(basis: Basis, inner: ArrayLike<number>, size: number): Float64Array {
	const outer = coefficientsOf(basis, inner);
	const sums = new Float64Array(size);
	// Around the centres, where x times its coefficient would lose the digits of x - centre.
	basis.columns.forEach((x, j) => {
		addMultiple(sums, outer.slopes[j]!, x, basis.centres[j]!);
	});
	return sums;
}

/** Coefficients of the columns as they came, from those of the basis. */
export function coefficientsOf({ centres, scales }: Basis, inner: ArrayLike<number>) {
	const slopes = Float64Array.from(inner, (value, j) => value / scales[j]!);
	const coefficients = Float64Array.from(slopes);
	slopes.forEach((b, j) => {
		if (centres[j] !== 0) coefficients[0]! -= b * centres[j]!;
	});
	return { slopes, coefficients };
}

/** T with coefficients = T γ. */
export function backTransform(basis: Basis): Matrix {
	const p = basis.scales.length;
	const transform = Matrix.zeros(p, p);
	for (let j = 0; j < p; j++) {
		const unit = Float64Array.from({ length: p }, (_, k) => (k === j ? 1 : 0));
		coefficientsOf(basis, unit).coefficients.forEach((value, k) => transform.set(k, j, value));
	}
	return transform;
}

// Loops over elements are functions of their own: inside callbacks V8 optimizes them late.
function weighInto(into: Float64Array, weights: Float64Array, x: Float64Array, centre: number) {
	for (let i = 0; i < into.length; i++) into[i] = weights[i]! * (x[i]! - centre);
}

function addMultiple(to: Float64Array, factor: number, x: Float64Array, centre: number) {
	for (let i = 0; i < to.length; i++) to[i]! += factor * (x[i]! - centre);
}

function crossSum(values: Float64Array, x: Float64Array, centre: number): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]! * (x[i]! - centre);
	return sum;
}
