import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import {
	type SeriesMethod,
	type SeriesModel,
	interruptedSeries
} from '../time-series/interrupted-series.ts';
import type { ObservedSeries } from '../time-series/observed-series.ts';
import { autocorrelations, ljungBoxTest } from '../time-series/residual-tests.ts';
import { averageEffect, counterfactualLine, effectAt } from '../time-series/series-effect.ts';
import type { SegmentedDesign } from '../time-series/segmented-design.ts';
import type { Found } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { impactRoles } from './impact-roles.ts';
import { named } from './named-estimates.ts';

type SeriesRequest = ImpactRequestOf<'interrupted-series'>;

/** Change of level and slope, effects, and the line that would have been; rows in order of time. */
export function interruptedSeriesAnswer(request: SeriesRequest, rows: ImpactRows): Found {
	rows.keepComplete(impactRoles(request));
	rows.sortBy(request.period);
	const method = methodOf(request);
	const model = interruptedSeries(
		seriesOf(request, request, rows),
		designOf(request, rows),
		method,
		request.level
	);
	const effects = [
		named('average effect', averageEffect(model)),
		...request.at.map((at) => ({ ...named(`effect at ${at}`, effectAt(model, at)), at }))
	];
	const coefficients = model.coefficients.map((one) => named(one.name, { ...one, df: model.df }));
	const { n, df, scale, variance, dispersion, logLikelihood, covariance } = model;
	return {
		settings: { errors: 'errors' in method ? method.errors : undefined, variance },
		warnings: model.warnings,
		result: {
			estimates: [...coefficients, ...effects],
			...(scale === 'log' && { ratios: ratiosOf(model, request.at) }),
			...{ n, df, scale, variance, dispersion, logLikelihood, covariance },
			residuals: residualsOf(model, request.lags),
			line: counterfactualLine(model)
		}
	};
}

function seriesOf(
	{ period }: SeriesRequest,
	{ outcome, exposure }: { outcome: string; exposure?: string | undefined },
	rows: ImpactRows
): ObservedSeries {
	return {
		time: rows.numbers(period),
		values: rows.numbers(outcome),
		...(exposure !== undefined && { exposure: rows.numbers(exposure) })
	};
}

function designOf(request: SeriesRequest, rows: ImpactRows): SegmentedDesign {
	const { interruption, season, control, log } = request;
	return {
		...{ interruption, log },
		...(season && { season }),
		...(control && { control: seriesOf(request, control, rows) })
	};
}

function methodOf({ model, errors, likelihood = 'reml' }: SeriesRequest): SeriesMethod {
	if (model === 'ar1') return { kind: 'autoregressive', likelihood };
	const lags =
		errors?.kind === 'newey-west'
			? {
					kind: errors.kind,
					adjust: errors.adjust,
					...(errors.lag !== undefined && { lag: errors.lag })
				}
			: undefined;
	if (model === 'quasi-poisson') return { kind: 'counts', errors: lags ?? { kind: 'dispersion' } };
	const independent = errors?.kind === 'independent';
	const own = independent ? { kind: 'independent' as const } : { kind: 'newey-west' as const };
	return { kind: 'least-squares', errors: lags ?? own };
}

const ratiosOf = (model: SeriesModel, at: readonly number[]) => [
	{ name: 'average effect', ...averageEffect(model).ratio },
	...at.map((one) => ({ name: `effect at ${one}`, ...effectAt(model, one).ratio }))
];

function residualsOf({ residuals }: SeriesModel, asked: number | undefined) {
	const lags = asked ?? Math.max(1, Math.min(10, Math.floor(residuals.length / 5)));
	return {
		autocorrelations: autocorrelations(residuals, lags),
		ljungBox: ljungBoxTest(residuals, lags)
	};
}
