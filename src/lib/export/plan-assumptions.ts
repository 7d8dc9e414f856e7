import { count, percent, significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	type Detectable,
	alphaEach,
	plannedPeriods,
	plannedSpread
} from '#lib/impact/planning/sized-design.ts';
import { boundaryVariance } from '#lib/impact/power/boundary-variance.ts';
import { type EvaluationPlan, isOfPeople } from '#lib/model/evaluation-plan.ts';
import type { Locale } from '#lib/model/localized.ts';
import { amount, level } from './plan-words.ts';

/** What the numbers of a plan take for granted, a sentence each. */
export function planAssumptions(
	plan: EvaluationPlan,
	found: Detectable | undefined,
	locale: Locale
): string[] {
	return [
		...ofTest(plan, locale),
		...ofGroups(plan, locale),
		ofDesign(plan, found, locale),
		...ofReference(plan, found, locale)
	].filter((text) => text !== '');
}

const share = (value: number, locale: Locale) =>
	new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 }).format(value);

function ofTest(plan: EvaluationPlan, locale: Locale): string[] {
	const { power, alpha, outcomes } = plan;
	const chances = { power: percent(power, locale), alpha: percent(alpha, locale) };
	const each = { outcomes: count(outcomes, locale), each: share(alphaEach(plan), locale) };
	return [
		m.plan_assume_chances(chances, { locale }),
		...(outcomes > 1 ? [m.plan_assume_holm(each, { locale })] : [])
	];
}

function ofGroups(plan: EvaluationPlan, locale: Locale): string[] {
	const { design, treated, explained, attrition } = plan;
	const inLocale = { locale };
	if (design === 'one-area') return [];
	if (design === 'series') return [spreadText(plan, locale)];
	const side = design === 'threshold' ? m.plan_assume_treated_side : m.plan_assume_treated;
	const measured = isOfPeople(design) && design !== 'survival';
	return [
		side({ treated: percent(treated, locale) }, inLocale),
		...(design === 'survival' ? [] : [spreadText(plan, locale)]),
		...(measured && explained > 0
			? [m.plan_assume_explained({ explained: percent(explained, locale) }, inLocale)]
			: []),
		...(attrition > 0
			? [m.plan_assume_attrition({ attrition: percent(attrition, locale) }, inLocale)]
			: [])
	];
}

function spreadText(plan: EvaluationPlan, locale: Locale): string {
	const { outcome, design, baseline, effect } = plan;
	const sd = amount(plannedSpread(plan), outcome, locale);
	if (!isOfPeople(design) || outcome !== 'share') return m.plan_assume_spread({ sd }, { locale });
	const from = level(baseline, outcome, locale);
	const to = level(baseline + effect, outcome, locale);
	return m.plan_assume_spread_share({ sd, from, to }, { locale });
}

function ofDesign(plan: EvaluationPlan, found: Detectable | undefined, locale: Locale): string {
	const number = (value: number) => significant(value, 3, locale);
	const inLocale = { locale };
	const rho = number(plan.autocorrelation);
	const [before, after] = [count(plan.before, locale), count(plan.after, locale)];
	switch (plan.design) {
		case 'individual':
			return '';
		case 'clusters':
			return found?.designEffect === undefined
				? ''
				: m.plan_assume_icc({ icc: number(plan.icc), deff: number(found.designEffect) }, inLocale);
		case 'panel':
			return m.plan_assume_panel({ before, after, rho }, inLocale);
		case 'staggered': {
			const [waves, gap] = [count(plan.waves, locale), count(plan.gap, locale)];
			const first = count(plan.before + 1, locale);
			const periods = count(plannedPeriods(plan), locale);
			return m.plan_assume_staggered({ waves, gap, first, periods, rho }, inLocale);
		}
		case 'one-area': {
			const sd = amount(plan.spread, plan.outcome, locale);
			return m.plan_assume_one_area({ after, sd, rho }, inLocale);
		}
		case 'series':
			return m.plan_assume_series({ before, after, rho }, inLocale);
		case 'threshold':
			return m.plan_assume_threshold({ factor: number(boundaryVariance(2)) }, inLocale);
		case 'survival':
			return m.plan_assume_survival({ competing: percent(plan.competing, locale) }, inLocale);
	}
}

function ofReference(
	{ design }: EvaluationPlan,
	found: Detectable | undefined,
	locale: Locale
): string[] {
	if (design === 'one-area' || found === undefined) return [];
	const { df = Infinity } = found;
	return df === Infinity
		? [m.plan_assume_normal({}, { locale })]
		: [m.plan_assume_df({ df: significant(df, 4, locale) }, { locale })];
}
