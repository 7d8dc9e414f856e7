import type { Interval } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { DomainError } from '#lib/errors.ts';
import { dot } from '../regression/orthogonal-columns.ts';
import type { Discontinuity } from './discontinuity.ts';
import { localFit } from './local-fit.ts';
import { type RunningRows, type Side, runningSides } from './running-rows.ts';

/** Rows of a stretch of the running variable together. */
export interface Bin {
	readonly side: 'below' | 'above';
	/** Of the running variable. */
	readonly from: number;
	readonly to: number;
	readonly rows: number;
	/** Means of both variables: where the point is drawn. */
	readonly running: number;
	readonly mean: number;
	/** Pointwise, t; undefined for a single row, and where all are the same. */
	readonly interval: Interval | undefined;
}

/** The local fit of one side, from the bandwidth to the cut-off. */
export interface DrawnFit {
	readonly side: 'below' | 'above';
	readonly points: readonly { readonly running: number; readonly value: number }[];
}

export interface DiscontinuityPlot {
	readonly bins: readonly Bin[];
	readonly fits: readonly [DrawnFit, DrawnFit];
}

/** Bins on a side: the root of its rows, at most this many. */
const mostBins = 20;
/** Points of a fitted curve; a line has the same. */
const curvePoints = 21;

/**
 * Means in bins of equal width, none across the cut-off, and the two fits of the estimate without its
 * covariates. Bins without rows are left out.
 */
export function discontinuityPlot(
	rows: RunningRows,
	main: Discontinuity,
	{ bins }: { readonly bins?: number } = {}
): DiscontinuityPlot {
	if (bins !== undefined && !(Number.isInteger(bins) && bins > 0))
		throw new DomainError(`bins not a whole number above 0: ${bins}`);
	const sides = runningSides(rows);
	const both = [sides.below, sides.above];
	const fits = both.map((side) => drawnFit(side, main));
	return {
		bins: both.flatMap((side) => {
			const count = bins ?? Math.min(mostBins, Math.ceil(Math.sqrt(side.size)));
			return binsOf(side, sides.cutoff, { count, level: main.settings.level });
		}),
		fits: [fits[0]!, fits[1]!]
	};
}

function binsOf(
	side: Side,
	cutoff: number,
	{ count, level }: { readonly count: number; readonly level: number }
): Bin[] {
	const reach = side.distance[side.size - 1]!;
	const width = reach / count || 1;
	const numbers = Array.from(side.distance, (x) => Math.min(count - 1, Math.floor(x / width)));
	const found = Array.from({ length: count }, (_, number): Bin | undefined => {
		const own = Array.from(numbers.keys()).filter((i) => numbers[i] === number);
		if (own.length === 0) return undefined;
		const mean = average(own.map((i) => side.outcome[i]!));
		const edges = [cutoff + number * width, cutoff + (number + 1) * width].sort((a, b) => a - b);
		return {
			side: side.name,
			from: edges[0]!,
			to: edges[1]!,
			rows: own.length,
			running: cutoff + average(own.map((i) => side.distance[i]!)),
			mean,
			interval: meanInterval(
				own.map((i) => side.outcome[i]!),
				mean,
				level
			)
		};
	});
	const bins = found.filter((bin) => bin !== undefined);
	return side.name === 'below' ? bins.reverse() : bins;
}

function meanInterval(values: readonly number[], mean: number, level: number) {
	const df = values.length - 1;
	const squares = values.reduce((sum, y) => sum + (y - mean) ** 2, 0);
	if (!(df > 0 && squares > 0)) return undefined;
	return tInterval(mean, Math.sqrt(squares / df / values.length), { df, level });
}

function drawnFit(side: Side, { cutoff, settings, ...main }: Discontinuity): DrawnFit {
	const { h } = main[side.name].bandwidth;
	const { order, kernel } = settings;
	const fit = localFit(side, { order, bandwidth: h, kernel });
	const coefficients = Array.from({ length: order + 1 }, (_, power) =>
		dot(fit.coefficientWeights(power), side.outcome)
	);
	const end = side.distance[fit.rows - 1]!;
	const points = Array.from({ length: curvePoints }, (_, k) => {
		const distance = (end * k) / (curvePoints - 1);
		const value = coefficients.reduce((sum, c, power) => sum + c * (distance / h) ** power, 0);
		return { running: cutoff + distance, value };
	});
	return { side: side.name, points: side.name === 'below' ? points.reverse() : points };
}

const average = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;
