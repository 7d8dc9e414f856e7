import type { ReplicateDesign } from '../design/design.ts';

/** A column counts when this share of its length is left once those before it are taken off. */
const newShare = 1e-5;

/** Rows taken at once, so that a block of columns stays in the processor's cache. */
const blockRows = 1024;

/**
 * Rank of the replicate weights minus 1, the rank by R's rule for `qr(tol = 1e-5)`. Agrees with R
 * `survey::degf`. It is found from the products of the columns, one number for each pair.
 */
export function replicateDegreesOfFreedom({ replicates }: Pick<ReplicateDesign, 'replicates'>) {
	return rankOf(columnProducts(replicates)) - 1;
}

/** Lower triangle of X'X, row by row. */
function columnProducts(columns: readonly Float64Array[]): Float64Array[] {
	const products = columns.map((_, j) => new Float64Array(j + 1));
	const size = columns[0]?.length ?? 0;
	for (let from = 0; from < size; from += blockRows) {
		const blocks = columns.map((column) => column.subarray(from, from + blockRows));
		blocks.forEach((left, j) => {
			for (let k = 0; k <= j; k++) products[j]![k]! += dot(left, blocks[k]!);
		});
	}
	return products;
}

/** Four sums side by side, which the processor adds at the same time. */
function dot(a: Float64Array, b: Float64Array): number {
	let s0 = 0;
	let s1 = 0;
	let s2 = 0;
	let s3 = 0;
	let i = 0;
	for (const last = a.length - 3; i < last; i += 4) {
		s0 += a[i]! * b[i]!;
		s1 += a[i + 1]! * b[i + 1]!;
		s2 += a[i + 2]! * b[i + 2]!;
		s3 += a[i + 3]! * b[i + 3]!;
	}
	for (; i < a.length; i++) s0 += a[i]! * b[i]!;
	return s0 + s1 + s2 + s3;
}

/** Cholesky's factorisation, row by row, leaving out the columns that follow from those before. */
function rankOf(products: readonly Float64Array[]): number {
	const kept: { column: number; row: Float64Array }[] = [];
	products.forEach((own, column) => {
		const row = new Float64Array(kept.length + 1);
		let left = own[column]!;
		kept.forEach((earlier, j) => {
			let sum = own[earlier.column]!;
			for (let k = 0; k < j; k++) sum -= row[k]! * earlier.row[k]!;
			row[j] = sum / earlier.row[j]!;
			left -= row[j] ** 2;
		});
		if (!(left > 0 && left >= newShare ** 2 * own[column]!)) return;
		row[kept.length] = Math.sqrt(left);
		kept.push({ column, row });
	});
	return kept.length;
}
