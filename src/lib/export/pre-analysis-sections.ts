import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dataNeeds, robustnessChecks } from '#lib/impact/planning/plan-lists.ts';
import type { DataNeed, RobustnessCheck } from '#lib/impact/planning/plan-lists.ts';
import type { EvaluationPlan, PlanDesign } from '#lib/model/evaluation-plan.ts';
import type { Locale } from '#lib/model/localized.ts';
import { planAssumptions } from './plan-assumptions.ts';
import {
	amount,
	answerTexts,
	designNames,
	harmNames,
	level,
	outcomeNames,
	refusalText,
	timeNames,
	warningText
} from './plan-words.ts';
import type { SheetWords } from './sheet-words.ts';

export type SheetItem =
	/** Typed by the person, or a line to fill. */
	| { readonly kind: 'answer'; readonly label?: string; readonly text: string }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'formula'; readonly text: string }
	| { readonly kind: 'list' | 'checks'; readonly items: readonly string[] };

export interface SheetSection {
	readonly id: SectionId;
	readonly heading: string;
	readonly items: readonly SheetItem[];
}

const headings = {
	question: m.plan_section_question,
	population: m.plan_section_population,
	treatment: m.plan_section_treatment,
	comparison: m.plan_section_comparison,
	outcomes: m.plan_section_outcomes,
	estimand: m.plan_section_estimand,
	method: m.plan_section_method,
	inference: m.plan_section_inference,
	multiplicity: m.plan_section_multiplicity,
	missing: m.plan_section_missing,
	mind: m.plan_section_mind,
	robustness: m.plan_section_robustness,
	power: m.plan_section_power,
	data: m.plan_section_data,
	signed: m.plan_section_signed
};
type SectionId = keyof typeof headings;

/** Every section of a sheet, in its order. */
export function sheetSections(plan: EvaluationPlan, words: SheetWords): SheetSection[] {
	const { locale, texts } = words;
	const inLocale = { locale };
	const items: Record<SectionId, readonly SheetItem[]> = {
		question: [{ kind: 'answer', text: texts.question }],
		population: [{ kind: 'answer', text: texts.population }],
		treatment: [{ kind: 'answer', text: texts.treatment }],
		comparison: [...comparison(plan, locale), { kind: 'answer', text: texts.comparison }],
		outcomes: outcomes(plan, words),
		estimand: [{ kind: 'text', text: estimand(plan, locale) }],
		method: [
			{ kind: 'text', text: methodOf(plan)({}, inLocale) },
			{ kind: 'formula', text: models[plan.design] }
		],
		inference: [{ kind: 'text', text: inferenceText(plan, locale) }],
		multiplicity: [{ kind: 'text', text: multiplicity(plan, locale) }],
		missing: [
			{ kind: 'text', text: m.plan_missing_rule({}, inLocale) },
			{ kind: 'answer', text: texts.missing }
		],
		mind: [
			{ kind: 'list', items: changesOfMind(plan, locale) },
			{ kind: 'answer', text: texts.mind }
		],
		robustness: [
			{
				kind: 'list',
				items: robustnessChecks(plan).map((check) => checks[check]({}, inLocale))
			}
		],
		power: powerItems(plan, words),
		data: [{ kind: 'checks', items: needTexts(plan, locale) }],
		signed: [
			{ kind: 'answer', label: m.plan_text_author({}, inLocale), text: texts.author },
			{ kind: 'answer', label: m.plan_text_registry({}, inLocale), text: texts.registry }
		]
	};
	return (Object.keys(headings) as SectionId[]).map((id) => ({
		id,
		heading: headings[id]({}, inLocale),
		items: items[id]
	}));
}

const details = {
	individual: m.plan_design_individual_detail,
	clusters: m.plan_design_clusters_detail,
	panel: m.plan_design_panel_detail,
	staggered: m.plan_design_staggered_detail,
	'one-area': m.plan_design_one_area_detail,
	series: m.plan_design_series_detail,
	threshold: m.plan_design_threshold_detail,
	survival: m.plan_design_survival_detail
} satisfies Record<PlanDesign, unknown>;

export const designDetail = (design: PlanDesign, locale: Locale): string =>
	details[design]({}, { locale });

