import { m } from '#lib/i18n/paraglide/messages.js';
import type { TargetBasis } from '#lib/model/framework-amount.ts';
import type { Framework, ResultKind } from '#lib/model/framework-parts.ts';
import type { GrowthAnswer } from '#lib/results/growth-rule.ts';
import type { PathAnswer } from '#lib/results/linear-path.ts';
import type { MilestoneState } from '#lib/results/progress.ts';

type Said = typeof m.results_none;

export const kindWords: Readonly<Record<ResultKind, Said>> = {
	output: m.results_kind_output,
	outcome: m.results_kind_outcome,
	impact: m.results_kind_impact,
	other: m.results_kind_other
};

export const basisWords: Readonly<Record<TargetBasis, Said>> = {
	stated: m.results_basis_stated,
	'inferred-from-singular': m.results_basis_inferred,
	'not-stated': m.results_basis_not_stated
};

/** What may stand instead of countries. */
export const reachWords: Readonly<Record<string, Said>> = {
	all: m.results_country_all,
	interested: m.results_country_interested,
	'not-stated': m.results_country_not_stated
};

export const stateWords: Readonly<Record<MilestoneState, Said>> = {
	met: m.results_state_met,
	'met-late': m.results_state_met_late,
	short: m.results_state_short,
	'not-reported': m.results_state_not_reported,
	'too-uncertain': m.results_state_too_uncertain,
	'no-direction': m.results_state_no_direction
};

export const pathWords: Readonly<Record<PathAnswer['status'], Said>> = {
	'on-path': m.results_path_on,
	behind: m.results_path_behind,
	'too-uncertain': m.results_state_too_uncertain
};

export const growthWords: Readonly<Record<GrowthAnswer['status'], Said>> = {
	achieved: m.results_growth_achieved,
	'on-track': m.results_growth_on_track,
	accelerate: m.results_growth_accelerate,
	limited: m.results_growth_limited,
	deterioration: m.results_growth_deterioration
};

export const remarkWords: Readonly<Record<Framework['remarks'][number]['kind'], Said>> = {
	'repeated-code': m.results_remark_repeated_code,
	'possible-duplicate': m.results_remark_possible_duplicate,
	'number-missing': m.results_remark_number_missing,
	'number-not-stated': m.results_remark_number_not_stated,
	'two-names': m.results_remark_two_names
};
