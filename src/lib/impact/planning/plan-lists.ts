import type { EvaluationPlan, PlanDesign } from '#lib/model/evaluation-plan.ts';

export type DataNeed =
	| 'ids'
	| 'both-sides'
	| 'starts'
	| 'lots'
	| 'covariates'
	| 'cluster-id'
	| 'neighbours'
	| 'untouched'
	| 'other-changes'
	| 'running'
	| 'time-zero'
	| 'time-at-risk'
	| 'competing'
	| 'exposure'
	| 'sampling-errors'
	| 'lost'
	| 'harms'
	| 'wording'
	| 'registered';

const ofDesign: Readonly<Record<PlanDesign, readonly DataNeed[]>> = {
	individual: ['ids', 'both-sides', 'starts', 'lost'],
	clusters: ['ids', 'cluster-id', 'both-sides', 'starts', 'neighbours', 'lost'],
	panel: ['ids', 'both-sides', 'starts', 'neighbours', 'sampling-errors'],
	staggered: ['ids', 'both-sides', 'starts', 'neighbours', 'sampling-errors'],
	'one-area': ['ids', 'both-sides', 'starts', 'untouched', 'neighbours', 'sampling-errors'],
	series: ['ids', 'starts', 'other-changes', 'sampling-errors'],
	threshold: ['ids', 'running', 'starts', 'lost'],
	survival: ['ids', 'time-zero', 'time-at-risk', 'competing', 'lost']
};

/** What must be recorded for a plan, in the order of its table. */
export function dataNeeds({ design, outcome, assigned }: EvaluationPlan): DataNeed[] {
	const isAssigned = ['individual', 'clusters', 'survival'].includes(design);
	const assignment = assigned === 'lot' ? 'lots' : 'covariates';
	return [
		...ofDesign[design],
		...(isAssigned ? ([assignment] as const) : []),
		...(outcome === 'count' ? (['exposure'] as const) : []),
		...(['harms', 'wording', 'registered'] as const)
	];
}

export type RobustnessCheck =
	| 'with-covariates'
	| 'as-treated'
	| 'bounds'
	| 'wild-bootstrap'
	| 'leads'
	| 'honest'
	| 'not-yet'
	| 'bacon'
	| 'ring'
	| 'leave-one-out'
	| 'placebo-date'
	| 'placebo-outcome'
	| 'control-series'
	| 'newey-west'
	| 'bandwidths'
	| 'cut-offs'
	| 'density'
	| 'proportionality'
	| 'competing'
	| 'hidden-bias'
	| 'balance';

const ofChecks: Readonly<Record<PlanDesign, readonly RobustnessCheck[]>> = {
	individual: ['with-covariates', 'as-treated', 'bounds'],
	clusters: ['wild-bootstrap', 'with-covariates', 'as-treated', 'bounds', 'ring'],
	panel: ['leads', 'honest', 'wild-bootstrap', 'with-covariates', 'ring', 'placebo-date'],
	staggered: ['leads', 'honest', 'not-yet', 'with-covariates', 'bacon', 'ring'],
	'one-area': ['leave-one-out', 'placebo-date', 'ring'],
	series: ['control-series', 'newey-west', 'placebo-date'],
	threshold: ['bandwidths', 'cut-offs', 'density', 'balance'],
	survival: ['proportionality', 'competing', 'as-treated', 'bounds']
};

/** What will be tried to bring a result down, in the order it is reported. */
export function robustnessChecks({ design, assigned }: EvaluationPlan): RobustnessCheck[] {
	const isMatched =
		['individual', 'clusters', 'survival'].includes(design) && assigned === 'matched';
	return [
		...ofChecks[design],
		...(isMatched ? (['balance', 'hidden-bias'] as const) : []),
		'placebo-outcome'
	];
}
