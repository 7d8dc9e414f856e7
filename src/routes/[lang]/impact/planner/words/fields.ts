import { numberText } from '#lib/format/typed-number.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	type PlanChoices,
	type PlanDesign,
	type PlanNumber,
	type PlanOutcome,
	isOfPeople,
	isTypedInPerCent,
	planRanges
} from '#lib/model/evaluation-plan.ts';
import type { Locale } from '#lib/model/localized.ts';

const labels = {
	people: m.plan_number_people,
	clusters: m.plan_number_clusters,
	size: m.plan_number_size,
	areas: m.plan_number_areas,
	donors: m.plan_number_donors,
	before: m.plan_number_before,
	after: m.plan_number_after,
	waves: m.plan_number_waves,
	gap: m.plan_number_gap,
	treated: m.plan_number_treated,
	baseline: m.plan_number_baseline,
	spread: m.plan_number_spread,
	effect: m.plan_number_effect,
	icc: m.plan_number_icc,
	autocorrelation: m.plan_number_autocorrelation,
	explained: m.plan_number_explained,
	attrition: m.plan_number_attrition,
	competing: m.plan_number_competing,
	power: m.plan_number_power,
	alpha: m.plan_number_alpha,
	outcomes: m.plan_number_outcomes
} satisfies Record<PlanNumber, unknown>;

/** What the same number is called in a design of its own kind. */
const ownLabels: Partial<Record<PlanDesign, Partial<Record<PlanNumber, typeof m.plan_title>>>> = {
	threshold: { people: m.plan_number_people_threshold },
	survival: { baseline: m.plan_number_baseline_survival },
	panel: { spread: m.plan_number_spread_area },
	staggered: {
		before: m.plan_number_before_staggered,
		after: m.plan_number_after_staggered,
		spread: m.plan_number_spread_area
	},
	series: { spread: m.plan_number_spread_series },
	'one-area': { spread: m.plan_number_spread_one_area }
};

const hints: Partial<Record<PlanNumber, typeof m.plan_title>> = {
	effect: m.plan_hint_effect,
	spread: m.plan_hint_spread,
	icc: m.plan_hint_icc,
	autocorrelation: m.plan_hint_autocorrelation,
	explained: m.plan_hint_explained,
	attrition: m.plan_hint_attrition,
	competing: m.plan_hint_competing,
	outcomes: m.plan_hint_outcomes,
	power: m.plan_hint_power,
	donors: m.plan_hint_donors
};

interface Asked {
	readonly design: PlanDesign;
	readonly outcome: PlanOutcome;
	readonly locale: Locale;
}

/** What a number is called, in which unit it is typed, and what to do if it is not known. */
export function numberWords(name: PlanNumber, { design, outcome, locale }: Asked) {
	const label = (ownLabels[design]?.[name] ?? labels[name])({}, { locale });
	const ofAreas = name === 'spread' && (design === 'panel' || design === 'staggered');
	const unknown = name === 'spread' && !isOfPeople(design) && !ofAreas;
	const hint = unknown ? undefined : ofAreas ? m.plan_hint_spread_area : hints[name];
	const unit = unitText(name, outcome, locale);
	return {
		label: unit === '' ? label : `${label} (${unit})`,
		...(hint && { hint: hint({}, { locale }) })
	};
}

/** Shares are typed in per cent, differences of shares in points. */
function unitText(name: PlanNumber, outcome: PlanOutcome, locale: Locale): string {
	if (!isTypedInPerCent(name, outcome)) return '';
	const isDifference = name === 'effect' || name === 'spread';
	return isDifference ? m.plan_unit_points({}, { locale }) : '%';
}

/** Why what was typed does not count, and what does instead. */
export function invalidText(name: PlanNumber, used: number, locale: Locale): string {
	const { min, max } = planRanges[name];
	const [from, to, now] = [min, max, used].map((value) => numberText(value, locale));
	const words = { min: from ?? '', max: to ?? '', used: now ?? '' };
	if (name === 'effect') return m.plan_invalid_zero(words, { locale });
	const isWhole = 'whole' in planRanges[name];
	return (isWhole ? m.plan_invalid_whole : m.plan_invalid_range)(words, { locale });
}

/** Whether what was typed may be chosen. */
export function isChoosable(name: PlanNumber, value: number | undefined): value is number {
	const { min, max } = planRanges[name];
	const isWhole = 'whole' in planRanges[name];
	return (
		value !== undefined &&
		value >= min &&
		value <= max &&
		(!isWhole || Number.isInteger(value)) &&
		(name !== 'effect' || value !== 0)
	);
}

/** Numbers under the heading they are asked under. */
export const numberGroups: readonly {
	readonly heading: typeof m.plan_title;
	readonly names: readonly PlanNumber[];
}[] = [
	{
		heading: m.plan_group_size,
		names: [
			...(['people', 'clusters', 'size', 'areas', 'donors', 'before', 'waves', 'gap'] as const),
			...(['after', 'treated', 'icc', 'autocorrelation', 'attrition', 'competing'] as const)
		]
	},
	{ heading: m.plan_group_outcome, names: ['baseline', 'effect', 'spread', 'explained'] },
	{ heading: m.plan_group_rules, names: ['power', 'alpha', 'outcomes'] }
];

/** Choices after another design or measure: numbers whose unit is another one fall away. */
export function refitted(choices: PlanChoices, change: Partial<PlanChoices>): PlanChoices {
	const { baseline, effect, spread, ...rest } = choices;
	const outcome = change.outcome ?? choices.outcome;
	const isSurvival = (change.design ?? choices.design) === 'survival';
	const wasSurvival = choices.design === 'survival';
	const isOther = change.outcome !== undefined || isSurvival !== wasSurvival;
	const { outcome: _, ...own } = { ...rest, ...change };
	return {
		...own,
		...(!isSurvival && outcome !== undefined && outcome !== 'time' && { outcome }),
		...(!isOther && baseline !== undefined && { baseline }),
		...(!isOther && effect !== undefined && { effect }),
		...(!isOther && change.design === undefined && spread !== undefined && { spread })
	};
}
