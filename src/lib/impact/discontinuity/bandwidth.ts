import { DataError } from '#lib/errors.ts';
import { dot } from '../regression/orthogonal-columns.ts';
import { covariateCoefficients } from './covariate-adjustment.ts';
import { type Kernel, kernels } from './kernels.ts';
import { adjustedOutcome, localFit } from './local-fit.ts';
import { type LocalVariance, localErrors, sumVariance } from './local-variance.ts';
import { type Side, type Sides, valuesOf } from './running-rows.ts';

/**
 * Which bandwidths: one that minimises the estimated mean squared error of the jump (R `mserd`), one
 * a side for each limit (`msetwo`), or the first narrowed for the coverage of its interval (`cerrd`).
 */
export type BandwidthRule = 'common-error' | 'side-error' | 'coverage';

/** h of the estimate, b of its bias. */
export interface Bandwidth {
	readonly h: number;
	readonly b: number;
}

export interface BandwidthOptions {
	readonly rule: BandwidthRule;
	readonly order: number;
	readonly biasOrder: number;
	readonly kernel: Kernel;
	readonly variance: LocalVariance;
}

/** So many rows for a value on a side mean mass points: 10 % of rows share a value. */
const massShare = 0.1;
/** Distinct values that the first bandwidths hold then. */
const massValues = 10;

export interface ChosenBandwidths {
	readonly below: Bandwidth;
	readonly above: Bandwidth;
}

/**
 * Bandwidths in three steps, each with the constants of the next (Calonico, Cattaneo and Titiunik
 * 2014; Calonico, Cattaneo and Farrell 2020). Distinct values count, not rows. Agrees with R
 * `rdrobust::rdbwselect` 3.0.0.
 */
export function chosenBandwidths(sides: Sides, options: BandwidthOptions): ChosenBandwidths {
	const { rule, order } = options;
	if (rule === 'side-error') {
		const widths = sideBandwidths(sides, options);
		return { below: widths[0]!, above: widths[1]! };
	}
	const { h, b } = commonBandwidth(sides, options);
	const narrowed = h * drawn(sides) ** (-order / ((3 + order) * (3 + 2 * order)));
	const both = { h: rule === 'coverage' ? narrowed : h, b };
	return { below: both, above: both };
}

/** What is drawn independently: clusters of each side, or rows. */
const drawn = ({ below, above }: Sides) =>
	[below, above].reduce((sum, { size, cluster }) => sum + (new Set(cluster).size || size), 0);

export const hasMassPoints = (side: Side) => 1 - valuesOf(side) / side.size >= massShare;

function commonBandwidth(sides: Sides, options: BandwidthOptions): Bandwidth {
	const { pilot, least, parts } = firstStep(sides, options);
	const most = Math.max(...parts.map(({ range }) => range));
	const optimal = (constants: readonly Constants[], rate: number) => {
		const [below, above] = [constants[0]!, constants[1]!];
		const bias = (above.bias - below.bias) ** 2 + below.regular + above.regular;
		return Math.min(expectWidth((below.variance + above.variance) / bias) ** rate, most);
	};
	const step = (shape: StepShape, higher: (range: number) => number) =>
		optimal(
			parts.map(({ side, range }) => constantsOf(side, { ...shape, pilot, higher: higher(range) })),
			shape.rate
		);
	const { d, b, h } = stepShapes(options);
	const curvature = Math.max(
		step(d, (range) => range),
		...least
	);
	const bias = step(b, () => curvature);
	return { b: bias, h: step(h, () => bias) };
}

function sideBandwidths(sides: Sides, options: BandwidthOptions): Bandwidth[] {
	const { pilot, least, parts } = firstStep(sides, options);
	const { d, b, h } = stepShapes(options);
	return parts.map(({ side, range }, i) => {
		const step = (shape: StepShape, higher: number) => {
			const { variance, bias, regular } = constantsOf(side, { ...shape, pilot, higher });
			return Math.min(expectWidth(variance / (bias ** 2 + regular)) ** shape.rate, range);
		};
		const curvature = Math.max(step(d, range), least[i] ?? 0);
		const bias = step(b, curvature);
		return { b: bias, h: step(h, bias) };
	});
}

/** @throws DataError where the outcome has no variation around its polynomial. */
function expectWidth(ratio: number): number {
	if (ratio > 0 && ratio < Infinity) return ratio;
	throw new DataError(`no bandwidth follows from the rows, give one; variance over bias: ${ratio}`);
}

