import { Matrix, inverse } from 'ml-matrix';
import {
	columnSums,
	linearPredictor,
	matrixTimes,
	weightedProducts
} from '#lib/stats/calibration/weighted-products.ts';
import { dependentColumn } from '#lib/stats/regression/basis.ts';

/** Columns of a model, the intercept first, one value an observation. */
export type Columns = readonly Float64Array[];

/** A fitted model of a comparison. */
export interface Nuisance {
	/** Fitted values of all observations: means, or propensity scores below 1. */
	readonly fitted: Float64Array;
	/** What the estimation of its coefficients adds to an influence function along a direction. */
	readonly influence: (direction: Float64Array) => Float64Array;
}

/** Scores are kept below 1, as `DRDID` does, so that odds exist. */
const largestScore = 1 - 1e-6;
const mostSteps = 50;

/**
 * Weighted least squares, predicting all observations; those of weight 0 do not count in the fit.
 * Undefined if the columns cannot be told apart. R `lm` with the influence of `DRDID::reg_did_panel`.
 */
export function leastSquares(
	columns: Columns,
	outcome: Float64Array,
	weights: Float64Array
): Nuisance | undefined {
	const spread = inverseOf(weightedProducts(columns, weights));
	if (spread === undefined) return undefined;
	const sums = columnSums(columns, product(weights, outcome));
	const fitted = linearPredictor(columns, matrixTimes(spread, sums), outcome.length);
	const scores = outcome.map((y, i) => weights[i]! * (y - fitted[i]!));
	return { fitted, influence: influenceOf(columns, spread, scores) };
}

/**
 * Logistic regression of being treated, by weighted iteratively reweighted least squares, with its
 * scores below 1. Undefined if the columns cannot be told apart. Separation is not an error here: the
 * scores go to 0 and 1, which the check of overlap sees. R `glm(family = binomial)`.
 */
export function propensity(
	columns: Columns,
	treated: Float64Array,
	weights: Float64Array
): Nuisance | undefined {
	if (inverseOf(weightedProducts(columns, weights)) === undefined) return undefined;
	const score = logisticScores(columns, treated, weights);
	const fitted = score.map((p) => Math.min(p, largestScore));
	const spread = inverseOf(weightedProducts(columns, variances(fitted, weights)));
	// Scores of 0 and 1 have no information left: overlap fails, and no influence will be asked for.
	const scores = treated.map((d, i) => weights[i]! * (d - fitted[i]!));
	return {
		fitted,
		influence: influenceOf(columns, spread ?? Matrix.zeros(columns.length, columns.length), scores)
	};
}

function logisticScores(columns: Columns, treated: Float64Array, weights: Float64Array) {
	const coefficients = new Float64Array(columns.length);
	const share = sum(product(weights, treated)) / sum(weights);
	coefficients[0] = Math.log(share / (1 - share));
	let score = logistic(columns, coefficients, treated.length);
	for (let step = 0; step < mostSteps; step++) {
		const spread = inverseOf(weightedProducts(columns, variances(score, weights)));
		if (spread === undefined) break;
		const gradient = treated.map((d, i) => weights[i]! * (d - score[i]!));
		const change = matrixTimes(spread, columnSums(columns, gradient));
		change.forEach((value, j) => (coefficients[j]! += value));
		score = logistic(columns, coefficients, treated.length);
		if (change.every((value, j) => Math.abs(value) <= 1e-11 * (1 + Math.abs(coefficients[j]!))))
			break;
	}
	return score;
}

/**
 * Inverse probability tilting: scores whose odds, given to controls, reproduce the means of the
 * treated exactly (Graham, Pinto and Egel 2012; `DRDID::drdid_imp_panel`). Undefined if no such scores.
 */
export function tiltedOdds(
	columns: Columns,
	treated: Float64Array,
	weights: Float64Array
): Float64Array | undefined {
	const wanted = columnSums(columns, product(weights, treated));
	const coefficients = new Float64Array(columns.length);
	const controls = weights.map((w, i) => w * (1 - treated[i]!));
	coefficients[0] = Math.log(sum(product(weights, treated)) / sum(controls));
	for (let step = 0; step < mostSteps; step++) {
		const odds = linearPredictor(columns, coefficients, treated.length).map(Math.exp);
		const given = product(controls, odds);
		const spread = inverseOf(weightedProducts(columns, given));
		if (spread === undefined) return undefined;
		const gap = columnSums(columns, given).map((value, j) => wanted[j]! - value);
		const change = matrixTimes(spread, gap);
		change.forEach((value, j) => (coefficients[j]! += value));
		if (change.every((value) => Math.abs(value) <= 1e-11))
			return linearPredictor(columns, coefficients, treated.length).map(Math.exp);
	}
	return undefined;
}

/**
 * The columns with mean 0 and standard deviation 1, so that incomes and years keep their digits; with
 * an intercept no fit changes. One that is constant becomes 0, and no model can be fitted.
 */
export function steadyColumns([intercept, ...columns]: Columns): Columns {
	const steady = columns.map((column) => {
		const mean = sum(column) / column.length;
		const sd = Math.sqrt(sum(column.map((x) => (x - mean) ** 2)) / column.length);
		return column.map((x) => (sd > 1e-10 * Math.abs(mean) ? (x - mean) / sd : 0));
	});
	return intercept === undefined ? steady : [intercept, ...steady];
}

export const product = (left: Float64Array, right: Float64Array): Float64Array =>
	left.map((value, i) => value * right[i]!);

export function sum(values: Float64Array): number {
	let total = 0;
	for (const value of values) total += value;
	return total;
}

const variances = (score: Float64Array, weights: Float64Array) =>
	score.map((p, i) => p * (1 - p) * weights[i]!);

const logistic = (columns: Columns, coefficients: Float64Array, size: number) =>
	linearPredictor(columns, coefficients, size).map((value) => 1 / (1 + Math.exp(-value)));

function influenceOf(columns: Columns, spread: Matrix, scores: Float64Array) {
	return (direction: Float64Array): Float64Array => {
		const along = matrixTimes(spread, direction);
		const slopes = linearPredictor(columns, along, scores.length);
		return slopes.map((value, i) => scores.length * value * scores[i]!);
	};
}

/** The inverse of X'WX; undefined if it is singular to working precision. */
function inverseOf(square: Matrix): Matrix | undefined {
	return dependentColumn(square) === undefined ? inverse(square) : undefined;
}
