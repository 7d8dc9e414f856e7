import { DataError } from '#lib/errors.ts';
import { cohorts, withoutAlwaysTreated } from '../panel/cohorts.ts';
import type { Panel } from '../panel/panel.ts';
import { expectDesign } from '../panel/refusals.ts';
import {
	type ClusterEffect,
	type ClusteredFit,
	clusterEffect
} from '../regression/cluster-inference.ts';
import { dot } from '../regression/orthogonal-columns.ts';
import { type JointTest, waldTest } from '../regression/wald-test.ts';
import { type CohortCell, cellColumns, cohortFit } from './cohort-fit.ts';
import {
	type DidEffect,
	type DidOptions,
	type DidResult,
	didEffect,
	didResult,
	panelFit
} from './did-result.ts';
import { type EventBand, type EventBandOptions, eventBand } from './event-band.ts';
import { type EventTerm, eventTerms } from './event-study.ts';
import { eventTimes } from './event-times.ts';

/** The effect on one cohort at one distance from its start. */
export interface CohortTerm extends ClusterEffect {
	readonly start: number;
	readonly at: number;
	/** Rows, or their weight, that it stands for in an aggregate. */
	readonly weight: number;
}

export interface SunAbraham extends DidResult {
	readonly reference: number;
	/** What a period is in the units of the data. */
	readonly spacing: number;
	/** Cohorts together, weighed by their share of the rows at that distance. */
	readonly terms: readonly EventTerm[];
	/** Covariance of the terms without the reference, in their order. */
	readonly covariance: readonly Float64Array[];
	readonly band: EventBand | undefined;
	readonly leads: JointTest | undefined;
	/** All treated rows of treated cohorts together: what R calls ATT. */
	readonly average: DidEffect;
	/** Treated rows of every cohort. */
	readonly byCohort: readonly (ClusterEffect & { readonly start: number })[];
	readonly cells: readonly CohortTerm[];
}

export interface SunAbrahamOptions extends DidOptions {
	/** Defaults to 20,000 draws with seed 1. */
	readonly band?: EventBandOptions;
}

/**
 * Effects under staggered timing by interactions of cohort and period, against units not treated in
 * the panel, units treated all along left out (Sun and Abraham 2021). Agrees with R `fixest::sunab`
 * and its `agg = "period"`, `"cohort"` and `"att"`: shares of cohorts count as known, so that the error
 * is a little below Callaway and Sant'Anna's.
 * @throws DataError without such controls (end the panel before the last cohort's start), with one
 * treated or control cluster, and where a cohort has no row in the period before its start.
 */
export function sunAbraham(whole: Panel, options: SunAbrahamOptions = {}): SunAbraham {
	const panel = withoutAlwaysTreated(whole);
	expectDesign(panel, { prePeriods: 1, starts: 'any', controls: 'untreated' });
	const reference = -1;
	const { times, spacing } = eventTimes(panel);
	const cells = cohortCells(panel, times, reference);
	const fit = cellsFit(panel, cells, options);
	const shown = [...new Set(cells.map(({ at }) => at))].sort((a, b) => a - b);
	const together = shown.map((at) => aggregate(fit, cells, (cell) => cell.at === at));
	const covariance = covarianceOf(fit, together);
	const effects = together.map((contrast) => clusterEffect(fit, contrast));
	const band = eventBand(effects, covariance, fit, options.band);
	const isAfter = ({ at }: CohortCell) => at >= 0;
	const shared = didResult(panel, whole, fit);
	const untested = { code: 'parallel-trends-untested', prePeriods: 1 } as const;
	return {
		...shared,
		warnings: [...shared.warnings, ...(shown.some((at) => at < 0) ? [] : [untested])],
		reference,
		spacing,
		terms: eventTerms({ shown, effects, reference, times, band }),
		covariance,
		band,
		leads: leadsOf(fit, shown, together),
		average: didEffect(panel, fit, aggregate(fit, cells, isAfter), options),
		byCohort: cohorts(panel).map(({ start }) => {
			const own = aggregate(fit, cells, (cell) => cell.start === start && isAfter(cell));
			return { start, ...clusterEffect(fit, own) };
		}),
		cells: cells.map(({ start, at, weight }, j) => {
			const one = fit.fit.names.map((_, k) => +(j === k));
			return { start, at, weight, ...clusterEffect(fit, one) };
		})
	};
}

/** A cell for every cohort and distance but the reference. */
function cohortCells(panel: Panel, times: Float64Array, reference: number): CohortCell[] {
	return cohorts(panel).flatMap(({ start }) => {
		const weights = new Map<number, number>();
		const numbers = new Map<number, number>();
		times.forEach((at, i) => {
			if (panel.start[panel.unit.codes[i]!] !== start) return;
			weights.set(at, (weights.get(at) ?? 0) + (panel.weights ? panel.weights[i]! : 1));
			numbers.set(at, panel.period.codes[i]!);
		});
		const before = numbers.get(reference);
		if (before === undefined)
			throw new DataError(`cohort without rows in the period before its start: ${start}`);
		return [...weights]
			.filter(([at]) => at !== reference)
			.sort(([a], [b]) => a - b)
			.map(([at, weight]) => ({
				...{ name: `start ${start}, event ${at}`, start, at, weight },
				...{ period: numbers.get(at) ?? before, reference: before }
			}));
	});
}

/** Taken apart by cohort where that can be done, else all columns at once. */
function cellsFit(panel: Panel, cells: readonly CohortCell[], options: DidOptions): ClusteredFit {
	const apart = panel.covariates.length === 0 ? cohortFit(panel, cells, options) : undefined;
	return apart ?? panelFit(panel, cellColumns(panel, cells), options);
}

/** Shares of cells in what is asked, as a contrast of all coefficients. */
function aggregate(
	{ fit }: ClusteredFit,
	cells: readonly CohortCell[],
	isAsked: (cell: CohortCell) => boolean
): Float64Array {
	const contrast = new Float64Array(fit.names.length);
	let sum = 0;
	cells.forEach((cell, j) => {
		if (!isAsked(cell)) return;
		contrast[j] = cell.weight;
		sum += cell.weight;
	});
	return contrast.map((weight) => weight / sum);
}

function covarianceOf({ variance: { matrix } }: ClusteredFit, contrasts: readonly Float64Array[]) {
	const images = contrasts.map((c) => Float64Array.from(matrix, (row) => dot(row, c)));
	return contrasts.map((c) => Float64Array.from(images, (image) => dot(c, image)));
}

function leadsOf(
	fit: ClusteredFit,
	shown: readonly number[],
	together: readonly Float64Array[]
): JointTest | undefined {
	const leads = together.filter((_, j) => shown[j]! < 0);
	const estimates = leads.map((c) => dot(c, fit.fit.estimates));
	return waldTest(estimates, covarianceOf(fit, leads), fit.variance.df);
}
