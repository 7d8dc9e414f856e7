import type { LinearisedDesign } from '#lib/stats/design/design.ts';
import { sampledFraction } from '#lib/stats/design/sample.ts';
import { type StageOptions, stageCovariance } from '#lib/stats/design/stage-covariance.ts';
import { byUnit } from './by-unit.ts';
import type { Cells } from './cells.ts';
import type { DomainSums } from './domains.ts';
import type { MeasuredCells } from './measured-cells.ts';

/** Influence of the cells of a domain on its estimate. */
export interface CellInfluence {
	/** Ascending in order of unit. */
	readonly positions: Int32Array;
	readonly values: Float64Array;
}

/** The estimate of a domain; undefined without a denominator. */
export function domainValue(
	{ sumValues, sumWeights, over }: DomainSums,
	kind: MeasuredCells['kind']
) {
	if (kind === 'total') return sumValues;
	const denominator = kind === 'ratio' ? (over?.sum ?? 0) : sumWeights;
	return denominator === 0 ? undefined : sumValues / denominator;
}

/** Taylor linearisation: residuals of a mean or ratio over its denominator, values of a total. */
export function domainInfluence(
	cells: Cells,
	measured: MeasuredCells,
	sums: DomainSums,
	value: number
): CellInfluence {
	const { kind, wy, over } = measured;
	const counted = byUnit(sums.counted, cells.ssu ?? cells.psu);
	const [size, base] =
		over && sums.over ? [sums.over.sum, over.wx] : [sums.sumWeights, cells.weights];
	const values = new Float64Array(counted.length);
	for (let k = 0; k < counted.length; k++) {
		const i = counted[k]!;
		values[k] = kind === 'total' ? wy[i]! : (wy[i]! - value * base[i]!) / size;
	}
	return { positions: counted, values };
}

export interface DomainVariance {
	readonly variance: number;
	/** Strata of the first stage whose only unit leaves no variance. */
	readonly lonely: readonly number[];
}

/** Variance of the sum of an influence over cells, one or two stages. */
export function influenceVariance(
	{ positions, values }: CellInfluence,
	{ psu, ssu }: Pick<Cells, 'psu' | 'ssu'>,
	{ sample }: Pick<LinearisedDesign, 'sample'>
): DomainVariance {
	const [first, second] = sample.stages;
	const at = (unit: Int32Array) => unitSums(positions, values, unit);
	const between = stageCovariance(at(psu), first, sample);
	const variance = between.matrix[0]![0]!;
	if (!second || !ssu) return { variance, lonely: between.lonely };
	const factor = (h: number) => sampledFraction(first, first.stratum[second.parent[h]!]!);
	const options: StageOptions = { ...sample, factor };
	const within = stageCovariance(at(ssu), second, options);
	const lonely = within.lonely.map((h) => first.stratum[second.parent[h]!]!);
	const strata = [...between.lonely, ...lonely.filter((h) => sampledFraction(first, h) > 0)];
	return { variance: variance + within.matrix[0]![0]!, lonely: [...new Set(strata)] };
}

/** Sums over runs of the same unit; positions ascend by unit. */
function unitSums(positions: Int32Array, values: Float64Array, unit: Int32Array) {
	const units = new Int32Array(positions.length);
	const sums = new Float64Array(positions.length);
	let last = -1;
	for (let k = 0; k < positions.length; k++) {
		const own = unit[positions[k]!]!;
		if (last < 0 || units[last] !== own) units[++last] = own;
		sums[last]! += values[k]!;
	}
	return { units: units.subarray(0, last + 1), columns: [sums.subarray(0, last + 1)] };
}
