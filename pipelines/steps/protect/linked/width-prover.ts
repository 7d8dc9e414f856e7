import { type AttackerProgram, attackerProgram } from './attacker-program.ts';
import { componentOf, componentsOf } from './components.ts';
import { propagated } from './interval-propagation.ts';
import {
	type LinkedTables,
	type Protection,
	type System,
	requiredWidths,
	systemOf,
	tolerance
} from './linked-tables.ts';
import { type Solver, linearProgramSolver } from './linear-program.ts';
import { pushed } from './network-flow.ts';
import { type Network, isEdge, networkOf } from './network.ts';
import { WidthProofs } from './width-proofs.ts';

/** A withheld cell in a layer whose interval is too narrow, or not proved to be wide. */
export interface TightCell {
	readonly cell: number;
	readonly layer: number;
	/** Of its interval, as a difference of whole numbers. */
	readonly width: number;
	readonly required: number;
}

interface Parts {
	readonly system: System;
	readonly network: Network;
	readonly solver: Solver;
	readonly proofs: WidthProofs;
	/** 1: withheld. The owner may change it, and withdraws proofs of what it publishes. */
	readonly withheld: Uint8Array;
}

/** A prover of the widths of linked tables in which `withheld` is withheld. */
export async function widthProver(
	tables: LinkedTables,
	withheld: Uint8Array,
	protection: Protection
): Promise<WidthProver> {
	const system = systemOf(tables);
	const proofs = new WidthProofs(system, requiredWidths(tables, protection));
	const solver = await linearProgramSolver();
	return new WidthProver({ system, network: networkOf(system), solver, proofs, withheld });
}

/**
 * Proves widths by tables of whole numbers that fit what is published, the cheapest way first:
 * flows, which settle cells whose component is a network; bounds by propagation, which settle what
 * is narrow for certain; linear programs; and, where their answer is not whole, programs in whole
 * numbers. A cell for which the last gives up counts as tight.
 */
export class WidthProver implements Parts {
	readonly system: System;
	readonly network: Network;
	readonly solver: Solver;
	readonly proofs: WidthProofs;
	readonly withheld: Uint8Array;
	/** Solved so far, those in whole numbers included. */
	linearPrograms = 0;
	readonly #tables: readonly Float64Array[];

	constructor({ system, network, solver, proofs, withheld }: Parts) {
		this.system = system;
		this.network = network;
		this.solver = solver;
		this.proofs = proofs;
		this.withheld = withheld;
		this.#tables = system.tables.counts.map((counts) => counts.slice());
	}

	/** Withheld cells that are not wide enough, by layer and then cell within each component. */
	tightCells(): TightCell[] {
		return componentsOf(this.system, this.withheld).flatMap((cells) => this.tightAmong(cells));
	}

	/** The same of one component, or of `asked` of it. */
	tightAmong(component: Int32Array, asked: Iterable<number> = component): TightCell[] {
		const isNetwork = this.#isNetwork(component);
		return this.system.tables.layers.flatMap((_, layer) => {
			const open = [...asked].filter((cell) => !this.isWideByFlow(cell, layer));
			if (isNetwork || open.length === 0) return open.map((cell) => this.#tight(cell, layer));
			return this.#tightByProgram(component, layer, open);
		});
	}

	/** False when the cell is tight, or its component is more than a network. */
	isWideByFlow(cell: number, layer: number): boolean {
		const { proofs } = this;
		if (proofs.isWide(cell, layer)) return true;
		if (this.system.relationsOf[cell]!.length === 0)
			proofs.add(layer, { cells: [cell], changes: [Infinity] });
		if (!isEdge(this.network, cell)) return proofs.isWide(cell, layer);
		const required = proofs.required(cell, layer);
		this.#push(cell, layer, { sense: -1, limit: required });
		const missing = required - proofs.fall(cell, layer);
		if (missing > 0) this.#push(cell, layer, { sense: 1, limit: missing });
		return proofs.isWide(cell, layer);
	}

	/** Whether flows settle everything about a cell. */
	isNetworkAround(cell: number): boolean {
		return this.#isNetwork(componentOf(this.system, this.withheld, cell));
	}

	#isNetwork(cells: Int32Array): boolean {
		return cells.every((cell) => isEdge(this.network, cell));
	}

