import { type Group, matrixOf, wholeChanges } from './attacker-program.ts';
import { type System, tolerance } from './linked-tables.ts';
import type { LoadedProgram, Solver } from './linear-program.ts';

/** Of a layer: which cells to withhold, so that one of them can change by an amount. */
export interface WithholdingProgram {
	/** The cheapest change of all; undefined when there is none. */
	readonly move: (cell: number, change: number) => Move | undefined;
	/** Costs next to nothing from now on. */
	readonly withhold: (cell: number) => void;
	readonly dispose: () => void;
}

export interface Move {
	/** Cells that change. */
	readonly cells: readonly number[];
	/** Their changes, when they are whole numbers. */
	readonly changes: readonly number[] | undefined;
}

export interface WithholdingOptions {
	readonly solver: Solver;
	readonly layer: number;
	readonly withheld: Uint8Array;
	/** By cell, above 0; Infinity: stays as it is unless it is withheld. */
	readonly cost: Float64Array;
}

/** Not 0, so that of two ways through withheld cells the shorter is taken. */
const share = 1e-4;

/**
 * Kelly, Golden & Assad (1992, Networks 22), over all linked tables at once: each cell rises and
 * falls at a cost per unit, relations hold, and one cell changes by what its interval needs. The
 * cost per unit is that of the cell for the units it needs for itself, because a large cell, once
 * withheld, needs a wide interval.
 */
export function withholdingProgram(
	system: System,
	{ solver, layer, withheld, cost }: WithholdingOptions
): WithholdingProgram {
	const cells = Int32Array.from(
		Array.from({ length: system.cells }, (_, cell) => cell).filter(
			(cell) => withheld[cell] === 1 || Number.isFinite(cost[cell])
		)
	);
	const indexOf = new Map([...cells].map((cell, index) => [cell, index]));
	const counts = system.tables.counts[layer]!;
	const least = Math.min(...cells.map((cell) => (Number.isFinite(cost[cell]) ? cost[cell]! : 1)));
	const group = {
		counts: Float64Array.from(cells, (cell) => counts[cell]!),
		...matrixOf(system, cells)
	};
	const program = loaded(solver, group);
	const size = cells.length;
	const setCost = (cell: number, value: number) => {
		const index = indexOf.get(cell) ?? -1;
		program.setCost(index, value);
		program.setCost(size + index, value);
	};
	for (const cell of cells) setCost(cell, withheld[cell] === 1 ? share * least : cost[cell]!);
	return {
		move(cell, change) {
			const index = indexOf.get(cell) ?? -1;
			const [rise, fall] = [Math.max(0, change), Math.max(0, -change)];
			program.setBounds(index, rise, rise);
			program.setBounds(size + index, fall, fall);
			const outcome = program.minimum();
			program.setBounds(index, 0, Infinity);
			program.setBounds(size + index, 0, counts[cell]!);
			if (outcome.status !== 'optimal') return undefined;
			const { values } = outcome;
			return moveOf(
				cells,
				group,
				values.slice(0, size).map((rises, at) => rises - values[size + at]!)
			);
		},
		withhold: (cell) => setCost(cell, share * least),
		dispose: program.dispose
	};
}

function moveOf(cells: Int32Array, group: Group, values: Float64Array): Move {
	const moved = [...cells.keys()].filter((at) => Math.abs(values[at]!) > tolerance);
	const whole = wholeChanges(values, group);
	return {
		cells: moved.map((at) => cells[at]!),
		changes: whole && moved.map((at) => whole[at]!)
	};
}

/** Rises first, then falls. */
function loaded(solver: Solver, { counts, matrix, rows }: Group): LoadedProgram {
	const entries = matrix.rows.length;
	const cost = new Float64Array(2 * counts.length);
	const later = matrix.starts.slice(1).map((at) => at + entries);
	return solver({
		cost,
		lower: cost,
		upper: Float64Array.from([...counts.map(() => Infinity), ...counts]),
		rowLower: new Float64Array(rows),
		rowUpper: new Float64Array(rows),
		matrix: {
			starts: Int32Array.from([...matrix.starts, ...later]),
			rows: Int32Array.from([...matrix.rows, ...matrix.rows]),
			values: Float64Array.from([...matrix.values, ...matrix.values.map((value) => -value)])
		}
	});
}
