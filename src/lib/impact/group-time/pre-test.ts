import { chiSquareTail } from '#lib/stats/distributions/tails.ts';
import { Matrix, inverse } from 'ml-matrix';
import type { GroupTimeCell } from './group-time-types.ts';
import { type InfluenceFrame, influenceCovariance } from './inference.ts';

export type PreTest =
	| {
			readonly kind: 'test';
			/** Wald statistic, chi-square with df under parallel trends before treatment. */
			readonly statistic: number;
			readonly df: number;
			readonly pValue: number;
			/** Cohorts too small for their cells: the test rejects too often. */
			readonly unreliable: readonly UnreliableCohort[];
	  }
	| { readonly kind: 'none'; readonly reason: 'no-cells-before' | 'missing-cells' | 'singular' };

export interface UnreliableCohort {
	readonly cohort: number;
	readonly units: number;
	readonly cells: number;
}

interface PreTestInput {
	readonly cells: readonly GroupTimeCell[];
	readonly influence: readonly (Float64Array | undefined)[];
	readonly frame: InfluenceFrame;
	readonly cohorts: readonly { readonly cohort: number; readonly clusters: number }[];
}

/** Units, or clusters, that a cohort should have for each of its cells before treatment. */
const unitsPerCell = 5;
const leastReciprocalCondition = Number.EPSILON;

/**
 * Joint test that effects before treatment are 0. R `did::att_gt`, `W` and `Wpval`: not there if the
 * covariance is singular, as with more cells than clusters. Always from the analytic covariance.
 */
export function preTest({ cells, influence, frame, cohorts }: PreTestInput): PreTest {
	const before = cells.flatMap((cell, k) => (cell.post || isFixed(cell) ? [] : [k]));
	if (before.length === 0) return { kind: 'none', reason: 'no-cells-before' };
	const effects: number[] = [];
	const columns: Float64Array[] = [];
	for (const k of before) {
		const { result } = cells[k]!;
		const column = influence[k];
		if (result.kind !== 'effect' || column === undefined)
			return { kind: 'none', reason: 'missing-cells' };
		effects.push(result.estimate);
		columns.push(column);
	}
	const covariance = influenceCovariance(columns, frame);
	const spread = columns.length < frame.clusters ? steadyInverse(covariance) : undefined;
	if (spread === undefined) return { kind: 'none', reason: 'singular' };
	const at = Matrix.columnVector(effects);
	const statistic = at.transpose().mmul(spread).mmul(at).get(0, 0);
	const unreliable = cohorts.flatMap(({ cohort, clusters }) => {
		const own = before.filter((k) => cells[k]!.cohort === cohort).length;
		return clusters < unitsPerCell * own ? [{ cohort, units: clusters, cells: own }] : [];
	});
	const df = effects.length;
	return { kind: 'test', statistic, df, pValue: chiSquareTail(statistic, df), unreliable };
}

/** A reference, or an effect without an error. */
const isFixed = ({ result }: GroupTimeCell) =>
	result.kind === 'reference' || (result.kind === 'effect' && result.standardError === undefined);

/** The inverse; undefined where one over the condition number is rounding, as R `rcond`. */
function steadyInverse(square: Matrix): Matrix | undefined {
	let found: Matrix;
	try {
		found = inverse(square);
	} catch {
		return undefined;
	}
	const condition = 1 / (largestColumn(square) * largestColumn(found));
	return condition > leastReciprocalCondition ? found : undefined;
}

function largestColumn(square: Matrix): number {
	let largest = 0;
	for (let k = 0; k < square.columns; k++) {
		const column = square.getColumn(k);
		largest = Math.max(
			largest,
			column.reduce((sum, value) => sum + Math.abs(value), 0)
		);
	}
	return largest;
}
