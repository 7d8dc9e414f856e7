import { DomainError } from '#lib/errors.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import type { SeriesModel } from './interrupted-series.ts';

/** What the change did, on the scale of the model and, where that is the logarithm, as a ratio. */
export interface SeriesEffect {
	readonly estimate: number;
	readonly standardError: number;
	readonly df: number;
	readonly interval: Interval;
	readonly t: number;
	readonly p: number;
	/** Value over what it would have been; undefined where the model is of the value itself. */
	readonly ratio: { readonly estimate: number; readonly interval: Interval } | undefined;
}

/**
 * Effect in a period: level change plus slope change times the periods since the interruption.
 * @throws DomainError before the interruption and after the last period: that would be a forecast.
 */
export function effectAt(model: SeriesModel, period: number): SeriesEffect {
	const { interruption, time } = model.rows;
	const last = time.reduce((most, t) => Math.max(most, t), -Infinity);
	if (!(period >= interruption && period <= last))
		throw new DomainError(`period not from ${interruption} to ${last}: ${period}`);
	return effectOf(model, period - interruption);
}

/** Mean of the effects over the periods of the series since the interruption. */
export function averageEffect(model: SeriesModel): SeriesEffect {
	const { interruption, time, starts } = model.rows;
	const since = Array.from(time.subarray(0, starts[1] ?? time.length))
		.filter((t) => t >= interruption)
		.map((t) => t - interruption);
	return effectOf(model, since.reduce((sum, t) => sum + t, 0) / since.length);
}

function effectOf(model: SeriesModel, elapsed: number): SeriesEffect {
	const { coefficients, covariance, df, level, scale } = model;
	const { level: a, slope: b } = model.rows.effect;
	const estimate = coefficients[a]!.estimate + elapsed * coefficients[b]!.estimate;
	const variance =
		covariance.get(a, a) + 2 * elapsed * covariance.get(a, b) + elapsed ** 2 * covariance.get(b, b);
	const standardError = Math.sqrt(Math.max(0, variance));
	const interval = tInterval(estimate, standardError, { df, level });
	const t = estimate / standardError;
	const ratio = {
		estimate: Math.exp(estimate),
		interval: { lower: Math.exp(interval.lower), upper: Math.exp(interval.upper) }
	};
	return {
		estimate,
		standardError,
		df,
		interval,
		t,
		p: twoSidedTail(t, df),
		ratio: scale === 'log' ? ratio : undefined
	};
}

/** A period of the series that was changed, as the model has it. */
export interface SeriesPoint {
	readonly time: number;
	/** On the scale of the model, as all that follows; counts as the logarithm of the rate. */
	readonly fitted: number;
	/** Had nothing changed, with its interval; the same as fitted before the interruption. */
	readonly counterfactual: number;
	readonly interval: Interval;
}

/** The fitted line and the dashed one beside it. */
export function counterfactualLine(model: SeriesModel): SeriesPoint[] {
	const { rows, coefficients, covariance, df, level } = model;
	const end = rows.starts[1] ?? rows.time.length;
	return Array.from({ length: end }, (_, row) => {
		const x = rows.columns.map((column) => column[row]!);
		const { level: a, slope: b } = rows.effect;
		const without = x.map((value, j) => (j === a || j === b ? 0 : value));
		const line = (at: readonly number[]) =>
			at.reduce((sum, value, j) => sum + value * coefficients[j]!.estimate, 0);
		let variance = 0;
		without.forEach((left, j) =>
			without.forEach((right, k) => (variance += left * right * covariance.get(j, k)))
		);
		const counterfactual = line(without);
		const standardError = Math.sqrt(Math.max(0, variance));
		return {
			time: rows.time[row]!,
			fitted: line(x),
			counterfactual,
			interval: tInterval(counterfactual, standardError, { df, level })
		};
	});
}
