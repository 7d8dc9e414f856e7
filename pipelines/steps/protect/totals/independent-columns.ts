/** A column counts when this share of its squared length is left once those before are taken off. */
const newShare = 1e-9;

/** The factorisation of the products of the columns that do not follow from those before them. */
export interface Triangle {
	/** The numbers of those columns, ascending. */
	readonly columns: readonly number[];
	/** Lower triangle L of X'X = LL', row by row. */
	readonly rows: readonly Float64Array[];
}

/** Cholesky's factorisation of the products of columns, leaving out those that follow from others. */
export function choleskyOf(columns: readonly Float64Array[]): Triangle {
	const kept: number[] = [];
	const rows: Float64Array[] = [];
	columns.forEach((column, j) => {
		const row = new Float64Array(kept.length + 1);
		const square = product(column, column);
		let left = square;
		kept.forEach((earlier, k) => {
			row[k] = (product(column, columns[earlier]!) - partial(row, rows[k]!, k)) / rows[k]![k]!;
			left -= row[k] ** 2;
		});
		if (!(left > newShare * square)) return;
		row[kept.length] = Math.sqrt(left);
		kept.push(j);
		rows.push(row);
	});
	return { columns: kept, rows };
}

/** The solution y of Ly = x. */
export function solvedBy({ rows }: Triangle, x: Float64Array): Float64Array {
	const y = new Float64Array(rows.length);
	rows.forEach((row, k) => (y[k] = (x[k]! - partial(y, row, k)) / row[k]!));
	return y;
}

/** The sum of the first terms of a product. */
function partial(a: Float64Array, b: Float64Array, terms: number): number {
	let sum = 0;
	for (let k = 0; k < terms; k++) sum += a[k]! * b[k]!;
	return sum;
}

const product = (a: Float64Array, b: Float64Array) => partial(a, b, a.length);
