import { effectOf, refused } from '#lib/impact/evaluation/effects.ts';
import type { ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import { windowEnd } from '#lib/impact/evaluation/follow-up-windows.ts';
import type { EvaluationEffect, EvaluationRefusal } from '#lib/model/evaluation.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { ShownShare, SurvivalSteps } from '#lib/model/survival-steps.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { shownEffect } from './shown-numbers.ts';

type CohortDesign = ProgrammeWith<'cohort'>['design'];

/** What published curves say at the end of a window; null where a curve does not stand there. */
export interface CurveReading {
	readonly months: number;
	readonly treated: ShownShare | null;
	readonly comparison: ShownShare | null;
}

/** Incidence of a cause at the end of every window, of the published points and of nothing else. */
export function curveReadings(
	{ curves }: Pick<SurvivalSteps, 'curves'>,
	{ windows, unit }: Pick<CohortDesign, 'windows' | 'unit'>,
	cause: string
): CurveReading[] {
	return windows.map((months) => {
		const shareOf = (arm: string) => {
			const points = curves.find((curve) => curve.arm === arm)?.points ?? [];
			const point = points.find(({ time }) => time === windowEnd(months, unit));
			return point?.causes.find((one) => one.cause === cause)?.incidence ?? null;
		};
		return { months, treated: shareOf('treated'), comparison: shareOf('comparison') };
	});
}

/** The longest window at which both curves stand. */
export const longestReading = (readings: readonly CurveReading[]): CurveReading | undefined =>
	readings
		.filter(({ treated, comparison }) => treated && comparison)
		.toSorted((a, b) => b.months - a.months)[0];

/** The treated less the comparison: a function of two published points. */
export function curveEffect(
	reading: CurveReading | undefined
): EvaluationEffect | EvaluationRefusal {
	if (!reading?.treated || !reading.comparison) return refused('withheld', 'longer-follow-up');
	const estimate = reading.treated.share - reading.comparison.share;
	const standardError = Math.hypot(reading.treated.standardError, reading.comparison.standardError);
	if (!(standardError > 0)) return refused('withheld', 'longer-follow-up');
	return shownEffect(
		effectOf(
			{
				...{ estimate, standardError, interval: tInterval(estimate, standardError) },
				pValue: twoSidedTail(estimate / standardError, Infinity)
			},
			{ estimator: 'life-table', variance: 'published-curves' }
		)
	);
}

/** The windows of the picture, of the same points. */
export const curveWindows = (readings: readonly CurveReading[]): PictureOf<'survival'>['windows'] =>
	readings.map((reading) => {
		const effect = curveEffect(reading);
		const known = effect.kind === 'effect' ? effect : undefined;
		return {
			months: reading.months,
			treated: reading.treated?.share ?? null,
			comparison: reading.comparison?.share ?? null,
			difference: known?.estimate ?? null,
			lower: known?.lower ?? null,
			upper: known?.upper ?? null
		};
	});
