import type { Regression } from '#lib/impact/regression/least-squares.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

export interface SampledRows {
	readonly regression: Regression;
	readonly cluster: { readonly codes: Int32Array; readonly levels: readonly string[] };
}

/** Rows of units in clusters over periods, some missing, with two regressors and both effects. */
export function sampledRows(
	seed: number,
	{ units = 18, periods = 5, clusters = 6, weighted = false, kept = 0.8 } = {}
): SampledRows {
	const random = seededRandom(seed);
	const rows = Array.from({ length: units * periods }, (_, i) => i).filter(() => random() < kept);
	const drawn = () => Float64Array.from(rows, () => random() + random() - 1);
	const coded = (of: (i: number) => number, count: number) => ({
		codes: Int32Array.from(rows, of),
		levels: Array.from({ length: count }, (_, code) => String(code))
	});
	const unitOf = (i: number) => Math.floor(i / periods);
	const shock = Array.from({ length: clusters }, () => 2 * random());
	const cluster = coded((i) => unitOf(i) % clusters, clusters);
	const dose = Float64Array.from(rows, (i) => +(unitOf(i) % clusters < 2 && i % periods >= 3));
	const other = drawn();
	const noise = drawn();
	return {
		cluster,
		regression: {
			outcome: Float64Array.from(
				rows,
				(_, i) => dose[i]! + 0.5 * other[i]! + noise[i]! + shock[cluster.codes[i]!]!
			),
			regressors: [
				{ name: 'dose', values: dose },
				{ name: 'other', values: other }
			],
			effects: [coded(unitOf, units), coded((i) => i % periods, periods)],
			weights: weighted ? Float64Array.from(rows, () => 0.5 + random()) : undefined
		}
	};
}
