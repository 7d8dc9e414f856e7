/** Share of its length that a column must have beyond the columns before it. */
const leastOwnShare = 1e-9;

/** Columns as orthonormal ones times an upper triangle, X = QR. */
export interface OrthogonalColumns {
	readonly basis: readonly Float64Array[];
	/** R⁻¹ by rows, upper triangle. */
	readonly inverse: readonly Float64Array[];
	/** Numbers of the columns that follow from those before them, and have no part. */
	readonly dependent: readonly number[];
}

/**
 * Gram and Schmidt's orthogonalisation, repeated where digits are lost (Daniel, Gragg, Kaufman and
 * Stewart 1976). `lengths` are those of the columns before anything was partialled out of them.
 */
export function orthogonalColumns(
	columns: readonly Float64Array[],
	lengths: ArrayLike<number>
): OrthogonalColumns {
	const basis: Float64Array[] = [];
	const triangle: number[][] = [];
	const dependent: number[] = [];
	columns.forEach((column, j) => {
		const own = Float64Array.from(column);
		const shares = new Array<number>(basis.length).fill(0);
		let before = length(own);
		for (;;) {
			basis.forEach((one, k) => {
				const share = dot(one, own);
				shares[k]! += share;
				addMultiple(own, -share, one);
			});
			const after = length(own);
			if (after > 0.7 * before || after <= leastOwnShare * lengths[j]!) break;
			before = after;
		}
		const size = length(own);
		if (!(size > leastOwnShare * lengths[j]!)) {
			dependent.push(j);
			return;
		}
		for (let i = 0; i < own.length; i++) own[i]! /= size;
		basis.push(own);
		triangle.push([...shares, size]);
	});
	return { basis, inverse: inverseTriangle(triangle), dependent };
}

/** R⁻¹ of R given by columns, each down to its diagonal. */
function inverseTriangle(triangle: readonly (readonly number[])[]): Float64Array[] {
	const size = triangle.length;
	const rows = triangle.map(() => new Float64Array(size));
	for (let j = 0; j < size; j++) {
		rows[j]![j] = 1 / triangle[j]![j]!;
		for (let k = j - 1; k >= 0; k--) {
			let sum = 0;
			for (let m = k + 1; m <= j; m++) sum += triangle[m]![k]! * rows[m]![j]!;
			rows[k]![j] = -sum / triangle[k]![k]!;
		}
	}
	return rows;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

export const length = (values: ArrayLike<number>) => Math.sqrt(dot(values, values));

export function addMultiple(to: Float64Array, factor: number, values: ArrayLike<number>) {
	for (let i = 0; i < to.length; i++) to[i]! += factor * values[i]!;
}
