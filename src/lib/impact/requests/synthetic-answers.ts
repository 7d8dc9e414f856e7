import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { leaveOneOut, placeboInTime } from '../synthetic/robustness.ts';
import { syntheticEffect } from '../synthetic/synthetic-effect.ts';
import { type SyntheticInference, syntheticInference } from '../synthetic/synthetic-inference.ts';
import type { Found, ImpactControl } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { named } from './named-estimates.ts';
import { panelOf } from './panel-answers.ts';

type SyntheticRequest = ImpactRequestOf<'synthetic'>;

/** The effect against a weighted mean of controls, and how sure it is: an interval, or a rank. */
export function syntheticAnswer(
	request: SyntheticRequest,
	rows: ImpactRows,
	{ progress }: ImpactControl
): Found {
	const { estimator: method, error, replications, seed, level, falseStart, leaveOut } = request;
	const panel = panelOf({ ...request, covariates: [] }, rows);
	const effect = syntheticEffect(panel, { method });
	const inference = syntheticInference(panel, {
		...{ method, replications, seed, level, progress },
		...(error && { error })
	});
	const { estimate, effects, warnings, settings, ...more } = effect;
	return {
		settings: { ...settings, kind: inference.kind },
		warnings,
		result: {
			estimates: [
				named('effect', { ...judged(inference), estimate }),
				...effects.map((one) => ({
					...{ name: `effect in ${one.period}`, estimate: one.effect },
					period: one.period
				}))
			],
			...more,
			inference,
			...(leaveOut && { without: leaveOneOut(panel, { method }) }),
			...(falseStart !== undefined && {
				placeboInTime: placeboInTime(panel, { method, falseStart })
			})
		}
	};
}

/** One treated unit has the p of its rank, and no interval. */
function judged(inference: SyntheticInference) {
	if (inference.kind === 'rank') return { p: inference.byEstimate.p };
	if (inference.kind === 'none') return {};
	const { standardError, interval, p } = inference;
	return { standardError, interval, p };
}
