import { DataError, DomainError } from '#lib/errors.ts';
import { fTail } from '#lib/stats/distributions/tails.ts';
import { weightedLeastSquares } from '../regression/weighted-least-squares.ts';
import { effectiveSize, expectArms } from './propensity.ts';

/** A covariate by row. */
export interface Covariate {
	readonly name: string;
	readonly values: Float64Array;
}

/** A covariate in both arms, under some weights. */
export interface ArmsCompared {
	readonly untreatedMean: number;
	readonly treatedMean: number;
	readonly untreatedDeviation: number;
	readonly treatedDeviation: number;
	/** Over the deviation of the treated without weights; undefined where they are all alike. */
	readonly standardisedDifference: number | undefined;
	/** Treated over untreated; undefined for a yes or no, whose mean says it all. */
	readonly varianceRatio: number | undefined;
	/** Largest difference of the cumulative shares (Kolmogorov-Smirnov). */
	readonly largestGap: number;
}

/** balanced below 0.1, worth a look below 0.25, else out of balance. */
export type BalanceFlag = 'balanced' | 'doubtful' | 'unbalanced';

export interface BalanceRow {
	readonly name: string;
	readonly kind: 'binary' | 'continuous';
	readonly before: ArmsCompared;
	/** Undefined without weights. */
	readonly after: ArmsCompared | undefined;
	/** Of the difference after, or of that before where there are no weights. */
	readonly flag: BalanceFlag | undefined;
}

export interface BalanceTable {
	/** In the order of the covariates; a Love plot sorts by the difference before. */
	readonly rows: readonly BalanceRow[];
	readonly size: { readonly untreated: number; readonly treated: number };
	/** Kish; undefined without weights. */
	readonly effective: { readonly untreated: number; readonly treated: number } | undefined;
}

/**
 * How alike the arms are. Agrees with R `cobalt::bal.tab(s.d.denom = "treated", binary = "std")`:
 * standardised by the treated, without weights, before and after; p (1 - p) for a yes or no.
 */
export function balanceTable(
	treated: Uint8Array,
	covariates: readonly Covariate[],
	weights?: Float64Array
): BalanceTable {
	expectArms(treated);
	for (const { name, values } of covariates)
		if (values.length !== treated.length)
			throw new DomainError(`covariate ${name} for another number of rows: ${values.length}`);
	if (weights && weights.length !== treated.length)
		throw new DomainError(`weights for another number of rows: ${weights.length}`);
	const equal = new Float64Array(treated.length).fill(1);
	const inArm = (column: Float64Array, arm: number) =>
		column.filter((_, row) => treated[row] === arm);
	const sizes = (column: Float64Array) => ({
		untreated: effectiveSize(inArm(column, 0)),
		treated: effectiveSize(inArm(column, 1))
	});
	const effective = weights && sizes(weights);
	if (effective && !(effective.untreated > 0 && effective.treated > 0))
		throw new DataError('weights leave nobody in one arm: 0');
	return {
		rows: covariates.map((covariate) => balanceRow(treated, covariate, { equal, weights })),
		size: sizes(equal),
		effective
	};
}

function balanceRow(
	treated: Uint8Array,
	{ name, values }: Covariate,
	{ equal, weights }: { equal: Float64Array; weights: Float64Array | undefined }
): BalanceRow {
	const bad = values.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0) throw new DataError(`no number in ${name}, row ${bad + 1}: ${values[bad]}`);
	const isBinary = values.every((value) => value === 0 || value === 1);
	const unit = moments(values, treated, equal, isBinary)[1].deviation;
	const compared = (under: Float64Array) =>
		armsCompared(values, treated, under, { isBinary, unit });
	const [before, after] = [compared(equal), weights && compared(weights)];
	return {
		name,
		kind: isBinary ? 'binary' : 'continuous',
		before,
		after,
		flag: flagOf((after ?? before).standardisedDifference)
	};
}

function flagOf(difference: number | undefined): BalanceFlag | undefined {
	if (difference === undefined) return undefined;
	const size = Math.abs(difference);
	return size < 0.1 ? 'balanced' : size < 0.25 ? 'doubtful' : 'unbalanced';
}

function armsCompared(
	values: Float64Array,
	treated: Uint8Array,
	weights: Float64Array,
	{ isBinary, unit }: { isBinary: boolean; unit: number }
): ArmsCompared {
	const [untreated, own] = moments(values, treated, weights, isBinary);
	const ratio = (own.deviation / untreated.deviation) ** 2;
	return {
		untreatedMean: untreated.mean,
		treatedMean: own.mean,
		untreatedDeviation: untreated.deviation,
		treatedDeviation: own.deviation,
		standardisedDifference: unit > 0 ? (own.mean - untreated.mean) / unit : undefined,
		varianceRatio: !isBinary && untreated.deviation > 0 ? ratio : undefined,
		largestGap: isBinary
			? Math.abs(own.mean - untreated.mean)
			: largestGap(values, treated, weights)
	};
}

interface Moments {
	readonly mean: number;
	readonly deviation: number;
}

/** By arm, the untreated first. */
function moments(
	values: Float64Array,
	treated: Uint8Array,
	weights: Float64Array,
	isBinary: boolean
): [Moments, Moments] {
	const ofArm = (arm: number): Moments => {
		let [size, squaredSize, sum, squares] = [0, 0, 0, 0];
		for (let row = 0; row < values.length; row++) {
			if (treated[row] !== arm) continue;
			size += weights[row]!;
			squaredSize += weights[row]! ** 2;
			sum += weights[row]! * values[row]!;
		}
		const mean = sum / size;
		if (isBinary) return { mean, deviation: Math.sqrt(Math.max(0, mean * (1 - mean))) };
		for (let row = 0; row < values.length; row++)
			if (treated[row] === arm) squares += weights[row]! * (values[row]! - mean) ** 2;
		return { mean, deviation: Math.sqrt((squares * size) / (size ** 2 - squaredSize)) };
	};
	return [ofArm(0), ofArm(1)];
}

function largestGap(values: Float64Array, treated: Uint8Array, weights: Float64Array): number {
	const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
	const totals = [0, 0];
	weights.forEach((weight, row) => (totals[treated[row]!]! += weight));
	let [gap, most] = [0, 0];
	order.forEach((row, at) => {
		const share = weights[row]! / totals[treated[row]!]!;
		gap += treated[row] === 1 ? share : -share;
		const next = order[at + 1];
		if (next === undefined || values[next] !== values[row]) most = Math.max(most, Math.abs(gap));
	});
	return most;
}

export interface JointTest {
	readonly statistic: number;
	readonly df: readonly [number, number];
	readonly p: number;
}

/** Whether covariates together tell who had the programme: F of its regression on them. R `lm`. */
export function jointBalanceTest(treated: Uint8Array, covariates: readonly Covariate[]): JointTest {
	expectArms(treated);
	const outcome = Float64Array.from(treated);
	const { squares } = weightedLeastSquares(
		{
			names: ['(Intercept)', ...covariates.map(({ name }) => name)],
			columns: [outcome.map(() => 1), ...covariates.map(({ values }) => values)]
		},
		outcome
	);
	const share = outcome.reduce((sum, value) => sum + value, 0) / outcome.length;
	const total = outcome.length * share * (1 - share);
	const df = [covariates.length, outcome.length - covariates.length - 1] as const;
	const statistic = (total - squares) / df[0] / (squares / df[1]);
	return { statistic, df, p: fTail(statistic, ...df) };
}
