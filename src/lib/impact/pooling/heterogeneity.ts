import { DataError } from '#lib/errors.ts';
import { chiSquareTail } from '#lib/stats/distributions/tails.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { Matrix } from 'ml-matrix';
import {
	type WeightedLeastSquares,
	type Regressors,
	weightedLeastSquares
} from '../regression/weighted-least-squares.ts';

/** How the variance between studies is estimated; fixed takes it for 0. */
export const poolingMethods = ['reml', 'dersimonian-laird', 'paule-mandel', 'fixed'] as const;
export type PoolingMethod = (typeof poolingMethods)[number];

/** Effects of studies with the variances of their errors, and what they are regressed on. */
export interface Studies {
	readonly estimates: Float64Array;
	readonly variances: Float64Array;
	readonly regressors: Regressors;
}

/** A fit with given variance between studies, with the traces that its estimators need. */
export interface StudyFit {
	readonly weights: Float64Array;
	readonly fit: WeightedLeastSquares;
	/** tr P, P the weights with the regressors taken off. */
	readonly trace: number;
	/** tr PP. */
	readonly traceOfSquare: number;
}

/** The fit with a variance between studies. */
export function studyFit({ estimates, variances, regressors }: Studies, between: number): StudyFit {
	const weights = variances.map((variance) => 1 / (variance + between));
	const fit = weightedLeastSquares(regressors, estimates, weights);
	const products = (power: number) =>
		new Matrix(
			regressors.columns.map((x) =>
				regressors.columns.map((y) =>
					x.reduce((sum, value, row) => sum + value * y[row]! * weights[row]! ** power, 0)
				)
			)
		);
	const square = fit.bread.mmul(products(2));
	const sum = (power: number) => weights.reduce((total, weight) => total + weight ** power, 0);
	return {
		weights,
		fit,
		trace: sum(1) - square.trace(),
		traceOfSquare: sum(2) - 2 * fit.bread.mmul(products(3)).trace() + square.mmul(square).trace()
	};
}

export interface Heterogeneity {
	/** Variance between studies. */
	readonly variance: number;
	readonly standardError: number | undefined;
}

/** Variance between studies. Agrees with R `metafor::rma.uni(method = "REML", "DL", "PM")`. */
export function heterogeneity(studies: Studies, method: PoolingMethod): Heterogeneity {
	const k = studies.estimates.length;
	const df = k - studies.regressors.columns.length;
	switch (method) {
		case 'fixed':
			return { variance: 0, standardError: undefined };
		case 'dersimonian-laird': {
			const { fit, trace: sum, traceOfSquare } = studyFit(studies, 0);
			const variance = Math.max(0, (fit.squares - df) / sum);
			const spread = 2 * df + 4 * variance * sum + 2 * variance ** 2 * traceOfSquare;
			return { variance, standardError: Math.sqrt(spread) / sum };
		}
		case 'paule-mandel': {
			const variance = varianceWhere(studies, (q) => q <= df) ?? 0;
			const sum = studyFit(studies, variance).weights.reduce((total, w) => total + w, 0);
			return { variance, standardError: Math.sqrt((2 * k ** 2) / df) / sum };
		}
		case 'reml': {
			const variance = restrictedVariance(studies);
			const { traceOfSquare } = studyFit(studies, variance);
			return { variance, standardError: Math.sqrt(2 / traceOfSquare) };
		}
	}
}

const mostIterations = 500;

/** Fisher scoring, held at 0 or above. */
function restrictedVariance(studies: Studies): number {
	let variance = heterogeneity(studies, 'dersimonian-laird').variance;
	for (let i = 0; i < mostIterations; i++) {
		const { fit, weights, trace: sum, traceOfSquare } = studyFit(studies, variance);
		const slope =
			weights.reduce((total, w, row) => total + (w * fit.residuals[row]!) ** 2, 0) - sum;
		const next = Math.max(0, variance + slope / traceOfSquare);
		if (Math.abs(next - variance) <= 1e-13 + 1e-12 * variance) return next;
		variance = next;
	}
	throw new DataError(`variance between studies did not come to rest: ${variance}`);
}

/** The smallest variance at which Cochran's Q is as small as asked; undefined if it is so at 0. */
function varianceWhere(studies: Studies, isReached: (q: number) => boolean): number | undefined {
	const reached = (variance: number) => isReached(studyFit(studies, variance).fit.squares);
	if (reached(0)) return undefined;
	let high = Math.max(...studies.variances);
	while (!reached(high)) high *= 2;
	let low = 0;
	for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
		const middle = (low + high) / 2;
		if (reached(middle)) high = middle;
		else low = middle;
	}
	return high;
}

/**
 * Variances between studies at which Cochran's Q is no surprise (Viechtbauer 2007). Agrees with R
 * `metafor::confint.rma.uni(type = "QP")`; undefined where Q is too small for any.
 */
export function heterogeneityInterval(studies: Studies, level: number): Interval | undefined {
	const df = studies.estimates.length - studies.regressors.columns.length;
	const tail = (q: number) => chiSquareTail(q, df);
	const upper = varianceWhere(studies, (q) => tail(q) >= (1 + level) / 2);
	if (upper === undefined) return undefined;
	const lower = varianceWhere(studies, (q) => tail(q) >= (1 - level) / 2) ?? 0;
	return { lower, upper };
}
