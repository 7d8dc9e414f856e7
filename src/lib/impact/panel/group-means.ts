import type { Panel } from './panel.ts';

/** The outcome of a group in a period. */
export interface GroupMean {
	readonly group: number;
	readonly period: number;
	readonly rows: number;
	readonly weight: number;
	/** Undefined where the group has no row. */
	readonly mean: number | undefined;
}

/**
 * Weighted means of the outcome of every group, a number a unit, in every part of time, a number a
 * period; rows of groups and parts below 0 are left out. One cell a group and part, groups first.
 */
export function groupMeans(
	{ size, unit, period, outcome, weights }: Panel,
	groupOf: ArrayLike<number>,
	partOf: ArrayLike<number>
): GroupMean[] {
	const groups = Math.max(...Array.from(groupOf)) + 1;
	const parts = Math.max(...Array.from(partOf)) + 1;
	const [sums, sizes] = [new Float64Array(groups * parts), new Float64Array(groups * parts)];
	const rows = new Int32Array(groups * parts);
	for (let i = 0; i < size; i++) {
		const [group, part] = [groupOf[unit.codes[i]!]!, partOf[period.codes[i]!]!];
		if (group < 0 || part < 0) continue;
		const cell = group * parts + part;
		const w = weights ? weights[i]! : 1;
		sums[cell]! += w * outcome[i]!;
		sizes[cell]! += w;
		rows[cell]!++;
	}
	return Array.from(sums, (sum, cell) => ({
		group: Math.floor(cell / parts),
		period: cell % parts,
		rows: rows[cell]!,
		weight: sizes[cell]!,
		mean: rows[cell]! > 0 ? sum / sizes[cell]! : undefined
	}));
}
