import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { baconDecomposition } from '../did/bacon.ts';
import { bandAround } from '../did/event-band.ts';
import { eventStudy } from '../did/event-study.ts';
import { twoWayEffect } from '../did/two-way-effect.ts';
import { type AggregatedEffects, aggregatedEffects } from '../group-time/aggregated.ts';
import type { EffectEstimate } from '../group-time/group-time-types.ts';
import type { GroupTimeEffects } from '../group-time/group-time.ts';
import { waldTest } from '../regression/wald-test.ts';
import type { Panel } from '../panel/panel.ts';
import { groupMeans } from '../panel/group-means.ts';
import { eventStudyOf } from '../sensitivity/event-study.ts';
import {
	type Breakdown,
	type SensitivityInterval,
	relativeSensitivity
} from '../sensitivity/relative-magnitudes.ts';
import { largestBend, smoothnessSensitivity } from '../sensitivity/smoothness.ts';
import { finite } from './effects.ts';
import { withChangingCovariates } from './panel-estimates.ts';

/** Limits of an estimate as a picture has them. */
const limitsOf = ({ interval, band }: Pick<EffectEstimate, 'interval' | 'band'>) => ({
	lower: finite(interval?.lower),
	upper: finite(interval?.upper),
	bandLower: finite(band?.lower),
	bandUpper: finite(band?.upper)
});

/** Means of the comparison, of every cohort, and of the ring. */
export function trendsPicture(
	panel: Panel,
	ring: ReadonlyMap<string, number>
): PictureOf<'trends'> {
	const { unit, start, last, periods } = panel;
	const starts = [...new Set(start)].filter((one) => one <= last).sort((a, b) => a - b);
	const isRing = (code: number) => ring.has(unit.levels[code]!);
	const groups = [
		...starts.map((one) => ({ group: 'treated', start: one })),
		{ group: 'comparison', start: null },
		...(unit.levels.some((_, code) => isRing(code)) ? [{ group: 'ring', start: null }] : [])
	];
	const groupOf = unit.levels.map((_, code) => {
		if (isRing(code)) return groups.length - 1;
		const at = starts.indexOf(start[code]!);
		return at >= 0 ? at : starts.length;
	});
	const means = groupMeans(panel, groupOf, [...periods.keys()]);
	return {
		kind: 'trends',
		periods: [...periods],
		starts,
		lines: groups.map((one, at) => ({
			...one,
			units: groupOf.filter((group) => group === at).length,
			points: means
				.filter(({ group }) => group === at)
				.map(({ period, mean, interval }) => ({
					period: periods[period]!,
					mean: finite(mean),
					lower: finite(interval?.lower),
					upper: finite(interval?.upper)
				}))
		}))
	};
}

/** Effects by time since the start, all against the period before it. */
export function groupTimeStudy(
	cells: GroupTimeEffects,
	dynamic: AggregatedEffects
): PictureOf<'event-study'> {
	const unitsOf = new Map(cells.cohorts.map(({ cohort, units }) => [cohort, units]));
	return {
		kind: 'event-study',
		base: 'universal',
		estimator: 'group-time',
		reference: -1 - cells.settings.anticipation,
		critical: finite(dynamic.critical),
		points: dynamic.by.map((one) => ({
			event: one.at,
			estimate: one.estimate,
			standardError: finite(one.standardError),
			...limitsOf(one),
			units: one.cohorts.reduce((sum, cohort) => sum + (unitsOf.get(cohort) ?? 0), 0),
			reference: one.isReference
		})),
		preTest: leadsTest(cells, dynamic)
	};
}

/**
 * Treated clusters that there should be for every lead. In 200 panels without an effect the test rejected
 * at 5 % in 15 % of them with 30 treated units and 5 leads, in 6 % with 80.
 */
const clustersPerLead = 10;

/**
 * Joint test that the means before the start are 0, over cohorts: F with clusters less 1. The test of
 * all cells of `group-time` has many more of them, and rejects too often.
 */
function leadsTest(
	{ frame, cohorts }: GroupTimeEffects,
	{ by, covariance }: AggregatedEffects
): PictureOf<'event-study'>['preTest'] {
	const leads = Array.from(by.keys()).filter((k) => by[k]!.at < 0 && !by[k]!.isReference);
	const test = waldTest(
		leads.map((k) => by[k]!.estimate),
		leads.map((j) => Float64Array.from(leads, (k) => covariance[j]![k]!)),
		frame.clusters - 1
	);
	if (!test) return { kind: 'none', reason: leads.length > 0 ? 'singular' : 'no-cells-before' };
	const { statistic, df, p: pValue } = test;
	const treated = cohorts.reduce((sum, { clusters }) => sum + clusters, 0);
	const unreliable = treated < clustersPerLead * leads.length;
	return { kind: 'test', statistic, df: df[0], df2: df[1], pValue, unreliable };
}

