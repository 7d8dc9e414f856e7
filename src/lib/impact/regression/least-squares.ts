import { DataError, DomainError } from '#lib/errors.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { withinTransformed } from '../panel/within.ts';
import type { PanelColumn } from '../panel/panel-rows.ts';
import { addMultiple, dot, length, orthogonalColumns } from './orthogonal-columns.ts';

/** An outcome regressed on columns, with an indicator of every level of every fixed effect. */
export interface Regression {
	readonly outcome: Float64Array;
	readonly regressors: readonly PanelColumn[];
	/** None: a constant is added, `(Intercept)`. */
	readonly effects: readonly Factor[];
	/** Above 0; the errors of a row are taken to vary as 1 over its weight. */
	readonly weights?: Float64Array | undefined;
}

/** A regression by least squares. Rows are multiplied by the root of their weight. */
export interface Fit {
	readonly regression: Regression;
	readonly size: number;
	readonly names: readonly string[];
	readonly estimates: Float64Array;
	/** Orthonormal columns that span the regressors after the fixed effects are partialled out. */
	readonly basis: readonly Float64Array[];
	/** Coefficients are these rows times the basis times the outcome. */
	readonly inverse: readonly Float64Array[];
	/** Times the root of the weight; all 0 where rounding is all there is. */
	readonly residuals: Float64Array;
	readonly residualSquares: number;
	/** Square of the outcome after the fixed effects are partialled out. */
	readonly withinSquares: number;
}

/**
 * Least squares after the fixed effects are partialled out (Frisch, Waugh and Lovell), by
 * orthogonalisation. Agrees with R `lm` and `fixest::feols`. `nuisance` regressors, which come first and
 * hold the constant, may follow from others and are then left out; they are not among the coefficients.
 * @throws DataError naming a regressor that the others and the fixed effects explain; R drops it.
 */
export function leastSquares(
	regression: Regression,
	{ nuisance = [] }: { readonly nuisance?: readonly PanelColumn[] } = {}
): Fit {
	const { outcome, effects, weights } = regression;
	const size = outcome.length;
	const constant = { name: '(Intercept)', values: new Float64Array(size).fill(1) };
	const isSpanned = effects.length > 0 || nuisance.length > 0;
	const named = [...(isSpanned ? [] : [constant]), ...regression.regressors];
	const columns = [...nuisance, ...named];
	expectColumns(columns, size, weights);
	const all = columns.map(({ values }) => values);
	const [inner, ...transformed] = withinTransformed([outcome, ...all], effects, weights).map(
		(column) => weighted(column, weights)
	) as [Float64Array, ...Float64Array[]];
	const lengths = all.map((column) => variation(weighted(column, weights), effects));
	const { basis, inverse, dependent } = orthogonalColumns(transformed, lengths);
	const bad = dependent.find((j) => j >= nuisance.length);
	if (bad !== undefined)
		throw new DataError(
			`explained by the other columns and the fixed effects, leave it out: ${columns[bad]!.name}`
		);
	const own = inverse.slice(inverse.length - named.length);
	const shares = Float64Array.from(basis, (column) => dot(column, inner));
	const residuals = residualsOf(inner, basis, shares);
	if (length(residuals) <= 1e-12 * length(weighted(outcome, weights))) residuals.fill(0);
	return {
		regression,
		size,
		names: named.map(({ name }) => name),
		estimates: Float64Array.from(own, (row) => dot(row, shares)),
		basis,
		inverse: own,
		residuals,
		residualSquares: dot(residuals, residuals),
		withinSquares: dot(inner, inner)
	};
}

/** Coefficients of a contrast of the estimates on the basis: c'β = z'Q'y. */
export function onBasis({ inverse, basis, names }: Fit, contrast: ArrayLike<number>): Float64Array {
	if (contrast.length !== names.length)
		throw new DomainError(`contrast of ${names.length} coefficients: ${contrast.length}`);
	const sums = new Float64Array(basis.length);
	inverse.forEach((row, j) => addMultiple(sums, contrast[j]!, row));
	return sums;
}

/** The contrast that is one coefficient. @throws DomainError if the model has none of the name. */
export function coefficientContrast({ names }: Pick<Fit, 'names'>, name: string): Float64Array {
	const number = names.indexOf(name);
	if (number < 0) throw new DomainError(`no such coefficient: ${name}`);
	return Float64Array.from(names, (_, j) => (j === number ? 1 : 0));
}

function residualsOf(
	outcome: Float64Array,
	basis: readonly Float64Array[],
	shares: Float64Array
): Float64Array {
	const residuals = Float64Array.from(outcome);
	basis.forEach((column, j) => addMultiple(residuals, -shares[j]!, column));
	// Once more, for the digits that the first pass lost where the fit is close.
	basis.forEach((column) => addMultiple(residuals, -dot(column, residuals), column));
	return residuals;
}

function weighted(column: Float64Array, weights: Float64Array | undefined): Float64Array {
	return weights ? column.map((value, i) => value * Math.sqrt(weights[i]!)) : column;
}

/** Length of a column before partialling out; about its mean if the effects explain a constant. */
function variation(column: Float64Array, effects: readonly Factor[]): number {
	if (effects.length === 0) return length(column);
	let sum = 0;
	for (const value of column) sum += value;
	const centre = sum / column.length;
	return length(column.map((value) => value - centre)) || length(column);
}

function expectColumns(
	columns: readonly PanelColumn[],
	size: number,
	weights: Float64Array | undefined
) {
	const names = columns.map(({ name }) => name);
	const twice = names.find((name, j) => names.indexOf(name) !== j);
	if (twice !== undefined) throw new DomainError(`regressor twice in a model: ${twice}`);
	for (const { name, values } of columns)
		if (values.length !== size)
			throw new DomainError(`regressor ${name} not of ${size} rows: ${values.length}`);
	const bad = weights?.find((w) => !(w > 0 && w < Infinity));
	if (bad !== undefined) throw new DomainError(`weight of a regression not above 0: ${bad}`);
}
