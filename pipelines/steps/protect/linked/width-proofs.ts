import type { System } from './linked-tables.ts';

/** A table that fits what is published: by how much cells differ from the true counts. */
export interface Witness {
	readonly cells: readonly number[];
	readonly changes: readonly number[];
}

/** What was known of one cell in one layer before a withdrawal. */
export interface Shaken {
	readonly layer: number;
	readonly cell: number;
	readonly most: number;
	readonly least: number;
	readonly by: readonly [number, number];
}

/** Of one layer: how far each cell was seen to move up and down, and in which witness. */
interface LayerProofs {
	readonly most: Float64Array;
	readonly least: Float64Array;
	readonly mostBy: Int32Array;
	readonly leastBy: Int32Array;
	/** Cells of every witness. */
	readonly witnesses: Set<number>[];
}

/**
 * Widths proved by witnesses. Nothing that an attacker knows tells a witness from the true counts,
 * so the interval of a cell is at least as wide as the witnesses reach. A witness is about all its
 * cells, and stands as long as all of them are withheld.
 */
export class WidthProofs {
	readonly #layers: readonly LayerProofs[];
	readonly #required: readonly Float64Array[];

	constructor({ layers, cells }: System, required: readonly Float64Array[]) {
		this.#required = required;
		this.#layers = Array.from({ length: layers }, () => ({
			most: new Float64Array(cells),
			least: new Float64Array(cells),
			mostBy: new Int32Array(cells).fill(-1),
			leastBy: new Int32Array(cells).fill(-1),
			witnesses: []
		}));
	}

	/** In the unit of counts; Infinity when nothing holds the cell. */
	width(cell: number, layer: number): number {
		const { most, least } = this.#layers[layer]!;
		return most[cell]! - least[cell]!;
	}

	/** How far the cell was seen below its count. */
	fall(cell: number, layer: number): number {
		return -this.#layers[layer]!.least[cell]!;
	}

	required(cell: number, layer: number): number {
		return this.#required[layer]![cell]!;
	}

	isWide(cell: number, layer: number): boolean {
		return this.width(cell, layer) >= this.required(cell, layer);
	}

	/** Layers in which the cell is not yet proved to be wide enough. */
	openLayers(cell: number): number[] {
		return this.#layers.flatMap((_, layer) => (this.isWide(cell, layer) ? [] : [layer]));
	}

	add(layer: number, { cells, changes }: Witness) {
		const { most, least, mostBy, leastBy, witnesses } = this.#layers[layer]!;
		let isNews = false;
		for (const [index, cell] of cells.entries()) {
			const change = changes[index]!;
			if (change > most[cell]!) {
				most[cell] = change;
				mostBy[cell] = witnesses.length;
				isNews = true;
			}
			if (change < least[cell]!) {
				least[cell] = change;
				leastBy[cell] = witnesses.length;
				isNews = true;
			}
		}
		if (isNews) witnesses.push(new Set(cells));
	}

	/** Forgets what a cell that will be published was part of, and says what that was. */
	withdraw(cell: number): Shaken[] {
		return this.#layers.flatMap((proofs, layer) => shakenBy(proofs, layer, cell));
	}

	/** Takes back a withdrawal; what was proved since stands where it says more. */
	restore(shaken: readonly Shaken[]) {
		for (const { layer, cell, most, least, by } of shaken) {
			const proofs = this.#layers[layer]!;
			if (most > proofs.most[cell]!) [proofs.most[cell], proofs.mostBy[cell]] = [most, by[0]];
			if (least < proofs.least[cell]!) [proofs.least[cell], proofs.leastBy[cell]] = [least, by[1]];
		}
	}
}

function shakenBy(proofs: LayerProofs, layer: number, withdrawn: number): Shaken[] {
	const { most, least, mostBy, leastBy, witnesses } = proofs;
	const shaken: Shaken[] = [];
	const holds = (by: number) => by >= 0 && witnesses[by]!.has(withdrawn);
	for (let cell = 0; cell < most.length; cell++) {
		const [losesMost, losesLeast] = [holds(mostBy[cell]!), holds(leastBy[cell]!)];
		if (!losesMost && !losesLeast) continue;
		const by = [mostBy[cell]!, leastBy[cell]!] as const;
		shaken.push({ layer, cell, most: most[cell]!, least: least[cell]!, by });
		if (losesMost) [most[cell], mostBy[cell]] = [0, -1];
		if (losesLeast) [least[cell], leastBy[cell]] = [0, -1];
	}
	return shaken;
}
