import type { Factor } from '#lib/stats/statistics/factor.ts';
import type { PanelColumn } from '../panel/panel-rows.ts';
import { type Fit, type Regression, leastSquares } from './least-squares.ts';

/** Which fixed effects count as parameters: those not nested in clusters, all, or none. */
export type CountedEffects = 'not-nested' | 'all' | 'none';

/** Whether every level of the factor lies in one cluster. */
function isNested({ codes, levels }: Factor, cluster: Factor): boolean {
	const parent = new Int32Array(levels.length).fill(-1);
	return codes.every((code, i) => {
		if (parent[code] === -1) parent[code] = cluster.codes[i]!;
		return parent[code] === cluster.codes[i];
	});
}

interface EffectsCounted {
	readonly names: readonly string[];
	readonly regression: Pick<Regression, 'effects'>;
}

/**
 * Number of parameters K of a regression for the correction (n - 1) / (n - K). One level of every
 * effect beyond the first is redundant. Agrees with R `fixest` 0.12 (`fixef.K` nested, full, none; not
 * `fixef.force_exact`): with all effects nested, a constant is counted.
 */
export function parameterCount(
	{ names, regression: { effects } }: EffectsCounted,
	clusters: readonly Factor[],
	counted: CountedEffects
): number {
	if (effects.length === 0 || counted === 'none') return names.length;
	const all = effects.reduce((sum, { levels }) => sum + levels.length, 1 - effects.length);
	if (counted === 'all' || clusters.length === 0) return names.length + all;
	const nested = effects.filter((effect) => clusters.some((cluster) => isNested(effect, cluster)));
	if (nested.length === effects.length) return names.length + 1;
	return names.length + nested.reduce((sum, { levels }) => sum - levels.length + 1, all);
}

/**
 * The same regression with the fixed effects that are not nested in clusters written out as columns.
 * Nested ones may stay partialled out in what is done cluster by cluster (Pustejovsky and Tipton 2018,
 * theorem 2), the others may not.
 */
export function fitWithinClusters(regression: Regression, cluster: Factor): Fit {
	const nested = regression.effects.filter((effect) => isNested(effect, cluster));
	const others = regression.effects.filter((effect) => !nested.includes(effect));
	if (others.length === 0) return leastSquares(regression);
	const nuisance = others.flatMap(({ codes, levels }, f) => {
		// All levels of the first effect hold the constant where no effect stays partialled out.
		const from = nested.length === 0 && f === 0 ? 0 : 1;
		return levels.slice(from).map((_, level) => indicator(codes, level + from, f));
	});
	return leastSquares({ ...regression, effects: nested }, { nuisance });
}

function indicator(codes: Int32Array, level: number, factor: number): PanelColumn {
	return {
		name: `effect ${factor + 1}, level ${level + 1}`,
		values: Float64Array.from(codes, (code) => (code === level ? 1 : 0))
	};
}
