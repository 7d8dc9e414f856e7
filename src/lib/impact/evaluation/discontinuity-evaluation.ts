import { DataError } from '#lib/errors.ts';
import type {
	Evaluation,
	EvaluationNote,
	OutcomeEvaluation,
	RobustnessRow
} from '#lib/model/evaluation.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import type { Discontinuity, DiscontinuityOptions } from '../discontinuity/discontinuity.ts';
import {
	bandwidthSensitivity,
	covariateJumps,
	placeboCutoffs
} from '../discontinuity/robustness.ts';
import type { RunningRows } from '../discontinuity/running-rows.ts';
import { heaping } from '../discontinuity/sorting.ts';
import { type TreatedSign, attemptEffect, jumpOrRefusal } from './discontinuity-effects.ts';
import {
	type Tried,
	cutoffBalance,
	discontinuityPicture,
	heapOf
} from './discontinuity-pictures.ts';
import { type EffectOrRefusal, refused } from './effects.ts';
import type { EvaluationInput, EvaluationParts, ProgrammeWith } from './evaluation-input.ts';
import { evaluationParts, inTurn, outcomesInOrder, placeboRows } from './evaluation-parts.ts';
import { inputTable, shownOutcome } from './input-table.ts';
import { relativeEffect } from './readings.ts';
import { type TextTable, numberColumn, textColumn } from './text-table.ts';

/** Of a yes or no, and of a count, within the bandwidth: with fewer no normal interval is given. */
const leastEvents = 10;

type RuleDesign = DesignOf<'discontinuity'>;

interface CaseRows extends RunningRows {
	readonly outcome: Float64Array;
	readonly running: Float64Array;
}

/** One outcome along the running variable. */
interface Case {
	readonly outcome: ProgrammeOutcome;
	readonly design: RuleDesign;
	/** Without covariates, which only the adjusted row uses. */
	readonly rows: CaseRows;
	readonly covariates: NonNullable<RunningRows['covariates']>;
	readonly sign: TreatedSign;
}

/**
 * A rule with a threshold: the jump of every outcome there, treated less untreated, as R `rdrobust`
 * prints it: local lines on either side, with the interval that answers for their bias. A row at the
 * cut-off counts as above it.
 * @throws DataError naming line and column of what cannot be read.
 */
export function discontinuityEvaluation(
	programme: ProgrammeWith<'discontinuity'>,
	input: EvaluationInput
): EvaluationParts {
	const { design } = programme;
	const table = inputTable(input, design.table.file);
	expectPlacebos(design);
	const cases = outcomesInOrder(programme).map((outcome) => caseOf(design, table, outcome));
	const found = inTurn(cases, input, fitted);
	const [main, first] = [cases[0]!, found[0]!];
	const tried = first.fit && triedBeside(main, first.fit);
	const outcomes = cases.map((one, i) => outcomeOf(one, found[i]!, i === 0 ? tried : undefined));
	return evaluationParts(programme, {
		counts: countsOf(main),
		outcomes,
		robustness: [
			...(first.fit && tried ? robustnessOf(main, first.fit, tried) : []),
			...placeboRows(outcomes)
		],
		displacement: 'not-territorial',
		settings: settingsOf(main, first.fit)
	});
}

function expectPlacebos({ placeboCutoffs: cutoffs, cutoff }: RuleDesign) {
	if (cutoffs.includes(cutoff))
		throw new DataError(`a false threshold is the true one, choose another: ${cutoff}`);
}

function caseOf(design: RuleDesign, table: TextTable, outcome: ProgrammeOutcome): Case {
	const { running, cluster, covariates } = design.table;
	return {
		...{ outcome, design, sign: design.treatedSide === 'above' ? 1 : -1 },
		rows: {
			outcome: shownOutcome(table, outcome),
			running: numberColumn(table, running),
			cutoff: design.cutoff,
			...(cluster !== undefined && { cluster: textColumn(table, cluster) })
		},
		covariates: covariates.map(({ column }) => ({
			name: column,
			values: numberColumn(table, column)
		}))
	};
}

interface Fitted {
	readonly effect: EffectOrRefusal;
	readonly fit: Discontinuity | undefined;
}

function fitted({ outcome, rows, sign }: Case): Fitted {
	const refusal = refused('few-events', 'randomisation-inference', { needed: leastEvents });
	if (isSparse(outcome, Array.from(rows.outcome))) return { effect: refusal, fit: undefined };
	let fit: Discontinuity | undefined;
	const effect = jumpOrRefusal(rows, sign, {}, (found) => (fit = found));
	if (fit && isSparse(outcome, nearOutcomes(rows, fit))) return { effect: refusal, fit: undefined };
	return { effect, fit };
}

/** Whether so few have it, or lack it, that no normal interval holds. */
function isSparse({ scale }: ProgrammeOutcome, outcomes: readonly number[]): boolean {
	const known = outcomes.filter((value) => !Number.isNaN(value));
	if (known.length === 0) return false;
	const sum = known.reduce((total, value) => total + value, 0);
	if (known.every((value) => value === 0 || value === 1))
		return Math.min(sum, known.length - sum) < leastEvents;
	return scale.kind === 'count' && scale.exposure === undefined && sum < leastEvents;
}

/** Within the bandwidth. */
const nearOutcomes = (
	{ outcome, running, cutoff }: CaseRows,
	{ below, above }: Discontinuity
): number[] =>
	Array.from(outcome).filter((_, row) => {
		const distance = running[row]! - cutoff;
		return Math.abs(distance) <= (distance < 0 ? below : above).bandwidth.h;
	});

