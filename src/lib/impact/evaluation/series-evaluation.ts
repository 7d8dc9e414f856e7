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
import { breaksOf } from '#lib/model/programme-series.ts';
import type { SeriesModel } from '../time-series/interrupted-series.ts';
import { type EffectOrRefusal, attempted, refused } from './effects.ts';
import type { EvaluationInput, EvaluationParts, ProgrammeWith } from './evaluation-input.ts';
import { evaluationParts, inTurn, outcomesInOrder, placeboRows } from './evaluation-parts.ts';
import { inputTable } from './input-table.ts';
import { meanOf } from './mean-difference.ts';
import { periodName } from './period-names.ts';
import { relativeEffect } from './readings.ts';
import { outcomeBreaks, seriesBreakRefusal } from './series-breaks.ts';
import {
	type SeriesChoice,
	seriesEffect,
	seriesModel,
	seriesPicture,
	seriesWithout
} from './series-model.ts';
import { type OutcomeSeries, outcomeSeries, periodsWhere, shownValues } from './series-table.ts';
import type { TextTable } from './text-table.ts';

/** Before and after the interruption. */
const leastPoints = 8;
/** Of a count since the interruption: with fewer no normal interval is given. */
const leastEvents = 10;

type SeriesDesign = DesignOf<'series'>;

/** One outcome, ready to be modelled. */
interface Case {
	readonly outcome: ProgrammeOutcome;
	readonly series: OutcomeSeries;
	readonly control: OutcomeSeries | undefined;
	readonly choice: SeriesChoice;
	readonly design: SeriesDesign;
	/** Periods from which on the series is counted otherwise. */
	readonly breaks: readonly number[];
	readonly controlBreaks: readonly number[];
}

/**
 * An interrupted time series: the effect at the first of the declared periods, with the line that was
 * expected. Ratio where counts are modelled. The control series, of the main outcome, is a row of the
 * robustness panel; harms are estimated as the main outcome is.
 * @throws DataError naming line and column for a table that cannot be read.
 */
export function seriesEvaluation(
	programme: ProgrammeWith<'series'>,
	input: EvaluationInput
): EvaluationParts {
	const { design } = programme;
	const table = inputTable(input, design.table.file);
	const cases = outcomesInOrder(programme).map((outcome) => caseOf(programme, table, outcome));
	const outcomes = inTurn(cases, input, outcomeOf);
	const main = cases[0]!;
	return evaluationParts(programme, {
		counts: countsOf(main),
		outcomes,
		robustness: [...robustnessOf(main), ...placeboRows(outcomes)],
		displacement: 'not-territorial',
		settings: settingsOf(main)
	});
}

function caseOf(
	{ design, series: made }: ProgrammeWith<'series'>,
	table: TextTable,
	outcome: ProgrammeOutcome
): Case {
	const { column = '', role, scale } = outcome;
	const ratio = design.variance === 'quasi-poisson' && scale.kind === 'count';
	const { control } = design.table;
	return {
		...{ outcome, design },
		breaks: outcomeBreaks(made, outcome),
		controlBreaks: breaksOf(made, [control]),
		series: outcomeSeries(table, design, column, scale),
		control:
			// Counted among the same people as the outcome, so that one axis serves both.
			control !== undefined && role === 'main'
				? outcomeSeries(table, design, control, scale)
				: undefined,
		choice: {
			interruption: design.interruption,
			// Numbers that are no counts have no dispersion.
			variance: design.variance === 'quasi-poisson' && !ratio ? 'newey-west' : design.variance,
			ratio,
			season: seasonOf(design)
		}
	};
}

const seasonOf = ({ season, harmonics }: SeriesDesign): SeriesChoice['season'] =>
	season === undefined
		? undefined
		: { period: season, harmonics: harmonics ?? (season < 5 ? 1 : 2) };

/** The first of the declared periods is the one of the headline. */
const headlineAt = ({ effectAt }: SeriesDesign) => effectAt[0]!;

function outcomeOf(one: Case): OutcomeEvaluation {
	const { outcome, series, control, choice, design } = one;
	const at = headlineAt(design);
	let model: SeriesModel | undefined;
	const effect = estimated(one, choice, (found) => (model = found));
	const without = model && seriesWithout(model, at);
	const isSince = (period: number) => period >= design.interruption;
	const mean = control && meanOf(shownValues(periodsWhere(control, isSince)));
	return {
		...{ outcome: outcome.id, role: outcome.role, effect, adjustedP: null, comparisonSd: null },
		comparisonMean: mean ?? null,
		without: without ?? null,
		relative: relativeEffect(effect, without),
		n: series.time.length,
		events: outcome.scale.kind === 'count' ? sumOf(periodsWhere(series, isSince).values) : null,
		pictures: model ? [seriesPicture(series, model, { control, at: design.effectAt })] : [],
		notes: notesOf(one, model)
	};
}

