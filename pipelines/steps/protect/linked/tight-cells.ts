import { type LinkedTables, type Protection, expectMarks } from './linked-tables.ts';
import { type TightCell, widthProver } from './width-prover.ts';

export interface TightReport {
	/** Empty when everything withheld is protected. */
	readonly tight: readonly TightCell[];
	/**
	 * The withheld cell with the least width for what it needs: its width when it is tight, else a
	 * width it has at least. Undefined when nothing is withheld.
	 */
	readonly tightest: TightCell | undefined;
	readonly linearPrograms: number;
}

/**
 * Withheld cells that somebody who knows every published count, how the tables add up and that
 * counts are whole and not negative can bound more tightly than allowed. Every cell that is not
 * named has two tables of whole numbers, both fitting what is published, that are far enough apart
 * in it. The denominator is the sum of the layers, whose tables are independent: its width is the
 * sum of theirs, and wide enough when they are.
 */
export async function tightCells(
	tables: LinkedTables,
	suppressed: Uint8Array,
	protection: Protection
): Promise<TightReport> {
	const prover = await widthProver(tables, suppressed, protection);
	expectMarks(prover.system, suppressed);
	const tight = prover.tightCells();
	const known = new Map(tight.map((cell) => [`${cell.layer} ${cell.cell}`, cell]));
	let tightest: TightCell | undefined;
	for (let cell = 0; cell < suppressed.length; cell++)
		for (const layer of suppressed[cell] === 1 ? tables.layers.keys() : []) {
			const width = prover.proofs.width(cell, layer);
			const required = prover.proofs.required(cell, layer);
			const found = known.get(`${layer} ${cell}`) ?? { cell, layer, width, required };
			if (!tightest || found.width * tightest.required < tightest.width * found.required)
				tightest = found;
		}
	return { tight, tightest, linearPrograms: prover.linearPrograms };
}