/** The same of one start by unit and period effects. */
export function twoWayStudy(panel: Panel): PictureOf<'event-study'> {
	const { terms, reference, leads, band } = eventStudy(withChangingCovariates(panel));
	return {
		kind: 'event-study',
		base: 'universal',
		estimator: 'two-way',
		reference,
		critical: finite(band?.critical),
		points: terms.map(({ at, estimate, test, units, isReference }) => ({
			event: at,
			estimate,
			standardError: finite(test?.standardError),
			...limitsOf({ interval: test?.interval, band: bandAround({ estimate, test }, band) }),
			units,
			reference: isReference
		})),
		preTest: leads
			? {
					kind: 'test',
					statistic: leads.statistic,
					df: leads.df[0],
					df2: leads.df[1],
					pValue: leads.p,
					unreliable: false
				}
			: { kind: 'none', reason: 'no-cells-before' }
	};
}

/** Every cohort in every period, and what they come to. */
export function groupTimePicture(cells: GroupTimeEffects): PictureOf<'group-time'> {
	return {
		kind: 'group-time',
		cells: cells.cells.map(({ cohort, period, basePeriod, post, treated, controls, result }) => ({
			...{ cohort, period, base: basePeriod, post, treated, comparison: controls },
			estimate: result.kind === 'effect' ? finite(result.estimate) : null,
			standardError: result.kind === 'effect' ? finite(result.standardError) : null,
			...limitsOf(result.kind === 'effect' ? result : { interval: undefined, band: undefined }),
			state: result.kind === 'none' ? result.reason : result.kind
		})),
		aggregates: (['simple', 'group', 'calendar'] as const).flatMap((by) => {
			const { overall, by: parts } = aggregatedEffects(cells, by);
			const row = (at: number | null, one: EffectEstimate) => ({
				...{ by, at, estimate: one.estimate, standardError: finite(one.standardError) },
				...limitsOf(one)
			});
			return [...(overall ? [row(null, overall)] : []), ...parts.map((part) => row(part.at, part))];
		})
	};
}

/** What two-way effects would say, and of which comparisons it is made; only under staggered timing. */
export function baconPicture(panel: Panel): PictureOf<'bacon'> {
	const { estimate, comparisons, forbiddenWeight } = baconDecomposition(panel);
	const { effect } = twoWayEffect(panel);
	return {
		kind: 'bacon',
		estimate,
		standardError: finite(effect.test?.standardError),
		forbiddenWeight,
		parts: comparisons.map(({ kind, weight, estimate: own }) => ({
			comparison: kind,
			weight,
			estimate: own
		}))
	};
}

const magnitudes = [0, 0.5, 1, 1.5, 2];
/** Of the largest bend that the periods before leave open. */
const bends = [0, 0.1, 0.25, 0.5, 1];

/** How far trends may have differed before the mean effect after the start is no longer one. */
export function sensitivityPicture(dynamic: AggregatedEffects): PictureOf<'sensitivity'> {
	const study = eventStudyOf(dynamic);
	const after = study.estimates.length - study.before;
	const weights = new Float64Array(after).fill(1 / after);
	const relative = relativeSensitivity(study, magnitudes, { weights });
	const largest = largestBend(study);
	const bounds = bends.map((share) => share * largest);
	const smooth = smoothnessSensitivity(study, bounds, { weights });
	return {
		kind: 'sensitivity',
		rows: [
			...relative.intervals.map((one) => sensitivityRow('relative-magnitudes', one)),
			...smooth.intervals.map((one) => sensitivityRow('smoothness', one))
		],
		breakdown: boundOf(relative.breakdown),
		smoothBreakdown: boundOf(smooth.breakdown)
	};
}

type SensitivityRow = PictureOf<'sensitivity'>['rows'][number];

const sensitivityRow = (
	restriction: SensitivityRow['restriction'],
	{ bound, interval, reachesEdge }: SensitivityInterval
): SensitivityRow => ({
	...{ restriction, size: bound },
	lower: finite(interval?.lower),
	upper: finite(interval?.upper),
	reachesGridEdge: reachesEdge.lower || reachesEdge.upper
});

const boundOf = (breakdown: Breakdown) => (breakdown.kind === 'none' ? null : breakdown.bound);