/** The effect, or why there is none; the model is told on the way. */
function estimated(
	{ outcome, series, design, breaks }: Pick<Case, 'outcome' | 'series' | 'design' | 'breaks'>,
	choice: SeriesChoice,
	told: (model: SeriesModel) => void = () => undefined
): EffectOrRefusal {
	const refusal =
		wordingRefusal(outcome, series, choice) ??
		seriesBreakRefusal(breaks, design.time, {
			...windowOf(series),
			starts: [choice.interruption]
		}) ??
		pointsRefusal(series, choice) ??
		gapRefusal(series, choice) ??
		eventsRefusal(outcome, series, choice);
	if (refusal) return refusal;
	return attempted(() => {
		const at = effectPeriod(series, design, choice);
		const model = seriesModel(series, choice);
		told(model);
		return seriesEffect(model, at);
	});
}

/** As long after a false interruption as the headline is after the true one, where data reach so far. */
function effectPeriod(
	{ time }: OutcomeSeries,
	design: SeriesDesign,
	{ interruption }: SeriesChoice
): number {
	const last = time[time.length - 1]!;
	if (interruption !== design.interruption)
		return Math.min(last, interruption + headlineAt(design) - design.interruption);
	const bad = design.effectAt.find((at) => !(at >= interruption && at <= last));
	if (bad !== undefined)
		throw new DataError(
			`an effect is told at periods from ${interruption} to ${last}, change effectAt: ${bad}`
		);
	return headlineAt(design);
}

const sides = ({ time }: OutcomeSeries, from: number) => {
	const before = time.filter((period) => period < from).length;
	return { before, after: time.length - before };
};

function pointsRefusal(
	series: OutcomeSeries,
	{ interruption }: SeriesChoice
): EvaluationRefusal | undefined {
	const { before, after } = sides(series, interruption);
	if (before >= leastPoints && after >= leastPoints) return undefined;
	const next = before < leastPoints ? 'earlier-data' : 'later-data';
	return refused('too-few-points', next, { before, after, needed: leastPoints });
}

/** What was asked in other words is another series; a part that is long enough may stand alone. */
function wordingRefusal(
	{ changed }: ProgrammeOutcome,
	series: OutcomeSeries,
	choice: SeriesChoice
): EvaluationRefusal | undefined {
	const { first, last } = windowOf(series);
	const periods = changed
		.map(({ period }) => period)
		.filter((period) => period > first && period <= last);
	if (periods.length === 0) return undefined;
	const from = Math.max(-Infinity, ...periods.filter((period) => period < choice.interruption));
	const until = Math.min(Infinity, ...periods.filter((period) => period >= choice.interruption));
	const part = periodsWhere(series, (period) => period >= from && period < until);
	const next = pointsRefusal(part, choice) ? 'control-recorded-alike' : 'window-without-change';
	return refused('wording-changed', next, { period: periods.join(', ') });
}

/** Newey-West counts in periods, so that none may be missing. */
function gapRefusal(
	{ time }: OutcomeSeries,
	{ variance }: SeriesChoice
): EvaluationRefusal | undefined {
	const gap = time.findIndex((period, row) => row > 0 && period !== time[row - 1]! + 1);
	if (variance !== 'newey-west' || gap < 0) return undefined;
	return refused('gap-in-series', 'ar1', { period: time[gap - 1]! + 1 });
}

function eventsRefusal(
	{ scale }: ProgrammeOutcome,
	series: OutcomeSeries,
	{ interruption }: SeriesChoice
): EvaluationRefusal | undefined {
	if (scale.kind !== 'count') return undefined;
	const after = sumOf(periodsWhere(series, (period) => period >= interruption).values);
	const before = sumOf(series.values) - after;
	const events = Math.min(before, after);
	if (events >= leastEvents) return undefined;
	return refused('few-events', 'longer-periods', { before, after, needed: leastEvents });
}

const windowOf = ({ time }: OutcomeSeries) => ({ first: time[0]!, last: time[time.length - 1]! });

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