/** The pilot bandwidth, what the steps may not go below with mass points, and the reach of each side. */
function firstStep({ below, above }: Sides, { kernel }: BandwidthOptions) {
	const parts = [below, above].map((side) => ({
		side,
		range: Math.abs(side.distance[side.size - 1]!)
	}));
	const least = [below, above].some(hasMassPoints)
		? [below, above].map((side) => {
				const value = Math.min(massValues, valuesOf(side)) - 1;
				return Math.abs(side.distance[side.starts[value]!]!) + 1e-8;
			})
		: [];
	const values = valuesOf(below) + valuesOf(above);
	const spread = runningSpread([...below.distance, ...above.distance]);
	const found = kernels[kernel].pilot * spread * values ** (-1 / 5);
	const most = Math.max(...parts.map(({ range }) => range));
	return { pilot: Math.max(Math.min(found, most), ...least), least, parts };
}

/** The smaller of the standard deviation and the quartile range over 1.349. */
function runningSpread(distances: readonly number[]): number {
	const sorted = [...distances].sort((a, b) => a - b);
	const n = sorted.length;
	const mean = sorted.reduce((sum, x) => sum + x, 0) / n;
	const deviation = Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
	const range = (quartile(sorted, 0.75) - quartile(sorted, 0.25)) / 1.349;
	// Where half of the rows share a value the quartile range may be 0 and says nothing.
	return range > 0 ? Math.min(deviation, range) : deviation;
}

/** Quantile of type 2: steps, averaged where they meet. */
function quartile(sorted: readonly number[], probability: number): number {
	const place = sorted.length * probability;
	const low = Math.ceil(place - 1e-9);
	const at = sorted[Math.max(low, 1) - 1]!;
	return Math.abs(place - low) < 1e-9 ? (at + sorted[Math.min(low, sorted.length - 1)]!) / 2 : at;
}

interface StepShape {
	/** Of the polynomial, and the derivative that it is for. */
	readonly order: number;
	readonly derivative: number;
	/** Of the polynomial that tells its bias. */
	readonly higherOrder: number;
	readonly isRegularised: boolean;
	readonly rate: number;
	readonly kernel: Kernel;
	readonly variance: LocalVariance;
}

function stepShapes({ order, biasOrder, kernel, variance }: BandwidthOptions) {
	const shape = (own: number, derivative: number, higherOrder: number): StepShape => ({
		...{ order: own, derivative, higherOrder, kernel, variance },
		isRegularised: own <= biasOrder,
		rate: 1 / (2 * own + 3)
	});
	return {
		d: shape(biasOrder + 1, biasOrder + 1, biasOrder + 2),
		b: shape(biasOrder, order + 1, biasOrder + 1),
		h: shape(order, 0, biasOrder)
	};
}

/** What the optimal bandwidth of one side rests on. */
interface Constants {
	readonly variance: number;
	readonly bias: number;
	/** Keeps the bandwidth finite where the bias is small by chance. */
	readonly regular: number;
}

interface ConstantsOptions extends StepShape {
	readonly pilot: number;
	/** Bandwidth of the polynomial that tells the bias. */
	readonly higher: number;
}

/** R `rdrobust:::rdrobust_bw`. */
function constantsOf(side: Side, options: ConstantsOptions): Constants {
	const { order, derivative, higherOrder, kernel, variance, pilot, higher } = options;
	const own = localFit(side, { order, bandwidth: pilot, kernel });
	const outcome = adjustedOutcome(side, covariateCoefficients([{ side, fit: own }]));
	const next = order + 1;
	const weights = own.coefficientWeights(derivative);
	const powers = side.distance.slice(0, own.rows).map((x) => (x / pilot) ** next);
	const shape = dot(weights, powers);
	const upper = localFit(side, { order: higherOrder, bandwidth: higher, kernel });
	const upperWeights = upper.coefficientWeights(next);
	const errors = (fit: typeof own) => localErrors(side, outcome, { variance, fit, rows: fit.rows });
	const { name } = variance;
	const twice = 2 * (next - derivative);
	const ownVariance = sumVariance(side, weights, errors(own), { name, parameters: order + 1 });
	const upperVariance = () =>
		sumVariance(side, upperWeights, errors(upper), { name, parameters: higherOrder + 1 });
	return {
		variance: (2 * derivative + 1) * pilot * ownVariance,
		bias: (Math.sqrt(twice) * shape * dot(upperWeights, outcome)) / higher ** next,
		regular: options.isRegularised
			? (twice * 3 * shape ** 2 * upperVariance()) / higher ** (2 * next)
			: 0
	};
}
