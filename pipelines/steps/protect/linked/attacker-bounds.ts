import { DataError } from '#lib/errors.ts';
import { attackerProgram } from './attacker-program.ts';
import { componentsOf } from './components.ts';
import {
	type LinkedTables,
	type System,
	expectMarks,
	systemOf,
	tolerance
} from './linked-tables.ts';
import { type Solver, linearProgramSolver } from './linear-program.ts';
import { pushed } from './network-flow.ts';
import { type Network, isEdge, networkOf } from './network.ts';

/** Whole numbers; `upper` may be Infinity. */
export interface CountInterval {
	readonly lower: number;
	readonly upper: number;
}

export interface CellBounds {
	readonly cell: number;
	/** By layer. */
	readonly layers: readonly CountInterval[];
	/** The sum of the layers. */
	readonly denominator: CountInterval;
}

export interface BoundsOptions {
	/**
	 * True: the least and the largest count of any table of whole numbers, which takes a program in
	 * whole numbers where the linear one gives none. False: the interval that linear programming
	 * gives, which holds the former and equals it where the tables are a network. Default false.
	 */
	readonly whole?: boolean;
}

/**
 * What somebody who knows every published count can say of each withheld cell: the least and the
 * largest count, rounded inward to whole numbers, in order of the cells. Throws DataError where a
 * search for whole numbers has to be given up.
 */
export async function attackerBounds(
	tables: LinkedTables,
	suppressed: Uint8Array,
	{ whole = false }: BoundsOptions = {}
): Promise<CellBounds[]> {
	const system = systemOf(tables);
	expectMarks(system, suppressed);
	const network = networkOf(system);
	const solver = await linearProgramSolver();
	const attacker = { system, network, solver, suppressed, whole };
	const bounds = componentsOf(system, suppressed).flatMap((cells) => {
		const layers = tables.layers.map((_, layer) => intervals(attacker, cells, layer));
		return Array.from(cells, (cell, index) =>
			cellBounds(
				cell,
				layers.map((of) => of[index]!)
			)
		);
	});
	return bounds.sort((a, b) => a.cell - b.cell);
}

interface Attacker {
	readonly system: System;
	readonly network: Network;
	readonly solver: Solver;
	readonly suppressed: Uint8Array;
	readonly whole: boolean;
}

function cellBounds(cell: number, layers: readonly CountInterval[]): CellBounds {
	const sum = (end: keyof CountInterval) => layers.reduce((total, of) => total + of[end], 0);
	return { cell, layers, denominator: { lower: sum('lower'), upper: sum('upper') } };
}

function intervals(attacker: Attacker, cells: Int32Array, layer: number): CountInterval[] {
	const counts = attacker.system.tables.counts[layer]!;
	const isNetwork = cells.every((cell) => isEdge(attacker.network, cell));
	const reach = isNetwork ? reachByFlow(attacker, layer) : undefined;
	if (reach)
		return Array.from(cells, (cell) => ({
			lower: counts[cell]! - reach(cell, -1),
			upper: counts[cell]! + reach(cell, 1)
		}));
	return intervalsByProgram(attacker, cells, layer);
}

function reachByFlow({ system, network, suppressed }: Attacker, layer: number) {
	const counts = system.tables.counts[layer]!;
	const changed = () => undefined;
	return (cell: number, sense: 1 | -1) =>
		pushed(
			{ network, table: counts.slice(), withheld: suppressed, changed },
			{ cell, sense, limit: Infinity }
		);
}

function intervalsByProgram({ system, solver, whole }: Attacker, cells: Int32Array, layer: number) {
	const program = attackerProgram(system, solver, cells, layer);
	const amount = (index: number, sense: 1 | -1): number => {
		const relaxed = program.reach(index, { sense, limit: Infinity, whole: false });
		const most = Math.floor((relaxed.amount ?? Infinity) + tolerance);
		if (!whole || relaxed.changes || !Number.isFinite(most)) return most;
		const exact = program.reach(index, { sense, limit: Infinity, whole: true }).amount;
		if (exact === undefined)
			throw new DataError(
				`no whole table found in time for cell ${cells[index]} of layer: ${layer}`
			);
		return Math.round(exact);
	};
	try {
		return Array.from(cells, (cell, index) => {
			const count = system.tables.counts[layer]![cell]!;
			return { lower: count - amount(index, -1), upper: count + amount(index, 1) };
		});
	} finally {
		program.dispose();
	}
}
