import type { Evaluation, EvaluationNote, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { EvaluationPicture } from '#lib/model/evaluation-pictures.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { cohorts, panelCounts } from '../panel/cohorts.ts';
import type { BandOptions } from '../group-time/group-time-types.ts';
import type { Panel } from '../panel/panel.ts';
import { evaluationParts, outcomesInOrder, placeboRows } from './evaluation-parts.ts';
import { balancePicture } from './balance-picture.ts';
import { type EffectOrRefusal, attempted, refused } from './effects.ts';
import type { EvaluationInput, EvaluationParts, ProgrammeWith } from './evaluation-input.ts';
import { type PanelData, outcomeValues, panelData, panelFor } from './panel-data.ts';
import {
	type PanelEstimate,
	type PanelSpec,
	groupTimeEstimate,
	isSynthetic,
	panelEffect,
	panelEstimate
} from './panel-estimates.ts';
import {
	baconPicture,
	groupTimePicture,
	groupTimeStudy,
	sensitivityPicture,
	trendsPicture,
	twoWayStudy
} from './panel-pictures.ts';
import { syntheticEstimate, syntheticPicture } from './panel-synthetic.ts';
import { type Alternative, panelAlternatives } from './panel-robustness.ts';
import { sparseEffect, treatedEvents } from './panel-sparse.ts';
import { relativeEffect } from './readings.ts';
import { meanOf } from './mean-difference.ts';
import { periodName } from './period-names.ts';
import { outcomeBreaks, seriesBreakRefusal } from './series-breaks.ts';

/**
 * A programme whose units are seen over time: effects on every outcome, the ring of neighbours, the
 * pictures of the main outcome and what becomes of it when one thing changes.
 * @throws DataError naming file, line and column of what cannot be read.
 */
export function panelEvaluation(
	programme: ProgrammeWith<'panel'>,
	input: EvaluationInput
): EvaluationParts {
	const data = panelData(programme, input);
	const spec = specOf(programme, input);
	const [main, ...others] = outcomesInOrder(programme) as [ProgrammeOutcome, ...ProgrammeOutcome[]];
	const alternatives = panelAlternatives(data, main, spec);
	const step = stepper(input, 2 + others.length + alternatives.length);
	const first = step(mainOutcome(data, main, spec));
	const outcomes = [first, ...others.map((one) => step(otherOutcome(data, one, spec)))];
	const broken = breakRefusal(data, main, panelFor(data, main));
	// What is no effect is none with one thing changed either.
	const robustness = alternatives.map((one) =>
		step(robustnessRow(broken ? { ...one, result: () => broken } : one))
	);
	const panel = panelFor(data, main);
	return evaluationParts(programme, {
		counts: countsOf(programme, panel),
		outcomes,
		robustness: [...robustness, ...placeboRows(outcomes)],
		displacement: step(displacementOf(data, main, spec)),
		settings: settingsOf(programme, panel, bandOf(spec)),
		notes: notesOf(data)
	});
}

/** Tells progress after every part, and passes the part on. */
function stepper({ progress }: EvaluationInput, total: number) {
	let done = 0;
	return <Part>(part: Part): Part => {
		progress?.(++done, total);
		return part;
	};
}

const specOf = ({ design }: ProgrammeWith<'panel'>, { bootstrap }: EvaluationInput): PanelSpec => ({
	estimator: design.estimator,
	control: design.control,
	method: design.method,
	anticipation: design.anticipation,
	...(bootstrap && { band: { kind: 'multiplier', ...bootstrap } })
});

const gaussian = { kind: 'gaussian', draws: 20_000, seed: 1 } as const;

/** Of what stands side by side in pictures of the main outcome. */
const bandOf = ({ band = gaussian }: PanelSpec) => band;

/** All pictures of the main outcome beside its effect. */
function mainOutcome(data: PanelData, outcome: ProgrammeOutcome, declared: PanelSpec) {
	const panel = panelFor(data, outcome);
	const spec = { ...declared, band: bandOf(declared) };
	const { estimated, found } = outcomeOf(data, outcome, { panel, spec });
	if (found.effect.kind === 'refused') return found;
	const plain = () => panelFor(data, outcome, { covariates: false, weighted: false });
	const isStaggered = cohorts(panel).length > 1;
	const pictures = [...found.pictures];
	const add = (picture: () => EvaluationPicture) => {
		const result = drawn(picture);
		if (result) pictures.push(result);
	};
	const { estimator } = spec;
	// Of events too few for its effect an estimator still has pictures.
	if (isSynthetic(estimator))
		add(() =>
			syntheticPicture(panel, estimator, estimated.synthetic ?? syntheticEstimate(panel, estimator))
		);
	else if (estimator === 'group-time') {
		const { cells, dynamic } = estimated.groupTime ?? groupTimeEstimate(panel, spec);
		add(() => groupTimeStudy(cells, dynamic));
		add(() => groupTimePicture(cells));
		add(() => sensitivityPicture(dynamic));
	} else {
		add(() => twoWayStudy(panel));
		add(() => sensitivityPicture(groupTimeEstimate(panel, spec).dynamic));
	}
	if (isStaggered) add(() => baconPicture(plain()));
	// Of a single treated unit its weights say what stands for it.
	if (!isSynthetic(estimator)) add(() => baselineBalance(data));
	return { ...found, pictures };
}

/** Undefined where the data do not carry it. */
function drawn(picture: () => EvaluationPicture): EvaluationPicture | undefined {
	let found: EvaluationPicture | undefined;
	attempted(() => {
		found = picture();
		return refused('drawn', null);
	});
	return found;
}

const otherOutcome = (
	data: PanelData,
	outcome: ProgrammeOutcome,
	spec: PanelSpec
): OutcomeEvaluation => outcomeOf(data, outcome, { panel: panelFor(data, outcome), spec }).found;

/** What is printed of an outcome, and what its estimator found on the way. */
function outcomeOf(
	data: PanelData,
	outcome: ProgrammeOutcome,
	{ panel, spec }: { readonly panel: Panel; readonly spec: PanelSpec }
): { readonly estimated: Omit<PanelEstimate, 'effect'>; readonly found: OutcomeEvaluation } {
	const events = treatedEvents(data, outcome);
	const instead =
		wordingRefusal(outcome, panel) ??
		breakRefusal(data, outcome, panel) ??
		sparseEffect(data, outcome);
	const { effect, ...estimated } = instead ? { effect: instead } : panelEstimate(panel, spec);
	const { treated, comparison, deviation } = levelsOf(panel);
	const without =
		effect.kind === 'effect' && effect.scale === 'difference' && treated !== undefined
			? treated - effect.estimate
			: undefined;
	const everybody = panelFor(data, outcome, { comparison: 'ring-compared' });
	const found: OutcomeEvaluation = {
		outcome: outcome.id,
		role: outcome.role,
		effect,
		adjustedP: null,
		comparisonMean: comparison ?? null,
		without: without ?? null,
		comparisonSd: deviation ?? null,
		relative: relativeEffect(effect, without),
		n: panel.size,
		events: events ?? null,
		pictures: [trendsPicture(everybody, data.ring)],
		notes: outcomeNotes(panel)
	};
	return { estimated, found };
}

/** Asked or recorded in other words within the window: a change of the figure may be one of the words. */
function wordingRefusal({ changed }: ProgrammeOutcome, { first, last }: Panel) {
	const within = changed.find(({ period }) => period > first && period <= last);
	return within && refused('wording-changed', 'shorter-window', { period: within.period });
}

/** The series that it is made of are counted otherwise within the window. */
function breakRefusal(
	{ programme: { series, design }, treated }: PanelData,
	outcome: ProgrammeOutcome,
	{ first, last }: Panel
) {
	const starts = [...treated.values()];
	return seriesBreakRefusal(outcomeBreaks(series, outcome), design.time, { first, last, starts });
}

/** Means of treated rows, and of the comparison from the first start on; its deviation before. */
function levelsOf({ size, unit, period, periods, start, outcome, last }: Panel) {
	const isTreated = (row: number) => start[unit.codes[row]!]! <= last;
	const begun = start.reduce((least, one) => Math.min(least, one), Infinity);
	const at = (row: number) => periods[period.codes[row]!]!;
	const rows = Array.from({ length: size }, (_, row) => row);
	const values = (keeps: (row: number) => boolean) =>
		rows.filter(keeps).map((row) => outcome[row]!);
	const before = values((row) => !isTreated(row) && at(row) < begun);
	const mean = meanOf(before);
	return {
		treated: meanOf(values((row) => at(row) >= start[unit.codes[row]!]!)),
		comparison: meanOf(values((row) => !isTreated(row) && at(row) >= begun)),
		deviation:
			mean !== undefined && before.length > 1
				? Math.sqrt(
						before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (before.length - 1)
					)
				: undefined
	};
}

function outcomeNotes({ leftOut, balanced }: Panel): EvaluationNote[] {
	return [
		...leftOut.map(({ reason, rows }) => ({ code: 'rows-left-out', values: { reason, rows } })),
		...(balanced ? [] : [{ code: 'unbalanced', values: {} }])
	];
}

/** Units as they were in the first period. */
function baselineBalance(data: PanelData) {
	const { covariates } = data.programme.design.table;
	const main = data.programme.outcomes.find(({ role }) => role === 'main');
	const first = data.periods.reduce((least, period) => Math.min(least, period), Infinity);
	const rows = Array.from(data.units.keys()).filter(
		(row) => data.periods[row] === first && !data.ring.has(data.units[row]!)
	);
	const named = [
		...covariates.map(({ column }) => ({ name: column, values: data.numbers(column) })),
		...(main ? [{ name: main.id, values: outcomeValues(data, main) }] : [])
	];
	const complete = rows.filter((row) => named.every(({ values }) => Number.isFinite(values[row])));
	return balancePicture(
		Uint8Array.from(complete, (row) => +data.treated.has(data.units[row]!)),
		named.map(({ name, values }) => ({
			name,
			values: Float64Array.from(complete, (row) => values[row]!)
		}))
	);
}

function robustnessRow({ change, values = {}, placebo = false, result }: Alternative) {
	return { change, values, placebo, result: result() };
}

/** What happened to the neighbours, and to treated units and neighbours together. */
function displacementOf(
	data: PanelData,
	outcome: ProgrammeOutcome,
	spec: PanelSpec
): Evaluation['displacement'] {
	const { geography } = data.programme.design;
	if (geography.kind === 'none') return { kind: 'not-assessed', why: 'no-geography' };
	const of = (comparison: 'ring-alone' | 'ring-treated'): EffectOrRefusal => {
		if (data.ring.size === 0) return refused('no-neighbours', null);
		return attempted(() => {
			const panel = panelFor(data, outcome, { comparison });
			return breakRefusal(data, outcome, panel) ?? panelEffect(panel, spec);
		});
	};
	return { kind: 'ring', units: data.ring.size, ring: of('ring-alone'), total: of('ring-treated') };
}

function countsOf({ design }: ProgrammeWith<'panel'>, panel: Panel): Evaluation['counts'] {
	const counts = panelCounts(panel);
	const name = (period: number) => periodName(design.time, period);
	return {
		rows: counts.rows,
		units: counts.units,
		treatedUnits: counts.treatedUnits,
		comparisonUnits: counts.controlUnits,
		clusters: counts.clusters,
		treatedClusters: counts.treatedClusters,
		periods: counts.periods,
		first: name(counts.first),
		last: name(counts.last),
		starts: cohorts(panel).map(({ start }) => name(start))
	};
}

function settingsOf(
	{ design }: ProgrammeWith<'panel'>,
	{ clusteredBy }: Panel,
	band: BandOptions
): Evaluation['settings'] {
	const { estimator, control, method, anticipation, minimumEvents, table } = design;
	return {
		...{ estimator, control, anticipation, minimumEvents },
		method: table.covariates.length > 0 ? method : null,
		base: 'universal',
		aggregation: 'simple',
		clusteredBy,
		level: 0.95,
		bands: band.kind,
		...(band.kind !== 'none' && { draws: band.draws, seed: band.seed })
	};
}

function notesOf(data: PanelData): EvaluationNote[] {
	const clustered = panelCounts(panelFor(data, data.programme.outcomes[0]!));
	return [
		...(clustered.clusters < 40 && !isSynthetic(data.programme.design.estimator)
			? [{ code: 'few-clusters', values: { clusters: clustered.clusters } }]
			: []),
		...(data.ring.size > 0
			? [{ code: 'ring-apart', values: { units: data.ring.size, treated: data.treated.size } }]
			: [])
	];
}
