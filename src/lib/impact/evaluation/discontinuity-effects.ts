import type { EvaluationEffect } from '#lib/model/evaluation.ts';
import {
	type Discontinuity,
	type DiscontinuityOptions,
	type JumpEstimate,
	discontinuity
} from '../discontinuity/discontinuity.ts';
import { type DiscontinuityRefusal, discontinuityRefusal } from '../discontinuity/refusals.ts';
import type { Attempt } from '../discontinuity/robustness.ts';
import type { RunningRows } from '../discontinuity/running-rows.ts';
import { type EffectOrRefusal, attempted, effectOf, refused } from './effects.ts';

/** 1 where the rule applies from the cut-off on, -1 where it applies below. */
export type TreatedSign = 1 | -1;

/** A jump as R `rdrobust` prints it: the local fit, with the interval that answers for its bias. */
export function jumpEffect(
	{ conventional, robust, settings }: Discontinuity,
	sign: TreatedSign
): EvaluationEffect {
	const { interval, standardError, p } = robust;
	return effectOf(
		{
			...{ estimate: sign * conventional.estimate, standardError, pValue: p },
			interval: signed(interval, sign)
		},
		{
			...{ estimator: 'local-polynomial', level: settings.level },
			variance: `robust-${settings.variance.name}`
		}
	);
}

const signed = ({ lower, upper }: JumpEstimate['interval'], sign: TreatedSign) =>
	sign === 1 ? { lower, upper } : { lower: -upper, upper: -lower };

/** The jump, or why there is none; the fit is told on the way. */
export function jumpOrRefusal(
	rows: RunningRows,
	sign: TreatedSign,
	options: DiscontinuityOptions = {},
	told: (fit: Discontinuity) => void = () => undefined
): EffectOrRefusal {
	const isKnown = (row: number) =>
		!Number.isNaN(rows.outcome[row]) &&
		!(rows.covariates ?? []).some(({ values }) => Number.isNaN(values[row]));
	const known = Array.from(rows.running).filter((x, row) => !Number.isNaN(x) && isKnown(row));
	if (known.length === 0) return refused('no-rows', null);
	const refusal = discontinuityRefusal(Float64Array.from(known), rows.cutoff);
	if (refusal) return runningRefusal(refusal);
	return attempted(() => {
		const fit = discontinuity(rows, options);
		told(fit);
		return jumpEffect(fit, sign);
	});
}

function runningRefusal({ code, next, ...values }: DiscontinuityRefusal): EffectOrRefusal {
	return refused(code, next, values);
}

/** What was tried beside the main estimate. */
export function attemptEffect(attempt: Attempt, sign: TreatedSign): EffectOrRefusal {
	if (attempt.kind === 'effect') return jumpEffect(attempt.result, sign);
	const { refusal } = attempt;
	return 'next' in refusal ? runningRefusal(refusal) : refused(refusal.code, null);
}
