import { DomainError } from '#lib/errors.ts';
import { picked } from '../design/design.ts';
import { basisOf } from './basis.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { type FamilyName, families } from './families.ts';
import type { FitProblem } from './iterated-fit.ts';

/** What is regressed on what. */
export interface Model {
	readonly outcome: Float64Array;
	readonly matrix: DesignMatrix;
	readonly family: FamilyName;
}

/** A model over the elements that have a weight; others may hold anything, also no value. */
export interface WeightedModel extends FitProblem {
	/** The numbers of these elements; undefined: all. */
	readonly elements: Int32Array | undefined;
	readonly model: Model;
}

/**
 * A model with weights scaled to a mean of 1 over all elements, as R `svyglm` does before it fits.
 * @throws DomainError naming the first weight below 0, outcome out of range or value that is none.
 */
export function weightedModel(
	model: Model,
	weights: Float64Array,
	tolerance: number
): WeightedModel {
	const { outcome, matrix, family } = model;
	if (outcome.length !== weights.length || matrix.size !== weights.length)
		throw new DomainError(
			`outcome and columns not of ${weights.length} elements: ${outcome.length}`
		);
	if (matrix.columns.length === 0) throw new DomainError('model without columns: 0');
	expectNoNegative(weights);
	const elements = weighted(weights);
	const of = (values: Float64Array) => (elements ? picked(values, elements) : values);
	const columns = matrix.columns.map(of);
	const found = of(outcome);
	const [words, allows] = families[family].range;
	expectAll(found, allows, `outcome not ${words}`);
	columns.forEach((x, j) => expectAll(x, Number.isFinite, `no value in ${matrix.names[j]}`));
	const scale = weights.length / weights.reduce((sum, w) => sum + w, 0);
	const own = of(weights).map((w) => w * scale);
	const basis = basisOf({ ...matrix, columns }, own);
	return {
		model,
		elements,
		basis,
		family: families[family],
		outcome: found,
		weights: own,
		tolerance
	};
}

/** The same model under the weights of a replicate, scaled to a sum of 1 as in R. */
export function underReplicate(problem: WeightedModel, weights: Float64Array): WeightedModel {
	expectNoNegative(weights);
	const own = problem.elements ? picked(weights, problem.elements) : weights;
	const size = own.reduce((sum, w) => sum + w, 0);
	return { ...problem, weights: own.map((w) => w / size) };
}

function weighted(weights: Float64Array): Int32Array | undefined {
	const count = weights.reduce((n, w) => n + (w === 0 ? 0 : 1), 0);
	if (count === 0) throw new DomainError(`elements with a weight: ${count}`);
	if (count === weights.length) return undefined;
	const elements = new Int32Array(count);
	let next = 0;
	weights.forEach((w, i) => {
		if (w !== 0) elements[next++] = i;
	});
	return elements;
}

function expectNoNegative(weights: Float64Array) {
	const bad = weights.find((w) => !(w >= 0 && w < Infinity));
	if (bad !== undefined) throw new DomainError(`weight of a regression not 0 or more: ${bad}`);
}

function expectAll(values: Float64Array, is: (value: number) => boolean, complaint: string) {
	const bad = values.findIndex((value) => !is(value));
	if (bad >= 0) throw new DomainError(`${complaint}: ${values[bad]}`);
}
