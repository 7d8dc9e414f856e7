import type { System } from './linked-tables.ts';

/**
 * The part of a system that is a network: relations are its nodes, cells that stand in one or two
 * of them its edges. One more unit in a cell is one unit of flow from its tail to its head, so that
 * a change that keeps all relations is a circulation. Cells of one relation end at the ground, the
 * last node. Bounds of a withheld cell are then maximum flows, whole numbers without any rounding
 * (Cox 1995, Network models for complementary cell suppression, JASA 90).
 */
export interface Network {
	readonly nodes: number;
	/** By cell; -1 where the cell is no edge. */
	readonly tail: Int32Array;
	readonly head: Int32Array;
	/** Edges that meet at a node. */
	readonly edgesAt: readonly Int32Array[];
}

/** The network of a system: what does not depend on which cells are withheld. */
export function networkOf(system: System): Network {
	const ground = system.members.length;
	const tail = new Int32Array(system.cells).fill(-1);
	const head = new Int32Array(system.cells).fill(-1);
	const direction = directions(system);
	const edgesAt: number[][] = Array.from({ length: ground + 1 }, () => []);
	for (let cell = 0; cell < system.cells; cell++) {
		const [first, second = ground] = system.relationsOf[cell]!;
		if (first === undefined || system.relationsOf[cell]!.length > 2) continue;
		const signs = system.signsOf[cell]!;
		const leaves = direction[first]! * signs[0]! > 0;
		if (second !== ground && leaves === direction[second]! * signs[1]! > 0) continue;
		[tail[cell], head[cell]] = leaves ? [first, second] : [second, first];
		edgesAt[first]!.push(cell);
		edgesAt[second]!.push(cell);
	}
	return { nodes: ground + 1, tail, head, edgesAt: edgesAt.map((list) => Int32Array.from(list)) };
}

/**
 * +1 or -1 by relation, so that a cell of two relations leaves one and enters the other. Where that
 * cannot be had of all cells, those met later are no edges.
 */
function directions({ members, memberSigns, relationsOf, signsOf }: System): Int8Array {
	const direction = new Int8Array(members.length);
	const reached = (from: number): number[] => {
		const found: number[] = [];
		for (const [index, cell] of members[from]!.entries()) {
			const both = relationsOf[cell]!;
			if (both.length !== 2) continue;
			const side = both[0] === from ? 1 : 0;
			const other = both[side]!;
			if (direction[other] !== 0) continue;
			direction[other] = -direction[from]! * memberSigns[from]![index]! * signsOf[cell]![side]!;
			found.push(other);
		}
		return found;
	};
	for (let relation = 0; relation < members.length; relation++) {
		if (direction[relation] !== 0) continue;
		direction[relation] = 1;
		const queue = [relation];
		for (const next of queue) queue.push(...reached(next));
	}
	return direction;
}

export const isEdge = ({ tail }: Network, cell: number): boolean => tail[cell]! >= 0;
