import { DataError, DomainError } from '#lib/errors.ts';
import { checkedLevel } from '#lib/stats/intervals/interval.ts';
import { type CellEffect, type Sample, cellEffect } from './cell-samples.ts';
import { type GroupTimeDesign, type PlannedCell, groupTimeDesign, isControl } from './design.ts';
import type {
	EffectEstimate,
	GroupTimeCell,
	GroupTimeOptions,
	GroupTimeWarning
} from './group-time-types.ts';
import { type InfluenceFrame, judgedEffects } from './inference.ts';
import { type GroupTimeData, type Observations, observations } from './observations.ts';
import { type PreTest, preTest } from './pre-test.ts';

const groupTimeDefaults: GroupTimeOptions = {
	control: 'never-treated',
	method: 'dr',
	base: 'varying',
	anticipation: 0,
	unbalanced: 'drop-units',
	alreadyTreated: 'refuse',
	level: 0.95,
	band: { kind: 'gaussian', draws: 20_000, seed: 1 }
};

export interface GroupTimeEffects {
	readonly cells: readonly GroupTimeCell[];
	/** Of each cell, one value a unit; undefined where it has no effect, 0 for a reference. */
	readonly influence: readonly (Float64Array | undefined)[];
	readonly periods: readonly number[];
	/** Cohort and mean weight of every unit that takes part; Infinity if never treated. */
	readonly cohortOf: Float64Array;
	readonly unitWeights: Float64Array;
	readonly frame: InfluenceFrame;
	/** Units and clusters of each cohort with an effect, and units never treated. */
	readonly cohorts: readonly CohortSize[];
	readonly neverTreated: number;
	/** What two periods were compared between. */
	readonly pairing: 'units' | 'rows';
	readonly variance: 'influence' | 'clustered influence' | 'multiplier bootstrap';
	/** What the standard errors are multiplied by in the simultaneous band. */
	readonly critical: number | undefined;
	readonly preTest: PreTest;
	readonly settings: GroupTimeOptions;
	readonly warnings: readonly GroupTimeWarning[];
}

export interface CohortSize {
	readonly cohort: number;
	readonly units: number;
	readonly clusters: number;
}

/**
 * Effects by cohort and period under staggered treatment (Callaway and Sant'Anna 2021), with their
 * influence functions. Agrees with R `did::att_gt` 2.5.1; `unbalanced: 'pairs'` is Stata's `csdid`.
 * @throws DataError naming the row, unit or period that breaks what is expected of the data.
 */
export function groupTimeEffects(
	data: GroupTimeData,
	asked: Partial<GroupTimeOptions> = {}
): GroupTimeEffects {
	const settings = { ...groupTimeDefaults, ...asked };
	checkSettings(settings);
	const observed = observations(data);
	const design = groupTimeDesign(observed, settings);
	const { sample, dropped } = sampleOf(data, { observed, design, settings });
	const frame = frameOf(sample, settings);
	const found = design.cells.map((cell) => foundCell(sample, cell, settings));
	const { cells, influence, critical, warnings } = judgedCells(design, found, frame);
	const cohortOf = partOf(sample, design.cohortOf);
	const cohorts = design.cohorts.map((cohort) => cohortSize(cohort, cohortOf, frame));
	return {
		...{ cells, influence, cohortOf, frame, cohorts, critical, settings },
		periods: design.periods,
		unitWeights: partOf(sample, unitWeights(sample)),
		neverTreated: cohortOf.reduce((count, g) => count + (g === Infinity ? 1 : 0), 0),
		pairing: sample.pairing,
		variance: varianceName(settings, frame),
		preTest: preTest({ cells, influence, frame, cohorts }),
		warnings: [
			...(observed.missing > 0 ? [{ code: 'rows-missing' as const, rows: observed.missing }] : []),
			...design.warnings,
			...dropped,
			...cohorts
				.filter(({ clusters }) => clusters === 1)
				.map(({ cohort }) => ({
					...{ code: 'cohort-of-one' as const, cohort },
					clusters: frame.clusterOf !== undefined
				})),
			...warnings
		]
	};
}

const varianceName = ({ band }: GroupTimeOptions, { clusterOf }: InfluenceFrame) =>
	band.kind === 'multiplier'
		? 'multiplier bootstrap'
		: clusterOf
			? 'clustered influence'
			: 'influence';

function checkSettings({ anticipation, level, band }: GroupTimeOptions) {
	checkedLevel(level);
	if (!(anticipation >= 0 && anticipation < Infinity))
		throw new DomainError(`anticipation not 0 or more periods: ${anticipation}`);
	if (band.kind !== 'none' && !(Number.isInteger(band.draws) && band.draws >= 100))
		throw new DomainError(`fewer than 100 draws: ${band.draws}`);
}

interface SampleInput {
	readonly observed: Observations;
	readonly design: GroupTimeDesign;
	readonly settings: GroupTimeOptions;
}

