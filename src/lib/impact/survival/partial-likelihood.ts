import { dependentColumn } from '#lib/stats/regression/basis.ts';
import { Matrix, inverse } from 'ml-matrix';
import {
	type RiskOrder,
	type Ties,
	covarianceAtRisk,
	eachEventTime,
	meanAtRisk,
	tieSteps
} from './risk-sets.ts';

/** Log partial likelihood with its slope and minus its second derivative, on the columns inside. */
export interface PartialLikelihood {
	readonly value: number;
	readonly score: Float64Array;
	readonly information: Matrix;
}

/** Predictors by position. */
export function predictors({ size, width, values }: RiskOrder, inner: Float64Array): Float64Array {
	const sums = new Float64Array(size);
	for (let at = 0; at < size; at++) {
		let sum = 0;
		for (let j = 0; j < width; j++) sum += values[at * width + j]! * inner[j]!;
		sums[at] = sum;
	}
	return sums;
}

/** Relative risks times weights, by position. */
export const weightedRisks = ({ weights }: RiskOrder, at: Float64Array) =>
	at.map((value, i) => weights[i]! * Math.exp(value));

/** The likelihood at some coefficients. R `coxph.fit`, `agreg.fit`. */
export function partialLikelihood(
	order: RiskOrder,
	inner: Float64Array,
	ties: Ties
): PartialLikelihood {
	const { width, event, weights, values } = order;
	const linear = predictors(order, inner);
	const score = new Float64Array(width);
	const information = Matrix.zeros(width, width);
	const means = new Float64Array(width);
	let value = 0;
	eachEventTime(order, weightedRisks(order, linear), (set) => {
		for (let at = set.from; at < set.to; at++) {
			if (event[at] === 0) continue;
			value += weights[at]! * linear[at]!;
			for (let j = 0; j < width; j++) score[j]! += weights[at]! * values[at * width + j]!;
		}
		for (const step of tieSteps(set, ties)) {
			value -= step.weight * Math.log(step.risk);
			for (let j = 0; j < width; j++) {
				means[j] = meanAtRisk(set, step, j);
				score[j]! -= step.weight * means[j]!;
				for (let k = 0; k <= j; k++) {
					const sum =
						information.get(j, k) + step.weight * covarianceAtRisk(set, step, means, [j, k]);
					information.set(j, k, sum).set(k, j, sum);
				}
			}
		}
	});
	return { value, score, information };
}

export interface PartialFit extends PartialLikelihood {
	/** Likelihood with all coefficients 0. */
	readonly start: PartialLikelihood;
	readonly inner: Float64Array;
	/** Inverse of the information. */
	readonly covariance: Matrix;
	readonly iterations: number;
	/** Columns whose coefficient still moved when the likelihood did no longer. */
	readonly moving: readonly number[];
}

const mostIterations = 40;
const tolerance = 1e-9;

/** Newton's method with halving of steps; undefined if columns cannot be told apart. */
export function partialFit(order: RiskOrder, ties: Ties): PartialFit | undefined {
	const start = partialLikelihood(order, new Float64Array(order.width), ties);
	if (dependentColumn(start.information) !== undefined) return undefined;
	let inner = new Float64Array(order.width);
	let now = start;
	for (let iterations = 1; ; iterations++) {
		const step = newtonStep(now);
		const next = step && betterStep(order, { inner, step, now, ties });
		const change = next ? Math.abs(1 - now.value / next.fit.value) : 0;
		const largest = step ? Math.max(...step.map(Math.abs)) : 0;
		if (next) [inner, now] = [next.inner, next.fit];
		const isOver = !next || largest < 1e-7 || iterations >= mostIterations;
		if (!isOver && !(change < tolerance && largest > 0.1)) continue;
		const moving = step ? [...step.keys()].filter((j) => Math.abs(step[j]!) > 0.1) : [];
		return { ...now, start, inner, covariance: inverse(now.information), iterations, moving };
	}
}

function newtonStep({ information, score }: PartialLikelihood): Float64Array | undefined {
	if (dependentColumn(information) !== undefined) return undefined;
	return Float64Array.from(inverse(information).mmul(Matrix.columnVector(score)).to1DArray());
}

interface StepFrom {
	readonly inner: Float64Array;
	readonly step: Float64Array;
	readonly now: PartialLikelihood;
	readonly ties: Ties;
}

function betterStep(order: RiskOrder, { inner, step, now, ties }: StepFrom) {
	for (let share = 1; share > 1e-6; share /= 2) {
		const at = inner.map((value, j) => value + share * step[j]!);
		const fit = partialLikelihood(order, at, ties);
		if (fit.value >= now.value - 1e-10 * Math.abs(now.value)) return { inner: at, fit };
	}
	return undefined;
}
