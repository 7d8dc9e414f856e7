import { componentOf } from './components.ts';
import type { Shaken } from './width-proofs.ts';
import type { WidthProver } from './width-prover.ts';

interface CleanUp {
	readonly prover: WidthProver;
	readonly primary: Uint8Array;
	/** Linear programs that may have been solved before only flows are asked. */
	readonly most: number;
}

/**
 * Publishes again what need not be withheld, the dearest first, and with it the second cells that
 * only it protected: they go when every cell that stays withheld is still wide enough. Linear
 * programs are about `programs` at most; after them only what flows can prove is published.
 */
export function cleanUp(prover: WidthProver, primary: Uint8Array, programs: number) {
	const { cost } = prover.system.tables;
	const { withheld } = prover;
	const second = [...withheld.keys()].filter((cell) => withheld[cell] === 1 && primary[cell] === 0);
	const most = prover.linearPrograms + programs;
	for (const cell of second.sort((a, b) => cost[b]! - cost[a]! || a - b))
		if (withheld[cell] === 1) publishIfSafe({ prover, primary, most }, cell);
}

function publishIfSafe({ prover, primary, most }: CleanUp, first: number) {
	const gone: { readonly cell: number; readonly shaken: readonly Shaken[] }[] = [];
	const queue = [first];
	for (const cell of queue) {
		if (prover.withheld[cell] === 0) continue;
		prover.withheld[cell] = 0;
		const shaken = prover.proofs.withdraw(cell);
		gone.push({ cell, shaken });
		const narrow = narrowAmong({ prover, primary, most }, shaken);
		if (narrow) queue.push(...narrow);
		else {
			for (const { cell: back, shaken: proofs } of gone.reverse()) {
				prover.withheld[back] = 1;
				prover.proofs.restore(proofs);
			}
			return;
		}
	}
}

/**
 * Second cells that what was published leaves too narrow; undefined when a primary cell is, or when
 * no more programs may be asked.
 */
function narrowAmong(
	{ prover, primary, most }: CleanUp,
	shaken: readonly Shaken[]
): Set<number> | undefined {
	const narrow = new Set<number>();
	const open = new Set<number>();
	for (const { cell, layer } of shaken) {
		if (prover.withheld[cell] === 0 || prover.isWideByFlow(cell, layer)) continue;
		if (!prover.isNetworkAround(cell)) open.add(cell);
		else if (primary[cell] === 1) return undefined;
		else narrow.add(cell);
	}
	for (const cell of open) {
		if (prover.linearPrograms >= most) return undefined;
		const component = componentOf(prover.system, prover.withheld, cell);
		if (prover.tightAmong(component, [cell]).length === 0) continue;
		if (primary[cell] === 1) return undefined;
		narrow.add(cell);
	}
	return narrow;
}
