import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Panel } from '../panel/panel.ts';
import type { PanelColumn } from '../panel/panel-rows.ts';
import { checkedLevel } from '#lib/stats/intervals/interval.ts';
import type { ClusterInferenceOptions, ClusteredFit } from '../regression/cluster-inference.ts';
import { clusterRows } from '../regression/cluster-scores.ts';
import type { Regression } from '../regression/least-squares.ts';
import { dot } from '../regression/orthogonal-columns.ts';
import { clusterCorrection } from '../regression/variance.ts';

/** A cohort in a period other than its reference. */
export interface CohortCell {
	readonly name: string;
	readonly start: number;
	readonly at: number;
	/** Number of the period, and of the cohort's reference. */
	readonly period: number;
	readonly reference: number;
	readonly weight: number;
}

/** A pivot below this share of its diagonal: the rows of the group do not hang together. */
const leastPivot = 1e-10;

/**
 * The regression on unit effects, period effects and every cell, taken apart: its cells saturate the
 * periods of each cohort, so that cohorts and untreated units have each a regression on units and
 * periods of their own, and a cell is the period of its cohort less that of the untreated, both less
 * their reference. The same numbers as all columns at once, in one pass over the rows. No covariates.
 * Undefined where a group's rows do not hang together: all columns then say which one has no estimate.
 */
export function cohortFit(
	panel: Panel,
	cells: readonly CohortCell[],
	{ level = 0.95 }: ClusterInferenceOptions
): ClusteredFit | undefined {
	const groups = new Map<number, GroupFit>();
	const rows = clusterRows(panel.unit);
	const bases = new Map(cells.map(({ start, reference }) => [start, reference]));
	for (const [start, base] of [[Infinity, 0] as const, ...bases]) {
		const own = rows.filter((unit) => groupOf(panel, unit[0]!) === start);
		const fit = groupFit(panel, own, base);
		if (fit === undefined) return undefined;
		groups.set(start, fit);
	}
	const untreated = groups.get(Infinity);
	if (!untreated || cells.some(({ period }) => Number.isNaN(untreated.effects[period])))
		return undefined;
	const of = ({ start }: CohortCell) => groups.get(start) ?? untreated;
	const estimates = Float64Array.from(cells, (cell) => {
		const trend = untreated.effects[cell.period]! - untreated.effects[cell.reference]!;
		return of(cell).effects[cell.period]! - trend;
	});
	const isExact = exactFit(panel, [...groups.values()]);
	const products = scoreProducts([...groups.values()]);
	const parts = cells.map((cell): ScorePart[] => [
		{ group: of(cell), period: cell.period, sign: 1 },
		{ group: untreated, period: cell.period, sign: -1 },
		{ group: untreated, period: cell.reference, sign: 1 }
	]);
	const inner = (left: ScorePart[], right: ScorePart[]) => (isExact ? 0 : products(left, right));
	const total = parts.map((left) => Float64Array.from(parts, (right) => inner(left, right)));
	return clustered(panel, { cells, estimates, total, level: checkedLevel(level) });
}

/** First treated period of a row's unit, Infinity where that is not in the panel. */
function groupOf({ start, unit, last }: Panel, row: number): number {
	const begins = start[unit.codes[row]!]!;
	return begins > last ? Infinity : begins;
}

/** Units of one group regressed on themselves and the periods. */
interface GroupFit {
	/** Of periods less the base; NaN where the group has no row. */
	readonly effects: Float64Array;
	/** Clusters with a unit of the group, and what each adds to the effect of a period. */
	readonly clusters: Int32Array;
	readonly scores: readonly Float64Array[];
	readonly residualSquares: number;
}