function triedBeside({ rows, covariates, design }: Case, fit: Discontinuity): Tried {
	const { placeboCutoffs: cutoffs } = design;
	return {
		bandwidths: bandwidthSensitivity(rows, fit),
		placebos: placeboCutoffs(rows, cutoffs.length > 0 ? { cutoffs } : {}),
		jumps: covariateJumps({ ...rows, covariates })
	};
}

function outcomeOf(
	{ outcome, rows, covariates, sign }: Case,
	{ effect, fit }: Fitted,
	tried: Tried | undefined
): OutcomeEvaluation {
	const untreated = fit && (sign === 1 ? fit.below : fit.above).limit;
	return {
		...{ outcome: outcome.id, role: outcome.role, effect, adjustedP: null, comparisonSd: null },
		// At the cut-off itself both are the same: who is just not under the rule.
		...{ comparisonMean: untreated ?? null, without: untreated ?? null, events: null },
		relative: relativeEffect(effect, untreated),
		n: fit ? fit.below.rowsInH + fit.above.rowsInH : 0,
		pictures:
			fit && tried
				? [
						discontinuityPicture(rows, fit, tried, sign),
						...cutoffBalance({ ...rows, covariates }, tried.jumps, sign)
					]
				: [],
		notes: fit ? notesOf(fit) : []
	};
}

const notesOf = ({ warnings }: Discontinuity): EvaluationNote[] =>
	warnings.map(({ code, ...values }) => ({ code, values }));

function countsOf({
	rows: { outcome, running, cutoff, cluster },
	sign
}: Case): Evaluation['counts'] {
	const known = Array.from(running.keys()).filter(
		(row) => !Number.isNaN(running[row]) && !Number.isNaN(outcome[row])
	);
	const treated = known.filter((row) => running[row]! >= cutoff === (sign === 1));
	const distinct = (rows: readonly number[]) =>
		cluster ? new Set(rows.map((row) => cluster[row])).size : null;
	return {
		...{ rows: known.length, units: known.length, treatedUnits: treated.length },
		comparisonUnits: known.length - treated.length,
		...{ clusters: distinct(known), treatedClusters: distinct(treated) },
		...{ periods: null, first: null, last: null, starts: [] }
	};
}

function settingsOf({ design }: Case, fit: Discontinuity | undefined): Evaluation['settings'] {
	return {
		...{ method: 'local-polynomial', estimate: 'conventional', interval: 'robust-bias-corrected' },
		...{ cutoff: design.cutoff, treatedSide: design.treatedSide },
		order: fit?.settings.order ?? 1,
		biasOrder: fit?.settings.biasOrder ?? 2,
		kernel: fit?.settings.kernel ?? 'triangular',
		bandwidthRule: 'mserd',
		h: fit?.below.bandwidth.h ?? null,
		b: fit?.below.bandwidth.b ?? null,
		biasCorrected: fit ? (design.treatedSide === 'above' ? 1 : -1) * fit.robust.estimate : null,
		variance: fit?.settings.variance.name ?? null,
		level: 0.95,
		leastEvents
	};
}

function robustnessOf(main: Case, fit: Discontinuity, tried: Tried): RobustnessRow[] {
	const { rows, sign, covariates } = main;
	const changed = (
		change: string,
		values: EvaluationNote['values'],
		{ own = rows, options = {} }: { own?: RunningRows; options?: DiscontinuityOptions }
	): RobustnessRow => ({
		...{ change, values, placebo: false },
		result: jumpOrRefusal(own, sign, options)
	});
	return [
		...tried.bandwidths
			.filter(({ factor }) => factor === 0.5 || factor === 2)
			.map(({ factor, h, attempt }) => ({
				...{ change: 'bandwidth', values: { factor, h }, placebo: false },
				result: attemptEffect(attempt, sign)
			})),
		...(['epanechnikov', 'uniform'] as const).map((kernel) =>
			changed('kernel', { kernel }, { options: { kernel } })
		),
		changed('order', { order: 2 }, { options: { order: 2 } }),
		...(covariates.length > 0 ? [changed('covariates', {}, { own: { ...rows, covariates } })] : []),
		...withoutHeap(rows, fit).map(([value, own]) => changed('without-heap', { value }, { own })),
		...tried.placebos.map(({ cutoff, attempt }) => ({
			...{ change: 'placebo-cutoff', values: { cutoff }, placebo: true },
			result: attemptEffect(attempt, sign)
		})),
		...tried.jumps.map(({ name, attempt }) => ({
			...{ change: 'covariate-jump', values: { covariate: name }, placebo: true },
			result: attemptEffect(attempt, sign)
		}))
	];
}

/** Rows without those at the commonest value, where that is a heap within the bandwidth. */
function withoutHeap(rows: CaseRows, { below, above }: Discontinuity): [number, RunningRows][] {
	const heap = heapOf(heaping(rows.running, rows.cutoff));
	const reach = Math.max(below.bandwidth.h, above.bandwidth.h);
	if (!heap || Math.abs(heap.value - rows.cutoff) > reach) return [];
	const kept = Array.from(rows.running.keys()).filter((row) => rows.running[row] !== heap.value);
	const values = (from: ArrayLike<number>) => Float64Array.from(kept, (row) => from[row]!);
	const { cluster, cutoff, outcome, running } = rows;
	const own = {
		...{ cutoff, outcome: values(outcome), running: values(running) },
		...(cluster && { cluster: kept.map((row) => cluster[row]!) })
	};
	return [[heap.value, own]];
}
