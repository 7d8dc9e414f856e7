import { DataError, DomainError } from '#lib/errors.ts';
import { postStratify } from '../calibration/post-stratify.ts';
import type { Design } from '../design/design.ts';
import { type Factor, expectLevels } from './factor.ts';

export interface Standardization {
	/** What is standardized for: age groups, say. */
	readonly by: Factor;
	/** The groups that are to have the same composition; absent: all are one. */
	readonly over?: Factor | undefined;
	/** The standard population, one size a level of `by`; only their proportions count. */
	readonly population: readonly number[];
}

export interface Standardized<D extends Design> {
	/** Its domain means within `over` are the directly standardized ones. */
	readonly design: D;
	/**
	 * Levels of `by` that a level of `over` has no element of: its means are of the remaining levels
	 * only, so that they do not compare.
	 */
	readonly absent: readonly { readonly by: string; readonly over: string }[];
}

/**
 * The design with weights such that every group has the composition of a standard population and
 * keeps its size: post-stratification to the products of both, so that variances are those around
 * the means of the cells. Elements without a value leave first, by `domainOf`. Agrees with R
 * `survey::svystandardize`.
 */
export function standardizedDesign<D extends Design>(
	design: D,
	{ by, over, population }: Standardization
): Standardized<D> {
	const { weights } = design;
	const groups = over ?? { codes: new Int32Array(weights.length), levels: ['all'] };
	expectLevels(by, weights);
	expectLevels(groups, weights);
	const shares = sharesOf(population, by.levels.length);
	const count = by.levels.length;
	const cells = by.codes.map((code, i) => groups.codes[i]! * count + code);
	const { sizes, present } = sizesOf(weights, cells, { count, groups: groups.levels.length });
	const totals = Float64Array.from(present, (there, cell) =>
		there ? shares[cell % count]! * sizes[Math.floor(cell / count)]! : 0
	);
	const absent = groups.levels.flatMap((group, g) =>
		by.levels.flatMap((level, b) =>
			present[g * count + b] || shares[b] === 0 ? [] : [{ by: level, over: group }]
		)
	);
	const unexpected = totals.findIndex((total, cell) => present[cell] === 1 && total === 0);
	if (unexpected >= 0)
		throw new DataError(
			`level in the sample but not in the standard population: ${by.levels[unexpected % count]}`
		);
	return { design: postStratify(design, { codes: cells, totals }), absent };
}

function sharesOf(population: readonly number[], count: number): number[] {
	if (population.length !== count)
		throw new DomainError(
			`sizes of the standard population for ${count} levels: ${population.length}`
		);
	const bad = population.find((size) => !(size >= 0 && size < Infinity));
	if (bad !== undefined)
		throw new DomainError(`size of the standard population not 0 or more: ${bad}`);
	const all = population.reduce((sum, size) => sum + size, 0);
	if (all === 0) throw new DomainError(`standard population empty: ${all}`);
	return population.map((size) => size / all);
}

/** The weight of every group, and which cells have an element. */
function sizesOf(
	weights: Float64Array,
	cells: Int32Array,
	{ count, groups }: { readonly count: number; readonly groups: number }
) {
	const sizes = new Float64Array(groups);
	const present = new Uint8Array(groups * count);
	weights.forEach((w, i) => {
		if (w === 0) return;
		sizes[Math.floor(cells[i]! / count)]! += w;
		present[cells[i]!] = 1;
	});
	return { sizes, present };
}
