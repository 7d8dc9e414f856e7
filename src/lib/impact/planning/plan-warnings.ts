import { type EvaluationPlan, type PlanDesign, isShare } from '#lib/model/evaluation-plan.ts';
import { smallestRankP } from '../power/rank-test.ts';
import { type Detectable, alphaEach, plannedGroups } from './sized-design.ts';

/** Why a plan cannot be carried out honestly, and the design that could. */
export type PlanRefusal =
	| {
			readonly code: 'one-treated' | 'one-comparison';
			readonly n: number;
			readonly next: PlanDesign;
	  }
	| { readonly code: 'few-before'; readonly n: number; readonly next: PlanDesign }
	| { readonly code: 'no-rank'; readonly needed: number; readonly next: PlanDesign }
	| { readonly code: 'short-series' | 'impossible-effect' | 'no-level' | 'too-small' };

/** What to know of an answer. Numbers that a sentence needs go with the code. */
export interface PlanWarning {
	readonly code:
		| 'few-clusters'
		| 'few-treated'
		| 'out-of-reach'
		| 'few-events'
		| 'few-before'
		| 'short-before'
		| 'coarse-rank'
		| 'short-series'
		| 'independent-periods'
		| 'unmeasured'
		| 'two-way'
		| 'local';
	readonly n?: number;
}

/** Below so many clusters or areas, errors of large samples are too small (Cameron and Miller 2015). */
const manyClusters = 40;
/** Our own lines of caution. */
const manyOnOneSide = 10;
const quietBefore = 4;
const fittedBefore = 10;
const longSegment = 12;
const manyEvents = 10;

/** Every reason why a plan cannot be carried out; none if it can. */
export function planRefusals(plan: EvaluationPlan): PlanRefusal[] {
	return [...outcomeRefusals(plan), ...groupRefusals(plan), ...periodRefusals(plan)];
}

function outcomeRefusals({ outcome, baseline, effect }: EvaluationPlan): PlanRefusal[] {
	const after = baseline + effect;
	if (isShare(outcome)) {
		if (!(baseline > 0 && baseline < 1)) return [{ code: 'no-level' }];
		return after > 0 && after < 1 ? [] : [{ code: 'impossible-effect' }];
	}
	return outcome === 'count' && after < 0 ? [{ code: 'impossible-effect' }] : [];
}

function groupRefusals(plan: EvaluationPlan): PlanRefusal[] {
	if (plan.design === 'one-area') {
		const alpha = alphaEach(plan);
		if (smallestRankP(plan.donors) <= alpha + 1e-9) return [];
		return [{ code: 'no-rank', needed: Math.ceil(1 / alpha - 1e-9) - 1, next: 'series' }];
	}
	if (plan.design === 'series') return [];
	if (!['clusters', 'panel', 'staggered'].includes(plan.design)) {
		const arm = plan.people * (1 - plan.attrition) * Math.min(plan.treated, 1 - plan.treated);
		return arm < 2 ? [{ code: 'too-small' }] : [];
	}
	const { treated, comparison } = plannedGroups(plan);
	const next = plan.design === 'staggered' ? 'panel' : 'one-area';
	const all: PlanRefusal[] = [];
	if (treated < 2) all.push({ code: 'one-treated', n: treated, next });
	if (comparison < 2) all.push({ code: 'one-comparison', n: comparison, next: 'series' });
	return all;
}

function periodRefusals({ design, before, after }: EvaluationPlan): PlanRefusal[] {
	if (design === 'series') return before < 3 || after < 3 ? [{ code: 'short-series' }] : [];
	if (!['panel', 'staggered', 'one-area'].includes(design) || before >= 2) return [];
	return [{ code: 'few-before', n: before, next: 'clusters' }];
}

/** What to know of an answer beyond its numbers. */
export function planWarnings(plan: EvaluationPlan, found: Detectable): PlanWarning[] {
	return [...groupWarnings(plan), ...outcomeWarnings(plan, found), ...designWarnings(plan)];
}

function groupWarnings(plan: EvaluationPlan): PlanWarning[] {
	const isGrouped = ['clusters', 'panel', 'staggered'].includes(plan.design);
	if (!isGrouped) return [];
	const units = plan.design === 'clusters' ? plan.clusters : plan.areas;
	const { treated, comparison } = plannedGroups(plan);
	const fewest = Math.min(treated, comparison);
	return [
		...(units < manyClusters ? [{ code: 'few-clusters', n: units } as const] : []),
		...(fewest < manyOnOneSide ? [{ code: 'few-treated', n: fewest } as const] : [])
	];
}

function outcomeWarnings(plan: EvaluationPlan, found: Detectable): PlanWarning[] {
	const { outcome, baseline, effect } = plan;
	const bounded = isShare(outcome) || outcome === 'count';
	const reached = baseline + Math.sign(effect) * found.effect;
	const outOfReach = bounded && (reached < 0 || (isShare(outcome) && reached > 1));
	const events = fewestEvents(plan, found);
	return [
		...(outOfReach ? [{ code: 'out-of-reach' } as const] : []),
		...(events < manyEvents ? [{ code: 'few-events', n: Math.floor(events) } as const] : [])
	];
}

/** People with and without the event in the smaller arm, whichever are fewer. */
function fewestEvents(plan: EvaluationPlan, found: Detectable): number {
	const { design, outcome, treated, baseline, effect, attrition } = plan;
	if (design === 'survival') return found.events ?? Infinity;
	if (outcome !== 'share' || !['individual', 'clusters', 'threshold'].includes(design))
		return Infinity;
	const people = design === 'clusters' ? plan.clusters * plan.size : plan.people;
	const arm = people * (1 - attrition) * Math.min(treated, 1 - treated);
	return arm * Math.min(...[baseline, baseline + effect].map((p) => Math.min(p, 1 - p)));
}

function designWarnings(plan: EvaluationPlan): PlanWarning[] {
	const { design, before, after, autocorrelation, assigned, donors } = plan;
	const told: PlanWarning[] = [];
	const hasPeriods = ['panel', 'staggered', 'one-area', 'series'].includes(design);
	if (hasPeriods && autocorrelation === 0) told.push({ code: 'independent-periods' });
	if (['panel', 'staggered'].includes(design) && before < quietBefore)
		told.push({ code: 'few-before', n: before });
	if (design === 'one-area') {
		if (before < fittedBefore) told.push({ code: 'short-before', n: before });
		told.push({ code: 'coarse-rank', n: donors + 1 });
	}
	if (design === 'series' && Math.min(before, after) < longSegment)
		told.push({ code: 'short-series', n: Math.min(before, after) });
	if (['individual', 'clusters', 'survival'].includes(design) && assigned === 'matched')
		told.push({ code: 'unmeasured' });
	if (design === 'staggered') told.push({ code: 'two-way' });
	if (design === 'threshold') told.push({ code: 'local' });
	return told;
}
