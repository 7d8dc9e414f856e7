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
	 * which units have members, and to whom they are alike otherwise. 0: a unit is told.
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
	let smallest = 1;
	for (let i = 0; i < units.length; i++) {
		const left = 1 - dot(directions[i]!, directions[i]!);
		smallest = Math.min(smallest, left);
		for (let j = i - 1; j >= 0 && stratum[units[j]!] === stratum[units[i]!]; j--) {
			const other = 1 - dot(directions[j]!, directions[j]!);
			const both = (left + other) / 2 + dot(directions[i]!, directions[j]!);
			smallest = Math.min(smallest, both);
		}
	}
	return Math.max(0, smallest);
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
