import type { EvaluationEffect } from '#lib/model/evaluation.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { EvaluationPicture, PictureOf } from '#lib/model/evaluation-pictures.ts';
import {
	type SeriesMethod,
	type SeriesModel,
	interruptedSeries
} from '../time-series/interrupted-series.ts';
import type { ObservedSeries } from '../time-series/observed-series.ts';
import { autocorrelations, ljungBoxTest } from '../time-series/residual-tests.ts';
import { counterfactualLine, effectAt } from '../time-series/series-effect.ts';
import { effectOf, finite } from './effects.ts';
import { type OutcomeSeries, asCounts, asRates, shownValues } from './series-table.ts';

export type SeriesVariance = DesignOf<'series'>['variance'];

/** How a series is modelled. */
export interface SeriesChoice {
	readonly interruption: number;
	readonly variance: SeriesVariance;
	/** The effect is a ratio: of counts, or of what a rate would have been. */
	readonly ratio: boolean;
	readonly season: { readonly period: number; readonly harmonics: number } | undefined;
	/** A series that was not changed: the effect is what the other does beyond it. */
	readonly control?: OutcomeSeries | undefined;
}

const methods: Readonly<Record<SeriesVariance, SeriesMethod>> = {
	'newey-west': { kind: 'least-squares', errors: { kind: 'newey-west' } },
	ar1: { kind: 'autoregressive', likelihood: 'reml' },
	'quasi-poisson': { kind: 'counts', errors: { kind: 'dispersion' } }
};

/** Ratios are of counts, but for AR(1), which is of the logarithm of the rate. */
function methodOf({ variance, ratio }: SeriesChoice): SeriesMethod {
	if (ratio && variance === 'newey-west') return { kind: 'counts', errors: { kind: 'newey-west' } };
	return methods[variance];
}

export function seriesModel(series: OutcomeSeries, choice: SeriesChoice): SeriesModel {
	const { interruption, season, control, ratio } = choice;
	const method = methodOf(choice);
	const shaped = (one: OutcomeSeries): ObservedSeries =>
		method.kind === 'counts' ? asCounts(one) : asRates(one);
	const design = {
		interruption,
		...(season && { season }),
		...(control && { control: controlOf(shaped(control), shaped(series)) }),
		...(ratio && method.kind !== 'counts' && { log: true })
	};
	return interruptedSeries(shaped(series), design, method);
}

/** A control without an exposure is taken as one of each period: its level is its own anyway. */
const controlOf = (control: ObservedSeries, { exposure }: ObservedSeries): ObservedSeries =>
	exposure && !control.exposure ? { ...control, exposure: control.values.map(() => 1) } : control;

/** The effect in a period; where it is a ratio its error is that of the logarithm. */
export function seriesEffect(model: SeriesModel, period: number): EvaluationEffect {
	const { ratio, estimate, standardError, interval, p, df } = effectAt(model, period);
	const controlled = model.rows.starts.length > 1 ? 'controlled-' : '';
	const said = {
		estimator: `${controlled}interrupted-series`,
		variance: model.variance.name,
		level: model.level
	};
	const found = { standardError, pValue: p, df };
	return ratio
		? effectOf({ ...found, ...ratio }, { ...said, scale: 'ratio' })
		: effectOf({ ...found, estimate, interval }, said);
}

/** What there would have been in a period without the change, in the unit that is shown. */
export function seriesWithout(model: SeriesModel, period: number): number | undefined {
	const point = counterfactualLine(model).find(({ time }) => time === period);
	return point && shownBy(model)(point.counterfactual);
}

const shownBy = ({ scale }: SeriesModel) => (scale === 'log' ? Math.exp : (value: number) => value);

/** Observed, fitted and counterfactual line, with what was found about them. */
export function seriesPicture(
	series: OutcomeSeries,
	model: SeriesModel,
	{ control, at }: { control: OutcomeSeries | undefined; at: readonly number[] }
): EvaluationPicture {
	const shown = shownBy(model);
	const observed = shownValues(series);
	const level = control && shownValues(control);
	const beside = new Map(control && level && Array.from(control.time, (t, i) => [t, level[i]!]));
	const { interruption, effect } = model.rows;
	return {
		kind: 'series',
		interruption,
		points: counterfactualLine(model).map(({ time, fitted, counterfactual, interval }, row) => {
			const since = time >= interruption;
			return {
				period: time,
				observed: observed[row]!,
				fitted: shown(fitted),
				counterfactual: since ? shown(counterfactual) : null,
				counterfactualLower: since ? shown(interval.lower) : null,
				counterfactualUpper: since ? shown(interval.upper) : null,
				control: beside.get(time) ?? null
			};
		}),
		level: changeOf(model, effect.level),
		slope: changeOf(model, effect.slope),
		scale: model.scale === 'log' ? 'log' : 'linear',
		effects: at.map((period) => {
			const { estimate, lower, upper } = seriesEffect(model, period);
			return { period, estimate, lower, upper };
		}),
		...residualsOf(model)
	};
}

function changeOf({ coefficients }: SeriesModel, at: number) {
	const { estimate, standardError, interval } = coefficients[at]!;
	return { estimate, standardError, lower: interval.lower, upper: interval.upper };
}

/** Of AR(1) what is left once its correlation is taken off; of others the residuals as they are. */
function residualsOf(
	model: SeriesModel
): Pick<PictureOf<'series'>, 'lag' | 'autocorrelation' | 'dispersion' | 'ljungBox'> {
	const { variance, residuals, dispersion, rows, n } = model;
	const end = rows.starts[1] ?? n;
	const own = residuals.subarray(0, end);
	const phi = variance.name === 'ar1' ? variance.correlation : 0;
	const left = own.map((value, row) => (row === 0 ? value : value - phi * own[row - 1]!));
	// Hyndman's rule for the lags of the test.
	const lags = Math.max(1, Math.min(10, Math.floor(end / 5)));
	return {
		lag: variance.name === 'newey-west' ? variance.lag : null,
		autocorrelation: variance.name === 'ar1' ? phi : finite(autocorrelations(own, 1)[0]),
		dispersion: finite(dispersion),
		ljungBox: finite(ljungBoxTest(left, lags).p)
	};
}
