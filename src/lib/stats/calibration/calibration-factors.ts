import { DataError } from '#lib/errors.ts';
import type { CalibrationDistance } from './calibration-distance.ts';
import {
	columnSums,
	inverseProducts,
	linearPredictor,
	matrixTimes,
	weightedProducts
} from './weighted-products.ts';

export interface CalibrationTask {
	/** Columns of the model matrix: finite numbers, one an element. */
	readonly columns: readonly Float64Array[];
	readonly totals: Float64Array;
	readonly distance: CalibrationDistance;
	/** First take weights that are far too small to the size of the population. */
	readonly rescale: boolean;
	readonly tolerance: number;
	readonly rounds: number;
}

/** R `survey:::grake`: totals more than this many times those of the sample have it rescaled. */
const farTooSmall = 20;

const mostHalvings = 30;

/**
 * Factors of the weights whose sample totals are the known ones, nearest to 1 by the distance: the
 * equations of Deville and Särndal (1992, section 2) by Newton's method, a step being halved while
 * it goes past the solution. Agrees with R `survey:::grake`.
 * @throws DataError when rounds run out or no step helps: how far, for which term.
 */
export function calibrationFactors(weights: Float64Array, task: CalibrationTask): Float64Array {
	const { columns, totals, distance, tolerance, rounds } = task;
	const before = columnSums(columns, weights);
	const size = task.rescale ? populationScale(totals, before) : 1;
	const base = size === 1 ? weights : weights.map((w) => w * size);
	const scales = columns.map((column, j) => termScale(column, base, totals[j]!));
	let at = trial(new Float64Array(columns.length), base, task);
	let round = 0;
	for (let stuck = false; round < rounds && !stuck; round++) {
		const slopes = base.map((w, i) => w * distance.slope(at.predictor[i]!));
		const inverse = inverseProducts(weightedProducts(columns, slopes));
		const next = stepped(at, matrixTimes(inverse, at.misfit), (to) => trial(to, base, task));
		stuck = next === at;
		at = next;
		if (at.misfit.every((misfit, j) => Math.abs(misfit) <= tolerance * scales[j]!))
			return at.predictor.map((u) => size * distance.factor(u));
	}
	throw notMet(at.misfit, scales, round);
}

interface Trial {
	readonly coefficients: Float64Array;
	readonly predictor: Float64Array;
	/** What the totals lack under these coefficients. */
	readonly misfit: Float64Array;
}

function trial(
	coefficients: Float64Array,
	weights: Float64Array,
	{ columns, totals, distance }: CalibrationTask
): Trial {
	const predictor = linearPredictor(columns, coefficients, weights.length);
	const calibrated = weights.map((w, i) => (w === 0 ? 0 : w * distance.factor(predictor[i]!)));
	const reached = columnSums(columns, calibrated);
	return { coefficients, predictor, misfit: totals.map((total, j) => total - reached[j]!) };
}

/** Along a step the misfit in its direction falls to 0 and grows again; it may not end larger. */
function stepped(
	from: Trial,
	step: Float64Array,
	tried: (coefficients: Float64Array) => Trial
): Trial {
	const along = ({ misfit }: Trial) =>
		Math.abs(misfit.reduce((sum, m, j) => sum + m * step[j]!, 0));
	let share = 1;
	for (let halving = 0; halving < mostHalvings; halving++) {
		const to = tried(from.coefficients.map((b, j) => b + share * step[j]!));
		if (along(to) <= along(from)) return to;
		share /= 2;
	}
	return from;
}

function populationScale(totals: Float64Array, sample: Float64Array): number {
	const ratios = totals
		.map((total, j) => total / sample[j]!)
		.filter((_, j) => totals[j] !== 0 || sample[j] !== 0);
	return ratios.length > 0 && ratios.every((ratio) => ratio > farTooSmall)
		? ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
		: 1;
}

/** What a misfit is measured against: the total, or for one near 0 what it is the balance of. */
function termScale(column: Float64Array, weights: Float64Array, total: number): number {
	let sum = 0;
	for (let i = 0; i < column.length; i++) sum += Math.abs(column[i]! * weights[i]!);
	return Math.max(Math.abs(total), sum);
}

function notMet(misfit: Float64Array, scales: readonly number[], rounds: number): DataError {
	const shares = Array.from(misfit, (value, j) => (value === 0 ? 0 : Math.abs(value) / scales[j]!));
	const worst = shares.reduce((most, share, j) => (share > shares[most]! ? j : most), 0);
	return new DataError(
		`calibration does not meet its totals in ${rounds} rounds; furthest away, term ${worst}, by: ${misfit[worst]}`
	);
}
