import { drawnSample } from '#lib/stats/design/drawn-sample.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { type UnitFactors, raoWuFactors } from '#lib/stats/replicates/unit-factors.ts';

/** Bootstrap factors of the units of strata of these sizes, and the stratum of every unit. */
export function drawnFactors(
	sizes: readonly number[],
	replicates: number,
	seed = 1
): { readonly factors: UnitFactors; readonly stratum: Int32Array } {
	const strata = sizes.flatMap((size, h) => Array.from({ length: size }, () => h));
	const sample = drawnSample({ size: strata.length, strata });
	const factors = raoWuFactors(sample, { replicates, random: seededRandom(seed) });
	return { factors, stratum: Int32Array.from(strata) };
}
