import type { EvaluationPicture, PictureOf } from '#lib/model/evaluation-pictures.ts';
import { discontinuityPlot } from '../discontinuity/binned-means.ts';
import type { Discontinuity } from '../discontinuity/discontinuity.ts';
import type { BandwidthAttempt, CovariateJump, Placebo } from '../discontinuity/robustness.ts';
import type { RunningRows } from '../discontinuity/running-rows.ts';
import { type Heaping, heaping, sortingTest } from '../discontinuity/sorting.ts';
import { type TreatedSign, jumpEffect } from './discontinuity-effects.ts';
import { finite } from './effects.ts';

/** What was tried beside the main estimate. */
export interface Tried {
	readonly bandwidths: readonly BandwidthAttempt[];
	readonly placebos: readonly Placebo[];
	readonly jumps: readonly CovariateJump[];
}

const sides = { below: 'left', above: 'right' } as const;

/** Bins and both fits, other bandwidths and cut-offs, and whether rows were sorted at the cut-off. */
export function discontinuityPicture(
	rows: RunningRows,
	fit: Discontinuity,
	{ bandwidths, placebos }: Tried,
	sign: TreatedSign
): EvaluationPicture {
	const { below, above, cutoff } = fit;
	const plot = discontinuityPlot(rows, fit);
	return {
		...{ kind: 'discontinuity', cutoff, bandwidth: below.bandwidth },
		sizes: { left: below.rowsInH, right: above.rowsInH },
		bins: plot.bins.map(({ running, mean, rows: n, side }) => ({
			...{ at: running, mean, n },
			side: sides[side]
		})),
		fits: plot.fits.flatMap(({ side, points }) =>
			points.map(({ running, value }) => ({ at: running, value, side: sides[side] }))
		),
		bandwidths: bandwidths.flatMap(({ h, attempt }) =>
			attempt.kind === 'effect' ? [bandwidthPoint(h, attempt.result, sign)] : []
		),
		placebos: placebos.map((placebo) => ({
			cutoff: placebo.cutoff,
			...placeboPoint(placebo, sign)
		})),
		density: densityOf(rows),
		heaping: heapOf(heapingOf(rows))
	};
}

function bandwidthPoint(h: number, fit: Discontinuity, sign: TreatedSign) {
	const { estimate, lower, upper } = jumpEffect(fit, sign);
	const n = fit.below.rowsInH + fit.above.rowsInH;
	return { h, estimate, lower: lower ?? estimate, upper: upper ?? estimate, n };
}

function placeboPoint({ attempt }: Placebo, sign: TreatedSign) {
	if (attempt.kind === 'none') return { estimate: null, lower: null, upper: null };
	const { estimate, lower, upper } = jumpEffect(attempt.result, sign);
	return { estimate, lower, upper };
}

/** The narrowest window: nearest to the cut-off, where sorting would be seen. */
function densityOf({ running, cutoff }: RunningRows): PictureOf<'discontinuity'>['density'] {
	const { test, windows } = sortingTest(running, cutoff);
	const [narrowest] = windows;
	return narrowest
		? { test, left: narrowest.below, right: narrowest.above, pValue: finite(narrowest.p) }
		: null;
}

const heapingOf = ({ running, cutoff }: RunningRows) => heaping(running, cutoff);

/** A value that so many share is a heap, unless the running variable has few values anyway. */
const heapShare = 0.05;
const fewValues = 40;

/** The commonest value, where it is a heap. */
export function heapOf({
	values,
	commonest: [first]
}: Heaping): { value: number; share: number } | null {
	if (!first || values < fewValues || first.share < heapShare) return null;
	return { value: first.value, share: first.share };
}

/** What was there before the rule, at the cut-off: it should not jump. */
export function cutoffBalance(
	rows: RunningRows,
	jumps: readonly CovariateJump[],
	sign: TreatedSign
): EvaluationPicture[] {
	if (jumps.length === 0) return [];
	return [
		{
			...{ kind: 'balance', by: null, effectiveSize: null, overlap: null },
			rows: jumps.map(({ name, attempt }) => {
				const none = { treated: null, comparison: null, before: null };
				const told = attempt.kind === 'effect' ? limits(rows, name, attempt.result, sign) : none;
				return { covariate: name, ...told, after: null, varianceRatio: null, distance: null };
			})
		}
	];
}

function limits(
	{ covariates = [] }: RunningRows,
	name: string,
	{ below, above }: Discontinuity,
	sign: TreatedSign
) {
	const values = covariates.find((one) => one.name === name)?.values ?? [];
	const [treated, comparison] = sign === 1 ? [above, below] : [below, above];
	const deviation = deviationOf(Array.from(values).filter((value) => !Number.isNaN(value)));
	const jump = treated.limit - comparison.limit;
	return {
		...{ treated: treated.limit, comparison: comparison.limit },
		before: deviation > 0 ? jump / deviation : null
	};
}

function deviationOf(values: readonly number[]): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return Math.sqrt(squares / (values.length - 1));
}
