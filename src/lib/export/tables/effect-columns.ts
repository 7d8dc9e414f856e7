import { m } from '#lib/i18n/paraglide/messages.js';
import {
	type ColumnDefinition,
	type Said,
	codeColumn as code,
	column as of,
	provenanceColumns
} from './table-columns.ts';

type Named = typeof m.export_own;
/** "In its unit: lower limit". */
const named =
	(frame: Named, name: Said): Said =>
	(_, options) =>
		frame({ name: name({}, options).toLocaleLowerCase(options.locale) }, options);

/** Every column of a table of effects, in its order; the ids are the same in every file and language. */
export const effectColumns = {
	programme: code(m.impact_column_programme),
	programme_label: of('text', m.impact_column_programme),
	type: code(m.impact_column_type),
	type_label: of('text', m.impact_column_type),
	groups: code(m.impact_column_groups),
	groups_label: of('text', m.impact_column_groups),
	territory: code(m.export_territory),
	territory_label: of('text', m.export_territory),
	stage: code(m.impact_column_stage),
	started: of('text', m.export_started),
	period_start: of('text', m.export_period_start),
	period_end: of('text', m.export_period_end),
	outcome_family: code(m.export_family),
	outcome: code(m.impact_column_outcome),
	outcome_label: of('text', m.impact_column_outcome),
	measures: code(m.impact_column_measures, m.export_read_measures),
	design: code(m.export_design),
	design_label: of('text', m.export_design),
	estimand: code(m.export_estimand),
	estimator: code(m.export_estimator),
	estimator_label: of('text', m.export_estimator),
	variance: code(m.export_variance),
	variance_label: of('text', m.export_variance),
	inference: code(m.export_inference, m.export_read_inference),
	measure: code(m.impact_compare_metric, m.export_read_measure),
	unit_measure: of('text', m.export_unit_measure, m.export_read_unit_effect),
	estimate: of('number', m.column_estimate, m.export_read_effect),
	standard_error: of('number', m.column_se),
	lower: of('number', m.export_lower, m.export_read_effect_limit),
	upper: of('number', m.export_upper, m.export_read_effect_limit),
	level: of('number', m.export_level),
	p: of('number', m.export_p),
	df: of('number', m.column_df, m.export_read_df),
	weight: of('number', m.export_weight),
	prediction_lower: of('number', named(m.export_prediction, m.export_lower)),
	prediction_upper: of('number', named(m.export_prediction, m.export_upper)),
	n: of('integer', m.column_n, m.export_read_effect_n),
	units: of('integer', m.export_units),
	treated_units: of('integer', m.export_treated_units),
	clusters: of('integer', m.export_clusters),
	own_estimate: of('number', named(m.export_own, m.column_estimate)),
	own_standard_error: of('number', named(m.export_own, m.column_se), m.export_read_own_se),
	own_lower: of('number', named(m.export_own, m.export_lower), m.export_read_effect_limit),
	own_upper: of('number', named(m.export_own, m.export_upper), m.export_read_effect_limit),
	own_scale: of('text', named(m.export_own, m.export_scale), m.export_read_scale),
	own_unit: of('text', m.export_own_unit),
	cost_estimate: of('number', named(m.export_cost, m.column_estimate)),
	cost_lower: of('number', named(m.export_cost, m.export_lower)),
	cost_upper: of('number', named(m.export_cost, m.export_upper)),
	cost_limits: of('text', named(m.export_cost, m.export_cost_limits), m.export_read_cost_limits),
	cost_unit: of('text', named(m.export_cost, m.export_cost_unit)),
	cost_currency: of('text', named(m.export_cost, m.export_cost_currency)),
	cost_price_year: of('text', named(m.export_cost, m.export_cost_year)),
	evidence: code(m.impact_column_evidence),
	evidence_label: of('text', m.impact_column_evidence),
	verdict: code(m.export_verdict),
	verdict_label: of('text', m.export_verdict),
	status: of('text', m.export_status, m.export_read_effect_status),
	status_detail: of('text', m.export_status_detail),
	warnings: of('text', m.export_warnings),
	settings: of('text', m.export_settings, m.export_read_settings),
	data: of('text', m.export_data, m.export_read_data),
	page: of('text', m.export_page),
	...provenanceColumns
} as const satisfies Readonly<Record<string, ColumnDefinition>>;

export type EffectColumnId = keyof typeof effectColumns;
