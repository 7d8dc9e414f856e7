import { DataError, DomainError } from '#lib/errors.ts';
import { Matrix } from 'ml-matrix';
import { weightedLeastSquares } from '../regression/weighted-least-squares.ts';

export interface NeweyWestOptions {
	/** Correlation is allowed for up to so many periods apart. */
	readonly lag: number;
	/** n / (n - k), for short series. */
	readonly adjust: boolean;
	/** First row of each series: nothing is correlated across. */
	readonly starts: readonly number[];
}

/**
 * Covariance of coefficients whose scores are correlated over time, Bartlett weights, without
 * prewhitening. Agrees with R `sandwich::NeweyWest(prewhite = FALSE)`.
 */
export function neweyWestCovariance(
	scores: readonly Float64Array[],
	bread: Matrix,
	{ lag, adjust, starts }: NeweyWestOptions
): Matrix {
	const size = scores[0]?.length ?? 0;
	if (!(Number.isInteger(lag) && lag >= 0 && lag < size))
		throw new DomainError(`lag not a whole number from 0 to ${size - 1}: ${lag}`);
	const width = scores.length;
	const meat = Matrix.zeros(width, width);
	for (let apart = 0; apart <= lag; apart++) {
		const weight = 1 - apart / (lag + 1);
		for (let j = 0; j < width; j++)
			for (let k = 0; k < width; k++) {
				const sum = weight * laggedSum(scores[j]!, scores[k]!, apart, starts);
				meat.set(j, k, meat.get(j, k) + sum);
				if (apart > 0) meat.set(k, j, meat.get(k, j) + sum);
			}
	}
	const factor = adjust ? size / (size - width) : 1;
	return bread.mmul(meat).mmul(bread).mul(factor);
}

function laggedSum(
	x: Float64Array,
	y: Float64Array,
	apart: number,
	starts: readonly number[]
): number {
	let sum = 0;
	starts.forEach((from, s) => {
		const end = starts[s + 1] ?? x.length;
		for (let row = from + apart; row < end; row++) sum += x[row]! * y[row - apart]!;
	});
	return sum;
}

/** Scores of least squares, X times the residuals. */
export const scoresOf = (columns: readonly Float64Array[], residuals: Float64Array) =>
	columns.map((x) => x.map((value, row) => value * residuals[row]!));

/**
 * Lag as Newey and West (1994) choose it, before it is cut to a whole number; Bartlett weights, after
 * one step of prewhitening, the intercept not counted. R `sandwich::bwNeweyWest`.
 */
export function neweyWestBandwidth(scores: readonly Float64Array[]): number {
	const size = scores[0]?.length ?? 0;
	const before = scores.map((x) => x.subarray(0, size - 1));
	const names = scores.map((_, j) => `score ${j + 1}`);
	const white = new Float64Array(size - 1);
	for (const x of scores.slice(1)) {
		const { residuals } = weightedLeastSquares({ names, columns: before }, x.slice(1));
		residuals.forEach((e, row) => (white[row]! += e));
	}
	const lag = Math.floor(3 * (size / 100) ** (2 / 9));
	const sigma = Array.from({ length: lag + 1 }, (_, j) => laggedSum(white, white, j, [0]));
	const level = 2 * sigma.slice(1).reduce((sum, value) => sum + value, 0) + sigma[0]!;
	const slope = 2 * sigma.reduce((sum, value, j) => sum + j * value, 0);
	return 1.1447 * ((slope / level) ** 2) ** (1 / 3) * size ** (1 / 3);
}

/** @throws DataError naming the first gap: lags would not be times. */
export function expectNoGaps(time: Float64Array, starts: readonly number[]) {
	for (let row = 1; row < time.length; row++)
		if (!starts.includes(row) && time[row] !== time[row - 1]! + 1)
			throw new DataError(`no value in the period after: ${time[row - 1]}`);
}
