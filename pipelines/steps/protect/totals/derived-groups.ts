/** A combination of published groups in which many people cancel out. */
export interface DerivedGroup {
	/** The published groups that are added or subtracted. */
	readonly from: readonly number[];
	/** The smallest groups that are left in it. */
	readonly atoms: readonly number[];
}

const rounding = 1e-9;

/**
 * What follows from published groups by adding and subtracting, as the rest of a total whose other
 * parts are published or the people between two ways to cut ages. Every published group is a set of
 * atoms, groups that no published one divides. Atoms go out of the combinations one after the other,
 * the largest first (Gauss), so that whatever combination holds small atoms only is among the last
 * ones: they span all such combinations.
 */
export function derivedGroups(
	groups: readonly (readonly number[])[],
	sizes: readonly number[]
): DerivedGroup[] {
	const order = sizes.map((_, atom) => atom).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
	let open = groups.map((atoms, own) => combination(own, atoms, groups.length, sizes.length));
	const derived: DerivedGroup[] = [];
	for (const atom of order) {
		const pivot = open.find(({ held }) => Math.abs(held[atom]!) > rounding);
		if (!pivot) continue;
		open = open.filter((one) => one !== pivot);
		for (const one of open) if (Math.abs(one.held[atom]!) > rounding) takeOff(one, pivot, atom);
		derived.push({ from: nonzero(pivot.of), atoms: nonzero(pivot.held) });
	}
	return derived;
}

interface Combination {
	/** Factors of the published groups. */
	readonly of: Float64Array;
	/** How often every atom is held. */
	readonly held: Float64Array;
}

function combination(
	own: number,
	atoms: readonly number[],
	groups: number,
	all: number
): Combination {
	const of = new Float64Array(groups);
	const held = new Float64Array(all);
	of[own] = 1;
	for (const atom of atoms) held[atom] = 1;
	return { of, held };
}

function takeOff(from: Combination, pivot: Combination, atom: number) {
	const factor = from.held[atom]! / pivot.held[atom]!;
	for (let k = 0; k < from.of.length; k++) from.of[k]! -= factor * pivot.of[k]!;
	for (let k = 0; k < from.held.length; k++) from.held[k]! -= factor * pivot.held[k]!;
	from.held[atom] = 0;
}

const nonzero = (values: Float64Array) =>
	Array.from(values.keys()).filter((k) => Math.abs(values[k]!) > rounding);
