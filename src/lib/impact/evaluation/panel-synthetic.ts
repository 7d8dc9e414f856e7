import type { EvaluationEffect } from '#lib/model/evaluation.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { Panel } from '../panel/panel.ts';
import { blockRefusals } from '../synthetic/block-refusals.ts';
import type { SyntheticMethod } from '../synthetic/estimator.ts';
import { leaveOneOut, placeboInTime } from '../synthetic/robustness.ts';
import { type SyntheticEffect, syntheticEffect } from '../synthetic/synthetic-effect.ts';
import { type SyntheticInference, syntheticInference } from '../synthetic/synthetic-inference.ts';
import { type EffectOrRefusal, attempted, effectOf, finite, refused } from './effects.ts';

export const syntheticEstimators = ['synthetic-did', 'synthetic-control'] as const;
export type SyntheticEstimator = (typeof syntheticEstimators)[number];

const methods = {
	'synthetic-did': 'sdid',
	'synthetic-control': 'sc'
} as const satisfies Record<SyntheticEstimator, SyntheticMethod>;

/** Units and periods as they are weighed; nothing else is used. */
const plain = (panel: Panel): Panel => ({ ...panel, covariates: [], weights: undefined });

/** Why the panel is no block of treated and comparison units; undefined if it is one. */
export function syntheticRefusal(panel: Panel): EffectOrRefusal | undefined {
	const [first] = blockRefusals(plain(panel), { covariates: 'refused' });
	if (!first) return undefined;
	const { code, next } = first;
	return refused(code, next);
}

/** An effect with the line that it was found against, and how sure it is. */
export interface SyntheticEstimate {
	readonly effect: EvaluationEffect;
	readonly line: SyntheticEffect;
	readonly inference: SyntheticInference;
}

/** The effect; of one treated unit its rank among placebos, never an interval. */
export function syntheticEstimate(panel: Panel, estimator: SyntheticEstimator): SyntheticEstimate {
	const method = methods[estimator];
	const line = syntheticEffect(plain(panel), { method });
	const inference = syntheticInference(plain(panel), { method });
	return { effect: effectWith(line.estimate, inference, estimator), line, inference };
}

function effectWith(
	estimate: number,
	found: SyntheticInference,
	estimator: SyntheticEstimator
): EvaluationEffect {
	if (found.kind === 'interval') {
		const { standardError, interval, p: pValue, method: variance } = found;
		return effectOf({ estimate, standardError, interval, pValue }, { estimator, variance });
	}
	const test = found.kind === 'rank' ? rankOf(found, estimator) : undefined;
	return effectOf(
		{ estimate, pValue: test?.p },
		{ estimator, variance: 'placebo-in-space', inference: 'rank' }
	);
}

type Ranked = Extract<SyntheticInference, { kind: 'rank' }>;

/** A synthetic control that fits badly is judged by how much worse it fits afterwards. */
const rankOf = ({ byRatio, byEstimate }: Ranked, estimator: SyntheticEstimator) =>
	estimator === 'synthetic-control' ? (byRatio ?? byEstimate) : byEstimate;

/** A false start halfway through the periods before the true one. */
export function syntheticFalseStart(panel: Panel, estimator: SyntheticEstimator): EffectOrRefusal {
	return attempted(() => {
		const before = panel.periods.filter((period) => period < Math.min(...panel.start));
		const falseStart = before[Math.floor(before.length / 2)];
		if (falseStart === undefined || before.length < 4)
			return refused('too-few-pre-periods', 'earlier-data', { needed: 4 });
		const { estimate } = placeboInTime(plain(panel), { method: methods[estimator], falseStart });
		return effectOf({ estimate }, { estimator, variance: 'none', inference: 'rank' });
	});
}

/** The treated beside what stands for them, weights, placebos, and the effect without each control. */
export function syntheticPicture(
	panel: Panel,
	estimator: SyntheticEstimator,
	{ line: own, inference: found }: SyntheticEstimate
): PictureOf<'synthetic'> {
	const method = methods[estimator];
	const test = found.kind === 'rank' ? rankOf(found, estimator) : undefined;
	return {
		kind: 'synthetic',
		method,
		start: own.start,
		points: own.periods.map(({ period, treated, synthetic }) => ({ period, treated, synthetic })),
		unitWeights: own.unitWeights.map(({ unit, weight }) => ({ unit, weight })),
		periodWeights: own.periodWeights.map(({ period, weight }) => ({ period, weight })),
		rmspe: { before: own.rmspe.before, after: own.rmspe.after },
		placebos: found.kind === 'rank' ? found.placebos.map((one) => placeboOf(one)) : [],
		rank:
			found.kind === 'rank' && test
				? { place: test.asFar + 1, of: found.placebos.length + 1, pValue: test.p }
				: null,
		withoutOne: leaveOneOut(plain(panel), { method }).map(({ unit, estimate }) => ({
			unit,
			estimate
		}))
	};

	function placeboOf({ units, estimate, rmspe, gap }: Ranked['placebos'][number]) {
		return {
			unit: units.join(', '),
			estimate,
			ratio: finite(rmspe.ratio),
			gaps: own.periods.map(({ period }, t) => ({ period, gap: gap[t]! }))
		};
	}
}
