import type { System } from './linked-tables.ts';
import type { Network } from './network.ts';

/** Cells that rise together by as much as others fall; nothing published changes. */
export interface Cycle {
	readonly rising: readonly number[];
	readonly falling: readonly number[];
	/** Of the cells that are not withheld yet. */
	readonly cost: number;
}

interface Search {
	readonly system: System;
	readonly network: Network;
	readonly required: readonly Float64Array[];
	readonly withheld: Uint8Array;
	/** Of withholding one more cell; Infinity where that may not be. */
	readonly cost: Float64Array;
}

/** By layer, how far the rising cells have to rise, and how far they have to fall instead. */
interface Amounts {
	readonly up: readonly number[];
	readonly down: readonly number[];
}

/** A wider search costs more and finds less: each time the cells may be twice as large. */
const doublings = 9;

/**
 * The cheapest cells that, withheld together with `cell`, make its interval and their own wide
 * enough in every layer, by one cycle of the network: a rectangle in the simplest case, the
 * hypercube of Repsilber (1994); in general a shortest path, as of Castro (2007, INFORMS Journal
 * on Computing 19). Undefined when no single cycle does.
 */
export function cheapestCycle(search: Search, cell: number): Cycle | undefined {
	const ways = waysOf(search.required.length);
	let best: Cycle | undefined;
	for (let doubling = 0; doubling < doublings; doubling++)
		for (const way of ways) {
			const cycle = cycleFor(search, cell, amountsOf(search, cell, 2 ** doubling, way));
			if (cycle && cycle.cost < (best?.cost ?? Infinity)) best = cycle;
		}
	return best;
}

/** By layer the share of the interval that lies below the count of the cell. */
function waysOf(layers: number): readonly (readonly number[])[] {
	const halves = Array.from({ length: layers }, () => 0.5);
	const corners = Array.from({ length: 2 ** Math.min(layers, 3) }, (_, corner) =>
		halves.map((__, layer) => (corner >> Math.min(layer, 2)) & 1)
	);
	return [...corners, halves];
}

function amountsOf(search: Search, cell: number, scale: number, way: readonly number[]): Amounts {
	const { counts } = search.system.tables;
	const widths = search.required.map((required) => scale * required[cell]!);
	const down = widths.map((width, layer) =>
		Math.min(counts[layer]![cell]!, Math.floor(way[layer]! * width))
	);
	return { down, up: widths.map((width, layer) => width - down[layer]!) };
}

/** Whether an edge can take its part, and is itself protected by it. */
function admits(search: Search, { up, down }: Amounts, edge: number, rises: boolean): boolean {
	const { system, required, withheld, cost } = search;
	if (withheld[edge] === 0 && cost[edge] === Infinity) return false;
	for (let layer = 0; layer < up.length; layer++) {
		const count = system.tables.counts[layer]![edge]!;
		if (count < (rises ? down[layer]! : up[layer]!)) return false;
		if (withheld[edge] === 0 && required[layer]![edge]! > up[layer]! + down[layer]!) return false;
	}
	return true;
}

/** Dijkstra's algorithm from where the cell ends to where it begins. */
function cycleFor(search: Search, cell: number, amounts: Amounts): Cycle | undefined {
	const { network, withheld, cost } = search;
	const { tail, head, edgesAt } = network;
	const [from, to] = [head[cell]!, tail[cell]!];
	const paths = new Map<number, Reached>([[from, { distance: 0, edges: 0, by: -1, done: false }]]);
	for (let node: number | undefined = from; node !== undefined; node = nearest(paths)) {
		const here = paths.get(node) as Reached;
		if (node === to) return cycleOf(network, paths, cell, here.distance);
		here.done = true;
		for (const edge of edgesAt[node]!) {
			if (edge === cell) continue;
			const rises = tail[edge] === node;
			const next = rises ? head[edge]! : tail[edge]!;
			const known = paths.get(next);
			if (known?.done || !admits(search, amounts, edge, rises)) continue;
			const distance = here.distance + (withheld[edge] === 1 ? 0 : cost[edge]!);
			const reached = { distance, edges: here.edges + 1, by: edge, done: false };
			if (known === undefined || isNearer(reached, known)) paths.set(next, reached);
		}
	}
	return undefined;
}

interface Reached {
	readonly distance: number;
	/** Of two paths as cheap, the shorter one. */
	readonly edges: number;
	readonly by: number;
	done: boolean;
}

const isNearer = (a: Reached, b: Reached) =>
	a.distance < b.distance || (a.distance === b.distance && a.edges < b.edges);

/** Tables have few nodes, so that looking through all of them is quick. */
function nearest(paths: ReadonlyMap<number, Reached>): number | undefined {
	let best: [number, Reached] | undefined;
	for (const entry of paths)
		if (!entry[1].done && (best === undefined || isNearer(entry[1], best[1]))) best = entry;
	return best?.[0];
}

function cycleOf(
	{ tail, head }: Network,
	paths: ReadonlyMap<number, Reached>,
	cell: number,
	cost: number
): Cycle {
	const rising = [cell];
	const falling: number[] = [];
	for (let node = tail[cell]!; node !== head[cell]!;) {
		const edge = paths.get(node)?.by ?? -1;
		const rises = head[edge] === node;
		(rises ? rising : falling).push(edge);
		node = rises ? tail[edge]! : head[edge]!;
	}
	return { rising, falling, cost };
}
