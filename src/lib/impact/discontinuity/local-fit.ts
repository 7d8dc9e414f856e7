import { DataError } from '#lib/errors.ts';
import { dot, length, orthogonalColumns } from '../regression/orthogonal-columns.ts';
import { type Kernel, kernels } from './kernels.ts';
import type { Side } from './running-rows.ts';

export interface LocalShape {
	readonly order: number;
	readonly bandwidth: number;
	readonly kernel: Kernel;
}

/**
 * A polynomial in u, the distance as a share of the bandwidth, fitted by least squares with kernel
 * weights to the rows of one side. Its coefficients are sums of outcomes with weights.
 */
export interface LocalFit {
	/** Rows that count: the first of the side. */
	readonly rows: number;
	readonly shape: LocalShape;
	/** Weight of every outcome in the coefficient of u to a power. */
	readonly coefficientWeights: (power: number) => Float64Array;
	/** A column times the root of the kernel's weight, without what the polynomial explains. */
	readonly remainder: (column: Float64Array) => Float64Array;
	/** A column less its polynomial, in the first rows of the side, also beyond those that count. */
	readonly residuals: (column: Float64Array, rows: number) => Float64Array;
}

/** Rows of a side within a bandwidth that have a weight. */
export function rowsWithin({ distance }: Side, bandwidth: number, kernel: Kernel): number {
	const { closed } = kernels[kernel];
	const beyond = distance.findIndex((x) => {
		const u = Math.abs(x / bandwidth);
		return closed ? u > 1 : u >= 1;
	});
	return beyond < 0 ? distance.length : beyond;
}

/** @throws DataError where the rows within the bandwidth have too few values for the polynomial. */
export function localFit(side: Side, shape: LocalShape): LocalFit {
	const { order, bandwidth, kernel } = shape;
	const rows = rowsWithin(side, bandwidth, kernel);
	const u = side.distance.slice(0, rows).map((x) => x / bandwidth);
	const roots = u.map((share) => Math.sqrt(kernels[kernel].weight(share) / bandwidth));
	const columns = Array.from({ length: order + 1 }, (_, power) =>
		roots.map((root, i) => root * u[i]! ** power)
	);
	const { basis, inverse, dependent } = orthogonalColumns(columns, columns.map(length));
	if (dependent.length > 0)
		throw new DataError(
			`values ${side.name} the cut-off within ${bandwidth} too few for a polynomial of order ${order}, rows: ${rows}`
		);
	const scaled = (column: Float64Array) => roots.map((root, i) => root * column[i]!);
	const coefficientWeights = (power: number) => {
		const row = inverse[power]!;
		return roots.map((root, i) => root * basis.reduce((sum, q, k) => sum + row[k]! * q[i]!, 0));
	};
	const remainder = (column: Float64Array) => {
		const own = scaled(column);
		for (const q of basis) {
			const share = dot(q, own);
			for (let i = 0; i < rows; i++) own[i]! -= share * q[i]!;
		}
		return own;
	};
	const residuals = (column: Float64Array, count: number) => {
		const own = scaled(column);
		const shares = basis.map((q) => dot(q, own));
		const coefficients = inverse.map((row) => dot(row, shares));
		return column.slice(0, count).map((y, i) => {
			const at = side.distance[i]! / bandwidth;
			return y - coefficients.reduce((sum, beta, power) => sum + beta * at ** power, 0);
		});
	};
	return { rows, shape, coefficientWeights, remainder, residuals };
}

/** A side's outcome less its covariates times their coefficients. */
export function adjustedOutcome(side: Side, coefficients: ArrayLike<number>): Float64Array {
	const own = Float64Array.from(side.outcome);
	side.covariates.forEach(({ values }, j) => {
		for (let i = 0; i < own.length; i++) own[i]! -= coefficients[j]! * values[i]!;
	});
	return own;
}
