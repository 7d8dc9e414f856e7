import type { Factor } from '#lib/stats/statistics/factor.ts';

/** For every column its sums with the residuals in every cluster. */
export function clusterScores(
	basis: readonly Float64Array[],
	residuals: Float64Array,
	{ codes, levels }: Factor
): Float64Array[] {
	return basis.map((column) => {
		const sums = new Float64Array(levels.length);
		for (let i = 0; i < codes.length; i++) sums[codes[i]!]! += column[i]! * residuals[i]!;
		return sums;
	});
}

/** Numbers of the rows of every cluster that has rows. */
export function clusterRows({ codes, levels }: Factor): Int32Array[] {
	const rows = levels.map(() => [] as number[]);
	codes.forEach((code, i) => rows[code]!.push(i));
	return rows.filter((own) => own.length > 0).map((own) => Int32Array.from(own));
}
