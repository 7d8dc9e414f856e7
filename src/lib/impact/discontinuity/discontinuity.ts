import { DataError, DomainError } from '#lib/errors.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { addMultiple, dot } from '../regression/orthogonal-columns.ts';
import {
	type Bandwidth,
	type BandwidthRule,
	chosenBandwidths,
	hasMassPoints
} from './bandwidth.ts';
import { covariateCoefficients } from './covariate-adjustment.ts';
import type { Kernel } from './kernels.ts';
import { type LocalFit, adjustedOutcome, localFit, rowsWithin } from './local-fit.ts';
import { type LocalVariance, localErrors, sumVariance } from './local-variance.ts';
import { type RunningRows, type Side, type Sides, runningSides, valuesOf } from './running-rows.ts';

export interface DiscontinuityOptions {
	/** Of the local polynomial; defaults to 1, a line. */
	readonly order?: number;
	/** Of the polynomial that tells the bias; defaults to one more. */
	readonly biasOrder?: number;
	/** Defaults to triangular: rows count less the further they are. */
	readonly kernel?: Kernel;
	/** A rule, or bandwidths given; b defaults to h. Defaults to common-error. */
	readonly bandwidth?: BandwidthRule | { readonly h: number; readonly b?: number };
	/** Defaults to nearest-neighbour; rows with clusters have CR1. */
	readonly variance?: 'nearest-neighbour' | 'HC1';
	/** Neighbours of a row; defaults to 3. */
	readonly matches?: number;
	/** Of every interval; defaults to 0.95. */
	readonly level?: number;
}

/** A jump at the cut-off with its error; normal. */
export interface JumpEstimate {
	readonly estimate: number;
	readonly standardError: number;
	readonly z: number;
	/** Two-sided. */
	readonly p: number;
	readonly interval: Interval;
}

/** One side of the cut-off. */
export interface SideResult {
	readonly rows: number;
	readonly values: number;
	/** Rows that the estimate uses, and those its bias uses. */
	readonly rowsInH: number;
	readonly rowsInB: number;
	readonly bandwidth: Bandwidth;
	/** Where the outcome goes at the cut-off, covariates at 0. */
	readonly limit: number;
	/** Clusters within the wider bandwidth; undefined without clusters. */
	readonly clusters: number | undefined;
}

export type DiscontinuityWarning =
	/** Rows share values of the running variable; share is of the rows beyond the first at a value. */
	| { readonly code: 'mass-points'; readonly side: 'below' | 'above'; readonly share: number }
	| {
			readonly code: 'few-rows-in-bandwidth';
			readonly side: 'below' | 'above';
			readonly rows: number;
	  }
	| { readonly code: 'few-clusters'; readonly side: 'below' | 'above'; readonly clusters: number }
	| { readonly code: 'rows-left-out'; readonly rows: number };

export interface Discontinuity {
	readonly cutoff: number;
	/** Above less below. To be told: its interval holds although the bandwidth leaves some bias. */
	readonly robust: JumpEstimate;
	/** The local fit as it is; its interval is too narrow for this bandwidth. */
	readonly conventional: JumpEstimate;
	/** Less the estimated bias, with the error of the conventional one. */
	readonly biasCorrected: JumpEstimate;
	readonly below: SideResult;
	readonly above: SideResult;
	readonly settings: {
		readonly order: number;
		readonly biasOrder: number;
		readonly kernel: Kernel;
		readonly bandwidth: BandwidthRule | 'given';
		readonly variance: LocalVariance;
		readonly level: number;
		readonly covariates: readonly string[];
		readonly clustered: boolean;
	};
	readonly leftOut: Sides['leftOut'];
	readonly warnings: readonly DiscontinuityWarning[];
}

/** Fewer effective rows on a side than this are told. */
const fewRows = 20;
/** Fewer clusters on a side than this are told: CR1 with the normal is too sure. */
const fewClusters = 40;

/**
 * Sharp regression discontinuity: the jump of the outcome where the running variable passes the
 * cut-off, by local polynomials on either side, with the interval that answers for their bias
 * (Calonico, Cattaneo and Titiunik 2014). A row at the cut-off is above. Agrees with R
 * `rdrobust` 3.0.0; with clusters, residuals of the fit are summed (CR1).
 * @throws DataError where a side has nobody or too few values, with the next design to turn to.
 */
export function discontinuity(
	rows: RunningRows,
	options: DiscontinuityOptions = {}
): Discontinuity {
	return sidesDiscontinuity(runningSides(rows), options);
}

/** The same of rows that are by side already. */
function sidesDiscontinuity(sides: Sides, options: DiscontinuityOptions): Discontinuity {
	const settings = checkedSettings(sides, options);
	const { level, order, biasOrder, kernel, variance } = settings;
	const bandwidths = bandwidthsOf(sides, options.bandwidth ?? 'common-error', settings);
	const parts = [sides.below, sides.above].map((side): Part => {
		const bandwidth = bandwidths[side.name];
		const fit = localFit(side, { order, bandwidth: bandwidth.h, kernel });
		const higher = localFit(side, { order: biasOrder, bandwidth: bandwidth.b, kernel });
		return { side, bandwidth, fit, higher };
	});
	const coefficients = covariateCoefficients(parts);
	const limits = parts.map((part) => limitOf(part, coefficients, variance));
	const jump = (of: 'conventional' | 'corrected', error: 'variance' | 'robustVariance') => {
		const standardError = Math.sqrt(limits[1]![error] + limits[0]![error]);
		return jumpEstimate(limits[1]![of] - limits[0]![of], standardError, level);
	};
	const results = parts.map((part, i) => sideResult(part, limits[i]!, kernel));
	return {
		cutoff: sides.cutoff,
		robust: jump('corrected', 'robustVariance'),
		conventional: jump('conventional', 'variance'),
		biasCorrected: jump('corrected', 'variance'),
		below: results[0]!,
		above: results[1]!,
		settings,
		leftOut: sides.leftOut,
		warnings: warningsOf(sides, { below: results[0]!, above: results[1]! })
	};
}

