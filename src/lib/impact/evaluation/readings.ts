import type { Evaluation, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { EvaluationPicture } from '#lib/model/evaluation-pictures.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import type { Programme } from '#lib/model/programme.ts';
import { adjustedPValues } from '#lib/stats/contrasts/adjusted-p-values.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { type FiellerSet, costEffectiveness, netBenefits } from '../cost/cost-effectiveness.ts';
import { detectedAfterwards } from '../power/detectable-effect.ts';
import { type EffectOrRefusal, finite } from './effects.ts';

/**
 * The effect as a share of what the treated would have had without it, which is taken as known: the
 * limits are those of the effect. Null where there was nothing, or for a ratio.
 */
export function relativeEffect(
	effect: EffectOrRefusal,
	without: number | undefined
): OutcomeEvaluation['relative'] {
	if (effect.kind === 'refused') return null;
	if (effect.scale === 'ratio')
		return {
			estimate: effect.estimate - 1,
			lower: effect.lower === null ? null : effect.lower - 1,
			upper: effect.upper === null ? null : effect.upper - 1
		};
	if (without === undefined || !(without > 0)) return null;
	const share = (value: number | null) => (value === null ? null : value / without);
	return {
		estimate: effect.estimate / without,
		lower: share(effect.lower),
		upper: share(effect.upper)
	};
}

/** What would have been found four times in five. Null without a standard error. */
export function detectable(
	effect: EffectOrRefusal,
	without: number | undefined
): Evaluation['power'] {
	if (effect.kind === 'refused' || effect.standardError === null) return null;
	if (!(effect.standardError > 0) || effect.inference !== 'interval') return null;
	const power = 0.8;
	const alpha = 1 - effect.level;
	const df = effect.df ?? Infinity;
	const found = detectedAfterwards(effect.standardError, { alpha, power, df });
	// Errors of ratios are of their logarithm.
	if (effect.scale === 'ratio') {
		const ratio = Math.exp(found);
		return { detectable: ratio, relative: ratio - 1, power, level: effect.level };
	}
	const relative = without !== undefined && without > 0 ? found / without : null;
	return { detectable: found, relative, power, level: effect.level };
}

/** Holm's adjustment over the main and secondary outcomes that have a p value. */
export function withAdjustedP(outcomes: readonly OutcomeEvaluation[]): OutcomeEvaluation[] {
	const isTold = (one: OutcomeEvaluation) =>
		(one.role === 'main' || one.role === 'secondary') && pOf(one) !== undefined;
	if (outcomes.filter(isTold).length < 2) return [...outcomes];
	const ps = outcomes.map((one) => (isTold(one) ? pOf(one) : undefined));
	const adjusted = adjustedPValues(ps, 'holm');
	return outcomes.map((one, i) => ({ ...one, adjustedP: finite(adjusted[i]) }));
}

const pOf = ({ effect }: OutcomeEvaluation) =>
	effect.kind === 'effect' ? (effect.pValue ?? undefined) : undefined;

/** In which direction something is known to have changed. */
export function changeOf(effect: EffectOrRefusal): 'up' | 'down' | 'unclear' {
	if (effect.kind === 'refused') return 'unclear';
	const none = effect.scale === 'ratio' ? 1 : 0;
	const sign = effect.estimate > none ? 'up' : 'down';
	if (effect.inference === 'interval' || effect.inference === 'exact') {
		const { lower, upper } = effect;
		if (lower === null || upper === null) return 'unclear';
		return lower > none || upper < none ? sign : 'unclear';
	}
	return effect.pValue !== null && effect.pValue < 1 - effect.level ? sign : 'unclear';
}

/** p below which a test before the start says that trends differ; with few units it rejects too often. */
const rejects = { reliable: 0.05, unreliable: 0.001 };

/** Whether treated and comparison went apart before the start, by the joint test of an event study. */
export const trendsDiffer = (pictures: readonly EvaluationPicture[]): boolean =>
	pictures.some(
		(one) =>
			one.kind === 'event-study' &&
			one.preTest.kind === 'test' &&
			one.preTest.pValue < (one.preTest.unreliable ? rejects.unreliable : rejects.reliable)
	);

/** What may be said of the main outcome in a word. */
export function verdictOf(
	effect: EffectOrRefusal,
	direction: ProgrammeOutcome['direction'],
	trendsDiffer: boolean
): Evaluation['verdict'] {
	if (effect.kind === 'refused') return 'refused';
	if (trendsDiffer) return 'trends-differ';
	const change = changeOf(effect);
	if (change === 'unclear') return 'no-clear-change';
	if (direction === 'none') return 'changed';
	return change === direction ? 'better' : 'worse';
}

/** How many fewer of those enrolled were analysed, by arm. Wald interval of the difference. */
export function attritionOf(flow: Programme['flow']): Evaluation['attrition'] {
	const begun = flow.find(({ step }) => step === 'enrolled');
	const seen = flow.find(({ step }) => step === 'analysed');
	if (!begun || !seen || begun.treated === 0 || begun.comparison === 0) return null;
	const treated = 1 - seen.treated / begun.treated;
	const comparison = 1 - seen.comparison / begun.comparison;
	const error = Math.sqrt(
		(treated * (1 - treated)) / begun.treated + (comparison * (1 - comparison)) / begun.comparison
	);
	const difference = treated - comparison;
	return { treated, comparison, difference, ...tInterval(difference, error) };
}

/** Cost of a unit of effect in the wanted direction; none where the effect has no direction or error. */
export function costOf(
	{ cost }: Pick<Programme, 'cost'>,
	effect: EffectOrRefusal,
	direction: ProgrammeOutcome['direction']
): Evaluation['cost'] {
	if (!cost) return null;
	const { perUnit, total, participants, completions } = cost;
	return {
		perUnit,
		perParticipant: participants === undefined ? null : total / participants,
		perCompletion: completions === undefined ? null : total / completions,
		...costAndEffect(cost, effect, direction)
	};
}

type CostResult = NonNullable<Evaluation['cost']>;

function costAndEffect(
	cost: NonNullable<Programme['cost']>,
	effect: EffectOrRefusal,
	direction: ProgrammeOutcome['direction']
): Pick<CostResult, 'perEffect' | 'acceptability'> {
	const none = { perEffect: { kind: 'none' } as const, acceptability: [] };
	if (effect.kind === 'refused' || direction === 'none' || effect.scale === 'ratio') return none;
	if (!(effect.standardError !== null && effect.standardError > 0)) return none;
	const given = {
		cost: cost.perUnit.amount,
		costError: cost.perUnit.standardError,
		effect: direction === 'down' ? -effect.estimate : effect.estimate,
		effectError: effect.standardError,
		correlation: 0,
		// Ratios are told in the money that was spent.
		basis: {
			currency: cost.currency,
			priceYear: cost.priceYear,
			exchangeRate: 1,
			discountRate: cost.discountRate
		}
	};
	if (!(given.costError > 0) || !(given.effect > 0)) return none;
	const { ratio = 0, limits } = costEffectiveness(given, effect.level);
	const worths = Array.from({ length: 21 }, (_, k) => (k * 3 * ratio) / 20);
	return {
		perEffect:
			limits.kind === 'bounded'
				? { kind: 'interval', estimate: ratio, lower: limits.lower, upper: limits.upper }
				: { kind: 'open', estimate: ratio, lower: leastRatio(limits) },
		acceptability: netBenefits(given, worths, effect.level).map(({ worth, acceptability }) => ({
			willingness: worth,
			probability: finite(acceptability) ?? 0
		}))
	};
}

/** Below it no ratio above 0 is in the set; null where all are. */
function leastRatio(limits: FiellerSet): number | null {
	if (limits.kind === 'from') return limits.lower;
	return limits.kind === 'two-pieces' && limits.above > 0 ? limits.above : null;
}
