import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import type { Panel } from './panel.ts';

/** The outcome of a group in a part of time. */
export interface GroupMean {
	readonly group: number;
	readonly period: number;
	readonly rows: number;
	readonly units: number;
	readonly weight: number;
	/** Undefined where the group has no row. */
	readonly mean: number | undefined;
	/** Of units drawn, each with all its rows there; undefined for a single unit. */
	readonly standardError: number | undefined;
	/** t with units less 1; undefined without an error above 0. */
	readonly interval: Interval | undefined;
}

/**
 * Weighted means of the outcome of every group, a number a unit, in every part of time, a number a
 * period; rows of groups and parts below 0 are left out. One cell a group and part, groups first. Errors
 * are clustered by unit: sd / sqrt(n) of the units' values where each has one row, all alike in weight.
 */
export function groupMeans(
	panel: Panel,
	groupOf: ArrayLike<number>,
	partOf: ArrayLike<number>,
	{ level = 0.95 }: { readonly level?: number } = {}
): GroupMean[] {
	const { size, unit, period, outcome, weights } = panel;
	checkedLevel(level);
	const groups = Math.max(...Array.from(groupOf)) + 1;
	const parts = Math.max(...Array.from(partOf)) + 1;
	const [sums, sizes] = [new Float64Array(groups * parts), new Float64Array(groups * parts)];
	const rows = new Int32Array(groups * parts);
	const cells = Int32Array.from({ length: size }, (_, i) => {
		const [group, part] = [groupOf[unit.codes[i]!]!, partOf[period.codes[i]!]!];
		return group < 0 || part < 0 ? -1 : group * parts + part;
	});
	cells.forEach((cell, i) => {
		if (cell < 0) return;
		const w = weights ? weights[i]! : 1;
		sums[cell]! += w * outcome[i]!;
		sizes[cell]! += w;
		rows[cell]!++;
	});
	const means = sums.map((sum, cell) => sum / sizes[cell]!);
	const errors = unitErrors(panel, { cells, means, sizes, parts });
	return Array.from(means, (mean, cell) => {
		const { units, standardError } = errors[cell]!;
		return {
			group: Math.floor(cell / parts),
			period: cell % parts,
			rows: rows[cell]!,
			units,
			weight: sizes[cell]!,
			mean: rows[cell]! > 0 ? mean : undefined,
			standardError,
			interval: standardError ? tInterval(mean, standardError, { df: units - 1, level }) : undefined
		};
	});
}

interface Cells {
	/** Of every row; below 0 in none. */
	readonly cells: Int32Array;
	readonly means: Float64Array;
	readonly sizes: Float64Array;
	readonly parts: number;
}

/** sqrt(n / (n - 1) Σ u²) / Σ w, u being a unit's sum of weighted distances from the mean. */
function unitErrors(
	{ unit, outcome, weights }: Panel,
	{ cells, means, sizes, parts }: Cells
): { readonly units: number; readonly standardError: number | undefined }[] {
	// A unit lies in one group, so that its parts tell its cells apart.
	const own = new Map<number, number>();
	const cellOf = new Map<number, number>();
	cells.forEach((cell, i) => {
		if (cell < 0) return;
		const key = unit.codes[i]! * parts + (cell % parts);
		const apart = (weights ? weights[i]! : 1) * (outcome[i]! - means[cell]!);
		own.set(key, (own.get(key) ?? 0) + apart);
		cellOf.set(key, cell);
	});
	const units = new Int32Array(means.length);
	const squares = new Float64Array(means.length);
	for (const [key, cell] of cellOf) {
		units[cell]!++;
		squares[cell]! += (own.get(key) ?? 0) ** 2;
	}
	return Array.from(units, (n, cell) => ({
		units: n,
		standardError: n > 1 ? Math.sqrt((n / (n - 1)) * squares[cell]!) / sizes[cell]! : undefined
	}));
}
