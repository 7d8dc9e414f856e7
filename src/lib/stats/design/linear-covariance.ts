import type { LinearisedDesign } from './design.ts';
import { type Stage, sampledFraction } from './sample.ts';
import { type StageCovariance, type StageOptions, stageCovariance } from './stage-covariance.ts';
import { unitTotals } from './unit-totals.ts';

export interface LinearCovariance {
	/** One row and column an influence column. */
	readonly matrix: readonly Float64Array[];
	/** Strata of the first stage, then of the second, whose only unit leaves no variance. */
	readonly lonely: readonly [readonly number[], readonly number[]];
}

/**
 * Covariance of the sums of influence columns under the design: the first stage, and the second
 * stage within it, weighted by the share of primary units drawn (with replacement: 0). A calibrated
 * sample first loses what the known totals explain. Agrees with R `survey:::svyrecvar`.
 */
export function linearCovariance(
	influence: readonly Float64Array[],
	{ sample, projections }: Pick<LinearisedDesign, 'sample' | 'projections'>
): LinearCovariance {
	const columns = influence.map((column) => projections.reduce((z, off) => off(z), column));
	const [first, second] = sample.stages;
	const between = ofStage(columns, first, sample);
	if (!second) return { matrix: between.matrix, lonely: [between.lonely, []] };
	const factor = (stratum: number) =>
		sampledFraction(first, first.stratum[second.parent[stratum]!]!);
	const within = ofStage(columns, second, { ...sample, factor });
	return { matrix: sumOf(between, within), lonely: [between.lonely, within.lonely] };
}

const ofStage = (columns: readonly Float64Array[], stage: Stage, options: StageOptions) =>
	stageCovariance(unitTotals(columns, stage), stage, options);

const sumOf = (a: StageCovariance, b: StageCovariance) =>
	a.matrix.map((row, i) => row.map((value, j) => value + b.matrix[i]![j]!));
