import { DataError } from '#lib/errors.ts';
import { type Matrix, inverse } from 'ml-matrix';
import type { Design, LinearisedDesign, ReplicateDesign } from '../design/design.ts';
import { type LinearCovariance, linearCovariance } from '../design/linear-covariance.ts';
import { replicateCovariance } from '../design/replicate-covariance.ts';
import type { Estimated } from '../design/statistic.ts';
import { type Basis, backTransform, coefficientsOf, predictor, products } from './basis.ts';
import { type Fit, devianceAt, iteratedFit, levelStart } from './iterated-fit.ts';
import { type Model, type WeightedModel, underReplicate, weightedModel } from './model.ts';

export interface GlmOptions {
	/** Degrees of freedom of the design. */
	readonly designDf: number;
	/** Relative change of the deviance that ends the iterations; defaults to 1e-8, as in R. */
	readonly tolerance?: number;
}

/** A fitted model. Its estimates are the coefficients, so that contrasts can be taken of them. */
export interface Glm extends Estimated {
	readonly model: Model;
	/** Of the coefficients. */
	readonly names: readonly string[];
	/** Inverse information under weights of mean 1: what R keeps as `naive.cov`. */
	readonly naive: readonly Float64Array[];
	/** Degrees of freedom of the design plus 1 minus the number of coefficients. */
	readonly residualDf: number;
	readonly deviance: number;
	readonly nullDeviance: number;
	readonly iterations: number;
	readonly tolerance: number;
}

/**
 * Regression with design-based covariance: of the influence on the coefficients (Binder 1983), or of
 * the coefficients under replicate weights. Agrees with R `survey::svyglm`, which drops a column that
 * follows from others. An outcome without residuals has a covariance of 0. Undefined where no
 * estimate exists: the columns tell some outcomes without error, or all are alike at the edge of
 * their range, and coefficients go to infinity.
 * @throws DomainError for a column that follows from others, a value that is none and a negative
 * weight; DataError for a fit that does not converge and a replicate without estimate.
 */
export function glm(model: Model, design: Design, options: GlmOptions): Glm | undefined {
	const { designDf, tolerance = 1e-8 } = options;
	const problem = weightedModel(model, design.weights, tolerance);
	const fit = iteratedFit(problem);
	if (fit === undefined) return undefined;
	const { coefficients } = coefficientsOf(problem.basis, fit.inner);
	const sandwich = sandwichOf(problem, fit);
	const covariance = isExact(problem, fit)
		? withoutVariance(coefficients.length)
		: design.kind === 'linearised'
			? linearCovariance(influenceOn(problem, sandwich, design), design)
			: ofReplicates(problem, fit, design);
	return {
		model,
		names: model.matrix.names,
		estimates: coefficients,
		...covariance,
		naive: sandwich.naive,
		residualDf: designDf + 1 - coefficients.length,
		deviance: fit.deviance,
		nullDeviance: devianceAt(problem, levelStart(problem).predictor),
		iterations: fit.iterations,
		tolerance
	};
}

/** Deviance of a model, also of one without columns. Undefined where no estimate exists. */
export function devianceOf(
	model: Model,
	weights: Float64Array,
	tolerance: number
): number | undefined {
	if (model.matrix.columns.length > 0)
		return iteratedFit(weightedModel(model, weights, tolerance))?.deviance;
	const constant = {
		...model.matrix,
		names: ['1'],
		columns: [new Float64Array(weights.length).fill(1)]
	};
	const problem = weightedModel({ ...model, matrix: constant }, weights, tolerance);
	return devianceAt(problem, new Float64Array(problem.outcome.length));
}

interface Sandwich {
	/** Scores of the elements that have a weight. */
	readonly scores: Float64Array;
	/** What a score adds to every coefficient, by column of the basis. */
	readonly perScore: Matrix;
	readonly naive: readonly Float64Array[];
}

/** As in R, the weights are those of the last step: of the fit just before the reported one. */
function sandwichOf(problem: WeightedModel, fit: Fit): Sandwich {
	const { basis, family, outcome, weights } = problem;
	const scores = outcome.map((y, i) => {
		const mean = family.mean(fit.predictor[i]!);
		const variance = family.variance(mean);
		return variance > 0 ? (fit.diagonal[i]! * (y - mean)) / variance : weights[i]! * (y - mean);
	});
	const back = backTransform(basis);
	const perScore = inverse(products(basis, fit.diagonal)).mmul(back.transpose());
	const naive = back.mmul(perScore);
	return { scores, perScore, naive: naive.to2DArray().map((row) => Float64Array.from(row)) };
}

/** Influence of every element of the design on every coefficient, 0 without weight. */
function influenceOn(
	{ basis, elements }: WeightedModel,
	{ scores, perScore }: Sandwich,
	{ weights }: LinearisedDesign
): Float64Array[] {
	return basis.names.map((_, k) => {
		const column = influenceColumn(basis, perScore.getColumn(k), scores);
		if (!elements) return column;
		const all = new Float64Array(weights.length);
		elements.forEach((i, at) => (all[i] = column[at]!));
		return all;
	});
}

function influenceColumn(basis: Basis, perScore: readonly number[], scores: Float64Array) {
	const column = predictor(basis, perScore, scores.length);
	for (let i = 0; i < column.length; i++) column[i]! *= scores[i]!;
	return column;
}

function ofReplicates(problem: WeightedModel, fit: Fit, design: ReplicateDesign): LinearCovariance {
	const coefficients = ({ inner }: Fit) => coefficientsOf(problem.basis, inner).coefficients;
	const replicates = design.replicates.map((weights, r) =>
		coefficients(fitInReplicate(underReplicate(problem, weights), fit, r + 1))
	);
	return {
		matrix: replicateCovariance(replicates, coefficients(fit), design),
		lonely: [[], []]
	};
}

function fitInReplicate(problem: WeightedModel, start: Fit, replicate: number): Fit {
	try {
		const fit = iteratedFit(problem, start);
		if (fit !== undefined) return fit;
	} catch (cause) {
		if (!(cause instanceof DataError)) throw cause;
		throw new DataError(`in replicate ${replicate}, ${cause.message}`, { cause });
	}
	throw new DataError(`no estimate of the regression in replicate: ${replicate}`);
}

/** Whether the fit leaves no residual but rounding: a constant outcome, or one the columns tell. */
function isExact({ family, outcome, model }: WeightedModel, { predictor }: Fit): boolean {
	if (model.matrix.intercept && outcome.every((y) => y === outcome[0])) return true;
	let [residual, size] = [0, 0];
	outcome.forEach((y, i) => {
		residual = Math.max(residual, Math.abs(y - family.mean(predictor[i]!)));
		size = Math.max(size, Math.abs(y));
	});
	return residual <= 1e-12 * size;
}

const withoutVariance = (size: number): LinearCovariance => ({
	matrix: Array.from({ length: size }, () => new Float64Array(size)),
	lonely: [[], []]
});
