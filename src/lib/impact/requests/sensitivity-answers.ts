import type { ImpactRequestOf, StudiedRequest } from '#lib/model/impact-request.ts';
import { eventStudy } from '../did/event-study.ts';
import { sunAbraham } from '../did/sun-abraham.ts';
import { type AggregatedEffects, aggregatedEffects } from '../group-time/aggregated.ts';
import { type EventStudy, checkedTarget, eventStudyOf } from '../sensitivity/event-study.ts';
import {
	type SensitivityInterval,
	relativeBreakdown,
	relativeMagnitudes
} from '../sensitivity/relative-magnitudes.ts';
import { smoothnessInterval } from '../sensitivity/smoothness.ts';
import { effectsOf } from './group-time-answers.ts';
import type { Found, ImpactControl } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { panelOf } from './panel-answers.ts';

/** How far an effect depends on parallel trends: an interval for every bound, and where 0 comes in. */
export function honestDidAnswer(
	request: ImpactRequestOf<'honest-did'>,
	rows: ImpactRows,
	{ progress }: ImpactControl
): Found {
	const { of, restriction, bounds, weights, grid, draws, seed, level } = request;
	const { study, warnings } = studyOf(of, rows, level);
	const steps = bounds.length + 2;
	progress(1, steps);
	const shared = { weights, level };
	const isRelative = restriction === 'relative-magnitudes';
	const interval = (bound: number) =>
		isRelative
			? relativeMagnitudes(study, bound, { ...shared, grid, draws, seed })
			: smoothnessInterval(study, bound, shared);
	const estimate = targetOf(study, checkedTarget(study, { weights }));
	const estimates = bounds.map((bound, k) => {
		const found = interval(bound);
		progress(k + 2, steps);
		return boundNamed(found, estimate);
	});
	return {
		warnings,
		result: {
			estimates,
			breakdown: isRelative ? relativeBreakdown(study, { ...shared, draws, seed }) : undefined,
			study
		}
	};
}

function boundNamed(
	{ bound, interval, reachesEdge, method }: SensitivityInterval,
	estimate: number
) {
	const limits = { lower: interval?.lower, upper: interval?.upper };
	return { name: `bound ${bound}`, estimate, ...limits, bound, reachesEdge, variance: method };
}

function targetOf({ estimates, before }: EventStudy, weights: Float64Array): number {
	return weights.reduce((sum, w, k) => sum + w * estimates[before + k]!, 0);
}

function studyOf(of: StudiedRequest, rows: ImpactRows, level: number) {
	switch (of.method) {
		case 'coefficients': {
			const { estimates, covariance, before } = of;
			return { study: { estimates, covariance, before }, warnings: [] };
		}
		case 'group-time': {
			const effects = effectsOf({ ...of, base: 'universal', level }, rows);
			const found = aggregatedEffects(effects, 'dynamic');
			return { study: eventStudyOf(found), warnings: [...effects.warnings, ...found.warnings] };
		}
		default: {
			const found = (of.method === 'event-study' ? eventStudy : sunAbraham)(panelOf(of, rows), {
				band: { kind: 'none' }
			});
			return { study: eventStudyOf(asAggregated(found)), warnings: found.warnings };
		}
	}
}

/** The terms of a regression with their reference, as `eventStudyOf` takes them. */
function asAggregated({
	terms,
	covariance
}: Pick<ReturnType<typeof eventStudy>, 'terms' | 'covariance'>): AggregatedEffects {
	const reference = terms.findIndex(({ isReference }) => isReference);
	const place = (k: number) => (k < reference ? k : k - 1);
	const value = (j: number, k: number) =>
		j === reference || k === reference ? 0 : covariance[place(j)]![place(k)]!;
	return {
		...{ aggregation: 'dynamic', overall: undefined, critical: undefined, window: {} },
		warnings: [],
		by: terms.map(({ at, isReference, estimate, test }) => ({
			...{ at, isReference, estimate, cohorts: [] },
			standardError: test?.standardError,
			...{ interval: undefined, band: undefined, pValue: undefined }
		})),
		covariance: terms.map((_, j) => terms.map((__, k) => value(j, k)))
	};
}
