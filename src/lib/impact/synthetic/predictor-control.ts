import { DomainError } from '#lib/errors.ts';
import { Matrix, pseudoInverse } from 'ml-matrix';
import type { Panel } from '../panel/panel.ts';
import { type Block, type SyntheticWarning, blockOf } from './block.ts';
import { weightedGap } from './estimator.ts';
import { nearestPoint } from './nearest-point.ts';
import { type Predictor, type ScaledPredictors, scaledPredictors } from './predictors.ts';
import type { Progress } from './progress.ts';
import { type Sample, wholeSample } from './sample.ts';
import { lowPlace } from './simplex-search.ts';
import { type GapResult, type UnitWeight, gapResult } from './synthetic-effect.ts';

export interface PredictorControlOptions {
	readonly predictors: readonly Predictor[];
	/** How much each predictor counts, 0 or more, in their order; searched for where not given. */
	readonly importance?: readonly number[];
	/** Periods before the start whose gaps the search makes small; defaults to all. */
	readonly fitPeriods?: readonly number[];
	/** Called after each of the evaluations of the search, whose number is an upper bound. */
	readonly progress?: Progress;
}

export interface PredictorBalance {
	readonly name: string;
	/** Shares, summing to 1. */
	readonly importance: number;
	readonly treated: number;
	readonly synthetic: number;
	/** Plain mean of all controls. */
	readonly controls: number;
}

export interface PredictorControl extends GapResult {
	readonly method: 'predictors';
	readonly estimate: number;
	readonly unitWeights: readonly UnitWeight[];
	readonly predictors: readonly PredictorBalance[];
	/** Mean squared gap in `fitPeriods`, and the lowest that any weights of the controls have. */
	readonly mspe: number;
	readonly lowestMspe: number;
	readonly settings: {
		readonly importance: 'given' | 'searched';
		readonly fitPeriods: readonly number[];
		readonly evaluations: number;
	};
	readonly warnings: readonly (SyntheticWarning | PredictorWarning)[];
}

/** The treated can be mixed from the controls exactly: other weights do so too, with other gaps. */
interface PredictorWarning {
	readonly code: 'weights-not-unique';
}

/**
 * Synthetic control from predictors (Abadie and Gardeazabal 2003; Abadie, Diamond and Hainmueller
 * 2010): given how much each predictor counts, the weights are the exact solution; that importance is
 * sought where the gaps before treatment are small. R `Synth::synth`, whose solution hangs on the
 * optimiser: compare `mspe`, or give `importance` (reference 2.5).
 * @throws DataError as `syntheticEffect`, and for a predictor that a unit lacks or that never differs.
 */
export function predictorControl(panel: Panel, options: PredictorControlOptions): PredictorControl {
	const block = blockOf(panel, { covariates: 'left' });
	const sample = wholeSample(block);
	const scaled = scaledPredictors(panel, block, options.predictors);
	const places = fitPlaces(block, options.fitPeriods);
	const outcomes = outcomePoints(block, sample, places);
	const problem: NestedProblem = { scaled, outcomes, progress: options.progress };
	const { shares, evaluations } = options.importance
		? { shares: givenShares(options.importance, scaled.names), evaluations: 1 }
		: searchedShares(problem);
	const omega = weightsUnder(scaled, shares);
	const { gap, estimate } = weightedGap(block, sample, { omega, lambda: new Float64Array(0) });
	const isExact = meanSquare(weightedPoints(scaled, shares), omega) < 1e-12;
	return {
		...{ method: 'predictors', estimate, ...gapResult(block, sample, gap) },
		unitWeights: block.controls.map((unit, i) => ({ unit, weight: omega[i]! })),
		predictors: balanceOf(scaled, shares, omega),
		mspe: meanSquare(outcomes, omega),
		lowestMspe: meanSquare(outcomes, nearestPoint(outcomes)),
		settings: {
			importance: options.importance ? 'given' : 'searched',
			fitPeriods: places.map((t) => block.periods[t]!),
			evaluations
		},
		warnings: [...block.warnings, ...(isExact ? [{ code: 'weights-not-unique' } as const] : [])]
	};
}

interface NestedProblem {
	readonly scaled: ScaledPredictors;
	/** Outcomes of the fit periods less those of the treated: a point a control. */
	readonly outcomes: readonly Float64Array[];
	readonly progress: Progress | undefined;
}

