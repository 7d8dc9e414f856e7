import { type System, tolerance } from './linked-tables.ts';

/** Bounds of the changes of cells. */
export interface Box {
	readonly lower: Float64Array;
	readonly upper: Float64Array;
}

const sweeps = 50;

/**
 * Bounds that hold for certain, by passing through every relation what the others in it leave (the
 * shuttle algorithm, Buzzigoli & Giusti 1999). Not always the tightest: a cell found narrow is
 * narrow, and a cell found wide may not be. Of the cells given, as changes of their counts.
 */
export function propagated(system: System, cells: Int32Array, layer: number): Box {
	const counts = system.tables.counts[layer]!;
	const lower = new Float64Array(system.cells);
	const upper = new Float64Array(system.cells);
	for (const cell of cells) [lower[cell], upper[cell]] = [-counts[cell]!, Infinity];
	const relations = new Set([...cells].flatMap((cell) => [...system.relationsOf[cell]!]));
	for (let sweep = 0; sweep < sweeps; sweep++) {
		let changed = false;
		for (const relation of relations)
			changed = tightened(system, relation, { lower, upper }) || changed;
		if (!changed) break;
	}
	return { lower, upper };
}

/** Infinite bounds are counted apart, so that one infinite cell does not hide what it leaves. */
function tightened({ members, memberSigns }: System, relation: number, box: Box): boolean {
	const { lower, upper } = box;
	const cells = members[relation]!;
	const signs = memberSigns[relation]!;
	const [least, most] = [sumOf(cells, signs, box, 1), sumOf(cells, signs, box, -1)];
	let changed = false;
	for (const [index, cell] of cells.entries()) {
		if (lower[cell] === upper[cell]) continue;
		const sign = signs[index]!;
		const [low, high] = sign > 0 ? [lower[cell]!, upper[cell]!] : [-upper[cell]!, -lower[cell]!];
		const newHigh = Math.min(high, -without(least, low));
		const newLow = Math.max(low, -without(most, high));
		if (newHigh >= high - tolerance && newLow <= low + tolerance) continue;
		changed = true;
		[lower[cell], upper[cell]] = sign > 0 ? [newLow, newHigh] : [-newHigh, -newLow];
		add(least, low, -1);
		add(least, newLow, 1);
		add(most, high, -1);
		add(most, newHigh, 1);
	}
	return changed;
}

interface Sum {
	finite: number;
	infinite: number;
	readonly sense: 1 | -1;
}

function add(sum: Sum, value: number, times: 1 | -1) {
	if (Number.isFinite(value)) sum.finite += times * value;
	else sum.infinite += times;
}

/** The least (sense 1) or the most (sense -1) that the members of a relation can add up to. */
function sumOf(cells: Int32Array, signs: Int8Array, { lower, upper }: Box, sense: 1 | -1): Sum {
	const sum: Sum = { finite: 0, infinite: 0, sense };
	for (const [index, cell] of cells.entries()) {
		const sign = signs[index]!;
		add(sum, sign * (sign === sense ? lower[cell]! : upper[cell]!), 1);
	}
	return sum;
}

function without({ finite, infinite, sense }: Sum, value: number): number {
	const others = infinite - (Number.isFinite(value) ? 0 : 1);
	return others > 0 ? -sense * Infinity : finite - (Number.isFinite(value) ? value : 0);
}
