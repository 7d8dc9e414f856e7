import { type PanelCounts, panelCounts } from '../panel/cohorts.ts';
import type { Panel } from '../panel/panel.ts';
import {
	type ClusterEffect,
	type ClusterInferenceOptions,
	type ClusterVariance,
	type ClusteredFit,
	type FewClusterTests,
	clusterEffect,
	clusterVariance,
	clusteredFit,
	fewClusterTests
} from '../regression/cluster-inference.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { type DidWarning, hasFewClusters, panelWarnings } from './warnings.ts';
import type { PanelColumn } from '../panel/panel-rows.ts';

export type DidOptions = ClusterInferenceOptions;

/** What every result of a panel says beside its estimates. */
export interface DidResult {
	readonly counts: PanelCounts;
	readonly variance: ClusterVariance;
	readonly clusteredBy: Panel['clusteredBy'];
	readonly covariates: readonly string[];
	readonly weighted: boolean;
	readonly warnings: readonly DidWarning[];
}

/** An effect with, where clusters are few, the tests that hold then. */
export interface DidEffect extends ClusterEffect {
	readonly fewClusters: FewClusterTests | undefined;
}

/** Columns and the covariates of the panel regressed with unit and period effects, clustered. */
export function panelFit(
	panel: Panel,
	columns: readonly PanelColumn[],
	options: DidOptions
): ClusteredFit {
	const { outcome, weights, unit, period, covariates, cluster } = panel;
	// A covariate may have the name of one of our own columns.
	const named = covariates.map(({ name, values }) => ({ name: `covariate ${name}`, values }));
	const regressors = [...columns, ...named];
	const fit = leastSquares({ outcome, regressors, effects: [unit, period], weights });
	return clusteredFit(fit, cluster, options);
}

export function didResult(panel: Panel, whole: Panel, fit: ClusteredFit): DidResult {
	return {
		counts: panelCounts(panel),
		variance: clusterVariance(fit),
		clusteredBy: panel.clusteredBy,
		covariates: panel.covariates.map(({ name }) => name),
		weighted: panel.weights !== undefined,
		warnings: panelWarnings(panel, whole)
	};
}

export function didEffect(
	panel: Panel,
	fit: ClusteredFit,
	contrast: ArrayLike<number>,
	{ wild }: DidOptions
): DidEffect {
	const few = hasFewClusters(panel) ? fewClusterTests(fit, contrast, wild) : undefined;
	return { ...clusterEffect(fit, contrast), fewClusters: few };
}
