import { DataError, DomainError } from '#lib/errors.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { Matrix, inverse } from 'ml-matrix';
import type { Matching } from './nearest-neighbour.ts';
import { type Propensity, effectiveSize, propensityWeights } from './propensity.ts';

/** Effect of the programme on those who had it, if nothing but the covariates tells the arms apart. */
export interface TreatedEffect {
	readonly estimate: number;
	readonly standardError: number;
	readonly df: number;
	readonly interval: Interval;
	readonly p: number;
	readonly treatedMean: number;
	/** Of the untreated, weighted or matched. */
	readonly comparisonMean: number;
	readonly treated: number;
	/** Effective number of untreated. */
	readonly effectiveUntreated: number;
	/** influence: with the error of the estimated scores. pairs: of the differences within pairs. */
	readonly variance: 'influence' | 'pairs';
}

/**
 * Treated less untreated in the odds of their scores, weights scaled in the arm (Hajek). The error
 * has the terms of the estimated scores, as in R `DRDID::std_ipw_did_panel`.
 */
export function weightedEffect(
	outcome: Float64Array,
	treated: Uint8Array,
	model: Propensity,
	level = 0.95
): TreatedEffect {
	expectOutcome(outcome, treated);
	const weights = propensityWeights(treated, model.scores, 'att');
	const means = [0, 1].map((arm) => armMean(outcome, treated, weights, arm));
	const [comparisonMean, treatedMean] = [means[0]!, means[1]!];
	const standardError = influenceError(outcome, treated, { model, weights, means });
	return {
		...inference(treatedMean - comparisonMean, standardError, { df: Infinity, level }),
		treatedMean,
		comparisonMean,
		treated: treated.reduce((sum, value) => sum + value, 0),
		effectiveUntreated: effectiveSize(weights.filter((_, row) => treated[row] === 0)),
		variance: 'influence'
	};
}

/** Mean difference within pairs; t with one df less than pairs. */
export function pairedEffect(
	outcome: Float64Array,
	treated: Uint8Array,
	{ partners, pairs }: Matching,
	level = 0.95
): TreatedEffect {
	expectOutcome(outcome, treated);
	if (pairs < 2) throw new DataError(`fewer than two pairs: ${pairs}`);
	const rows = Array.from(partners.keys()).filter((row) => partners[row]! >= 0);
	const mean = (values: readonly number[]) => values.reduce((sum, y) => sum + y, 0) / values.length;
	const treatedMean = mean(rows.map((row) => outcome[row]!));
	const comparisonMean = mean(rows.map((row) => outcome[partners[row]!]!));
	const differences = rows.map((row) => outcome[row]! - outcome[partners[row]!]!);
	const estimate = mean(differences);
	const squares = differences.reduce((sum, difference) => sum + (difference - estimate) ** 2, 0);
	const standardError = Math.sqrt(squares / (pairs - 1) / pairs);
	return {
		...inference(estimate, standardError, { df: pairs - 1, level }),
		treatedMean,
		comparisonMean,
		treated: pairs,
		effectiveUntreated: pairs,
		variance: 'pairs'
	};
}

function inference(
	estimate: number,
	standardError: number,
	{ df, level }: { df: number; level: number }
) {
	const interval = tInterval(estimate, standardError, { df, level: checkedLevel(level) });
	return { estimate, standardError, df, interval, p: twoSidedTail(estimate / standardError, df) };
}

function expectOutcome(outcome: Float64Array, treated: Uint8Array) {
	if (outcome.length !== treated.length)
		throw new DomainError(`outcomes for another number of rows: ${outcome.length}`);
	const bad = outcome.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0) throw new DataError(`no outcome in row ${bad + 1}: ${outcome[bad]}`);
}

function armMean(
	outcome: Float64Array,
	treated: Uint8Array,
	weights: Float64Array,
	arm: number
): number {
	let [sum, size] = [0, 0];
	for (let row = 0; row < outcome.length; row++) {
		if (treated[row] !== arm) continue;
		sum += weights[row]! * outcome[row]!;
		size += weights[row]!;
	}
	return sum / size;
}

interface Weighted {
	readonly model: Propensity;
	readonly weights: Float64Array;
	readonly means: readonly number[];
}

/** sqrt(Σ influence²) / n: the population form. */
function influenceError(
	outcome: Float64Array,
	treated: Uint8Array,
	{ model: { columns, scores }, weights, means }: Weighted
): number {
	const n = outcome.length;
	const totals = [0, 0];
	weights.forEach((weight, row) => (totals[treated[row]!]! += weight));
	const moved = new Float64Array(columns.length);
	const information = Matrix.zeros(columns.length, columns.length);
	const apart = (row: number) => outcome[row]! - means[treated[row]!]!;
	columns.forEach((x, j) => {
		for (let row = 0; row < n; row++)
			if (treated[row] === 0) moved[j]! += weights[row]! * apart(row) * x[row]!;
		moved[j]! /= totals[0]!;
		for (let k = 0; k <= j; k++) {
			let sum = 0;
			for (let row = 0; row < n; row++)
				sum += scores[row]! * (1 - scores[row]!) * x[row]! * columns[k]![row]!;
			information.set(j, k, sum).set(k, j, sum);
		}
	});
	const slopes = inverse(information).mmul(Matrix.columnVector(moved)).to1DArray();
	let squares = 0;
	for (let row = 0; row < n; row++) {
		const arm = treated[row]!;
		const own = (weights[row]! * apart(row)) / totals[arm]!;
		const fitted = columns.reduce((sum, x, j) => sum + x[row]! * slopes[j]!, 0);
		squares += ((arm === 1 ? own : -own) - fitted * (arm - scores[row]!)) ** 2;
	}
	return Math.sqrt(squares);
}
