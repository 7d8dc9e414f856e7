import { createHash } from 'node:crypto';
import type { UnitFactors } from '#lib/stats/replicates/unit-factors.ts';
import { type Triangle, choleskyOf, solvedBy } from './independent-columns.ts';

export interface SecrecyOptions {
	/** Of every sampling unit of the survey. What an attacker is taken to know. */
	readonly factors: UnitFactors;
	/** The stratum of every unit. */
	readonly stratum: Int32Array;
	/** The share of itself by which the contribution of a unit has to stay uncertain. */
	readonly width: number;
}

/** Says of any group whether its published totals keep the contributions of single units unknown. */
export interface UnitSecrecy {
	/** How many numbers a published total is, that say different things: the replicates and the sample. */
	readonly equations: number;
	/**
	 * The smallest share of the variance of a unit's contribution, or of the difference of two of a
	 * stratum, that the published totals of a group leave open, to somebody who knows all factors and
	 * which units have members, and to whom they are alike otherwise. 0: a unit is told. Of strata of
	 * more than 500 units a bound below it.
	 */
	readonly openShare: (units: Int32Array) => number;
	/** That share is large enough; also of no units at all, about whom nothing is said. */
	readonly isOpen: (units: Int32Array) => boolean;
}

/**
 * Published totals are linear equations in the contributions of the units that have members, one
 * for the sample and one for each replicate: total_r = sum of factor_ir x_i. The contribution of
 * unit i follows exactly when e_i lies in the space of the equations' rows, that is, when its
 * leverage is 1; 1 minus the leverage is the share of its variance that is left, given the totals,
 * where contributions are alike and independent before (the conditional variance of a normal).
 * In strata of two units differences are told first, and so they are looked at too.
 */
export function unitSecrecy({ factors, stratum, width }: SecrecyOptions): UnitSecrecy {
	const all = [new Float64Array(stratum.length).fill(1), ...factors];
	const kept = choleskyOf(all).columns.map((column) => all[column]!);
	const known = new Map<string, number>();
	const openShare = (units: Int32Array) => {
		const bytes = new Uint8Array(units.buffer, units.byteOffset, units.byteLength);
		const key = createHash('md5').update(bytes).digest('hex');
		const share = known.get(key) ?? smallestShare(kept, units, stratum);
		known.set(key, share);
		return share;
	};
	const isOpen = (units: Int32Array) => units.length === 0 || openShare(units) >= width ** 2;
	return { equations: kept.length, openShare, isOpen };
}

/** Without as many independent equations as the survey has, a group is too small to be judged. */
function smallestShare(
	columns: readonly Float64Array[],
	units: Int32Array,
	stratum: Int32Array
): number {
	if (units.length <= columns.length) return 0;
	const own = columns.map((column) => Float64Array.from(units, (unit) => column[unit]!));
	const triangle = choleskyOf(own);
	if (triangle.columns.length < columns.length) return 0;
	const directions = directionsOf(own, triangle, units.length);
	const leverages = directions.map((one) => dot(one, one));
	const alone = 1 - leverages.reduce((a, b) => Math.max(a, b), 0);
	const together = strataOf(units, stratum).map((places) =>
		smallestPair(places, leverages, directions)
	);
	return Math.max(
		0,
		together.reduce((a, b) => Math.min(a, b), alone)
	);
}

/** Places of the units of each stratum. */
function strataOf(units: Int32Array, stratum: Int32Array): number[][] {
	const strata = new Map<number, number[]>();
	units.forEach((unit, place) => {
		const own = strata.get(stratum[unit]!) ?? [];
		own.push(place);
		strata.set(stratum[unit]!, own);
	});
	return [...strata.values()];
}

/** Above as many units in a stratum their pairs are bounded, not looked at one by one. */
const manyInStratum = 500;

/**
 * What is left of the difference of two units, at the least: 1 - (h_i + h_j) / 2 + h_ij. In a large
 * stratum a bound below it, for h_ij is at least minus the root of h_i h_j.
 */
function smallestPair(
	places: readonly number[],
	leverages: readonly number[],
	directions: readonly Float64Array[]
): number {
	if (places.length > manyInStratum) {
		const largest = places.reduce((h, place) => Math.max(h, leverages[place]!), 0);
		return 1 - 2 * largest;
	}
	let smallest = 1;
	places.forEach((i, k) => {
		for (const j of places.slice(0, k)) {
			const left = 1 - (leverages[i]! + leverages[j]!) / 2;
			smallest = Math.min(smallest, left + dot(directions[i]!, directions[j]!));
		}
	});
	return smallest;
}

/** Of every unit its row of Q, where the columns are QR: products of two are entries of the hat matrix. */
function directionsOf(columns: readonly Float64Array[], triangle: Triangle, units: number) {
	return Array.from({ length: units }, (_, i) =>
		solvedBy(
			triangle,
			Float64Array.from(columns, (column) => column[i]!)
		)
	);
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
	return sum;
}
