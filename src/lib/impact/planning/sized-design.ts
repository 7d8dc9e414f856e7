import type { EvaluationPlan } from '#lib/model/evaluation-plan.ts';
import { powerMultiplier } from '#lib/stats/contrasts/power-multiplier.ts';
import { type PowerDesign, detectableEffect } from '../power/detectable-effect.ts';
import { detectableHazard } from '../power/detectable-hazard.ts';
import { autocorrelatedVariance } from '../power/period-contrasts.ts';
import { comparisonsForRanks, detectableGap, smallestRankP } from '../power/rank-test.ts';
import { seriesError } from '../power/series-error.ts';

/** What a design has more or fewer of. */
export type PlanUnit = 'people' | 'clusters' | 'areas' | 'comparison-areas' | 'points';

/** The smallest effect that is found, in units of the outcome, and how it comes about. */
export interface Detectable {
	readonly effect: number;
	readonly standardError?: number;
	/** Infinite for the normal reference; absent for ranks. */
	readonly df?: number;
	readonly designEffect?: number;
	/** Of ranks: the smallest p value there is. */
	readonly smallestP?: number;
	/** Of cohorts: the ratio, and events in both arms together. */
	readonly hazardRatio?: number;
	readonly events?: number;
}

export interface SizedDesign {
	readonly unit: PlanUnit;
	readonly size: number;
	/** Below it nothing can be found. */
	readonly smallest: number;
	/** Undefined where a design of that size finds no effect, however large. */
	readonly at: (size: number) => Detectable | undefined;
	/** Sizes worth trying, where more is not always better; absent where it is. */
	readonly steps?: readonly number[];
}

/** Level of one test when the smallest of `outcomes` p values is judged by Holm. */
export const alphaEach = ({ alpha, outcomes }: EvaluationPlan): number => alpha / outcomes;

/** Of a value of the outcome; of a share the larger of both arms, which is the cautious one. */
export function plannedSpread(plan: EvaluationPlan): number {
	const { outcome, design, baseline, effect, spread } = plan;
	const isOfShares = outcome === 'share' && !['panel', 'staggered'].includes(design);
	if (!isOfShares || ['one-area', 'series'].includes(design)) return spread;
	const shares = [baseline, baseline + effect].map((p) => p * (1 - p));
	return Math.sqrt(Math.max(...shares));
}

/** First treated period of each wave; periods count from 1. */
const waveStarts = ({ before, waves, gap }: EvaluationPlan): number[] =>
	Array.from({ length: waves }, (_, wave) => before + 1 + wave * gap);

/** Periods of a staggered design: the last wave has `after` periods with the programme. */
export const plannedPeriods = (plan: EvaluationPlan): number =>
	plan.before + (plan.waves - 1) * plan.gap + plan.after;

/** Units with the programme, or with the smallest of its starts, and without. */
export function plannedGroups(
	{ design, clusters, areas, treated, waves }: EvaluationPlan,
	units = design === 'clusters' ? clusters : areas
): { treated: number; comparison: number } {
	const all = Math.round(units * treated);
	const starts = design === 'staggered' ? waves : 1;
	return { treated: Math.floor(all / starts), comparison: units - all };
}

/** So many units leave two in every group and start. */
function fewestUnits(plan: EvaluationPlan): number {
	let units = 4;
	for (;;) {
		const { treated, comparison } = plannedGroups(plan, units);
		if (treated >= 2 && comparison >= 2) return units;
		units++;
	}
}

export function sizedDesign(plan: EvaluationPlan): SizedDesign {
	switch (plan.design) {
		case 'individual':
		case 'threshold':
			return ofPeople(plan);
		case 'clusters':
			return ofClusters(plan);
		case 'panel':
		case 'staggered':
			return ofAreas(plan);
		case 'one-area':
			return ofRanks(plan);
		case 'series':
			return ofPoints(plan);
		case 'survival':
			return ofCohort(plan);
	}
}

const chancesOf = (plan: EvaluationPlan) => ({ alpha: alphaEach(plan), power: plan.power });

function found(plan: EvaluationPlan, design: PowerDesign, reference: 'normal' | 't'): Detectable {
	const { effect, standardError, df, designEffect } = detectableEffect(design, {
		...chancesOf(plan),
		reference
	});
	return { effect, standardError, df, designEffect };
}

