import type { EvaluationEffect } from '#lib/model/evaluation.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import { sunAbraham } from '../did/sun-abraham.ts';
import { twoByTwo } from '../did/two-by-two.ts';
import { type AggregatedEffects, aggregatedEffects } from '../group-time/aggregated.ts';
import type { BandOptions, GroupTimeOptions } from '../group-time/group-time-types.ts';
import { type GroupTimeEffects, groupTimeEffects } from '../group-time/group-time.ts';
import { withoutAlwaysTreated } from '../panel/cohorts.ts';
import {
	type SyntheticEstimate,
	type SyntheticEstimator,
	syntheticEstimate,
	syntheticEstimators,
	syntheticRefusal
} from './panel-synthetic.ts';
import type { PanelColumn } from '../panel/panel-rows.ts';
import type { Panel } from '../panel/panel.ts';
import { type DesignNeeds, refusals } from '../panel/refusals.ts';
import {
	type EffectOrRefusal,
	attempted,
	effectOf,
	panelRefusal,
	testedEffect
} from './effects.ts';

/** How a panel is estimated: what a robustness row changes. */
export type PanelSpec = Pick<DesignOf<'panel'>, 'control' | 'method' | 'anticipation'> & {
	readonly estimator: 'group-time' | 'two-by-two' | 'sun-abraham' | SyntheticEstimator;
	/** Where a unit is not seen in every period. */
	readonly unbalanced?: GroupTimeOptions['unbalanced'];
	/** Of what stands side by side; none by default, which an effect alone has no use for. */
	readonly band?: BandOptions;
};

/** Effects by cohort and period, what they come to, and by time since the start. */
export interface GroupTimeEstimate {
	readonly effect: EvaluationEffect;
	readonly cells: GroupTimeEffects;
	readonly dynamic: AggregatedEffects;
}

/** An effect, or why there is none, with what its pictures are made of. */
export interface PanelEstimate {
	readonly effect: EffectOrRefusal;
	readonly groupTime?: GroupTimeEstimate;
	readonly synthetic?: SyntheticEstimate;
}

export const isSynthetic = (estimator: PanelSpec['estimator']): estimator is SyntheticEstimator =>
	(syntheticEstimators as readonly string[]).includes(estimator);

/** Why the panel cannot carry the declared design; undefined if it can. */
function designRefusal(
	panel: Panel,
	{ estimator, control }: PanelSpec
): EffectOrRefusal | undefined {
	if (isSynthetic(estimator)) return syntheticRefusal(panel);
	const needs: DesignNeeds = {
		prePeriods: estimator === 'two-by-two' ? 1 : 2,
		starts: estimator === 'two-by-two' ? 'one' : 'any',
		controls: control === 'never-treated' ? 'untreated' : 'any'
	};
	const [first] = refusals(withoutAlwaysTreated(panel), needs);
	return first && panelRefusal(first);
}

/** Rows of a panel as the group-time estimator takes them. */
function groupTimeData({ unit, period, periods, ...panel }: Panel) {
	return {
		unit: unit.codes,
		period: Float64Array.from(period.codes, (code) => periods[code]!),
		outcome: panel.outcome,
		cohort: Float64Array.from(unit.codes, (code) => panel.start[code]!),
		covariates: panel.covariates.map(({ values }) => values),
		...(panel.clusteredBy === 'cluster' && { cluster: panel.cluster.codes }),
		weight: panel.weights
	};
}

/** Effects by cohort and period, and by time since the start, against one base period. */
export function groupTimeEstimate(
	panel: Panel,
	{ control, method, anticipation, unbalanced = 'drop-units', band = { kind: 'none' } }: PanelSpec
): GroupTimeEstimate {
	const cells = groupTimeEffects(groupTimeData(panel), {
		...{ control, method, anticipation, unbalanced, band },
		...{ base: 'universal', alreadyTreated: 'drop' }
	});
	const simple = aggregatedEffects(cells, 'simple').overall;
	const dynamic = aggregatedEffects(cells, 'dynamic');
	const { variance } = cells;
	const effect = effectOf(simple ?? { estimate: NaN }, { estimator: 'group-time', variance });
	return { effect, cells, dynamic };
}

/** The four means; with few clusters the interval is that of CR2 with Satterthwaite's df. */
function twoByTwoEstimate(panel: Panel): EvaluationEffect {
	const { estimate, test, fewClusters } = twoByTwo(withChangingCovariates(panel)).effect;
	const reduced = fewClusters?.biasReduced;
	const variance = reduced ? 'CR2' : 'CR1';
	const said = { estimator: 'two-by-two', variance } as const;
	return testedEffect(estimate, reduced ?? test, said);
}

export type FewClusterVariance = 'CR1' | 'wild';

/** Two by two with another error than the one of the headline, where clusters are few. */
export function fewClusterEffect(panel: Panel, variance: FewClusterVariance): EvaluationEffect {
	const { estimate, test, fewClusters } = twoByTwo(withChangingCovariates(panel)).effect;
	const estimator = 'two-by-two';
	if (variance === 'CR1') return testedEffect(estimate, test, { estimator, variance });
	const wild = fewClusters?.wild;
	return effectOf({ estimate, interval: wild?.interval, pValue: wild?.p }, { estimator, variance });
}

/** Unit effects leave nothing of a covariate that stays as it is. */
export function withChangingCovariates(panel: Panel): Panel {
	const { unit, covariates } = panel;
	const changes = ({ values }: PanelColumn) => {
		const first = new Float64Array(unit.levels.length).fill(NaN);
		return values.some((value, row) => {
			const code = unit.codes[row]!;
			if (Number.isNaN(first[code]!)) first[code] = value;
			return first[code] !== value;
		});
	};
	return { ...panel, covariates: covariates.filter(changes) };
}

/** The effect alone, or why there is none. */
export const panelEffect = (panel: Panel, spec: PanelSpec): EffectOrRefusal =>
	panelEstimate(panel, spec).effect;

/** The effect with what pictures are made of, estimated once. */
export function panelEstimate(panel: Panel, spec: PanelSpec): PanelEstimate {
	const refusal = designRefusal(panel, spec);
	if (refusal) return { effect: refusal };
	let found: Omit<PanelEstimate, 'effect'> = {};
	const effect = attempted(() => {
		const { estimator } = spec;
		if (isSynthetic(estimator)) {
			const synthetic = syntheticEstimate(panel, estimator);
			found = { synthetic };
			return synthetic.effect;
		}
		if (estimator === 'group-time') {
			const groupTime = groupTimeEstimate(panel, spec);
			found = { groupTime };
			return groupTime.effect;
		}
		if (estimator === 'two-by-two') return twoByTwoEstimate(panel);
		const { average } = sunAbraham(withChangingCovariates(panel));
		const said = { estimator: 'sun-abraham', variance: 'CR1' } as const;
		return testedEffect(average.estimate, average.test, said);
	});
	return { effect, ...found };
}