	#push(cell: number, layer: number, { sense, limit }: { sense: 1 | -1; limit: number }) {
		const table = this.#tables[layer]!;
		const counts = this.system.tables.counts[layer]!;
		const touched = new Set<number>();
		const changed = (cells: readonly number[]) => cells.forEach((each) => touched.add(each));
		const { network, withheld } = this;
		pushed({ network, table, withheld, changed }, { cell, sense, limit });
		const cells = [...touched];
		this.proofs.add(layer, { cells, changes: cells.map((each) => table[each]! - counts[each]!) });
		for (const each of cells) table[each] = counts[each]!;
	}

	#tight(cell: number, layer: number, width = this.proofs.width(cell, layer)): TightCell {
		return { cell, layer, width, required: this.proofs.required(cell, layer) };
	}

	#tightByProgram(component: Int32Array, layer: number, open: readonly number[]): TightCell[] {
		const { lower, upper } = propagated(this.system, component, layer);
		const indexOf = new Map([...component].map((cell, index) => [cell, index]));
		const tight: TightCell[] = [];
		let program: AttackerProgram | undefined;
		try {
			for (const cell of open) {
				if (this.proofs.isWide(cell, layer)) continue;
				const most = upper[cell]! - lower[cell]!;
				if (most < this.proofs.required(cell, layer)) {
					tight.push(this.#tight(cell, layer, most));
					continue;
				}
				program ??= attackerProgram(this.system, this.solver, component, layer);
				const width = this.#widthByProgram(program, { component, layer }, indexOf.get(cell) ?? -1);
				if (width < this.proofs.required(cell, layer)) tight.push(this.#tight(cell, layer, width));
			}
		} finally {
			program?.dispose();
		}
		return tight;
	}

	/** The width as far as it has to be known: what is proved, or what it is at most. */
	#widthByProgram(program: AttackerProgram, where: Where, index: number): number {
		const cell = where.component[index]!;
		const required = this.proofs.required(cell, where.layer);
		const down = this.#reach(program, where, { index, sense: -1, limit: required, whole: false });
		const missing = required - this.proofs.fall(cell, where.layer);
		if (missing <= 0) return this.proofs.width(cell, where.layer);
		const up = this.#reach(program, where, { index, sense: 1, limit: missing, whole: false });
		const most = Math.floor(down + tolerance) + Math.floor(up + tolerance);
		if (this.proofs.isWide(cell, where.layer) || most < required)
			return Math.max(this.proofs.width(cell, where.layer), Math.min(most, required));
		// Without limits: a whole table may lie beyond one, and none below it.
		for (const sense of [-1, 1] as const)
			if (!this.proofs.isWide(cell, where.layer))
				this.#reach(program, where, { index, sense, limit: Infinity, whole: true });
		return this.proofs.width(cell, where.layer);
	}

	#reach(program: AttackerProgram, { component, layer }: Where, { index, ...options }: Asked) {
		this.linearPrograms++;
		const { amount, changes } = program.reach(index, options);
		if (amount === Infinity) {
			const far = Array.from(component, (_, at) => (at === index ? options.sense * Infinity : 0));
			this.proofs.add(layer, { cells: [...component], changes: far });
		}
		if (changes) {
			const moved = [...component.keys()].filter((at) => changes[at] !== 0);
			this.proofs.add(layer, {
				cells: moved.map((at) => component[at]!),
				changes: moved.map((at) => changes[at]!)
			});
		}
		return amount ?? 0;
	}
}

interface Where {
	readonly component: Int32Array;
	readonly layer: number;
}

interface Asked {
	readonly index: number;
	readonly sense: 1 | -1;
	readonly limit: number;
	readonly whole: boolean;
}