function groupFit(panel: Panel, units: readonly Int32Array[], base: number): GroupFit | undefined {
	const { periods, period, outcome, weights } = panel;
	const weightOf = (i: number) => (weights ? weights[i]! : 1);
	const count = periods.length;
	const products = new Float64Array(count * count);
	const sums = new Float64Array(count);
	const means = units.map((rows) => unitMean(rows, outcome, weightOf));
	units.forEach((rows, u) => {
		const { weight, mean } = means[u]!;
		for (const i of rows) {
			const [t, w] = [period.codes[i]!, weightOf(i)];
			sums[t]! += w * (outcome[i]! - mean);
			products[t * count + t]! += w;
			for (const j of rows) products[t * count + period.codes[j]!]! -= (w * weightOf(j)) / weight;
		}
	});
	const seen = seenPeriods(units, period.codes, count);
	const inverse = reducedInverse(products, seen, base);
	if (!inverse) return undefined;
	const effects = Float64Array.from(seen, (isSeen, t) => (isSeen ? dot(inverse[t]!, sums) : NaN));
	return { effects, ...groupScores(panel, units, { means, effects, inverse, weightOf }) };
}

interface UnitMean {
	readonly weight: number;
	readonly mean: number;
}

function unitMean(
	rows: Int32Array,
	values: Float64Array,
	weightOf: (row: number) => number
): UnitMean {
	let [weight, sum] = [0, 0];
	for (const i of rows) {
		weight += weightOf(i);
		sum += weightOf(i) * values[i]!;
	}
	return { weight, mean: sum / weight };
}

function seenPeriods(units: readonly Int32Array[], codes: Int32Array, count: number): boolean[] {
	const seen = Array<boolean>(count).fill(false);
	for (const rows of units) for (const i of rows) seen[codes[i]!] = true;
	return seen;
}

/** Inverse of the products of seen periods but the base, by rows of all periods, 0 elsewhere. */
function reducedInverse(
	products: Float64Array,
	seen: readonly boolean[],
	base: number
): Float64Array[] | undefined {
	const kept = Array.from(seen.keys()).filter((t) => seen[t] && t !== base);
	if (!seen[base]) return undefined;
	const inverse = seen.map(() => new Float64Array(seen.length));
	if (kept.length === 0) return inverse;
	const own = new Matrix(kept.map((t) => kept.map((s) => products[t * seen.length + s]!)));
	const cholesky = new CholeskyDecomposition(own);
	const { lowerTriangularMatrix: lower } = cholesky;
	if (kept.some((_, j) => !(lower.get(j, j) ** 2 > leastPivot * own.get(j, j)))) return undefined;
	const solved = cholesky.solve(Matrix.eye(kept.length));
	kept.forEach((t, j) => kept.forEach((s, k) => (inverse[t]![s] = solved.get(j, k))));
	return inverse;
}

interface GroupParts {
	readonly means: readonly UnitMean[];
	readonly effects: Float64Array;
	readonly inverse: readonly Float64Array[];
	readonly weightOf: (row: number) => number;
}

function groupScores(
	{ outcome, period, periods, cluster }: Panel,
	units: readonly Int32Array[],
	{ means, effects, inverse, weightOf }: GroupParts
): Omit<GroupFit, 'effects'> {
	const clusters = new Set<number>();
	for (const rows of units) for (const i of rows) clusters.add(cluster.codes[i]!);
	const numbers = new Map(Array.from(clusters, (code, number) => [code, number]));
	const scores = Array.from(periods, () => new Float64Array(clusters.size));
	const own = new Float64Array(outcome.length);
	for (const rows of units) for (const i of rows) own[i] = effects[period.codes[i]!]!;
	let residualSquares = 0;
	units.forEach((rows, u) => {
		const { mean: middle } = unitMean(rows, own, weightOf);
		for (const i of rows) {
			const residual = outcome[i]! - means[u]!.mean - own[i]! + middle;
			residualSquares += weightOf(i) * residual ** 2;
			scores[period.codes[i]!]![numbers.get(cluster.codes[i]!) ?? 0]! += weightOf(i) * residual;
		}
	});
	const product = (row: Float64Array) => {
		const sums = new Float64Array(clusters.size);
		row.forEach((share, t) => {
			const column = scores[t]!;
			if (share !== 0) for (let c = 0; c < sums.length; c++) sums[c]! += share * column[c]!;
		});
		return sums;
	};
	return {
		clusters: Int32Array.from(clusters),
		scores: inverse.map(product),
		residualSquares
	};
}

