import { DataError } from '#lib/errors.ts';
import type { EvaluationEffect, EvaluationNote, EvaluationRefusal } from '#lib/model/evaluation.ts';
import type { TTest } from '#lib/stats/contrasts/contrast-test.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import type { Refusal } from '../panel/refusals.ts';

export type EffectOrRefusal = EvaluationEffect | EvaluationRefusal;

/** What an estimator gives, whatever it is called there. */
export interface Estimated {
	readonly estimate: number;
	readonly standardError?: number | undefined;
	readonly interval?: Interval | undefined;
	readonly pValue?: number | undefined;
	readonly df?: number | undefined;
}

type Said = Pick<EvaluationEffect, 'estimator' | 'variance'> &
	Partial<Pick<EvaluationEffect, 'scale' | 'inference' | 'level'>>;

/** An effect as it is printed; what does not exist is null. */
export function effectOf(
	{ estimate, standardError, interval, pValue, df }: Estimated,
	{ estimator, variance, scale = 'difference', inference = 'interval', level = 0.95 }: Said
): EvaluationEffect {
	return {
		...{ kind: 'effect', estimate, level, scale, estimator, variance, inference },
		standardError: finite(standardError),
		lower: finite(interval?.lower),
		upper: finite(interval?.upper),
		pValue: finite(pValue),
		df: finite(df)
	};
}

/** The estimate alone where its test does not exist. */
export const testedEffect = (
	estimate: number,
	test: TTest | undefined,
	said: Said
): EvaluationEffect => effectOf({ estimate, ...test, pValue: test?.p }, said);

/** JSON has neither NaN nor infinity: null where there is no number. */
export const finite = (value: number | undefined | null): number | null =>
	value !== undefined && value !== null && Number.isFinite(value) ? value : null;

export const refused = (
	reason: string,
	next: string | null,
	values: EvaluationNote['values'] = {}
): EvaluationRefusal => ({ kind: 'refused', reason, values, next });

/** A refusal of a panel, with its numbers. */
export function panelRefusal({ code, next, ...values }: Refusal): EvaluationRefusal {
	const told: EvaluationNote['values'] = {};
	for (const [name, value] of Object.entries(values) as [string, Told][])
		told[name] = typeof value === 'object' ? value.join(', ') : value;
	return refused(code, next, told);
}

type Told = string | number | readonly number[];

/** The effect, or that the data did not carry it, in the words of the estimator. */
export function attempted(estimated: () => EffectOrRefusal): EffectOrRefusal {
	try {
		return estimated();
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		return refused('data', null, { message: error.message });
	}
}
