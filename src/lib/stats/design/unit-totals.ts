import type { Stage } from './sample.ts';
import type { StageTotals } from './stage-covariance.ts';

/** Sums of columns (one value an element) over the units of a stage that have elements. */
export function unitTotals(
	columns: readonly Float64Array[],
	{ unit, stratum }: Pick<Stage, 'unit' | 'stratum'>
): StageTotals {
	const seen = new Uint8Array(stratum.length);
	for (const u of unit) seen[u] = 1;
	const units = new Int32Array(seen.reduce((n, one) => n + one, 0));
	let next = 0;
	seen.forEach((one, u) => {
		if (one) units[next++] = u;
	});
	return {
		units,
		columns: columns.map((column) => {
			const sums = new Float64Array(stratum.length);
			column.forEach((value, i) => {
				sums[unit[i]!]! += value;
			});
			return Float64Array.from(units, (u) => sums[u]!);
		})
	};
}