/** The units that take part, and how their periods are compared. */
function sampleOf(data: GroupTimeData, { observed, design, settings }: SampleInput) {
	const size = observed.periods.length;
	const wanted = design.periods.length;
	const grid = new Int32Array(observed.units.length * size).fill(-1);
	const seen = new Int32Array(observed.units.length);
	observed.rows.forEach((row, i) => {
		grid[observed.unitOf[i]! * size + observed.periodOf[i]!] = row;
		if (observed.periodOf[i]! < wanted) seen[observed.unitOf[i]!]!++;
	});
	const inDesign = (unit: number) => !Number.isNaN(design.cohortOf[unit]!) && seen[unit]! > 0;
	const isBalanced = seen.every((count, unit) => !inDesign(unit) || count === wanted);
	const asRows = data.unit === undefined || (!isBalanced && settings.unbalanced === 'sections');
	const needsAll = data.unit !== undefined && settings.unbalanced === 'drop-units';
	const placeOf = new Int32Array(observed.units.length).fill(-1);
	let [units, dropped] = [0, 0];
	for (let unit = 0; unit < placeOf.length; unit++) {
		if (!inDesign(unit)) continue;
		if (needsAll && seen[unit]! < wanted) dropped++;
		else placeOf[unit] = units++;
	}
	if (units === 0)
		throw new DataError(
			`no unit is seen in every period; keep unbalanced units, units: ${dropped}`
		);
	const sample: Sample = {
		...{ data, design, observed, units, placeOf },
		pairing: asRows ? 'rows' : 'units',
		rowAt: (unit, period) => grid[unit * size + period]!
	};
	const warning = { code: 'units-dropped' as const, units: dropped, kept: units };
	return { sample, dropped: dropped > 0 ? [warning] : [] };
}

/** The values of the units that take part. */
function partOf({ units, placeOf }: Sample, values: Float64Array): Float64Array {
	const part = new Float64Array(units);
	placeOf.forEach((place, unit) => {
		if (place >= 0) part[place] = values[unit]!;
	});
	return part;
}

/** Weight of a unit: that of its first period, or the mean of its rows where rows are compared. */
function unitWeights({ data, observed, pairing, design }: Sample): Float64Array {
	const sums = new Float64Array(observed.units.length);
	const counts = new Int32Array(observed.units.length);
	observed.rows.forEach((row, i) => {
		const unit = observed.unitOf[i]!;
		if (observed.periodOf[i]! >= design.periods.length) return;
		if (pairing === 'units' && counts[unit]! > 0) return;
		sums[unit]! += data.weight?.[row] ?? 1;
		counts[unit]!++;
	});
	return sums.map((sum, unit) => (counts[unit]! > 0 ? sum / counts[unit]! : 0));
}

function frameOf(sample: Sample, { level, band }: GroupTimeOptions): InfluenceFrame {
	const { observed, data, units, placeOf } = sample;
	const outcomes = Float64Array.from(observed.rows, (row) => data.outcome[row]!);
	const mean = outcomes.reduce((sum, y) => sum + y, 0) / outcomes.length;
	const spread = Math.sqrt(outcomes.reduce((sum, y) => sum + (y - mean) ** 2, 0) / outcomes.length);
	const common = { units, level, band, negligible: 1e-10 * spread };
	if (observed.clusterOf === undefined) return { ...common, clusterOf: undefined, clusters: units };
	const numbers = new Map<number, number>();
	const clusterOf = new Int32Array(units);
	placeOf.forEach((place, unit) => {
		const code = observed.clusterOf?.[unit] ?? unit;
		if (place < 0) return;
		if (!numbers.has(code)) numbers.set(code, numbers.size);
		clusterOf[place] = numbers.get(code) ?? 0;
	});
	return { ...common, clusterOf, clusters: numbers.size };
}

/** Undefined for the base period itself. */
function foundCell(
	sample: Sample,
	cell: PlannedCell,
	settings: GroupTimeOptions
): CellEffect | undefined {
	if (cell.at === cell.base) return undefined;
	const { method } = settings;
	return cellEffect(sample, cell, { method, isControl: isControl(cell, sample.design, settings) });
}

function judgedCells(
	{ cells: planned, periods }: GroupTimeDesign,
	found: readonly (CellEffect | undefined)[],
	frame: InfluenceFrame
) {
	const effects = found.flatMap((cell) =>
		cell?.found.kind === 'effect' && cell.influence
			? [{ effect: cell.found.effect, influence: cell.influence }]
			: []
	);
	const { estimates, critical, warnings } = judgedEffects(
		effects.map(({ effect }) => effect),
		effects.map(({ influence }) => influence),
		frame
	);
	let next = 0;
	const cells = found.map((cell, i): GroupTimeCell => {
		const { cohort, at, base, post } = planned[i]!;
		const [period, basePeriod] = [periods[at]!, periods[base]!];
		return {
			...{ cohort, period, basePeriod, event: period - cohort, post },
			...{ treated: cell?.treated ?? 0, controls: cell?.controls ?? 0 },
			result:
				cell === undefined ? { kind: 'reference' } : cellResult(cell, () => estimates[next++]!)
		};
	});
	const zero = new Float64Array(frame.units);
	const influence = found.map((cell) => (cell === undefined ? zero : cell.influence));
	return { cells, influence, critical, warnings };
}

function cellResult({ found }: CellEffect, next: () => EffectEstimate): GroupTimeCell['result'] {
	return found.kind === 'none' ? found : { kind: 'effect', ...next() };
}

function cohortSize(cohort: number, cohortOf: Float64Array, { clusterOf }: InfluenceFrame) {
	const clusters = new Set<number>();
	let units = 0;
	cohortOf.forEach((g, unit) => {
		if (g !== cohort) return;
		units++;
		clusters.add(clusterOf?.[unit] ?? unit);
	});
	return { cohort, units, clusters: clusters.size };
}
