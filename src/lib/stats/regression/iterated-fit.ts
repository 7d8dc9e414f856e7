import { DataError } from '#lib/errors.ts';
import { Matrix, solve } from 'ml-matrix';
import { type Basis, columnSums, dependentColumn, predictor, products } from './basis.ts';
import type { Family } from './families.ts';

export interface FitProblem {
	readonly basis: Basis;
	readonly family: Family;
	readonly outcome: Float64Array;
	readonly weights: Float64Array;
	/** Relative change of the deviance that ends the iterations; R `glm.control(epsilon)`. */
	readonly tolerance: number;
}

export interface Fit {
	/** Coefficients of the basis. */
	readonly inner: Float64Array;
	readonly predictor: Float64Array;
	readonly deviance: number;
	/** Working weights of the last step: of the fit before it. */
	readonly diagonal: Float64Array;
	readonly iterations: number;
}

/** Where iterations start from. */
type FitStart = Pick<Fit, 'inner' | 'predictor'>;

const mostIterations = 100;
/** Steps that a fit has, once its deviance is at rest, for coming to rest itself. */
const stepsToRest = 25;

/**
 * Maximum likelihood by iteratively reweighted least squares, ending as R's `glm.fit` does. Undefined
 * if the deviance came to rest and the coefficients do not: they go to infinity, for the columns tell
 * the outcome of some elements without error (separation). R reports where they were.
 * @throws DataError if the deviance does not come to rest.
 */
export function iteratedFit(problem: FitProblem, start?: FitStart): Fit | undefined {
	const first = start ? stepFrom(problem, started(problem, start)) : firstFit(problem);
	const fit = first && fitFrom(problem, first);
	if (typeof fit === 'object') return restingFit(problem, fit);
	// An outlying column value can throw the first step, which nothing holds back, too far to return.
	const again = fitFrom(problem, started(problem, levelStart(problem)));
	if (again === 'no rest')
		throw new DataError(`regression did not converge, iterations: ${mostIterations}`);
	return again && restingFit(problem, again);
}

/** Steps until the deviance rests; undefined if they lead to where columns cannot be told apart. */
function fitFrom(problem: FitProblem, from: Fit): Step | 'no rest' | undefined {
	let at = from;
	while (at.iterations < mostIterations) {
		const next = stepFrom(problem, at);
		if (next === undefined) return undefined;
		const change = Math.abs(next.deviance - at.deviance);
		if (change < problem.tolerance * (Math.abs(next.deviance) + 0.1)) return next;
		at = next;
	}
	return 'no rest';
}

/** Deviance of predictors; infinite where a mean is none. */
export function devianceAt({ family, outcome, weights }: FitProblem, at: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < at.length; i++) {
		if (weights[i] === 0) continue;
		sum += weights[i]! * family.deviance(outcome[i]!, at[i]!);
	}
	return Number.isNaN(sum) ? Infinity : sum;
}

/** Working weights and scores of predictors. */
function working({ family, outcome, weights }: FitProblem, at: Float64Array) {
	const diagonal = new Float64Array(at.length);
	const scores = new Float64Array(at.length);
	for (let i = 0; i < at.length; i++) {
		const mean = family.mean(at[i]!);
		diagonal[i] = weights[i]! * family.variance(mean);
		scores[i] = weights[i]! * (outcome[i]! - mean);
	}
	return { diagonal, scores };
}

interface Step extends Fit {
	readonly largestStep: number;
	readonly largest: number;
}

const started = (problem: FitProblem, start: FitStart): Fit => ({
	...start,
	deviance: devianceAt(problem, start.predictor),
	diagonal: problem.weights,
	iterations: 0
});

/** The fit with the same mean for all; without intercept, with a predictor of 0. */
export function levelStart({ basis, family, outcome, weights }: FitProblem): FitStart {
	let [sum, size] = [0, 0];
	outcome.forEach((y, i) => {
		sum += weights[i]! * y;
		size += weights[i]!;
	});
	const level = basis.intercept ? family.link(sum / size) : 0;
	const inner = new Float64Array(basis.columns.length);
	if (basis.intercept) inner[0] = level;
	return { inner, predictor: new Float64Array(outcome.length).fill(level) };
}

/** Least squares on the links of the outcomes, moved off the edge of their range. */
function firstFit(problem: FitProblem): Fit | undefined {
	const { basis, family, outcome, weights } = problem;
	const links = outcome.map((y, i) => family.link(family.start(y, weights[i]!)));
	const { diagonal, scores } = working(problem, links);
	const aim = scores.map((score, i) => score + diagonal[i]! * links[i]!);
	const inner = solved(products(basis, diagonal), columnSums(basis, aim));
	if (inner === undefined) return undefined;
	const at = predictor(basis, inner, outcome.length);
	return { inner, predictor: at, deviance: devianceAt(problem, at), diagonal, iterations: 1 };
}

/** One step of Newton's method, halved as long as it makes the fit worse. */
function stepFrom(problem: FitProblem, from: Fit): Step | undefined {
	const { basis, outcome } = problem;
	const { diagonal, scores } = working(problem, from.predictor);
	const step = solved(products(basis, diagonal), columnSums(basis, scores));
	if (step === undefined) return undefined;
	const along = predictor(basis, step, outcome.length);
	for (let share = 1; ; share /= 2) {
		const at = from.predictor.map((value, i) => value + share * along[i]!);
		const deviance = devianceAt(problem, at);
		const worse = deviance > from.deviance + 1e-8 * (Math.abs(from.deviance) + 0.1);
		if (worse && share > 1e-6) continue;
		return {
			inner: from.inner.map((value, j) => value + share * step[j]!),
			predictor: at,
			deviance,
			diagonal,
			iterations: from.iterations + 1,
			largestStep: share * largestOf(along),
			largest: largestOf(at)
		};
	}
}

/** The fit if steps get small; of a separated outcome every one moves some predictor by about 1. */
function restingFit(problem: FitProblem, fit: Step): Fit | undefined {
	let at: Step | undefined = fit;
	for (let steps = 0; at !== undefined && steps < stepsToRest; steps++) {
		if (at.largestStep <= 1e-3 + 1e-9 * at.largest) return fit;
		at = stepFrom(problem, at);
	}
	return undefined;
}

/** M⁻¹v; undefined if M is singular to working precision. */
function solved(square: Matrix, right: Float64Array): Float64Array | undefined {
	if (dependentColumn(square) !== undefined) return undefined;
	return Float64Array.from(solve(square, Matrix.columnVector(right)).to1DArray());
}

function largestOf(values: Float64Array): number {
	let largest = 0;
	for (const value of values) largest = Math.max(largest, Math.abs(value));
	return largest;
}
