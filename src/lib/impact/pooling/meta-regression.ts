import { DataError } from '#lib/errors.ts';
import { chiSquareTail, twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { Matrix, solve } from 'ml-matrix';
import { type Regressors, weightedLeastSquares } from '../regression/weighted-least-squares.ts';
import {
	type Heterogeneity,
	type PoolingMethod,
	heterogeneity,
	studyFit
} from './heterogeneity.ts';
import { type StudyEffects, checkedStudies, interceptOf } from './pooled-effect.ts';

export interface MetaRegression {
	readonly names: readonly string[];
	readonly coefficients: Float64Array;
	readonly standardErrors: Float64Array;
	/** Whether the moderators explain anything: Wald, chi-square. */
	readonly moderation: { readonly statistic: number; readonly df: number; readonly p: number };
	readonly betweenVariance: Heterogeneity;
	/** Share of the variance between studies that is explained; undefined where there is none. */
	readonly explainedShare: number | undefined;
	readonly method: PoolingMethod;
}

/** Effects of studies regressed on what they differ in. R `metafor::rma.uni(mods = )`, z tests. */
export function metaRegression(
	effects: StudyEffects,
	moderators: Regressors,
	method: PoolingMethod = 'reml'
): MetaRegression {
	const intercept = interceptOf(effects);
	const names = [...intercept.names, ...moderators.names];
	const columns = [...intercept.columns, ...moderators.columns];
	const studies = checkedStudies(effects, { names, columns });
	const between = heterogeneity(studies, method);
	const { fit } = studyFit(studies, between.variance);
	const without = heterogeneity(checkedStudies(effects, intercept), method).variance;
	const statistic = waldStatistic(fit.coefficients, fit.bread);
	const df = moderators.columns.length;
	return {
		names,
		coefficients: fit.coefficients,
		standardErrors: fit.coefficients.map((_, j) => Math.sqrt(fit.bread.get(j, j))),
		moderation: { statistic, df, p: chiSquareTail(statistic, df) },
		betweenVariance: between,
		explainedShare: without > 0 ? Math.max(0, (without - between.variance) / without) : undefined,
		method
	};
}

/** Of all coefficients but the intercept. */
function waldStatistic(coefficients: Float64Array, covariance: Matrix): number {
	const kept = Array.from(coefficients.keys()).slice(1);
	const values = Matrix.columnVector(kept.map((j) => coefficients[j]!));
	const solved = solve(covariance.selection(kept, kept), values);
	return values.transpose().mmul(solved).get(0, 0);
}

/** t test of the slope of effects on their standard errors. */
export interface AsymmetryTest {
	readonly t: number;
	readonly df: number;
	readonly p: number;
}

/** Whether small studies find other effects than large ones (Egger). R `regtest(model = "lm")`. */
export function asymmetryTest(effects: StudyEffects): AsymmetryTest {
	const intercept = interceptOf(effects);
	const { estimates, variances } = checkedStudies(effects, intercept);
	const df = estimates.length - 2;
	if (df < 1) throw new DataError(`fewer than three studies: ${estimates.length}`);
	const { coefficients, bread, squares } = weightedLeastSquares(
		{
			names: [...intercept.names, 'standard error'],
			columns: [...intercept.columns, effects.standardErrors]
		},
		estimates,
		variances.map((variance) => 1 / variance)
	);
	const t = coefficients[1]! / Math.sqrt((bread.get(1, 1) * squares) / df);
	return { t, df, p: twoSidedTail(t, df) };
}
