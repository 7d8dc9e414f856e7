import { DataError } from '#lib/errors.ts';
import type { EvaluationParts, ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import {
	evaluationParts,
	outcomesInOrder,
	placeboRows
} from '#lib/impact/evaluation/evaluation-parts.ts';
import { curveGrid } from '#lib/impact/evaluation/follow-up-windows.ts';
import { relativeEffect } from '#lib/impact/evaluation/readings.ts';
import type { RiskTable } from '#lib/impact/survival/risk-table.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type {
	EvaluationEffect,
	EvaluationRefusal,
	OutcomeEvaluation,
	RobustnessRow
} from '#lib/model/evaluation.ts';
import type { EvaluationPicture, PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { SurvivalSteps } from '#lib/model/survival-steps.ts';
import { halfDown } from './count-buckets.ts';
import {
	type CurveReading,
	curveEffect,
	curveReadings,
	curveWindows,
	longestReading
} from './curve-effects.ts';
import type { StepTable } from './grid-counts.ts';
import { type ProgrammeSurvival, programmeRules, protectedSurvival } from './protect-survival.ts';
import { isToldColumn, shownBalance } from './shown-balance.ts';
import { decimals, shownDigits, shownEffect, shownNotes, withheld } from './shown-numbers.ts';

/** What of an evaluation may be published. */
export type PublishedParts = Omit<EvaluationParts, 'arms' | 'exact'>;

/** Everything that protection of one evaluation needs. */
interface Protection {
	readonly parts: EvaluationParts;
	readonly programme: ProgrammeWith<'cohort'>;
	readonly rules: DisclosureRules;
	readonly steps: SurvivalSteps;
}

/**
 * An evaluation of people as it may be published. Shares until a window, and the headline, are read
 * off the protected curves, so that nothing tells more than they do; whatever else is told of people
 * is rounded, or withheld where few have or lack it.
 */
export function protectedEvaluation(
	parts: EvaluationParts,
	programme: ProgrammeWith<'cohort'>,
	rules: DisclosureRules
): PublishedParts {
	const steps = protectedSurvival(survivalOf(parts, programme, rules), rules);
	const protection = { parts, programme, rules, steps };
	const outcomes = parts.outcomes.map((outcome) => shownOutcome(protection, outcome));
	const {
		arms: _,
		exact: __,
		...published
	} = evaluationParts(
		{ ...programme, flow: shownFlow(programme.flow, rules) },
		{
			counts: shownCounts(protection),
			outcomes,
			robustness: [...shownRows(protection), ...placeboRows(outcomes)],
			displacement: 'not-territorial',
			settings: shownSettings(parts, rules),
			notes: shownNotes(parts.notes, rules.rounding.cases)
		}
	);
	return published;
}

/** The exact arms as protection takes them; throws DataError where there are none. */
export function survivalOf(
	{ arms }: EvaluationParts,
	{ id, tier, design }: ProgrammeWith<'cohort'>,
	rules: DisclosureRules
): ProgrammeSurvival {
	if (!arms) throw new DataError(`evaluation without the tables of its arms: ${id}`);
	const causes = [design.cause, ...design.competing].map((cause) => cause.id);
	return {
		...{ programme: id, tier, unit: design.unit, causes, together: [], total: false },
		arms: Object.fromEntries(
			Object.entries(arms).map(([arm, table]) => [arm, stepTable(table, causes)])
		),
		grid: curveGrid(design.unit, programmeRules(rules).curves.gridDays)
	};
}

const stepTable = (
	{ time, atRisk, events, censored }: RiskTable,
	causes: readonly string[]
): StepTable => ({
	...{ time, atRisk, censored },
	events: Object.fromEntries(causes.map((cause, i) => [cause, events[i] ?? []]))
});

/** People at each step, as they may be told. */
export const shownFlow = (flow: Programme['flow'], { rounding }: DisclosureRules) =>
	flow.map(({ step, treated, comparison }) => ({
		step,
		treated: halfDown(treated, rounding.cases),
		comparison: halfDown(comparison, rounding.cases)
	}));

const shownSettings = ({ settings }: EvaluationParts, { id, rounding }: DisclosureRules) => ({
	...settings,
	...{ method: 'life-table', variance: 'published-curves' },
	...{ disclosureRules: id, peopleRoundedTo: rounding.cases }
});

function shownCounts({ parts: { counts }, rules }: Protection): EvaluationParts['counts'] {
	const { cases } = rules.rounding;
	const [treatedUnits, comparisonUnits] = [
		halfDown(counts.treatedUnits, cases),
		halfDown(counts.comparisonUnits, cases)
	];
	const units = treatedUnits + comparisonUnits;
	return { ...counts, rows: units, units, treatedUnits, comparisonUnits };
}

function shownOutcome(protection: Protection, found: OutcomeEvaluation): OutcomeEvaluation {
	const { programme, rules } = protection;
	const declared = outcomesInOrder(programme).find(({ id }) => id === found.outcome);
	if (!declared) throw new DataError(`outcome that is not declared: ${found.outcome}`);
	const told =
		declared.column === undefined
			? curveOutcome(protection, declared, found)
			: columnOutcome(protection, declared.column, found);
	return {
		...found,
		...told,
		n: halfDown(found.n, rules.rounding.cases),
		...{ comparisonMean: told.without, comparisonSd: null, events: null, adjustedP: null },
		relative: relativeEffect(told.effect, told.without ?? undefined),
		pictures: found.pictures.flatMap((picture) => shownPicture(protection, picture))
	};
}

type Told = Pick<OutcomeEvaluation, 'effect' | 'without' | 'notes'>;

/** Of the published curves alone; what had too few events stays refused. */
function curveOutcome(
	{ steps, programme: { design } }: Protection,
	{ cause = '' }: ProgrammeOutcome,
	found: OutcomeEvaluation
): Told {
	const readings = curveReadings(steps, design, cause);
	const longest = longestReading(readings);
	return {
		effect: found.effect.kind === 'refused' ? shownEffect(found.effect) : curveEffect(longest),
		without: found.effect.kind === 'refused' ? null : (longest?.comparison?.share ?? null),
		notes: windowNotes(readings, longest)
	};
}

const windowNotes = (
	readings: readonly CurveReading[],
	longest: CurveReading | undefined
): OutcomeEvaluation['notes'] => [
	...(longest ? [{ code: 'window', values: { months: longest.months } }] : []),
	...readings
		.filter(({ months }) => months > (longest?.months ?? 0))
		.map(({ months }) => ({ code: 'window-not-shown', values: { months } }))
];

function columnOutcome(
	{ parts, rules }: Protection,
	column: string,
	found: OutcomeEvaluation
): Told {
	const isTold = isToldColumn(parts.exact?.columns ?? [], column, rules);
	return {
		effect: isTold ? shownEffect(found.effect) : withheld,
		without: isTold ? decimals(found.without, shownDigits.difference) : null,
		notes: shownNotes(found.notes, rules.rounding.cases)
	};
}

function shownPicture(protection: Protection, picture: EvaluationPicture): EvaluationPicture[] {
	const { parts, rules } = protection;
	if (picture.kind === 'survival') return [shownSurvival(protection, picture)];
	if (picture.kind !== 'balance' || !parts.exact || !areBothShown(protection)) return [];
	return [shownBalance(picture, parts.exact, rules)];
}

/** What compares the arms is told where each has a curve of its own. */
const areBothShown = ({ steps: { curves } }: Pick<Protection, 'steps'>) => curves.length === 2;

function shownSurvival(protection: Protection, picture: PictureOf<'survival'>): EvaluationPicture {
	const { steps, programme } = protection;
	const { design } = programme;
	const both = areBothShown(protection);
	const test = (one: PictureOf<'survival'>['gray']) =>
		one && both
			? {
					df: one.df,
					statistic: decimals(one.statistic, shownDigits.statistic),
					pValue: decimals(one.pValue, shownDigits.pValue)
				}
			: null;
	const { hazardRatio: ratio, proportional } = picture;
	return {
		...{ kind: 'survival', steps, logRank: test(picture.logRank), gray: test(picture.gray) },
		hazardRatio:
			ratio && both
				? {
						...ratio,
						estimate: decimals(ratio.estimate, shownDigits.ratio),
						lower: decimals(ratio.lower, shownDigits.ratio),
						upper: decimals(ratio.upper, shownDigits.ratio)
					}
				: null,
		proportional:
			proportional && both ? { pValue: decimals(proportional.pValue, shownDigits.pValue) } : null,
		windows: curveWindows(curveReadings(steps, design, design.cause.id))
	};
}

/** Placebo outcomes stand with the outcomes. */
function shownRows(protection: Protection): RobustnessRow[] {
	const shown = (result: EvaluationEffect | EvaluationRefusal) =>
		areBothShown(protection) ? shownEffect(result) : withheld;
	return protection.parts.robustness
		.filter(({ change }) => change !== 'placebo-outcome')
		.map((row) => ({ ...row, result: shown(row.result) }));
}