const isAssigned = (design: PlanDesign) =>
	design === 'individual' || design === 'clusters' || design === 'survival';

function comparison({ design, assigned }: EvaluationPlan, locale: Locale): SheetItem[] {
	const how = assigned === 'lot' ? m.plan_assigned_lot : m.plan_assigned_matched;
	const told = [
		`${designNames[design]({}, { locale })}. ${designDetail(design, locale)}`,
		...(isAssigned(design) ? [`${how({}, { locale })}.`] : [])
	];
	return [{ kind: 'text', text: told.join(' ') }];
}

/** Names of the harms in a sentence. */
const harmList = ({ harms }: EvaluationPlan, locale: Locale) => {
	const names = harms.map((harm) => harmNames[harm]({}, { locale }).toLocaleLowerCase(locale));
	return new Intl.ListFormat(locale).format(names);
};

function outcomes(plan: EvaluationPlan, { texts, locale }: SheetWords): SheetItem[] {
	const { outcome, baseline, effect } = plan;
	const inLocale = { locale };
	const measure = {
		outcome: outcomeNames[outcome]({}, inLocale).toLocaleLowerCase(locale),
		baseline: level(baseline, outcome, locale),
		effect: amount(effect, outcome, locale)
	};
	return [
		{ kind: 'answer', label: m.plan_what({}, inLocale), text: texts.outcome },
		{ kind: 'text', text: m.plan_sheet_outcome(measure, inLocale) },
		{ kind: 'text', text: m.plan_sheet_harms({ harms: harmList(plan, locale) }, inLocale) },
		{ kind: 'answer', label: m.plan_text_others({}, inLocale), text: texts.others },
		{ kind: 'text', text: m.plan_sheet_enforcement({}, inLocale) }
	];
}

const estimands = {
	panel: m.plan_estimand_panel,
	staggered: m.plan_estimand_staggered,
	'one-area': m.plan_estimand_one_area,
	threshold: m.plan_estimand_threshold
};

function estimand({ design, assigned, at }: EvaluationPlan, locale: Locale): string {
	const inLocale = { locale };
	switch (design) {
		case 'individual':
		case 'clusters':
			return assigned === 'lot'
				? m.plan_estimand_lot({}, inLocale)
				: m.plan_estimand_matched({}, inLocale);
		case 'series':
			return m.plan_estimand_series(
				{ at: timeNames[at]({}, inLocale).toLocaleLowerCase(locale) },
				inLocale
			);
		case 'survival':
			return m.plan_estimand_survival({}, inLocale);
		default:
			return estimands[design]({}, inLocale);
	}
}

const methods = {
	individual: m.plan_method_individual,
	clusters: m.plan_method_clusters,
	panel: m.plan_method_panel,
	staggered: m.plan_method_staggered,
	'one-area': m.plan_method_one_area,
	series: m.plan_method_series,
	threshold: m.plan_method_threshold,
	survival: m.plan_method_survival
} satisfies Record<PlanDesign, unknown>;

const methodOf = ({ design, assigned }: EvaluationPlan) =>
	assigned === 'matched' && (design === 'individual' || design === 'clusters')
		? m.plan_method_matched
		: methods[design];

/** The main model as it is written everywhere; the same in all languages. */
const models: Readonly<Record<PlanDesign, string>> = {
	individual: 'Y_i = α + β D_i + γ X_i + ε_i',
	clusters: 'Y_ij = α + β D_j + γ X_ij + u_j + ε_ij',
	panel: 'Y_it = α_i + λ_t + β (D_i × Post_t) + ε_it',
	staggered: 'ATT(g,t) = E[Y_t − Y_(g−1) | G = g] − E[Y_t − Y_(g−1) | G = ∞]',
	'one-area': 'τ_t = Y_1t − Σ_j w_j Y_jt,  w_j ≥ 0,  Σ_j w_j = 1',
	series: 'Y_t = β0 + β1 t + β2 [t ≥ t0] + β3 max(0, t − t0) + ε_t,  ε_t = ρ ε_(t−1) + ν_t',
	threshold: 'τ = lim(x↓c) E[Y | X = x] − lim(x↑c) E[Y | X = x]',
	survival: 'h_i(t) = h_0(t) exp(β D_i + γ X_i)'
};

