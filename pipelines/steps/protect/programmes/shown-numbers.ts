import type { EvaluationEffect, EvaluationNote, EvaluationRefusal } from '#lib/model/evaluation.ts';
import { halfDown } from './count-buckets.ts';

type EffectOrRefusal = EvaluationEffect | EvaluationRefusal;

/** Decimals of what is told of people: shares and differences, ratios, p values. */
export const shownDigits = { difference: 3, ratio: 2, pValue: 3, error: 4, statistic: 2 } as const;

export function decimals<T extends number | null>(value: T, digits: number): T {
	// Adding 0 takes the sign off a zero.
	return (value === null ? null : Number(value.toFixed(digits)) + 0) as T;
}

export const isShownWith = (value: number | null, digits: number): boolean =>
	value === null || decimals(value, digits) === value;

/** Effects of people in as many decimals as tell nothing of one. */
export function shownEffect(effect: EffectOrRefusal): EffectOrRefusal {
	if (effect.kind === 'refused') return shownRefusal(effect);
	const digits = shownDigits[effect.scale];
	return {
		...effect,
		estimate: decimals(effect.estimate, digits),
		lower: decimals(effect.lower, digits),
		upper: decimals(effect.upper, digits),
		standardError: decimals(effect.standardError, shownDigits.error),
		pValue: decimals(effect.pValue, shownDigits.pValue),
		df: decimals(effect.df, 0)
	};
}

/** What was asked for may be told, what was counted may not; nor the words of an error. */
const shownRefusal = (refusal: EvaluationRefusal): EvaluationRefusal => ({
	...refusal,
	values: Object.fromEntries(
		Object.entries(refusal.values).filter(([name]) => name === 'needed' || name === 'months')
	)
});

export const withheld: EvaluationRefusal = {
	...{ kind: 'refused', reason: 'withheld', values: {}, next: null }
};

/** Numbers of people in a note, as all numbers of people are shown. */
export const shownNotes = (notes: readonly EvaluationNote[], multiple: number): EvaluationNote[] =>
	notes.map(({ code, values }) => ({
		code,
		values: Object.fromEntries(
			Object.entries(values).map(([name, value]) => [
				name,
				name === 'people' && typeof value === 'number' ? halfDown(value, multiple) : value
			])
		)
	}));
