import { DataError, DomainError } from '#lib/errors.ts';
import { chiSquareTail, twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { dependentColumn } from '#lib/stats/regression/basis.ts';
import type { DesignMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type Factor, expectLevels } from '#lib/stats/statistics/factor.ts';
import { Matrix, inverse, solve } from 'ml-matrix';
import { type Followed, expectFollowed } from './followed.ts';
import { type PartialFit, partialFit, partialLikelihood } from './partial-likelihood.ts';
import { type RiskOrder, type Ties, riskOrder } from './risk-sets.ts';
import { scoreResiduals } from './score-residuals.ts';

export interface CoxOptions {
	/** Defaults to efron. */
	readonly ties?: Ties;
	/** Each has a baseline of its own. */
	readonly strata?: Factor;
	/** Above 0; with them errors are robust. */
	readonly weights?: Float64Array;
	/** Errors are robust and summed within each. */
	readonly clusters?: Factor;
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
}

export interface CoxCoefficient {
	readonly name: string;
	/** Logarithm of the hazard ratio. */
	readonly estimate: number;
	readonly standardError: number;
	/** From the information alone; the same where errors are not robust. */
	readonly modelStandardError: number;
	readonly z: number;
	readonly p: number;
	readonly hazardRatio: number;
	/** Of the hazard ratio. */
	readonly interval: Interval;
}

export interface CoxTest {
	readonly statistic: number;
	readonly df: number;
	readonly p: number;
}

export type CoxWarning =
	/** The likelihood rises for ever with it: somebody with it never, or always, has the event. */
	| { readonly code: 'coefficient-may-be-infinite'; readonly name: string }
	| {
			readonly code: 'few-events-per-coefficient';
			readonly events: number;
			readonly coefficients: number;
	  }
	| { readonly code: 'few-clusters'; readonly clusters: number };

export interface CoxModel {
	readonly coefficients: readonly CoxCoefficient[];
	readonly covariance: Matrix;
	readonly variance: 'model' | 'robust' | 'clustered';
	/** Log partial likelihood without covariates and with them. */
	readonly logLikelihood: readonly [number, number];
	readonly likelihoodRatio: CoxTest;
	readonly wald: CoxTest;
	readonly score: CoxTest;
	readonly n: number;
	readonly events: number;
	readonly clusters: number | undefined;
	readonly strata: number;
	readonly ties: Ties;
	readonly level: number;
	readonly iterations: number;
	readonly warnings: readonly CoxWarning[];
	/** What diagnostics need. */
	readonly fit: PartialFit;
	readonly order: RiskOrder;
	readonly terms: readonly (string | undefined)[];
}

/**
 * Proportional hazards by partial likelihood. Columns come without an intercept. Agrees with R
 * `survival::coxph`: Efron or Breslow ties, strata, weights, delayed entry, and the sandwich of
 * Lin and Wei (1989) summed by cluster, without a small-sample factor.
 * @throws DataError if there is no event, a weight is not above 0 or columns follow from one another.
 */
export function coxModel(
	followed: Followed,
	columns: DesignMatrix,
	options: CoxOptions = {}
): CoxModel {
	const { ties = 'efron', strata, weights, clusters, level = 0.95 } = options;
	expectCoxData(followed, columns, options);
	const order = riskOrder(followed, { columns: columns.columns, strata: strata?.codes, weights });
	const fit = partialFit(order, ties);
	if (!fit) throw dependent(columns, order, ties);
	const variance = clusters ? 'clustered' : weights ? 'robust' : 'model';
	const inner = variance === 'model' ? fit.covariance : sandwich(order, fit, { ties, clusters });
	const events = followed.event.reduce((sum, event) => sum + event, 0);
	const statistics = testsOf(fit, inner);
	return {
		coefficients: coefficientsOf(columns.names, order, { fit, inner, level: checkedLevel(level) }),
		covariance: scaled(inner, order.scales),
		variance,
		logLikelihood: [fit.start.value, fit.value],
		...statistics,
		n: order.size,
		events,
		clusters: clusters && new Set(clusters.codes).size,
		strata: order.strata.length - 1,
		ties,
		level,
		iterations: fit.iterations,
		warnings: warningsOf(columns.names, fit, { events, clusters }),
		fit,
		order,
		terms: columns.terms
	};
}

function expectCoxData(
	followed: Followed,
	{ columns, names, intercept }: DesignMatrix,
	{ strata, weights, clusters }: CoxOptions
) {
	expectFollowed(followed, 1);
	const size = followed.time.length;
	if (intercept) throw new DomainError('a proportional hazards model has no column: (Intercept)');
	if (!followed.event.includes(1)) throw new DataError('nobody has the event, events: 0');
	const ones = new Float64Array(size).fill(1);
	for (const factor of [strata, clusters]) if (factor) expectLevels(factor, ones);
	const light = weights?.findIndex((weight) => !(weight > 0 && weight < Infinity)) ?? -1;
	if (light >= 0) throw new DataError(`weight not above 0, row ${light + 1}: ${weights?.[light]}`);
	if (clusters && new Set(clusters.codes).size < 2)
		throw new DataError(`robust errors need two clusters or more, clusters: 1`);
	columns.forEach((column, j) => {
		if (column.length !== size)
			throw new DomainError(`column ${names[j]} for another number of people: ${column.length}`);
		const bad = column.findIndex((value) => !Number.isFinite(value));
		if (bad >= 0) throw new DataError(`no number in ${names[j]}, row ${bad + 1}: ${column[bad]}`);
	});
}

function dependent({ names }: DesignMatrix, order: RiskOrder, ties: Ties): DataError {
	const { information } = partialLikelihood(order, new Float64Array(order.width), ties);
	const name = names[dependentColumn(information) ?? 0] ?? '';
	return new DataError(`column is constant or follows from those before it: ${name}`);
}

/** Σ D'D over rows or clusters, D the weighted score residuals times the model covariance. */
function sandwich(
	order: RiskOrder,
	{ inner, covariance }: PartialFit,
	{ ties, clusters }: { ties: Ties; clusters: Factor | undefined }
): Matrix {
	const residuals = scoreResiduals(order, inner, ties);
	const { size, width, rows, weights } = order;
	const parts = clusters ? clusters.levels.length : size;
	const sums = new Float64Array(parts * width);
	for (let at = 0; at < size; at++) {
		const part = clusters ? clusters.codes[rows[at]!]! : at;
		for (let j = 0; j < width; j++)
			sums[part * width + j]! += weights[at]! * residuals[at * width + j]!;
	}
	const meat = Matrix.zeros(width, width);
	for (let j = 0; j < width; j++)
		for (let k = 0; k <= j; k++) {
			let sum = 0;
			for (let part = 0; part < parts; part++)
				sum += sums[part * width + j]! * sums[part * width + k]!;
			meat.set(j, k, sum).set(k, j, sum);
		}
	return covariance.mmul(meat).mmul(covariance);
}

function testsOf(fit: PartialFit, inner: Matrix) {
	const df = fit.inner.length;
	const tested = (statistic: number): CoxTest => ({
		statistic,
		df,
		p: chiSquareTail(statistic, df)
	});
	const column = (values: Float64Array) => Matrix.columnVector(values);
	const quadratic = (values: Float64Array, square: Matrix) =>
		column(values).transpose().mmul(square).mmul(column(values)).get(0, 0);
	return {
		likelihoodRatio: tested(Math.max(0, 2 * (fit.value - fit.start.value))),
		wald: tested(
			column(fit.inner)
				.transpose()
				.mmul(solve(inner, column(fit.inner), true))
				.get(0, 0)
		),
		score: tested(quadratic(fit.start.score, inverse(fit.start.information)))
	};
}

function coefficientsOf(
	names: readonly string[],
	{ scales }: RiskOrder,
	{ fit, inner, level }: { fit: PartialFit; inner: Matrix; level: number }
): CoxCoefficient[] {
	return names.map((name, j) => {
		const estimate = fit.inner[j]! / scales[j]!;
		const error = (square: Matrix) => Math.sqrt(square.get(j, j)) / scales[j]!;
		const standardError = error(inner);
		const { lower, upper } = tInterval(estimate, standardError, { level });
		return {
			name,
			estimate,
			standardError,
			modelStandardError: error(fit.covariance),
			z: estimate / standardError,
			p: twoSidedTail(estimate / standardError, Infinity),
			hazardRatio: Math.exp(estimate),
			interval: { lower: Math.exp(lower), upper: Math.exp(upper) }
		};
	});
}

function scaled(square: Matrix, scales: Float64Array): Matrix {
	const outer = square.clone();
	for (let j = 0; j < scales.length; j++)
		for (let k = 0; k < scales.length; k++)
			outer.set(j, k, square.get(j, k) / (scales[j]! * scales[k]!));
	return outer;
}

/** Below it estimates and their errors are not to be trusted (Peduzzi et al. 1995). */
const leastEventsPerCoefficient = 10;
/** Below it errors by cluster are too small. */
const leastClusters = 40;

function warningsOf(
	names: readonly string[],
	{ moving }: PartialFit,
	{ events, clusters }: { events: number; clusters: Factor | undefined }
): CoxWarning[] {
	const count = clusters ? new Set(clusters.codes).size : Infinity;
	const coefficients = names.length;
	return [
		...moving.map((j) => ({ code: 'coefficient-may-be-infinite' as const, name: names[j]! })),
		...(events < leastEventsPerCoefficient * coefficients
			? [{ code: 'few-events-per-coefficient' as const, events, coefficients }]
			: []),
		...(count < leastClusters ? [{ code: 'few-clusters' as const, clusters: count }] : [])
	];
}
