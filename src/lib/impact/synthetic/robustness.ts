import { DataError, DomainError } from '#lib/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { blockOf, blockWindow } from './block.ts';
import { estimator } from './estimator.ts';
import type { Progress } from './progress.ts';
import { wholeSample } from './sample.ts';
import {
	type SyntheticEffect,
	type SyntheticFitQuality,
	type SyntheticOptions,
	type UnitWeight,
	effectOf,
	fitQuality
} from './synthetic-effect.ts';

/** The effect estimated anew without one of the controls. */
export interface LeftOutControl extends UnitWeight {
	readonly estimate: number;
	readonly rmspe: SyntheticFitQuality;
}

export interface LeaveOneOutOptions extends SyntheticOptions {
	readonly progress?: Progress;
}

/**
 * The effect without each control that has weight, heaviest first: how far it hangs on one of them.
 * @throws DataError as `syntheticEffect`, and where there is no other control.
 */
export function leaveOneOut(
	panel: Panel,
	{ method, progress }: LeaveOneOutOptions
): LeftOutControl[] {
	const block = blockOf(panel);
	if (block.controls.length < 2)
		throw new DataError(
			`no control is left without the only one, find more controls: ${block.controls[0]}`
		);
	const fit = estimator(block, method);
	const whole = wholeSample(block);
	const { omega } = fit(whole);
	const weighted = Array.from(omega.keys())
		.filter((i) => omega[i]! > 0)
		.sort((a, b) => omega[b]! - omega[a]!);
	return weighted.map((out, done) => {
		const controls = whole.controls.filter((i) => i !== out);
		const { estimate, gap } = fit({ ...whole, controls });
		progress?.(done + 1, weighted.length);
		const rmspe = fitQuality(gap, block.before);
		return { unit: block.controls[out]!, weight: omega[out]!, estimate, rmspe };
	});
}

export interface PlaceboInTimeOptions extends SyntheticOptions {
	/** A period before the true start, taken for it. */
	readonly falseStart: number;
}

/**
 * The effect of a start that never was, from the periods before the true one alone: it should be none.
 * @throws DataError as `syntheticEffect`; DomainError where the false start is no period before the
 * true one, or has fewer than 2 periods before itself.
 */
export function placeboInTime(
	panel: Panel,
	{ method, falseStart }: PlaceboInTimeOptions
): SyntheticEffect {
	const block = blockOf(panel);
	const at = block.periods.indexOf(falseStart);
	if (at < 0 || at >= block.before)
		throw new DomainError(`no period before the start ${block.start}: ${falseStart}`);
	if (at < 2)
		throw new DomainError(`periods before the false start ${falseStart} fewer than 2: ${at}`);
	const earlier = blockWindow(block, at, block.before);
	return effectOf(earlier, method, estimator(earlier, method)(wholeSample(earlier)));
}
