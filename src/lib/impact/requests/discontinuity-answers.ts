import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { type DiscontinuityOptions, discontinuity } from '../discontinuity/discontinuity.ts';
import {
	bandwidthSensitivity,
	covariateJumps,
	placeboCutoffs
} from '../discontinuity/robustness.ts';
import type { RunningRows } from '../discontinuity/running-rows.ts';
import { heaping, sortingTest } from '../discontinuity/sorting.ts';
import type { Found } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { named } from './named-estimates.ts';
import { covariatesOf } from './panel-answers.ts';

type DiscontinuityRequest = ImpactRequestOf<'discontinuity'>;

/** The jump of the outcome at the cut-off; the robust one is to be told. */
export function discontinuityAnswer(request: DiscontinuityRequest, rows: ImpactRows): Found {
	const { running, outcome, cutoff, cluster, checks } = request;
	const own: RunningRows = {
		outcome: rows.numbers(outcome),
		running: rows.numbers(running),
		...{ cutoff, covariates: covariatesOf(request, rows) },
		...(cluster !== undefined && { cluster: rows.labels(cluster) })
	};
	const options = optionsOf(request);
	const found = discontinuity(own, options);
	const { robust, conventional, biasCorrected, below, above, settings, leftOut } = found;
	return {
		settings: { variance: settings.variance },
		warnings: found.warnings,
		result: {
			estimates: [
				named('robust', robust),
				named('conventional', conventional),
				named('bias-corrected', biasCorrected)
			],
			...{ below, above, leftOut },
			...(checks && {
				bandwidths: bandwidthSensitivity(own, found),
				placebos: placeboCutoffs(own, options),
				covariates: covariateJumps(own, options),
				sorting: sortingTest(knownNumbers(own.running), cutoff),
				heaping: heaping(knownNumbers(own.running), cutoff)
			})
		}
	};
}

const knownNumbers = (values: ArrayLike<number>) =>
	Float64Array.from(values).filter((value) => !Number.isNaN(value));

function optionsOf(request: DiscontinuityRequest): DiscontinuityOptions {
	const { order, biasOrder, kernel, bandwidth, variance, matches, level } = request;
	return {
		...{ order, kernel, variance, matches, level },
		...(biasOrder !== undefined && { biasOrder }),
		bandwidth:
			typeof bandwidth === 'string'
				? bandwidth
				: { h: bandwidth.h, ...(bandwidth.b !== undefined && { b: bandwidth.b }) }
	};
}
