import { type Cycle, cheapestCycle } from './cheapest-cycle.ts';
import { type WithholdingProgram, withholdingProgram } from './withholding-program.ts';
import { isEdge } from './network.ts';
import type { TightCell, WidthProver } from './width-prover.ts';

/**
 * Withholds cells until everything withheld is wide enough, and gives the cells that stay tight
 * although nothing more may be withheld: none, when all is well.
 */
export function withholdUntilWide(prover: WidthProver, cost: Float64Array): TightCell[] {
	const choice = new SecondChoice(prover, cost);
	try {
		for (;;) {
			const tight = prover.tightCells();
			if (tight.length === 0) return tight;
			const before = choice.withheldSoFar;
			choice.widen(tight);
			if (choice.withheldSoFar === before) choice.spread(tight);
			if (choice.withheldSoFar === before) return tight;
		}
	} finally {
		choice.dispose();
	}
}

class SecondChoice {
	withheldSoFar = 0;
	readonly #prover: WidthProver;
	/** Of withholding one more cell; Infinity: may not be. */
	readonly #cost: Float64Array;
	readonly #required: readonly Float64Array[];
	readonly #programs = new Map<number, WithholdingProgram>();

	constructor(prover: WidthProver, cost: Float64Array) {
		this.#prover = prover;
		this.#cost = cost;
		const { system, proofs } = prover;
		this.#required = Array.from({ length: system.layers }, (_, layer) =>
			Float64Array.from({ length: system.cells }, (__, cell) => proofs.required(cell, layer))
		);
	}

	/** One remedy for each cell that still needs it: margins first, which decide about whole rows. */
	widen(tight: readonly TightCell[]) {
		const { network, proofs } = this.#prover;
		const need = (cell: number) => this.#required.reduce((sum, of) => sum + of[cell]!, 0);
		const cells = [...new Set(tight.map(({ cell }) => cell))].sort(
			(a, b) =>
				Number(isEdge(network, a)) - Number(isEdge(network, b)) || need(b) - need(a) || a - b
		);
		for (const cell of cells) {
			const open = proofs.openLayers(cell).filter((layer) => !this.#isWide(cell, layer));
			if (open.length === 0 || this.#widenByCycle(cell)) continue;
			for (const layer of open) this.#widenByProgram(cell, layer);
		}
	}

	/** When no remedy adds a cell: the cheapest that stands in a relation with each tight one. */
	spread(tight: readonly TightCell[]) {
		const { system, withheld } = this.#prover;
		for (const { cell } of tight) {
			const around = [...system.relationsOf[cell]!]
				.flatMap((relation) => [...system.members[relation]!])
				.filter((other) => withheld[other] === 0 && Number.isFinite(this.#cost[other]));
			const cheapest = around.sort((a, b) => this.#cost[a]! - this.#cost[b]! || a - b)[0];
			if (cheapest !== undefined) this.#withhold([cheapest]);
		}
	}

	dispose() {
		for (const program of this.#programs.values()) program.dispose();
	}

	#isWide(cell: number, layer: number): boolean {
		return this.#prover.isWideByFlow(cell, layer);
	}

	#widenByCycle(cell: number): boolean {
		const { system, network, withheld } = this.#prover;
		if (!isEdge(network, cell)) return false;
		const search = { system, network, withheld, cost: this.#cost, required: this.#required };
		const cycle = cheapestCycle(search, cell);
		if (cycle === undefined) return false;
		this.#withhold([...cycle.rising, ...cycle.falling]);
		for (const layer of this.#required.keys()) this.#addCycle(cycle, layer);
		return true;
	}

	#addCycle({ rising, falling }: Cycle, layer: number) {
		const counts = this.#prover.system.tables.counts[layer]!;
		const cells = [...rising, ...falling];
		const least = (of: readonly number[]) => Math.min(...of.map((cell) => counts[cell]!));
		const add = (up: number) => {
			const changes = [...rising.map(() => up), ...falling.map(() => -up)];
			if (up !== 0) this.#prover.proofs.add(layer, { cells, changes });
		};
		add(least(falling));
		add(-least(rising));
	}

	/** Upwards or downwards, whichever withholds less; by both, where neither alone is enough. */
	#widenByProgram(cell: number, layer: number) {
		const { proofs, system } = this.#prover;
		const count = system.tables.counts[layer]![cell]!;
		const required = this.#required[layer]![cell]!;
		const fall = proofs.fall(cell, layer);
		const rise = proofs.width(cell, layer) - fall;
		const whole = [[required - fall], [-(required - rise)]];
		const halves = [Math.ceil(required / 2), Math.min(count, required)].map((down) =>
			down > count ? [] : [required - down, -down].filter((change) => change !== 0)
		);
		const moves =
			this.#cheapest(whole, layer, { cell, count }) ??
			this.#cheapest(halves, layer, { cell, count });
		for (const { cells, changes } of moves ?? []) {
			this.#withhold(cells);
			if (changes) proofs.add(layer, { cells, changes });
		}
	}

	#cheapest(
		ways: readonly (readonly number[])[],
		layer: number,
		{ cell, count }: { readonly cell: number; readonly count: number }
	) {
		const program = this.#program(layer);
		const possible = ways
			.filter((changes) => changes.length > 0 && changes.every((change) => -change <= count))
			.map((changes) => changes.map((change) => program.move(cell, change)))
			.filter((moves) => moves.every((move) => move !== undefined));
		const lost = possible.map((moves) => this.#costOf(moves.flatMap(({ cells }) => cells)));
		return possible[lost.indexOf(Math.min(...lost))];
	}

	#costOf(cells: readonly number[]): number {
		let sum = 0;
		for (const cell of new Set(cells))
			if (this.#prover.withheld[cell] === 0) sum += this.#cost[cell]!;
		return sum;
	}

	#program(layer: number): WithholdingProgram {
		const known = this.#programs.get(layer);
		if (known) return known;
		const { system, solver, withheld } = this.#prover;
		const required = this.#required[layer]!;
		const cost = this.#cost.map((value, cell) => value * required[cell]!);
		const program = withholdingProgram(system, { solver, layer, withheld, cost });
		this.#programs.set(layer, program);
		return program;
	}

	#withhold(cells: readonly number[]) {
		for (const cell of cells) {
			if (this.#prover.withheld[cell] === 1) continue;
			this.#prover.withheld[cell] = 1;
			this.withheldSoFar++;
			for (const program of this.#programs.values()) program.withhold(cell);
		}
	}
}
