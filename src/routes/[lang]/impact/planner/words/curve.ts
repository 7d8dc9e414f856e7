import type { DetectableCurveOptions } from '#lib/charts/detectable-curve.ts';
import { count, significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { FoundPlan } from '#lib/impact/planning/plan-answer.ts';
import type { PlanUnit } from '#lib/impact/planning/sized-design.ts';
import { type EvaluationPlan, isShare } from '#lib/model/evaluation-plan.ts';
import type { Locale } from '#lib/model/localized.ts';

const axes = {
	people: m.plan_axis_people,
	clusters: m.plan_axis_clusters,
	areas: m.plan_axis_areas,
	'comparison-areas': m.plan_axis_comparison_areas,
	points: m.plan_axis_points
} satisfies Record<PlanUnit, unknown>;

function unitText({ outcome }: EvaluationPlan, locale: Locale): string {
	const unit = isShare(outcome)
		? m.plan_unit_points
		: outcome === 'count'
			? m.plan_unit_events
			: m.plan_unit_units;
	return unit({}, { locale });
}

export const curveSubtitle = (plan: EvaluationPlan, locale: Locale): string =>
	m.plan_chart_subtitle({ unit: unitText(plan, locale) }, { locale });

const scaleOf = ({ outcome }: EvaluationPlan) => (isShare(outcome) ? 100 : 1);

/** The picture of an answer, but for its width. */
export function curveOptions(
	plan: EvaluationPlan,
	{ unit, size, detectable }: FoundPlan,
	locale: Locale
): Omit<DetectableCurveOptions, 'width'> {
	const scale = scaleOf(plan);
	const expected = { effect: significant(scale * plan.effect, 3, locale) };
	return {
		plan: { size, effect: detectable.effect, label: m.plan_mark_plan({}, { locale }) },
		expected: {
			effect: Math.abs(plan.effect),
			label: m.plan_mark_expected_at(expected, { locale })
		},
		sizes: axes[unit]({}, { locale }),
		formatSize: (value) => count(value, locale),
		formatEffect: (value) => significant(scale * value, 3, locale),
		isSteps: unit === 'comparison-areas'
	};
}

const rowsShown = 6;

/** Some of the curve as a table: the plan, what is needed, and sizes between. */
export function curveRows(
	plan: EvaluationPlan,
	{ curve, size, needed }: FoundPlan,
	locale: Locale
): { size: string; effect: string; note: string }[] {
	const every = Math.ceil(curve.length / rowsShown);
	const shown = curve.filter(
		(one, i) => one.size === size || one.size === needed || i % every === 0
	);
	return shown.map((one) => ({
		size: count(one.size, locale),
		effect: significant(scaleOf(plan) * one.effect, 3, locale),
		note: [
			...(one.size === size ? [m.plan_mark_plan({}, { locale })] : []),
			...(one.size === needed ? [m.plan_mark_expected({}, { locale })] : [])
		].join('; ')
	}));
}

export const curveColumns = (plan: EvaluationPlan, { unit }: FoundPlan, locale: Locale) => [
	{ key: 'size', label: axes[unit]({}, { locale }) },
	{
		key: 'effect',
		label: `${m.plan_column_effect({}, { locale })} (${unitText(plan, locale)})`,
		align: 'end' as const
	},
	{ key: 'note', label: m.plan_column_note({}, { locale }) }
];