function notesOf({ series, choice, design }: Case, model: SeriesModel | undefined) {
	const notes: EvaluationNote[] = (model?.warnings ?? []).map(({ code, ...values }) => ({
		code,
		values
	}));
	if (series.blanks > 0) notes.push({ code: 'blank-periods', values: { periods: series.blanks } });
	if (design.variance !== choice.variance)
		notes.push({ code: 'variance-not-for-this-scale', values: { used: choice.variance } });
	return notes;
}

function countsOf({ series, control, design }: Case): Evaluation['counts'] {
	const { time } = series;
	const name = (period: number | undefined) =>
		period === undefined ? null : periodName(design.time, period);
	const comparisonUnits = control ? 1 : 0;
	return {
		...{ rows: time.length, units: 1 + comparisonUnits, treatedUnits: 1, comparisonUnits },
		...{ clusters: null, treatedClusters: null, periods: time.length },
		...{ first: name(time[0]), last: name(time.at(-1)) },
		starts: [periodName(design.time, design.interruption)]
	};
}

function settingsOf({ choice, design }: Case): Evaluation['settings'] {
	return {
		method: choice.ratio ? 'interrupted-counts' : 'interrupted-series',
		variance: choice.variance,
		interruption: design.interruption,
		effectAt: headlineAt(design),
		effectAtName: periodName(design.time, headlineAt(design)),
		scale: choice.ratio ? 'ratio' : 'difference',
		season: choice.season?.period ?? null,
		harmonics: choice.season?.harmonics ?? null,
		likelihood: choice.variance === 'ar1' ? 'reml' : null,
		lagRule: choice.variance === 'newey-west' ? 'newey-west-1994' : null,
		smallSample: choice.variance === 'newey-west' ? 'n/(n-k)' : null,
		leastPoints,
		leastEvents
	};
}

function robustnessOf(main: Case): RobustnessRow[] {
	const { choice } = main;
	const row = (
		change: string,
		values: EvaluationNote['values'],
		changes: Partial<SeriesChoice>
	): RobustnessRow => ({
		...{ change, values, placebo: false },
		result: estimated(main, { ...choice, ...changes })
	});
	return [
		...otherVariances(main).map((variance) => row('variance', { variance }, { variance })),
		...otherSeason(main).map((season) =>
			row('season', { season: season?.period ?? 0 }, { season })
		),
		...(main.control ? [controlRow(main, main.control)] : []),
		placeboDate(main)
	];
}

function otherVariances({ choice }: Case): SeriesChoice['variance'][] {
	const all: SeriesChoice['variance'][] = choice.ratio
		? ['newey-west', 'ar1', 'quasi-poisson']
		: ['newey-west', 'ar1'];
	return all.filter((variance) => variance !== choice.variance);
}

const perYear: Partial<Record<SeriesDesign['time']['unit'], number>> = { quarter: 4, month: 12 };

/** Without the season that was declared, or with that of the year where there are two years. */
function otherSeason({ choice, design, series }: Case): SeriesChoice['season'][] {
	if (choice.season) return [undefined];
	const season = perYear[design.time.unit];
	if (season === undefined || series.time.length < 2 * season) return [];
	return [seasonOf({ ...design, season })];
}

/** What the series did beyond the control. The same unit has to be in both, or a ratio of both. */
function controlRow(main: Case, control: OutcomeSeries): RobustnessRow {
	const { outcome, choice, design } = main;
	const starts = [choice.interruption];
	const isCount = outcome.scale.kind === 'count' && outcome.scale.exposure !== undefined;
	const refusal =
		isCount && !choice.ratio
			? refused('control-in-another-unit', 'quasi-poisson')
			: (seriesBreakRefusal(main.controlBreaks, design.time, { ...windowOf(control), starts }) ??
				pointsRefusal(control, choice) ??
				gapRefusal(control, choice));
	return {
		...{ change: 'control-series', values: {}, placebo: false },
		result: refusal ?? estimated(main, { ...choice, control })
	};
}

/** A false interruption halfway before the true one, on what was seen until then. */
function placeboDate(main: Case): RobustnessRow {
	const { series, choice, design } = main;
	const before = periodsWhere(series, (period) => period < design.interruption);
	const interruption = before.time[Math.floor(before.time.length / 2)] ?? design.interruption - 1;
	return {
		...{ change: 'placebo-date', placebo: true },
		values: { period: interruption, name: periodName(design.time, interruption) },
		result: estimated({ ...main, series: before }, { ...choice, interruption })
	};
}
