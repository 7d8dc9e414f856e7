import type { Network } from './network.ts';

/** A table that a flow changes; every state of it is a table that fits what is published. */
export interface Flow {
	readonly network: Network;
	/** Counts by cell, changed in place. */
	readonly table: Float64Array;
	/** 1: may change. */
	readonly withheld: Uint8Array;
	/** Called with the cells of each change. */
	readonly changed: (cells: readonly number[]) => void;
}

export interface Push {
	readonly cell: number;
	/** +1: more in the cell. */
	readonly sense: 1 | -1;
	/** Infinity: as much as can be. */
	readonly limit: number;
}

/**
 * By how much a cell can grow (or shrink), up to a limit, while withheld edges of the network
 * balance it: the maximum flow by shortest augmenting paths (Edmonds & Karp 1972), whole numbers.
 * Infinity when nothing holds it back; the table is then as it was before the last path.
 */
export function pushed(flow: Flow, { cell, sense, limit }: Push): number {
	const { network, table } = flow;
	const [from, to] =
		sense > 0
			? [network.head[cell]!, network.tail[cell]!]
			: [network.tail[cell]!, network.head[cell]!];
	const most = sense > 0 ? limit : Math.min(limit, table[cell]!);
	const search = { from, to, without: cell };
	let total = 0;
	// One path that carries all that is left makes the simplest table; else any path will do.
	for (let least = Number.isFinite(most) ? most : 1; total < most;) {
		const path = pathOf(flow, search, Math.min(least, most - total));
		if (path === undefined) {
			if (least === 1) break;
			least = 1;
			continue;
		}
		const amount = Math.min(most - total, ...path.falling.map((edge) => table[edge]!));
		if (amount === Infinity) return Infinity;
		for (const edge of path.rising) table[edge]! += amount;
		for (const edge of path.falling) table[edge]! -= amount;
		table[cell]! += sense * amount;
		total += amount;
		flow.changed([cell, ...path.rising, ...path.falling]);
	}
	return total;
}

interface Search {
	readonly from: number;
	readonly to: number;
	readonly without: number;
}

/** The shortest path on which every falling edge holds `least`; undefined when there is none. */
function pathOf(flow: Flow, { from, to, without }: Search, least: number) {
	const { network, table, withheld } = flow;
	const { tail, head, edgesAt, nodes } = network;
	const by = new Int32Array(nodes).fill(-1);
	const queue = [from];
	for (const node of queue) {
		for (const edge of edgesAt[node]!) {
			if (withheld[edge] === 0 || edge === without) continue;
			const rises = tail[edge] === node;
			const next = rises ? head[edge]! : tail[edge]!;
			if (next === from || by[next]! >= 0 || !(rises || table[edge]! >= least)) continue;
			by[next] = edge;
			if (next === to) return edgesBack(network, by, { from, to });
			queue.push(next);
		}
	}
	return undefined;
}

function edgesBack(
	{ tail, head }: Network,
	by: Int32Array,
	{ from, to }: Pick<Search, 'from' | 'to'>
) {
	const rising: number[] = [];
	const falling: number[] = [];
	for (let node = to; node !== from;) {
		const edge = by[node]!;
		const rises = head[edge] === node;
		(rises ? rising : falling).push(edge);
		node = rises ? tail[edge]! : head[edge]!;
	}
	return { rising, falling };
}
