import type { Panel } from '../panel/panel.ts';
import { type Block, type SyntheticWarning, blockOf } from './block.ts';
import { type Penalty, type SyntheticFit, type SyntheticMethod, estimator } from './estimator.ts';
import { type Sample, wholeSample } from './sample.ts';

export interface SyntheticOptions {
	readonly method: SyntheticMethod;
}

export interface UnitWeight {
	readonly unit: string;
	readonly weight: number;
}

/** A period of the treated mean and of what stands for it without treatment. */
export interface SyntheticPeriod {
	readonly period: number;
	readonly treated: number;
	/** Weighted controls, moved by the offset. */
	readonly synthetic: number;
	readonly gap: number;
	readonly isAfter: boolean;
}

/** How well the synthetic line follows the treated: root mean squared gaps. */
export interface SyntheticFitQuality {
	readonly before: number;
	readonly after: number;
	/** After over before; undefined where both are 0. */
	readonly ratio: number | undefined;
}

/** What a synthetic line says by period. */
export interface GapResult {
	readonly start: number;
	readonly treated: readonly string[];
	readonly periods: readonly SyntheticPeriod[];
	readonly effects: readonly { readonly period: number; readonly effect: number }[];
	readonly rmspe: SyntheticFitQuality;
}

export interface SyntheticEffect extends GapResult {
	readonly method: SyntheticMethod;
	/** Mean effect on the treated over the periods after the start. */
	readonly estimate: number;
	/** All controls, those without weight too; all periods before the start. */
	readonly unitWeights: readonly UnitWeight[];
	readonly periodWeights: readonly { readonly period: number; readonly weight: number }[];
	/** What the weighted controls are moved by to meet the treated before; 0 for 'sc'. */
	readonly offset: number;
	readonly settings: SyntheticSettings;
	readonly warnings: readonly SyntheticWarning[];
}

export interface SyntheticSettings {
	readonly penalty: Penalty;
	/** Undefined where the method gives the weights. */
	readonly iterations: {
		readonly units: number | undefined;
		readonly periods: number | undefined;
	};
	readonly converged: boolean;
}

/**
 * Effect of a treatment that begins at one time, by synthetic difference in differences, synthetic
 * control, or equal weights. Agrees with R synthdid 0.0.9 (reference 2.5).
 * @throws DataError where the panel is unbalanced, has several starts, units treated all along, no
 * control, or fewer than 2 periods before the start; with the next honest design.
 */
export function syntheticEffect(panel: Panel, { method }: SyntheticOptions): SyntheticEffect {
	const block = blockOf(panel);
	return effectOf(block, method, estimator(block, method)(wholeSample(block)));
}

/** The result of a fit of the whole block. */
export function effectOf(
	block: Block,
	method: SyntheticMethod,
	fit: SyntheticFit
): SyntheticEffect {
	const { controls, periods } = block;
	return {
		...{ method, estimate: fit.estimate, offset: fit.offset },
		...gapResult(block, wholeSample(block), fit.gap),
		unitWeights: controls.map((unit, i) => ({ unit, weight: fit.omega[i]! })),
		periodWeights: Array.from(fit.lambda, (weight, t) => ({ period: periods[t]!, weight })),
		settings: {
			penalty: fit.penalty,
			iterations: {
				units: fit.unitSearch?.iterations,
				periods: fit.periodSearch?.iterations
			},
			converged: [fit.unitSearch, fit.periodSearch].every((one) => one?.converged ?? true)
		},
		warnings: [...block.warnings, ...fitWarnings(fit)]
	};
}

/** The synthetic line and its gaps beside the mean of the treated. */
export function gapResult(block: Block, { treated: mean }: Sample, gap: Float64Array): GapResult {
	const { start, treated, before } = block;
	const periods = Array.from(block.periods, (period, t) => ({
		period,
		treated: mean[t]!,
		synthetic: mean[t]! - gap[t]!,
		gap: gap[t]!,
		isAfter: t >= before
	}));
	const effects = periods.slice(before).map((one) => ({ period: one.period, effect: one.gap }));
	return { start, treated, periods, effects, rmspe: fitQuality(gap, before) };
}

export function fitQuality(gap: Float64Array, before: number): SyntheticFitQuality {
	const [pre, post] = [gap.subarray(0, before), gap.subarray(before)].map((part) =>
		Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length)
	) as [number, number];
	return { before: pre, after: post, ratio: pre > 0 || post > 0 ? post / pre : undefined };
}

function fitWarnings({ penalty, unitSearch, periodSearch }: SyntheticFit): SyntheticWarning[] {
	const all: SyntheticWarning[] = [];
	if (penalty.noise === 0) all.push({ code: 'controls-constant' });
	if (unitSearch?.converged === false) all.push({ code: 'not-converged', weights: 'units' });
	if (periodSearch?.converged === false) all.push({ code: 'not-converged', weights: 'periods' });
	return all;
}