/** What a cell's estimate is a sum of. */
interface ScorePart {
	readonly group: GroupFit;
	readonly period: number;
	readonly sign: 1 | -1;
}

/** Products of estimates over clusters; groups that share no cluster have none. */
function scoreProducts(groups: readonly GroupFit[]) {
	const tables = new Map(
		groups.map((left) => [left, new Map(groups.map((right) => [right, products(left, right)]))])
	);
	return (left: readonly ScorePart[], right: readonly ScorePart[]) => {
		let sum = 0;
		for (const a of left)
			for (const b of right) {
				const table = tables.get(a.group)?.get(b.group);
				if (table) sum += a.sign * b.sign * table[a.period]![b.period]!;
			}
		return sum;
	};
}

function products(left: GroupFit, right: GroupFit): Float64Array[] | undefined {
	const numbers = new Map(Array.from(right.clusters, (code, number) => [code, number]));
	const shared = Array.from(left.clusters.keys()).filter((c) => numbers.has(left.clusters[c]!));
	if (shared.length === 0) return undefined;
	const others = shared.map((c) => numbers.get(left.clusters[c]!) ?? 0);
	const rows = left.scores.map((column) => Float64Array.from(shared, (c) => column[c]!));
	const columns = right.scores.map((column) => Float64Array.from(others, (c) => column[c]!));
	return rows.map((row) => Float64Array.from(columns, (column) => dot(row, column)));
}

/** Whether rounding is all that is left of the outcome. */
function exactFit({ outcome, weights }: Panel, groups: readonly GroupFit[]): boolean {
	const left = groups.reduce((sum, { residualSquares }) => sum + residualSquares, 0);
	const all = outcome.reduce((sum, y, i) => sum + (weights ? weights[i]! : 1) * y * y, 0);
	return Math.sqrt(left) <= 1e-12 * Math.sqrt(all);
}

interface CellEstimates {
	readonly cells: readonly CohortCell[];
	readonly estimates: Float64Array;
	/** Sums of products over clusters. */
	readonly total: readonly Float64Array[];
	readonly level: number;
}

function clustered(panel: Panel, { cells, estimates, total, level }: CellEstimates): ClusteredFit {
	const { size, unit, period, cluster } = panel;
	const names = cells.map(({ name }) => name);
	const effects = [unit, period];
	const shape = { size, names, regression: { effects } };
	const { scale, ...about } = clusterCorrection(shape, [cluster], {});
	const matrix = total.map((row) => row.map((value) => scale * value));
	return {
		fit: {
			...{ size, names, estimates },
			// The rows written out are for tests with few clusters, and large where rows are many.
			get regression() {
				return cellRegression(panel, cells);
			}
		},
		cluster,
		variance: { name: 'CR1', matrix, ...about },
		level
	};
}

/** The regression with a column a cell. */
function cellRegression(panel: Panel, cells: readonly CohortCell[]): Regression {
	const { outcome, unit, period, weights } = panel;
	return { outcome, regressors: cellColumns(panel, cells), effects: [unit, period], weights };
}

/** 1 in the rows of the cell, by cell. */
export function cellColumns(panel: Panel, cells: readonly CohortCell[]): PanelColumn[] {
	const { size, period } = panel;
	const starts = Float64Array.from({ length: size }, (_, i) => groupOf(panel, i));
	return cells.map(({ name, start, period: at }) => ({
		name,
		values: starts.map((own, i) => +(own === start && period.codes[i] === at))
	}));
}
