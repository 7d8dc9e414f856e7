import type { Design } from '#lib/stats/design/design.ts';
import { designEffect } from '#lib/stats/statistics/design-effect.ts';
import type { Cells } from './cells.ts';
import { domainInfluence, domainValue, influenceVariance } from './domain-variance.ts';
import type { DomainSums } from './domains.ts';
import type { LinearKind, MeasuredCells } from './measured-cells.ts';
import { rowVariance } from './row-variance.ts';

/** One number of one domain, before its limits. */
export interface DomainResult extends DomainSums {
	readonly kind: LinearKind | 'quantile' | 'variance';
	/** Undefined: there is none, as of a ratio over 0. */
	readonly value: number | undefined;
	/** Undefined: the domain has none, as of a variance of one case. */
	readonly variance: number | undefined;
	/** Strata whose only unit leaves no variance. */
	readonly lonely: readonly number[];
	/** Design effect; undefined where there is none. */
	readonly deff: number | undefined;
	/** For a smaller domain without one: where weights do not sum above n, as drawn with replacement. */
	readonly borrowable?: number | undefined;
	/** Limits that do not follow from value and variance. */
	readonly limits?: { readonly lower: number | undefined; readonly upper: number | undefined };
}

export interface ResultOptions {
	readonly cells: Cells;
	readonly design: Design;
	/** The design effect compares with a sample drawn with replacement. */
	readonly replacement: boolean;
}

/** The value of a domain and its variance. */
export function domainResult(
	measured: MeasuredCells,
	sums: DomainSums,
	options: ResultOptions
): DomainResult {
	const { kind } = measured;
	const value = domainValue(sums, kind);
	if (value === undefined || sums.n === 0)
		return { ...sums, kind, value: undefined, variance: undefined, lonely: [], deff: undefined };
	const { variance: summed, lonely } = varianceOf(measured, sums, value, options);
	const variance = isRounding(summed, value) ? 0 : summed;
	const deff = deffOf(sums, { kind, value, variance, replacement: options.replacement });
	const borrowable = deff ?? deffOf(sums, { kind, value, variance, replacement: true });
	return { ...sums, kind, value, variance, lonely, deff, borrowable };
}

/**
 * A standard error below 1e-12 of the estimate is rounding, as that of a known total after
 * calibration, which is 0 in R 4.5 too: an effective size made of it has no limits.
 */
const isRounding = (variance: number, value: number) => variance <= 1e-24 * value * value;

function varianceOf(
	measured: MeasuredCells,
	sums: DomainSums,
	value: number,
	{ cells, design }: ResultOptions
) {
	if (design.kind === 'replicates' || design.projections.length > 0)
		return rowVariance(measured, sums, { cells, design });
	return influenceVariance(domainInfluence(cells, measured, sums, value), cells, design);
}

/** Over the variance of simple random sampling; of a ratio, that of the total of its residuals. */
function deffOf(
	{ n, sumWeights, sumValues, sumSquares, over }: DomainSums,
	{ kind, value, variance, replacement }: DeffOptions
): number | undefined {
	const size = { n, sumWeights, replacement };
	if (over) {
		const { sum, squares, products } = over;
		const residuals = sumSquares - 2 * value * products + value * value * squares;
		const meanSquare = residuals / sum ** 2 / sumWeights;
		return designEffect({ ...size, variance: variance / sumWeights ** 2, mean: 0, meanSquare });
	}
	const scale = kind === 'total' ? sumWeights ** 2 : 1;
	const mean = sumValues / sumWeights;
	const meanSquare = sumSquares / sumWeights;
	return designEffect({ ...size, variance: variance / scale, mean, meanSquare });
}

interface DeffOptions {
	readonly kind: LinearKind;
	readonly value: number;
	readonly variance: number;
	readonly replacement: boolean;
}
