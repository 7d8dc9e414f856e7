import type { Evaluation, EvaluationNote, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { OutcomeRole, ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { EvaluationInput, EvaluationParts } from './evaluation-input.ts';
import {
	attritionOf,
	costOf,
	detectable,
	trendsDiffer,
	verdictOf,
	withAdjustedP
} from './readings.ts';

const order: readonly OutcomeRole[] = ['main', 'secondary', 'harm', 'placebo'];

/** Declared outcomes, the main one first, then secondary ones, harms, placebos. */
export const outcomesInOrder = ({ outcomes }: Programme): ProgrammeOutcome[] =>
	outcomes.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));

/** One after the other, saying how far it is; what follows from all of them is one step more. */
export const inTurn = <Case, Result>(
	cases: readonly Case[],
	{ progress }: Pick<EvaluationInput, 'progress'>,
	result: (one: Case) => Result
): Result[] =>
	cases.map((one, done) => {
		progress?.(done, cases.length + 1);
		return result(one);
	});

export interface Found extends Pick<
	EvaluationParts,
	'counts' | 'robustness' | 'settings' | 'arms' | 'exact'
> {
	/** In the order in which they are printed. */
	readonly outcomes: readonly OutcomeEvaluation[];
	/** What happened to the neighbours, or why nothing is said of them. */
	readonly displacement: Evaluation['displacement'] | 'not-territorial';
	readonly notes?: readonly EvaluationNote[];
}

/** What follows from the effects, whatever the design: verdict, power, cost, adjusted p, attrition. */
export function evaluationParts(programme: Programme, found: Found): EvaluationParts {
	const { counts, robustness, settings, arms, exact, notes = [] } = found;
	const declared = outcomesInOrder(programme)[0]!;
	const main = found.outcomes[0]!;
	const { direction } = declared;
	return {
		verdict: verdictOf(main.effect, direction, trendsDiffer(main.pictures)),
		counts,
		outcomes: withAdjustedP(found.outcomes),
		robustness,
		displacement:
			found.displacement === 'not-territorial'
				? { kind: 'not-assessed', why: found.displacement }
				: found.displacement,
		power: detectable(main.effect, main.without ?? undefined),
		cost: costOf(programme, main.effect, direction),
		attrition: attritionOf(programme.flow),
		settings,
		notes: [...notes],
		...(arms && { arms }),
		...(exact && { exact })
	};
}

/** A placebo outcome as a row of the robustness panel: nothing is expected of it. */
export const placeboRows = (outcomes: readonly OutcomeEvaluation[]): Evaluation['robustness'] =>
	outcomes
		.filter(({ role }) => role === 'placebo')
		.map(({ outcome, effect }) => ({
			change: 'placebo-outcome',
			values: { outcome },
			result: effect,
			placebo: true
		}));
