import { found } from '#lib/estimate/found.ts';

/** Sampling units that have somebody who counts in a published total; ascending. */
export interface Supports {
	/** In the denominator. */
	readonly members: Int32Array;
	/** With something to add to the numerator. */
	readonly having: Int32Array;
	/** With somebody who adds nothing, where people are counted: the denominator minus the numerator. */
	readonly lacking: Int32Array;
}

/** Of everybody who counts in the figures of an indicator, one a line. */
export interface CountedPeople {
	readonly units: Int32Array;
	/** Adds something to the numerator. */
	readonly having: Uint8Array;
	/** People are counted, so that the others are known by subtraction. */
	readonly counts: boolean;
	/** The category of every line, by concept; -1: none. */
	readonly codes: ReadonlyMap<string, Int32Array>;
	readonly categories: ReadonlyMap<string, readonly string[]>;
}

/** People in the groups that some concepts together make: the atoms of all groups by one of them. */
export interface ConceptGroups {
	readonly has: (concept: string) => boolean;
	/** Sampling units with members, of every atom. */
	readonly sizes: readonly number[];
	/** The atoms of a group given by categories of some of the concepts. */
	readonly atomsIn: (at: Readonly<Record<string, string>>) => number[];
	readonly supportsOf: (atoms: readonly number[]) => Supports;
}

interface Atom extends Readonly<Record<keyof Supports, number[]>> {
	readonly codes: readonly number[];
}

/** The people of some figures in the groups of any concepts, made once each. */
export function conceptGroupsOf(
	people: CountedPeople
): (concepts: readonly string[]) => ConceptGroups {
	const made = new Map<string, ConceptGroups>();
	return (concepts) => {
		const key = concepts.join(' ');
		const groups = made.get(key) ?? conceptGroups(people, concepts);
		made.set(key, groups);
		return groups;
	};
}

function conceptGroups(people: CountedPeople, concepts: readonly string[]): ConceptGroups {
	const atoms = atomsOf(people, concepts);
	const codeOf = (concept: string, category: string) =>
		people.categories.get(concept)?.indexOf(category) ?? -1;
	const union = (wanted: readonly number[], side: keyof Supports) => {
		const found = new Set<number>();
		for (const k of wanted) for (const unit of atoms[k]![side]) found.add(unit);
		return Int32Array.from(found).sort();
	};
	return {
		has: (concept) => concepts.includes(concept),
		sizes: atoms.map(({ members }) => members.length),
		atomsIn: (at) => {
			const wanted = concepts.map((one) => (one in at ? codeOf(one, at[one]!) : undefined));
			return Array.from(atoms.keys()).filter((k) =>
				wanted.every((code, c) => code === undefined || atoms[k]!.codes[c] === code)
			);
		},
		supportsOf: (wanted) => ({
			members: union(wanted, 'members'),
			having: union(wanted, 'having'),
			lacking: union(wanted, 'lacking')
		})
	};
}

function atomsOf(people: CountedPeople, concepts: readonly string[]): Atom[] {
	const { units, having, counts } = people;
	const columns = concepts.map((concept) => found(people.codes, concept));
	const sizes = concepts.map((concept) => found(people.categories, concept).length + 1);
	const atoms = new Map<number, Atom>();
	for (let line = 0; line < units.length; line++) {
		let key = 0;
		for (let c = 0; c < columns.length; c++) key = key * sizes[c]! + columns[c]![line]! + 1;
		const atom = atoms.get(key) ?? emptyAtom(columns.map((column) => column[line]!));
		atoms.set(key, atom);
		add(atom.members, units[line]!);
		if (having[line]) add(atom.having, units[line]!);
		else if (counts) add(atom.lacking, units[line]!);
	}
	return [...atoms.values()];
}

const emptyAtom = (codes: readonly number[]): Atom => ({
	...{ codes, members: [], having: [], lacking: [] }
});

/** Lines of a unit lie side by side. */
function add(units: number[], unit: number) {
	if (units.at(-1) !== unit) units.push(unit);
}
