import { dimensionsOf } from '../../declared-tables.ts';
import type { CountedCell, Family } from './cell-counts.ts';
import type { Relation } from '../linked/linked-tables.ts';

/** A table is named by the concepts that it is broken down by. */
const tableName = (dimensions: readonly string[]) => [...dimensions].sort().join(' ');

interface Cells {
	/** By table: its cells, by index. */
	readonly tables: ReadonlyMap<
		string,
		{ readonly dimensions: readonly string[]; readonly cells: readonly number[] }
	>;
	readonly all: readonly CountedCell[];
}

/** A table that is declared twice, as by a territory and by its concept, is linked cell by cell. */
function cellsByTable(all: readonly CountedCell[]): Cells & { readonly same: readonly Relation[] } {
	const tables = new Map<string, { dimensions: string[]; cells: number[] }>();
	const firsts = new Map<string, number>();
	const same: Relation[] = [];
	all.forEach((cell, i) => {
		const dimensions = dimensionsOf(cell.table);
		const name = tableName(dimensions);
		const place = `${name}\t${restOf(cell, [])}`;
		const first = firsts.get(place);
		if (first !== undefined) return void same.push({ plus: [i], minus: [first] });
		firsts.set(place, i);
		const table = tables.get(name) ?? { dimensions, cells: [] };
		table.cells.push(i);
		tables.set(name, table);
	});
	return { tables, all, same };
}

/** What a cell is cut out by, besides some concepts. */
const restOf = ({ place }: CountedCell, without: readonly string[]) =>
	Object.entries(place)
		.filter(([concept]) => !without.includes(concept))
		.map(([concept, category]) => `${concept}=${category}`)
		.sort()
		.join(' ');

function groupedBy(
	cells: readonly number[],
	keyOf: (cell: number) => string
): Map<string, number[]> {
	const groups = new Map<string, number[]>();
	for (const cell of cells) {
		const key = keyOf(cell);
		const group = groups.get(key);
		if (group) group.push(cell);
		else groups.set(key, [cell]);
	}
	return groups;
}

/**
 * All that follows from the definitions of the tables: every margin is the sum of the cells below
 * it, and two cuts of the same people add up to the same where their categories do.
 */
export function tableRelations(
	all: readonly CountedCell[],
	families: readonly Family[]
): Relation[] {
	const cells = cellsByTable(all);
	return [
		...cells.same,
		...marginsOf(cells),
		...families.flatMap((family) => cutsOf(family, cells))
	];
}

/** The cells of a table that differ in one concept only, against their margin. */
function marginsOf({ tables, all }: Cells): Relation[] {
	const relations: Relation[] = [];
	for (const { dimensions, cells } of tables.values())
		for (const dimension of dimensions) {
			const margin = tables.get(tableName(dimensions.filter((one) => one !== dimension)));
			if (!margin) continue;
			const parts = groupedBy(cells, (cell) => restOf(all[cell]!, [dimension]));
			for (const cell of margin.cells) {
				const below = parts.get(restOf(all[cell]!, []));
				if (below) relations.push({ plus: below, minus: [cell] });
			}
		}
	return relations;
}

/** Groups of categories of two concepts that hold the same people, wherever both are broken down alike. */
function cutsOf({ concepts: [one, other], groups }: Family, { tables, all }: Cells): Relation[] {
	const relations: Relation[] = [];
	for (const { dimensions, cells } of tables.values()) {
		if (!dimensions.includes(one)) continue;
		const rest = dimensions.filter((name) => name !== one);
		const twin = rest.includes(other) ? undefined : tables.get(tableName([...rest, other]));
		if (!twin) continue;
		const mine = groupedBy(cells, (cell) => restOf(all[cell]!, [one]));
		const theirs = groupedBy(twin.cells, (cell) => restOf(all[cell]!, [other]));
		for (const [key, list] of mine)
			for (const [left, right] of groups) {
				const within = (cell: number, concept: string, group: readonly string[]) =>
					group.includes(all[cell]!.place[concept]!);
				const plus = list.filter((cell) => within(cell, one, left));
				const minus = (theirs.get(key) ?? []).filter((cell) => within(cell, other, right));
				if (plus.length > 0 && minus.length > 0) relations.push({ plus, minus });
			}
	}
	return relations;
}
