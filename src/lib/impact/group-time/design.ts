import { DataError } from '#lib/errors.ts';
import type { Observations } from './observations.ts';
import type { GroupTimeOptions, GroupTimeWarning } from './group-time-types.ts';

/** One comparison: a cohort in a period with itself in a base period, against controls. */
export interface PlannedCell {
	readonly cohort: number;
	/** Places in the list of periods. */
	readonly at: number;
	readonly base: number;
	/** Whether the cohort is treated in the period. */
	readonly post: boolean;
}

/** What is compared, once units that cannot take part are out. */
export interface GroupTimeDesign {
	readonly periods: readonly number[];
	/** Treated cohorts with an effect to estimate, in order. */
	readonly cohorts: readonly number[];
	/** Per unit: its cohort, Infinity if never treated in the window; NaN if it takes no part. */
	readonly cohortOf: Float64Array;
	readonly cells: readonly PlannedCell[];
	readonly warnings: readonly GroupTimeWarning[];
}

/**
 * Cohorts, periods and comparisons of a design, as R `did::att_gt` plans them.
 * @throws DataError where there is nothing to compare: no treated cohort, no never-treated unit, all
 * treated at once, cohorts treated from the first period on.
 */
export function groupTimeDesign(
	{ cohortOf: given, periods: all, clusterOf }: Observations,
	options: GroupTimeOptions
): GroupTimeDesign {
	const { anticipation, control } = options;
	const warnings: GroupTimeWarning[] = [];
	const first = all[0]!;
	const last = all.at(-1) ?? first;
	const cohortOf = given.map((g) => (g === 0 || g > last + anticipation ? Infinity : g));
	const late = count(given, (g, u) => cohortOf[u] === Infinity && g !== 0 && g !== Infinity);
	if (late > 0) warnings.push({ code: 'treated-after-window', units: late });
	const early = count(cohortOf, (g) => g <= first);
	if (early > 0) dropEarly(cohortOf, { first, early, options, warnings });
	const treated = sortedCohorts(cohortOf);
	if (treated.length === 0)
		throw new DataError(`no treated cohort in the window: ${first}-${last}`);
	checkTreatedClusters(cohortOf, clusterOf);
	const never = count(cohortOf, (g) => g === Infinity);
	if (never === 0 && control === 'never-treated')
		throw new DataError(
			`no unit is never treated; compare with units not yet treated, units: ${cohortOf.length}`
		);
	const { periods, cohorts } =
		never > 0 ? { periods: all, cohorts: treated } : closed(all, treated);
	const able = cohorts.filter((g) => g > periods[0]! + anticipation);
	for (const cohort of cohorts)
		if (!able.includes(cohort)) warnings.push({ code: 'no-period-before', cohort });
	if (able.length === 0)
		throw new DataError(`no cohort has a period before treatment, cohorts: ${cohorts.join(', ')}`);
	const cells = able.flatMap((cohort) => cellsOf(cohort, periods, options));
	return { periods, cohorts: able, cohortOf, cells, warnings };

	/** Without never-treated units the last cohort is the control, and the window ends before it. */
	function closed(periods: readonly number[], treated: readonly number[]) {
		const lastCohort = treated.at(-1) ?? first;
		const cohorts = treated.slice(0, -1);
		if (cohorts.length === 0)
			throw new DataError(`all units are treated at the same time: ${lastCohort}`);
		warnings.push({ code: 'last-cohort-is-control', cohort: lastCohort });
		return { periods: periods.filter((t) => t < lastCohort - anticipation), cohorts };
	}
}

interface EarlyUnits {
	readonly first: number;
	readonly early: number;
	readonly options: GroupTimeOptions;
	readonly warnings: GroupTimeWarning[];
}

function dropEarly(cohortOf: Float64Array, { first, early, options, warnings }: EarlyUnits) {
	if (options.alreadyTreated === 'refuse')
		throw new DataError(
			`${early} units are treated from the first period on, ${first}; leave them out or start earlier, cohort: ${cohortOf.find((g) => g <= first) ?? first}`
		);
	warnings.push({ code: 'already-treated-dropped', units: early });
	cohortOf.forEach((g, u) => {
		if (g <= first) cohortOf[u] = NaN;
	});
}

function checkTreatedClusters(cohortOf: Float64Array, clusterOf: Int32Array | undefined) {
	const clusters = new Set<number>();
	cohortOf.forEach((g, u) => {
		if (g < Infinity) clusters.add(clusterOf?.[u] ?? u);
	});
	if (clusters.size === 1)
		throw new DataError(
			`one treated ${clusterOf ? 'cluster' : 'unit'} has no estimable variance; use a synthetic control, treated: 1`
		);
}

function cellsOf(
	cohort: number,
	periods: readonly number[],
	{ anticipation, base }: GroupTimeOptions
): PlannedCell[] {
	const before = periods.findLastIndex((t) => t + anticipation < cohort);
	const cells: PlannedCell[] = [];
	for (let at = base === 'universal' ? 0 : 1; at < periods.length; at++) {
		const post = cohort <= periods[at]!;
		cells.push({ cohort, at, base: post || base === 'universal' ? before : at - 1, post });
	}
	return cells;
}

/** Whether units of a cohort are controls of a cell. */
export function isControl(
	cell: PlannedCell,
	{ periods }: Pick<GroupTimeDesign, 'periods'>,
	{ control, anticipation }: GroupTimeOptions
): (cohort: number) => boolean {
	if (control === 'never-treated') return (g) => g === Infinity;
	const until = periods[Math.max(cell.at, cell.base)]! + anticipation;
	return (g) => g > until && g !== cell.cohort;
}

const sortedCohorts = (cohortOf: Float64Array) =>
	[...new Set(cohortOf.filter((g) => g < Infinity))].sort((a, b) => a - b);

function count(values: Float64Array, holds: (value: number, index: number) => boolean): number {
	let found = 0;
	values.forEach((value, index) => {
		if (holds(value, index)) found++;
	});
	return found;
}
