import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import type { Panel } from '../panel/panel.ts';
import { type Block, blockOf } from './block.ts';
import { type PlaceboInSpace, placeboInSpace } from './placebo-in-space.ts';
import type { Progress } from './progress.ts';
import {
	type SyntheticError,
	type SyntheticErrorMethod,
	syntheticError
} from './standard-error.ts';
import type { SyntheticOptions } from './synthetic-effect.ts';

export interface SyntheticInferenceOptions extends SyntheticOptions {
	/**
	 * Of several treated units; defaults to the placebo where controls are more than they are, else to
	 * the bootstrap.
	 */
	readonly error?: SyntheticErrorMethod;
	readonly replications?: number;
	readonly seed?: number;
	/** Defaults to 0.95. */
	readonly level?: number;
	readonly progress?: Progress;
}

/** How sure an effect is: one treated unit has a rank among placebos and no interval. */
export type SyntheticInference =
	| ({ readonly kind: 'rank' } & PlaceboInSpace)
	| ({
			readonly kind: 'interval';
			readonly interval: Interval;
			readonly level: number;
			readonly p: number;
	  } & SyntheticError)
	| { readonly kind: 'none'; readonly reason: 'one-control' | 'no-variation' };

/**
 * What may stand beside the effect as its uncertainty: with one treated unit the exact rank of the
 * effect among placebos and the smallest value its p can have; with more a normal interval.
 * @throws DataError as `syntheticEffect` and, for an error that was asked for, as `syntheticError`.
 */
export function syntheticInference(
	panel: Panel,
	options: SyntheticInferenceOptions
): SyntheticInference {
	const level = checkedLevel(options.level ?? 0.95);
	const block = blockOf(panel);
	if (block.treated.length === 1 && (options.error ?? 'placebo') === 'placebo')
		return block.controls.length === 1
			? { kind: 'none', reason: 'one-control' }
			: { kind: 'rank', ...placeboInSpace(panel, options) };
	const found = syntheticError(panel, { ...options, error: options.error ?? usualError(block) });
	const { estimate, standardError } = found;
	if (!(standardError > 0)) return { kind: 'none', reason: 'no-variation' };
	return {
		...{ kind: 'interval', ...found, level },
		interval: tInterval(estimate, standardError, { level }),
		p: twoSidedTail(estimate / standardError, Infinity)
	};
}

const usualError = ({ controls, treated }: Block): SyntheticErrorMethod =>
	controls.length > treated.length ? 'placebo' : 'bootstrap';
