import { DataError } from '#lib/errors.ts';
import { cleanUp } from './clean-up.ts';
import { type LinkedTables, type Protection, expectMarks } from './linked-tables.ts';
import { lossBound } from './loss-bound.ts';
import { withholdUntilWide } from './second-choice.ts';
import { tightCells } from './tight-cells.ts';
import { type TightCell, type WidthProver, widthProver } from './width-prover.ts';

export interface Suppression {
	/** 1: withheld, whether as a primary or as a second cell. */
	readonly suppressed: Uint8Array;
	/** Cost of the second cells. */
	readonly lost: number;
	/** No choice of second cells that protects everything costs less. */
	readonly bound: number;
	readonly linearPrograms: number;
}

/** Withholding everything that may be withheld would not protect `cells`. */
export class UnprotectableError extends DataError {
	override name = 'UnprotectableError';
	readonly cells: readonly TightCell[];

	constructor(tables: LinkedTables, cells: readonly TightCell[]) {
		const named = cells.slice(0, 10).map(({ cell, layer }) => `${cell} (${tables.layers[layer]})`);
		super(
			`cells to withhold cannot be protected, withhold more of their totals or change the rule, ` +
				`cells: ${named.join(', ')}${cells.length > named.length ? ', ...' : ''}`
		);
		this.cells = cells;
	}
}

/** Linear programs that the clean-up may solve in one system. */
const cleanUpPrograms = 100;

/**
 * Second cells to withhold, so that every withheld cell, the second ones too, has an interval of
 * the required width in every layer. A heuristic: the cheapest cycle, else the cheapest linear
 * program, cell by cell; then the dearest second cells that are not needed are published again
 * (Hundepool et al. 2012, Statistical Disclosure Control, ch. 4). What it finds is proved anew
 * before it is handed back. Throws UnprotectableError, when no choice protects all primary cells.
 */
export async function secondarySuppression(
	tables: LinkedTables,
	primary: Uint8Array,
	protection: Protection
): Promise<Suppression> {
	const prover = await widthProver(tables, primary.slice(), protection);
	expectMarks(prover.system, primary);
	let programs = 0;
	if (withholdUntilWide(prover, tables.cost).length > 0) {
		const largest = await largestChoice(tables, primary, protection);
		programs += largest.linearPrograms;
		chooseWithin(prover, primary, largest.withheld);
	}
	cleanUp(prover, primary, cleanUpPrograms);
	const suppressed = prover.withheld;
	const judged = await tightCells(tables, suppressed, protection);
	if (judged.tight.length > 0) throw new UnprotectableError(tables, judged.tight);
	let lost = 0;
	for (const [cell, cost] of tables.cost.entries())
		if (suppressed[cell] === 1 && primary[cell] === 0) lost += cost;
	const { bound, linearPrograms } = lossBound(prover, primary);
	programs += prover.linearPrograms + judged.linearPrograms + linearPrograms;
	return { suppressed, lost, bound: Math.min(bound, lost), linearPrograms: programs };
}

/**
 * The largest set of cells that can be withheld with all of them wide: a cell that is tight while
 * more is withheld is tight whatever is chosen, so that those are taken out until none is left.
 * Every part of what remains can be completed to it.
 */
async function largestChoice(tables: LinkedTables, primary: Uint8Array, protection: Protection) {
	const withheld = primary.map((mark, cell) =>
		mark === 1 || Number.isFinite(tables.cost[cell]) ? 1 : 0
	);
	const prover = await widthProver(tables, withheld, protection);
	for (let tight = prover.tightCells(); tight.length > 0; tight = prover.tightCells()) {
		const lost = tight.filter(({ cell }) => primary[cell] === 1);
		if (lost.length > 0) throw new UnprotectableError(tables, lost);
		for (const { cell } of tight) {
			prover.withheld[cell] = 0;
			prover.proofs.withdraw(cell);
		}
	}
	return prover;
}

/** Begins again, now that it is known what may be withheld; at worst withholds all of that. */
function chooseWithin(prover: WidthProver, primary: Uint8Array, largest: Uint8Array) {
	for (const [cell, mark] of prover.withheld.entries())
		if (mark === 1 && primary[cell] === 0) {
			prover.withheld[cell] = 0;
			prover.proofs.withdraw(cell);
		}
	const cost = prover.system.tables.cost.map((value, cell) =>
		largest[cell] === 1 ? value : Infinity
	);
	if (withholdUntilWide(prover, cost).length === 0) return;
	prover.withheld.set(largest);
}