interface Part {
	readonly side: Side;
	readonly bandwidth: Bandwidth;
	readonly fit: LocalFit;
	readonly higher: LocalFit;
}

function checkedSettings(sides: Sides, options: DiscontinuityOptions): Discontinuity['settings'] {
	const { order = 1, kernel = 'triangular', matches = 3, level = 0.95 } = options;
	const { biasOrder = order + 1, bandwidth = 'common-error' } = options;
	if (!(Number.isInteger(order) && order >= 0)) throw new DomainError(`invalid order: ${order}`);
	if (!(Number.isInteger(biasOrder) && biasOrder > order))
		throw new DomainError(`order of the bias not above that of the fit: ${biasOrder}`);
	if (!(Number.isInteger(matches) && matches > 0))
		throw new DomainError(`neighbours not a whole number above 0: ${matches}`);
	const clustered = sides.below.cluster !== undefined;
	const name = options.variance ?? 'nearest-neighbour';
	const alone: LocalVariance = name === 'HC1' ? { name } : { name, matches };
	return {
		order,
		biasOrder,
		kernel,
		bandwidth: typeof bandwidth === 'string' ? bandwidth : 'given',
		variance: clustered ? { name: 'CR1' } : alone,
		level: checkedLevel(level),
		covariates: sides.below.covariates.map((one) => one.name),
		clustered
	};
}

function bandwidthsOf(
	sides: Sides,
	asked: NonNullable<DiscontinuityOptions['bandwidth']>,
	settings: Discontinuity['settings']
) {
	if (typeof asked === 'string') return chosenBandwidths(sides, { ...settings, rule: asked });
	const { h, b = h } = asked;
	for (const [name, value] of Object.entries({ h, b }))
		if (!(value > 0 && value < Infinity))
			throw new DomainError(`bandwidth ${name} not above 0: ${value}`);
	return { below: { h, b }, above: { h, b } };
}

/** The outcome of one side at the cut-off. */
interface Limit {
	readonly conventional: number;
	readonly corrected: number;
	readonly variance: number;
	readonly robustVariance: number;
}

function limitOf(
	{ side, bandwidth: { h, b }, fit, higher }: Part,
	coefficients: Float64Array,
	variance: LocalVariance
): Limit {
	const { order } = fit.shape;
	const next = order + 1;
	const outcome = adjustedOutcome(side, coefficients);
	const weights = fit.coefficientWeights(0);
	const powers = side.distance.slice(0, fit.rows).map((x) => (x / h) ** next);
	const rows = Math.max(fit.rows, higher.rows);
	const corrected = new Float64Array(rows);
	corrected.set(weights);
	addMultiple(
		corrected.subarray(0, higher.rows),
		-dot(weights, powers) * (h / b) ** next,
		higher.coefficientWeights(next)
	);
	const errors = (of: LocalFit) => localErrors(side, outcome, { variance, fit: of, rows });
	const full = new Float64Array(rows);
	full.set(weights);
	const { name } = variance;
	const parameters = (of: LocalFit) => ({ name, parameters: of.shape.order + 1 });
	return {
		conventional: dot(weights, outcome),
		corrected: dot(corrected, outcome),
		variance: sumVariance(side, full, errors(fit), parameters(fit)),
		robustVariance: sumVariance(side, corrected, errors(higher), parameters(higher))
	};
}

function jumpEstimate(estimate: number, standardError: number, level: number): JumpEstimate {
	if (!(standardError > 0))
		throw new DataError(`outcome does not vary near the cut-off, standard error: ${standardError}`);
	const z = estimate / standardError;
	return {
		estimate,
		standardError,
		z,
		p: twoSidedTail(z, Infinity),
		interval: tInterval(estimate, standardError, { level })
	};
}

function sideResult(
	{ side, bandwidth, fit, higher }: Part,
	limit: Limit,
	kernel: Kernel
): SideResult {
	const reach = Math.max(fit.rows, higher.rows);
	return {
		rows: side.size,
		values: valuesOf(side),
		rowsInH: fit.rows,
		rowsInB: rowsWithin(side, bandwidth.b, kernel),
		bandwidth,
		limit: limit.conventional,
		clusters: side.cluster && new Set(side.cluster.subarray(0, reach)).size
	};
}

function warningsOf(
	sides: Sides,
	results: Readonly<Record<'below' | 'above', SideResult>>
): DiscontinuityWarning[] {
	const leftOut = sides.leftOut.reduce((sum, { rows }) => sum + rows, 0);
	const perSide = [sides.below, sides.above].flatMap((side): DiscontinuityWarning[] => {
		const { name } = side;
		const { rows, values, rowsInH, clusters } = results[name];
		const share = 1 - values / rows;
		return [
			...(hasMassPoints(side) ? [{ code: 'mass-points', side: name, share } as const] : []),
			...(rowsInH < fewRows
				? [{ code: 'few-rows-in-bandwidth', side: name, rows: rowsInH } as const]
				: []),
			...(clusters !== undefined && clusters < fewClusters
				? [{ code: 'few-clusters', side: name, clusters } as const]
				: [])
		];
	});
	return [...perSide, ...(leftOut > 0 ? [{ code: 'rows-left-out', rows: leftOut } as const] : [])];
}
