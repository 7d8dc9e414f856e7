import { DomainError } from '#lib/errors.ts';
import { difference } from '../contrasts/change.ts';
import type { Contrast } from '../contrasts/contrast.ts';
import { powerMultiplier } from '../contrasts/power-multiplier.ts';
import { checkedStandardError } from '../intervals/interval.ts';

interface WaveEstimate {
	readonly estimate: number;
	readonly standardError: number;
}

export interface WavesOptions {
	readonly before: WaveEstimate;
	readonly after: WaveEstimate;
	/**
	 * Share of the sample that both waves have, as declared, 0 to 1. Of waves of two sizes: those in both
	 * over the geometric mean of the sizes.
	 */
	readonly overlap: number;
	/** Of the answers of one person (or cluster) to both waves, -1 to 1; not needed without overlap. */
	readonly correlation?: number;
}

/**
 * Later minus earlier wave, from what was published of them: s² = s1² + s2² - 2 · overlap · correlation ·
 * s1 · s2. Kish (1965), Survey Sampling, 12.4; R `svycontrast` where the rows of both are there. An
 * unknown overlap is none: the error is then too large rather than too small, for answers of a person
 * to two waves agree.
 * @throws DomainError for a share or a correlation out of range, or an overlap without a correlation.
 */
export function differenceOfWaves({
	before,
	after,
	overlap,
	correlation = overlap === 0 ? 0 : NaN
}: WavesOptions): Contrast {
	if (!(overlap >= 0 && overlap <= 1)) throw new DomainError(`overlap not in [0, 1]: ${overlap}`);
	if (!(correlation >= -1 && correlation <= 1))
		throw new DomainError(`correlation of waves that overlap not in [-1, 1]: ${correlation}`);
	const s1 = checkedStandardError(before.standardError);
	const s2 = checkedStandardError(after.standardError);
	const shared = overlap * correlation * s1 * s2;
	const estimates = Float64Array.of(before.estimate, after.estimate);
	const matrix = [Float64Array.of(s1 ** 2, shared), Float64Array.of(shared, s2 ** 2)];
	return difference({ estimates, matrix, lonely: [[], []] }, { from: 0, to: 1 });
}

export interface DetectableChangeOptions {
	/** Of the change. */
	readonly standardError: number;
	/** Of the interval of the change; defaults to 0.95. */
	readonly level?: number;
	/** Chance that a change of this size is found; defaults to 0.8. */
	readonly power?: number;
	/** Degrees of freedom of the change; defaults to Infinity, the normal distribution. */
	readonly df?: number;
}

/**
 * The smallest true change that two waves of this precision find with the asked power: (t of (1 +
 * level) / 2 plus t of power) times the standard error, 2.80 of them by default. Bloom
 * (1995), Evaluation Review 19: 547-556.
 */
export function smallestDetectableChange({
	standardError,
	level = 0.95,
	power = 0.8,
	df = Infinity
}: DetectableChangeOptions): number {
	return powerMultiplier({ alpha: 1 - level, power, df }) * checkedStandardError(standardError);
}