const inferences = {
	individual: m.plan_inference_individual,
	clusters: m.plan_inference_clusters,
	panel: m.plan_inference_panel,
	staggered: m.plan_inference_staggered,
	'one-area': m.plan_inference_one_area,
	series: m.plan_inference_series,
	threshold: m.plan_inference_threshold,
	survival: m.plan_inference_survival
} satisfies Record<PlanDesign, unknown>;

function inferenceText(plan: EvaluationPlan, locale: Locale): string {
	const { design, clusters, areas, donors } = plan;
	const units = design === 'clusters' ? clusters : design === 'one-area' ? donors + 1 : areas;
	return inferences[design]({ n: count(units, locale) }, { locale });
}

const multiplicity = ({ outcomes: several }: EvaluationPlan, locale: Locale): string =>
	several === 1
		? m.plan_one_outcome({}, { locale })
		: m.plan_many_outcomes({ outcomes: count(several, locale) }, { locale });

const changesOfMind = ({ effect, outcome }: EvaluationPlan, locale: Locale): string[] => [
	m.plan_mind_null({ effect: amount(effect, outcome, locale) }, { locale }),
	m.plan_mind_harm({}, { locale }),
	m.plan_mind_refuse({}, { locale })
];

function powerItems(plan: EvaluationPlan, { answer, locale }: SheetWords): SheetItem[] {
	if (answer.kind === 'refused') {
		const why = answer.refusals.map((one) => refusalText(one, locale));
		return [
			{ kind: 'text', text: `${m.plan_refused_title({}, { locale })}.` },
			{ kind: 'list', items: why }
		];
	}
	const { found, rest } = answerTexts(plan, answer, locale);
	const told = answer.warnings.map((one) => warningText(one, locale));
	return [
		{ kind: 'text', text: [found, ...rest].join(' ') },
		{ kind: 'text', text: m.plan_assumptions({}, { locale }) },
		{ kind: 'list', items: planAssumptions(plan, answer.detectable, locale) },
		...(told.length > 0 ? ([{ kind: 'list', items: told }] as const) : [])
	];
}

const needs = {
	ids: m.plan_need_ids,
	'both-sides': m.plan_need_both_sides,
	starts: m.plan_need_starts,
	lots: m.plan_need_lots,
	covariates: m.plan_need_covariates,
	'cluster-id': m.plan_need_cluster_id,
	neighbours: m.plan_need_neighbours,
	untouched: m.plan_need_untouched,
	'other-changes': m.plan_need_other_changes,
	running: m.plan_need_running,
	'time-zero': m.plan_need_time_zero,
	'time-at-risk': m.plan_need_time_at_risk,
	competing: m.plan_need_competing,
	exposure: m.plan_need_exposure,
	'sampling-errors': m.plan_need_sampling_errors,
	lost: m.plan_need_lost,
	harms: m.plan_need_harms,
	wording: m.plan_need_wording,
	registered: m.plan_need_registered
} satisfies Record<DataNeed, unknown>;

/** What must be recorded, a sentence each. */
export const needTexts = (plan: EvaluationPlan, locale: Locale): string[] =>
	dataNeeds(plan).map((need) => needs[need]({ harms: harmList(plan, locale) }, { locale }));

const checks = {
	'with-covariates': m.plan_check_with_covariates,
	'as-treated': m.plan_check_as_treated,
	bounds: m.plan_check_bounds,
	'wild-bootstrap': m.plan_check_wild_bootstrap,
	leads: m.plan_check_leads,
	honest: m.plan_check_honest,
	'not-yet': m.plan_check_not_yet,
	bacon: m.plan_check_bacon,
	ring: m.plan_check_ring,
	'leave-one-out': m.plan_check_leave_one_out,
	'placebo-date': m.plan_check_placebo_date,
	'placebo-outcome': m.plan_check_placebo_outcome,
	'control-series': m.plan_check_control_series,
	'newey-west': m.plan_check_newey_west,
	bandwidths: m.plan_check_bandwidths,
	'cut-offs': m.plan_check_cut_offs,
	density: m.plan_check_density,
	proportionality: m.plan_check_proportionality,
	competing: m.plan_check_competing,
	'hidden-bias': m.plan_check_hidden_bias,
	balance: m.plan_check_balance
} satisfies Record<RobustnessCheck, unknown>;