const kept = ({ attrition }: EvaluationPlan) => 1 - attrition;

const comparison = (plan: EvaluationPlan) => ({
	treatedShare: plan.treated,
	standardDeviation: plannedSpread(plan)
});

const ofPeople = (plan: EvaluationPlan): SizedDesign => ({
	unit: 'people',
	size: plan.people,
	smallest: 10,
	at: (size) => {
		const shared = {
			...comparison(plan),
			units: size * kept(plan),
			explainedShare: plan.explained
		};
		if (shared.units < 4) return undefined;
		const design: PowerDesign =
			plan.design === 'threshold'
				? { ...shared, kind: 'regression-discontinuity', order: 2 }
				: { ...shared, kind: 'individual' };
		return found(plan, design, 'normal');
	}
});

const ofClusters = (plan: EvaluationPlan): SizedDesign => ({
	unit: 'clusters',
	size: plan.clusters,
	smallest: fewestUnits(plan),
	at: (clusters) => {
		const clusterSize = Math.max(1, plan.size * kept(plan));
		const units = clusters * clusterSize;
		const { icc: betweenShare, explained: explainedShare } = plan;
		return clusters < 3
			? undefined
			: found(
					plan,
					{
						...comparison(plan),
						...{ kind: 'cluster', units, clusterSize, betweenShare, explainedShare }
					},
					't'
				);
	}
});

const ofAreas = (plan: EvaluationPlan): SizedDesign => ({
	unit: 'areas',
	size: plan.areas,
	smallest: fewestUnits(plan),
	at: (areas) => {
		const units = areas * kept(plan);
		if (units <= 2) return undefined;
		const { before, after, autocorrelation: correlation } = plan;
		const shared = { ...comparison(plan), units, correlation };
		const design: PowerDesign =
			plan.design === 'panel'
				? { ...shared, kind: 'autocorrelated-panel', before, after }
				: {
						...{ ...shared, kind: 'staggered' },
						periods: plannedPeriods(plan),
						starts: waveStarts(plan)
					};
		return found(plan, design, 't');
	}
});

/** More comparison areas help where one more rank reaches the level, and only there. */
const mostRanks = 10;

function ofRanks(plan: EvaluationPlan): SizedDesign {
	const chances = chancesOf(plan);
	const each = Array.from({ length: plan.after }, () => 1 / plan.after);
	const gap = plan.spread * Math.sqrt(autocorrelatedVariance(each, plan.autocorrelation));
	const steps = Array.from({ length: mostRanks }, (_, rank) =>
		comparisonsForRanks(rank + 1, chances.alpha)
	);
	return {
		unit: 'comparison-areas',
		size: plan.donors,
		smallest: steps[0]!,
		steps,
		at: (donors) => {
			const smallestP = smallestRankP(donors);
			const gaps = detectableGap(donors, chances);
			return gaps === undefined ? undefined : { effect: gaps * gap, standardError: gap, smallestP };
		}
	};
}

function ofPoints(plan: EvaluationPlan): SizedDesign {
	const total = plan.before + plan.after;
	return {
		unit: 'points',
		size: total,
		smallest: 6,
		at: (points) => {
			const after = Math.round((points * plan.after) / total);
			const before = points - after;
			if (before < 2 || after < 2 || points < 6) return undefined;
			const at = { start: 0, middle: (after - 1) / 2, end: after - 1 }[plan.at];
			const series = { before, after, at, correlation: plan.autocorrelation };
			const standardError = plan.spread * seriesError(series);
			const df = points - 4;
			const effect = powerMultiplier({ ...chancesOf(plan), df }) * standardError;
			return { effect, standardError, df };
		}
	};
}

const ofCohort = (plan: EvaluationPlan): SizedDesign => ({
	unit: 'people',
	size: plan.people,
	smallest: 10,
	at: (size) => {
		const people = size * kept(plan) * (1 - plan.competing);
		const { hazardRatio, events, treatedEventShare } = detectableHazard(
			{ people, treatedShare: plan.treated, eventShare: plan.baseline },
			{ ...chancesOf(plan), lower: plan.effect < 0 }
		);
		return { effect: Math.abs(plan.baseline - treatedEventShare), hazardRatio, events };
	}
});