function fitPlaces({ periods, before }: Block, fitPeriods?: readonly number[]): number[] {
	if (!fitPeriods) return Array.from({ length: before }, (_, t) => t);
	if (fitPeriods.length === 0) throw new DomainError(`no fit period given: ${fitPeriods.length}`);
	return fitPeriods.map((period) => {
		const t = periods.indexOf(period);
		if (t < 0 || t >= before)
			throw new DomainError(`fit period not before the start ${periods[before]}: ${period}`);
		return t;
	});
}

function outcomePoints(
	{ controls, controlOutcomes, periods }: Block,
	{ treated }: Sample,
	places: number[]
) {
	return controls.map((_, i) =>
		Float64Array.from(places, (t) => controlOutcomes[i * periods.length + t]! - treated[t]!)
	);
}

function givenShares(importance: readonly number[], names: readonly string[]): number[] {
	const sum = importance.reduce((total, value) => total + value, 0);
	if (importance.length !== names.length)
		throw new DomainError(`importance not of ${names.length} predictors: ${importance.length}`);
	const bad = importance.find((value) => !(value >= 0 && value < Infinity));
	if (bad !== undefined || !(sum > 0))
		throw new DomainError(`importance not 0 or more with some above: ${bad ?? sum}`);
	return importance.map((value) => value / sum);
}

const weightsUnder = (scaled: ScaledPredictors, shares: readonly number[]) =>
	nearestPoint(weightedPoints(scaled, shares));

const weightedPoints = ({ points }: ScaledPredictors, shares: readonly number[]) =>
	points.map((point) => point.map((value, k) => value * Math.sqrt(shares[k]!)));

/** From equal importance, and from that which the predictors have in a regression (R `Synth`). */
function searchedShares({ scaled, outcomes, progress }: NestedProblem) {
	const size = scaled.names.length;
	const perSearch = 200 * size;
	let evaluations = 0;
	const sharesOf = (at: readonly number[]) => {
		const sum = at.reduce((total, value) => total + Math.abs(value), 0);
		return at.map((value) => (sum > 0 ? Math.abs(value) / sum : 1 / size));
	};
	const valueAt = (at: readonly number[]) => {
		const value = meanSquare(outcomes, weightsUnder(scaled, sharesOf(at)));
		progress?.(++evaluations, 4 * (perSearch + size + 2));
		return value;
	};
	const options = { step: 1 / size, evaluations: perSearch };
	const found = [Array<number>(size).fill(1 / size), regressionShares(scaled, outcomes)].map(
		// A second search from where the first came to rest leaves places where it got stuck.
		(from) => lowPlace(valueAt, sharesOf(lowPlace(valueAt, from, options).at), options)
	);
	const best = found.reduce((a, b) => (b.value < a.value ? b : a));
	return { shares: sharesOf(best.at), evaluations };
}

/** Squared coefficients of the predictors for the outcomes of the fit periods, summed. */
function regressionShares({ points }: ScaledPredictors, outcomes: readonly Float64Array[]) {
	const treated = Array<number>(points[0]!.length).fill(0);
	const rows = [treated, ...points.map((point) => [...point])];
	const x = new Matrix(rows.map((row) => [1, ...row]));
	const y = new Matrix([
		Array<number>(outcomes[0]!.length).fill(0),
		...outcomes.map((one) => [...one])
	]);
	const coefficients = pseudoInverse(x).mmul(y);
	const squares = treated.map((_, k) =>
		coefficients.getRow(k + 1).reduce((sum, value) => sum + value * value, 0)
	);
	const sum = squares.reduce((total, value) => total + value, 0);
	return squares.map((value) => (sum > 0 ? value / sum : 1 / squares.length));
}

/** Mean over coordinates of the squared weighted mean of points. */
function meanSquare(points: readonly Float64Array[], weights: Float64Array): number {
	const size = points[0]!.length;
	const mean = new Float64Array(size);
	weights.forEach((weight, i) => {
		if (weight > 0) for (let k = 0; k < size; k++) mean[k]! += weight * points[i]![k]!;
	});
	return mean.reduce((sum, value) => sum + value * value, 0) / size;
}

function balanceOf(
	{ names, treated, controls }: ScaledPredictors,
	shares: readonly number[],
	omega: Float64Array
): PredictorBalance[] {
	return names.map((name, k) => ({
		name,
		importance: shares[k]!,
		treated: treated[k]!,
		synthetic: controls.reduce((sum, values, i) => sum + omega[i]! * values[k]!, 0),
		controls: controls.reduce((sum, values) => sum + values[k]! / controls.length, 0)
	}));
}
