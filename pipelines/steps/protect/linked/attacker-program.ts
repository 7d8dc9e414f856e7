import { type System, tolerance } from './linked-tables.ts';
import type { Columns, LoadedProgram, Outcome, Solver } from './linear-program.ts';

/** A group of withheld cells in one layer, as a linear program of what may have changed in them. */
export interface AttackerProgram {
	/**
	 * How far a cell (by its index in the group) can be from its count, up (+1) or down (-1), at
	 * most `limit`. `whole`: only tables of whole numbers.
	 */
	readonly reach: (index: number, options: ReachOptions) => Reach;
	readonly dispose: () => void;
}

export interface ReachOptions {
	readonly sense: 1 | -1;
	readonly limit: number;
	readonly whole: boolean;
}

export interface Reach {
	/** Infinity when nothing holds the cell; undefined when the search was given up. */
	readonly amount: number | undefined;
	/** Changes of the cells of the group, when they are whole numbers: a table that fits. */
	readonly changes: number[] | undefined;
}

/**
 * The attacker's problem (Fischetti & Salazar-González 2001, Management Science 47): changes of the
 * withheld cells that keep every relation and leave no count below zero.
 */
export function attackerProgram(
	system: System,
	solver: Solver,
	cells: Int32Array,
	layer: number
): AttackerProgram {
	const counts = Float64Array.from(cells, (cell) => system.tables.counts[layer]![cell]!);
	const { matrix, rows } = matrixOf(system, cells);
	const program = solver({
		cost: new Float64Array(cells.length),
		lower: counts.map((count) => -count),
		upper: new Float64Array(cells.length).fill(Infinity),
		rowLower: new Float64Array(rows),
		rowUpper: new Float64Array(rows),
		matrix
	});
	const group = { counts, matrix, rows };
	return {
		reach: (index, options) => reach(program, group, index, options),
		dispose: program.dispose
	};
}

/** How the cells of a group add up, over the relations that hold one of them. */
export function matrixOf({ relationsOf, signsOf }: System, cells: Int32Array) {
	const rowOf = new Map<number, number>();
	const starts = new Int32Array(cells.length + 1);
	const rows: number[] = [];
	const values: number[] = [];
	cells.forEach((cell, column) => {
		relationsOf[cell]!.forEach((relation, index) => {
			const row = rowOf.get(relation) ?? rowOf.size;
			rowOf.set(relation, row);
			rows.push(row);
			values.push(signsOf[cell]![index]!);
		});
		starts[column + 1] = rows.length;
	});
	const matrix = { starts, rows: Int32Array.from(rows), values: Float64Array.from(values) };
	return { matrix, rows: rowOf.size };
}

/** Cells of one layer by their counts, and how they add up. */
export interface Group {
	readonly counts: Float64Array;
	readonly matrix: Columns;
	readonly rows: number;
}

function reach(program: LoadedProgram, group: Group, index: number, options: ReachOptions): Reach {
	const { sense, limit, whole } = options;
	const count = group.counts[index]!;
	if (sense > 0) program.setBounds(index, -count, limit);
	else program.setBounds(index, -Math.min(limit, count), Infinity);
	program.setCost(index, -sense);
	const outcome = whole ? program.wholeMinimum() : program.minimum();
	program.setCost(index, 0);
	program.setBounds(index, -count, Infinity);
	return reached(outcome, group);
}

/** The true counts are always an answer, so that there is one. */
function reached(outcome: Outcome, group: Group): Reach {
	if (outcome.status === 'unbounded') return { amount: Infinity, changes: undefined };
	if (outcome.status !== 'optimal') return { amount: undefined, changes: undefined };
	return { amount: Math.max(0, -outcome.value), changes: wholeChanges(outcome.values, group) };
}

/** The values as whole numbers where they are, checked without floating point; else undefined. */
export function wholeChanges(values: Float64Array, { counts, matrix, rows }: Group) {
	const changes = Array.from(values, Math.round);
	const sums = new Float64Array(rows);
	for (const [column, change] of changes.entries()) {
		const isWhole = Math.abs(values[column]! - change) < tolerance;
		if (!isWhole || change < -counts[column]!) return undefined;
		for (let at = matrix.starts[column]!; at < matrix.starts[column + 1]!; at++)
			sums[matrix.rows[at]!]! += matrix.values[at]! * change;
	}
	return sums.every((sum) => sum === 0) ? changes : undefined;
}
