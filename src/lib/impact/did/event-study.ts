import { DataError } from '#lib/errors.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { cohorts, withoutAlwaysTreated } from '../panel/cohorts.ts';
import type { Panel } from '../panel/panel.ts';
import { expectDesign } from '../panel/refusals.ts';
import { type JointTest, waldTest } from '../regression/wald-test.ts';
import {
	type ClusterEffect,
	type ClusteredFit,
	clusterEffect
} from '../regression/cluster-inference.ts';
import { parameterCount } from '../regression/fixed-effects.ts';
import { coefficientContrast } from '../regression/least-squares.ts';
import {
	type DidEffect,
	type DidOptions,
	type DidResult,
	didEffect,
	didResult,
	panelFit
} from './did-result.ts';
import { type EventBand, type EventBandOptions, bandAround, eventBand } from './event-band.ts';
import { eventTimes } from './event-times.ts';

/** The effect at a distance from the start of treatment. */
export interface EventTerm extends ClusterEffect {
	/** Periods since the start; below 0 before it. */
	readonly at: number;
	/** Set to 0: everything is measured from there, and it has no error. */
	readonly isReference: boolean;
	/** Treated units seen there. */
	readonly units: number;
	/** Simultaneous over all terms; undefined where the term has no error. */
	readonly band: Interval | undefined;
}

export interface EventStudy extends DidResult {
	readonly start: number;
	readonly reference: number;
	/** What a period is in the units of the data: 2 for a survey every second year. */
	readonly spacing: number;
	/** Every period, the reference among them. */
	readonly terms: readonly EventTerm[];
	/** Covariance of the terms without the reference, in their order. */
	readonly covariance: readonly Float64Array[];
	readonly band: EventBand | undefined;
	/** That all effects before treatment are 0; undefined where that cannot be tested. */
	readonly leads: JointTest | undefined;
	/** Plain mean of the effects from the start on. */
	readonly average: DidEffect;
}

export interface EventStudyOptions extends DidOptions {
	/** Period all others are measured from, below 0; defaults to -1, the last before treatment. */
	readonly reference?: number;
	/** Second df of the test of leads: clusters less 1 (default), or rows less parameters as R fixest. */
	readonly leadsDf?: 'clusters' | 'residual';
	/** Defaults to 20,000 draws with seed 1. */
	readonly band?: EventBandOptions;
}

/**
 * Effect of one treated group in every period, against units never treated in the panel, with unit and
 * period effects. Agrees with R `fixest::feols(y ~ x + i(period, treat, ref) | id + period)`.
 * @throws DataError where treatment starts in several periods (use `sunAbraham`: these coefficients
 * would mix effects of other periods), and with fewer than 2 periods before it: nothing to test.
 */
export function eventStudy(whole: Panel, options: EventStudyOptions = {}): EventStudy {
	const { reference = -1, leadsDf = 'clusters' } = options;
	const panel = withoutAlwaysTreated(whole);
	expectDesign(panel, { prePeriods: 2, starts: 'one', controls: 'untreated' });
	const { start } = cohorts(panel)[0]!;
	const { times, spacing } = eventTimes(panel);
	const all = [...new Set(times.filter(Number.isFinite))].sort((a, b) => a - b);
	if (!(reference < 0 && all.includes(reference)))
		throw new DataError(`reference not a period before treatment: ${reference}`);
	const shown = all.filter((at) => at !== reference);
	const columns = shown.map((at) => ({
		name: termName(at),
		values: times.map((own) => +(own === at))
	}));
	const fit = panelFit(panel, columns, options);
	const covariance = shown.map((_, j) => fit.variance.matrix[j]!.slice(0, shown.length));
	const effects = shown.map((at) => termEffect(fit, at));
	const band = eventBand(effects, covariance, fit, options.band);
	return {
		...didResult(panel, whole, fit),
		start,
		reference,
		spacing,
		terms: eventTerms({ shown, effects, reference, times, band }),
		covariance,
		band,
		leads: leadsTest(fit, shown, leadsDf),
		average: didEffect(panel, fit, meanContrast(fit, shown), options)
	};
}

interface ShownTerms {
	readonly shown: readonly number[];
	readonly effects: readonly ClusterEffect[];
	readonly reference: number;
	readonly times: Float64Array;
	readonly band: EventBand | undefined;
}

/** Terms in order of time, the reference among them. */
export function eventTerms({ shown, effects, reference, times, band }: ShownTerms): EventTerm[] {
	const units = new Map<number, number>();
	for (const at of times) units.set(at, (units.get(at) ?? 0) + 1);
	return [...shown, reference]
		.sort((a, b) => a - b)
		.map((at) => {
			const effect = effects[shown.indexOf(at)] ?? referenceEffect;
			return {
				at,
				isReference: at === reference,
				units: units.get(at) ?? 0,
				...effect,
				band: bandAround(effect, band)
			};
		});
}

const termName = (at: number) => `event ${at}`;

/** What the reference is by definition. */
const referenceEffect: ClusterEffect = { estimate: 0, test: undefined };

const termEffect = (fit: ClusteredFit, at: number) =>
	clusterEffect(fit, coefficientContrast(fit.fit, termName(at)));

function leadsTest(
	{ fit, variance: { matrix, df } }: ClusteredFit,
	shown: readonly number[],
	leadsDf: 'clusters' | 'residual'
): JointTest | undefined {
	const leads = Array.from(shown.keys()).filter((j) => shown[j]! < 0);
	const pick = (values: Float64Array) => Float64Array.from(leads, (j) => values[j]!);
	const residual = fit.size - parameterCount(fit, [], 'all');
	const own = leads.map((j) => pick(matrix[j]!));
	return waldTest(pick(fit.estimates), own, leadsDf === 'clusters' ? df : residual);
}

/** Mean of the coefficients from the start of treatment on; those of events come first. */
function meanContrast({ fit: { names } }: ClusteredFit, shown: readonly number[]): number[] {
	const count = shown.filter((at) => at >= 0).length;
	return names.map((_, j) => ((shown[j] ?? -1) >= 0 ? 1 / count : 0));
}
