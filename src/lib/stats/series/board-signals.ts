import { DomainError } from '#lib/errors.ts';
import { adjustedPValues } from '../contrasts/adjusted-p-values.ts';
import type { TTest } from '../contrasts/contrast-test.ts';
import { smallestDetectableChange } from './survey-change.ts';

export interface BoardSignalsOptions {
	/** Largest expected share of false ones among the changes called clear; defaults to 0.05. */
	readonly rate?: number;
	/** Of the smallest detectable change; defaults to 0.8. */
	readonly power?: number;
}

export type BoardSignal =
	| {
			readonly kind: 'clear';
			readonly direction: 'up' | 'down';
			readonly p: number;
			readonly adjustedP: number;
	  }
	| {
			readonly kind: 'no-clear-change';
			readonly p: number;
			readonly adjustedP: number;
			/** True change that this board would have called clear with the asked power. */
			readonly smallest: number;
	  };

/**
 * Which of all survey changes of a board are clear: Benjamini and Hochberg (1995) over those that have a
 * test (R `p.adjust(method = 'BH')`), so that one more tile cannot buy one more arrow. The smallest
 * change of a tile is told at the p value that would have sufficed for it beside the others. A change
 * without a test stays undefined.
 */
export function boardSignals(
	changes: readonly (TTest | undefined)[],
	{ rate = 0.05, power = 0.8 }: BoardSignalsOptions = {}
): (BoardSignal | undefined)[] {
	if (!(rate > 0 && rate < 1)) throw new DomainError(`rate not in (0, 1): ${rate}`);
	const values = changes.map((change) => change?.p);
	const adjusted = adjustedPValues(values, 'benjamini-hochberg');
	return changes.map((change, tile) => {
		const adjustedP = adjusted[tile];
		if (change === undefined || adjustedP === undefined) return undefined;
		const { estimate, standardError, df, p } = change;
		if (adjustedP <= rate)
			return { kind: 'clear', direction: estimate > 0 ? 'up' : 'down', p, adjustedP };
		const level = 1 - sufficientP(values, tile, rate);
		const smallest = smallestDetectableChange({ standardError, level, power, df });
		return { kind: 'no-clear-change', p, adjustedP, smallest };
	});
}

/** The largest p value of one test that is a finding beside the others: rate · findings / tests. */
function sufficientP(values: readonly (number | undefined)[], tile: number, rate: number): number {
	const found = adjustedPValues(values.with(tile, 0), 'benjamini-hochberg');
	const tests = values.filter((p) => p !== undefined).length;
	return (rate * found.filter((p) => p !== undefined && p <= rate).length) / tests;
}
