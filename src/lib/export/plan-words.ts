import { count, percent, significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { FoundPlan } from '#lib/impact/planning/plan-answer.ts';
import type { PlanRefusal, PlanWarning } from '#lib/impact/planning/plan-warnings.ts';
import type { PlanUnit } from '#lib/impact/planning/sized-design.ts';
import {
	type EvaluationPlan,
	type PlanDesign,
	type PlanHarm,
	type PlanOutcome,
	isShare
} from '#lib/model/evaluation-plan.ts';
import type { Locale } from '#lib/model/localized.ts';

export const designNames = {
	individual: m.plan_design_individual,
	clusters: m.plan_design_clusters,
	panel: m.plan_design_panel,
	staggered: m.plan_design_staggered,
	'one-area': m.plan_design_one_area,
	series: m.plan_design_series,
	threshold: m.plan_design_threshold,
	survival: m.plan_design_survival
} satisfies Record<PlanDesign, unknown>;

export const outcomeNames = {
	share: m.plan_outcome_share,
	mean: m.plan_outcome_mean,
	count: m.plan_outcome_count,
	time: m.plan_outcome_time
} satisfies Record<PlanOutcome, unknown>;

export const harmNames = {
	'police-violence': m.plan_harm_police_violence,
	imprisonment: m.plan_harm_imprisonment,
	displacement: m.plan_harm_displacement,
	trust: m.plan_harm_trust
} satisfies Record<PlanHarm, unknown>;

export const timeNames = {
	start: m.plan_at_start,
	middle: m.plan_at_middle,
	end: m.plan_at_end
} satisfies Record<EvaluationPlan['at'], unknown>;

/** A difference in the units of the outcome, with its sign if it has one: "−8 percentage points". */
export function amount(value: number, outcome: PlanOutcome, locale: Locale): string {
	const n = significant(isShare(outcome) ? 100 * value : value, 3, locale);
	const words = isShare(outcome)
		? m.plan_amount_points
		: outcome === 'count'
			? m.plan_amount_events
			: m.plan_amount_units;
	return words({ n }, { locale });
}

/** A value of the outcome itself. */
export const level = (value: number, outcome: PlanOutcome, locale: Locale): string =>
	isShare(outcome) ? percent(value, locale) : significant(value, 3, locale);

const samples = {
	people: m.plan_n_people,
	areas: m.plan_n_areas,
	'comparison-areas': m.plan_n_comparison_areas,
	points: m.plan_n_points
};

/** "40 clusters of 25 people" */
function sampleText(
	n: number,
	{ unit, plan }: { unit: PlanUnit; plan: EvaluationPlan },
	locale: Locale
): string {
	if (unit !== 'clusters') return samples[unit]({ n: count(n, locale) }, { locale });
	const counts = { n: count(n, locale), size: count(plan.size, locale) };
	return m.plan_n_clusters(counts, { locale });
}

/** The answer: what could be detected; whether that is enough; and what else the design says. */
export function answerTexts(
	plan: EvaluationPlan,
	{ unit, size, detectable, needed }: FoundPlan,
	locale: Locale
): { readonly found: string; readonly rest: readonly string[]; readonly isEnough: boolean } {
	const { outcome, baseline, effect } = plan;
	const inLocale = { locale };
	const reached = baseline + Math.sign(effect) * detectable.effect;
	const isBeyond = (isShare(outcome) && reached > 1) || (outcome !== 'mean' && reached < 0);
	const words = isBeyond ? m.plan_found_beyond : effect < 0 ? m.plan_found_down : m.plan_found_up;
	const found = words(
		{
			sample: sampleText(size, { unit, plan }, locale),
			effect: amount(detectable.effect, outcome, locale),
			from: level(baseline, outcome, locale),
			to: level(reached, outcome, locale)
		},
		inLocale
	);
	const isEnough = detectable.effect <= Math.abs(effect);
	const expected = amount(effect, outcome, locale);
	const verdict =
		needed === undefined
			? m.plan_never({ effect: expected }, inLocale)
			: (isEnough ? m.plan_enough : m.plan_short)(
					{ effect: expected, needed: sampleText(needed, { unit, plan }, locale) },
					inLocale
				);
	return { found, isEnough, rest: [verdict, ...besides(detectable, locale)] };
}

function besides(
	{ hazardRatio, events, smallestP }: FoundPlan['detectable'],
	locale: Locale
): string[] {
	if (hazardRatio !== undefined && events !== undefined) {
		const numbers = { ratio: significant(hazardRatio, 3, locale), events: count(events, locale) };
		return [m.plan_hazard(numbers, { locale })];
	}
	if (smallestP === undefined) return [];
	const p = { p: significant(smallestP, 2, locale), n: count(Math.round(1 / smallestP), locale) };
	return [m.plan_rank(p, { locale })];
}

const refusals = {
	'one-treated': m.plan_refused_one_treated,
	'one-comparison': m.plan_refused_one_comparison,
	'few-before': m.plan_refused_few_before,
	'no-rank': m.plan_refused_no_rank,
	'short-series': m.plan_refused_short_series,
	'impossible-effect': m.plan_refused_impossible_effect,
	'no-level': m.plan_refused_no_level,
	'too-small': m.plan_refused_too_small
} satisfies Record<PlanRefusal['code'], unknown>;

export function refusalText(refusal: PlanRefusal, locale: Locale): string {
	const n = 'n' in refusal ? count(refusal.n, locale) : '';
	const needed = 'needed' in refusal ? count(refusal.needed, locale) : '';
	return refusals[refusal.code]({ n, needed }, { locale });
}

const warnings = {
	'few-clusters': m.plan_warn_few_clusters,
	'few-treated': m.plan_warn_few_treated,
	'out-of-reach': m.plan_warn_out_of_reach,
	'few-events': m.plan_warn_few_events,
	'few-before': m.plan_warn_few_before,
	'short-before': m.plan_warn_short_before,
	'coarse-rank': m.plan_warn_coarse_rank,
	'short-series': m.plan_warn_short_series,
	'independent-periods': m.plan_warn_independent_periods,
	unmeasured: m.plan_warn_unmeasured,
	'two-way': m.plan_warn_two_way,
	local: m.plan_warn_local
} satisfies Record<PlanWarning['code'], unknown>;

export const warningText = ({ code, n = 0 }: PlanWarning, locale: Locale): string =>
	warnings[code]({ n: count(n, locale) }, { locale });
