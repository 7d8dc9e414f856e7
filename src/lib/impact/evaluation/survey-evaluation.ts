import { DataError } from '#lib/errors.ts';
import type {
	Evaluation,
	EvaluationNote,
	EvaluationRefusal,
	OutcomeEvaluation,
	RobustnessRow
} from '#lib/model/evaluation.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { type EffectOrRefusal, refused, testedEffect } from './effects.ts';
import type {
	EvaluationInput,
	EvaluationParts,
	ProgrammeWith,
	SurveyFigure
} from './evaluation-input.ts';
import { evaluationParts, inTurn, outcomesInOrder, placeboRows } from './evaluation-parts.ts';
import { relativeEffect } from './readings.ts';
import {
	type SurveyCells,
	type SurveyPlan,
	cellContrast,
	didCorners,
	surveyCells
} from './survey-cells.ts';
import { surveyStudy, surveyTrends } from './survey-pictures.ts';

type SurveyDesign = DesignOf<'survey'>;

/** One outcome with the figures to judge it by. */
interface Case {
	readonly outcome: ProgrammeOutcome;
	readonly plan: SurveyPlan;
	readonly figures: readonly SurveyFigure[];
	/** All of the design, in time; wordings are counted by them. */
	readonly waves: readonly string[];
}

/**
 * Differences in differences of published estimates of surveys, by territory and wave. The error is
 * that of sampling: what hit one territory alone, apart from the programme, is not in it, and a note
 * says so. Territories and waves count alike.
 * @throws DataError for a territory or survey that stands on both sides, or a figure there twice.
 */
export function surveyEvaluation(
	programme: ProgrammeWith<'survey'>,
	input: EvaluationInput
): EvaluationParts {
	const { design } = programme;
	expectApart(design);
	const cases = outcomesInOrder(programme).map((outcome): Case => ({
		...{ outcome, plan: design, figures: input.figures ?? [] },
		waves: [...design.before, ...design.after]
	}));
	const outcomes = inTurn(cases, input, outcomeOf);
	return evaluationParts(programme, {
		counts: countsOf(design),
		outcomes,
		robustness: [...robustnessOf(cases[0]!), ...placeboRows(outcomes)],
		displacement: { kind: 'not-assessed', why: 'no-geography' },
		settings: {
			...{ method: 'survey-did', variance: 'sampling', df: 'satterthwaite', level: 0.95 },
			weights: 'territories-and-waves-alike'
		},
		notes: [
			note('sampling-error-only'),
			...(design.before.length < 2 ? [note('parallel-trends-untested')] : [])
		]
	});
}

const note = (code: string): EvaluationNote => ({ code, values: {} });

function expectApart({ before, after, treated, comparison }: SurveyDesign) {
	for (const [what, all] of [
		['survey', [...before, ...after]],
		['territory', [...treated, ...comparison]]
	] as const) {
		const twice = all.find((one, i) => all.indexOf(one) !== i);
		if (twice !== undefined)
			throw new DataError(`${what} declared twice, name it on one side: ${twice}`);
	}
}

function outcomeOf(one: Case): OutcomeEvaluation {
	const { outcome, plan, figures } = one;
	const cells = surveyCells(figures, outcome.indicator ?? '', plan);
	const effect = estimated(one);
	const told = { outcome: outcome.id, role: outcome.role, effect, adjustedP: null, events: null };
	if ('kind' in cells || effect.kind === 'refused')
		return {
			...{ ...told, comparisonMean: null, without: null, comparisonSd: null, relative: null },
			...{ n: 'kind' in cells ? 0 : cells.n, pictures: [], notes: [] }
		};
	const after = (territories: readonly string[]) =>
		cellContrast(cells, [{ territories, surveys: plan.after, sign: 1 }]).estimate;
	const without = after(plan.treated) - effect.estimate;
	return {
		...{ ...told, comparisonMean: after(plan.comparison), without, comparisonSd: null },
		relative: relativeEffect(effect, without),
		...{ n: cells.n, notes: [] },
		pictures: [surveyTrends(cells, plan), surveyStudy(cells, plan)]
	};
}

function estimated({ outcome, plan, figures, waves }: Case): EffectOrRefusal {
	const refusal = wordingRefusal(outcome, plan, waves);
	if (refusal) return refusal;
	const cells = surveyCells(figures, outcome.indicator ?? '', plan);
	return 'kind' in cells ? cells : cellEffect(cells, plan);
}

function cellEffect(cells: SurveyCells, plan: SurveyPlan): EffectOrRefusal {
	const { estimate, test } = cellContrast(cells, didCorners(plan));
	return testedEffect(estimate, test, { estimator: 'two-by-two', variance: 'sampling' });
}

/** Waves count from 1; a question put otherwise from one of them on is another question. */
function wordingRefusal(
	{ changed }: ProgrammeOutcome,
	{ before, after }: SurveyPlan,
	waves: readonly string[]
): EvaluationRefusal | undefined {
	const numbers = [...before, ...after].map((survey) => waves.indexOf(survey) + 1);
	const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
	const inside = changed.map(({ period }) => period).filter((at) => at > first && at <= last);
	if (inside.length === 0) return undefined;
	// The waves beside the start are in the same words unless these changed right there.
	const next = inside.includes(numbers[before.length]!) ? null : 'window-without-change';
	return refused('wording-changed', next, { period: inside.join(', ') });
}

function countsOf({ before, after, treated, comparison }: SurveyDesign): Evaluation['counts'] {
	const waves = [...before, ...after];
	const units = treated.length + comparison.length;
	return {
		...{ rows: units * waves.length, units, treatedUnits: treated.length },
		...{ comparisonUnits: comparison.length, clusters: null, treatedClusters: null },
		...{ periods: waves.length, first: waves[0] ?? null, last: waves.at(-1) ?? null },
		starts: after.slice(0, 1)
	};
}

function robustnessOf(main: Case): RobustnessRow[] {
	const { before, after } = main.plan;
	const row = (
		change: string,
		values: EvaluationNote['values'],
		plan: Partial<SurveyPlan>
	): RobustnessRow => ({
		...{ change, values, placebo: false },
		result: estimated({ ...main, plan: { ...main.plan, ...plan } })
	});
	const nearest = { before: before.slice(-1), after: after.slice(0, 1) };
	return [
		...(['treated', 'comparison'] as const).flatMap((group) =>
			withoutOne(main.plan[group]).map(([territory, rest]) =>
				row('without-group', { group: territory }, { [group]: rest })
			)
		),
		...(before.length + after.length > 2
			? [row('nearest-waves', { before: before.at(-1) ?? '', after: after[0] ?? '' }, nearest)]
			: []),
		...placeboDate(main)
	];
}

/** Each, and those that are left without it; none of one alone. */
const withoutOne = (all: readonly string[]): [string, string[]][] =>
	all.length < 2 ? [] : all.map((one) => [one, all.filter((other) => other !== one)]);

/** As if it had begun with the last wave before it did. */
function placeboDate(main: Case): RobustnessRow[] {
	const { before } = main.plan;
	if (before.length < 2) return [];
	const plan = { ...main.plan, before: before.slice(0, -1), after: before.slice(-1) };
	return [
		{
			...{ change: 'placebo-date', values: { period: before.length, name: plan.after[0] ?? '' } },
			...{ result: estimated({ ...main, plan }), placebo: true }
		}
	];
}
