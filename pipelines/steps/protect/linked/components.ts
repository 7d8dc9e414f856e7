import type { System } from './linked-tables.ts';

/** Withheld cells that relations tie to `cell`, itself included, in order of their index. */
export function componentOf(system: System, withheld: Uint8Array, cell: number): Int32Array {
	return grown(system, { withheld, seen: new Uint8Array(system.cells) }, cell);
}

/**
 * Withheld cells in groups that nothing ties to each other: what is known of one group says
 * nothing of another.
 */
export function componentsOf(system: System, withheld: Uint8Array): Int32Array[] {
	const marks = { withheld, seen: new Uint8Array(system.cells) };
	const components: Int32Array[] = [];
	for (let cell = 0; cell < system.cells; cell++)
		if (withheld[cell] === 1 && marks.seen[cell] === 0) components.push(grown(system, marks, cell));
	return components;
}

interface Marks {
	readonly withheld: Uint8Array;
	readonly seen: Uint8Array;
}

function grown({ relationsOf, members }: System, { withheld, seen }: Marks, first: number) {
	const found = [first];
	seen[first] = 1;
	const opened = new Set<number>();
	for (const cell of found)
		for (const relation of relationsOf[cell]!) {
			if (opened.has(relation)) continue;
			opened.add(relation);
			for (const other of members[relation]!)
				if (withheld[other] === 1 && seen[other] === 0) {
					seen[other] = 1;
					found.push(other);
				}
		}
	return Int32Array.from(found).sort();
}
