import { type InnerStage, type LonelyRule, type Stage, sampledFraction } from './sample.ts';

export interface StageTotals {
	/** The units that have elements, ascending. */
	readonly units: Int32Array;
	/** Sums of the influence over these units: one column an estimate. */
	readonly columns: readonly Float64Array[];
}

export interface StageOptions {
	readonly lonely: LonelyRule;
	readonly adjustDomains: boolean;
	/** Factor of every stratum: at the second stage the share of primary units drawn around it. */
	readonly factor?: ((stratum: number) => number) | undefined;
}

export interface StageCovariance {
	/** One row and column an estimate. */
	readonly matrix: readonly Float64Array[];
	/** Strata of one unit that leave the variance without a number. */
	readonly lonely: readonly number[];
}

/** One stratum: where its units lie in the totals, and what was drawn of it. */
interface Run {
	readonly stratum: number;
	readonly from: number;
	readonly to: number;
	readonly drawn: number;
	/** 1 minus the share of its units that was drawn. */
	readonly notDrawn: number;
	/** Nothing says how its units differ: one was drawn, and there are others. */
	readonly lonely: boolean;
}

/**
 * Covariance of totals from one stage of sampling: over the strata, (1 - f) n / (n - 1) times the
 * sums of products of deviations of the unit totals, units without elements counting as 0
 * (Lumley 2010, appendix A; R `survey` 4.5 `multistage`).
 */
export function stageCovariance(
	{ units, columns }: StageTotals,
	stage: Stage | InnerStage,
	options: StageOptions
): StageCovariance {
	const matrix = columns.map(() => new Float64Array(columns.length));
	const lonely: number[] = [];
	for (const runs of drawnTogether(
		strataIn(units, stage, options),
		'parent' in stage ? stage.parent : undefined
	)) {
		const alone = runs.filter((run) => run.lonely);
		if (hasNoVariance(alone.length, runs.length, options.lonely))
			lonely.push(...alone.map(({ stratum }) => stratum));
		else addStrata(matrix, columns, runs, options);
	}
	return { matrix, lonely };
}

const hasNoVariance = (lonely: number, all: number, rule: LonelyRule) =>
	lonely > 0 && (rule === 'fail' || (rule === 'average' && lonely === all));

/** The strata that have elements. A stratum of which every unit was drawn is never lonely. */
function strataIn(units: Int32Array, stage: Stage, { lonely, adjustDomains }: StageOptions): Run[] {
	const runs: Run[] = [];
	const alsoInDomain = adjustDomains && (lonely === 'adjust' || lonely === 'average');
	for (let from = 0, to = 0; from < units.length; from = to) {
		const stratum = stage.stratum[units[from]!]!;
		while (to < units.length && stage.stratum[units[to]!] === stratum) to++;
		const drawn = stage.drawn[stratum]!;
		const notDrawn = 1 - sampledFraction(stage, stratum);
		const one = drawn === 1 || (alsoInDomain && to - from === 1);
		runs.push({ stratum, from, to, drawn, notDrawn, lonely: one && notDrawn >= 1e-7 });
	}
	return runs;
}

/** The strata of the first stage are one group; those of the second are one a primary unit. */
function drawnTogether(runs: readonly Run[], parent: Int32Array | undefined): Run[][] {
	const groups: Run[][] = [];
	let open: number | undefined;
	for (const run of runs) {
		const holder = parent?.[run.stratum] ?? -1;
		const group = groups.at(-1);
		if (group && holder === open) group.push(run);
		else groups.push([run]);
		open = holder;
	}
	return groups;
}

function addStrata(
	matrix: readonly Float64Array[],
	columns: readonly Float64Array[],
	runs: readonly Run[],
	{ lonely: rule, factor }: StageOptions
) {
	const lonely = runs.filter((run) => run.lonely).length;
	const average = rule === 'average' ? runs.length / (runs.length - lonely) : 1;
	const centre = rule === 'adjust' && lonely > 0 ? meansOfUnits(columns, runs) : undefined;
	for (const run of runs) {
		if (run.notDrawn < 1e-7 || (run.lonely && rule !== 'adjust')) continue;
		const centres = (run.lonely ? centre : undefined) ?? meansOfUnits(columns, [run]);
		const { drawn, notDrawn, stratum } = run;
		const scale = (drawn > 1 ? (notDrawn * drawn) / (drawn - 1) : notDrawn) * average;
		addStratum(matrix, columns, run, { centres, scale: scale * (factor?.(stratum) ?? 1) });
	}
}

/** Means of the totals over all units drawn in the strata, those without elements being 0. */
function meansOfUnits(columns: readonly Float64Array[], runs: readonly Run[]): number[] {
	const drawn = runs.reduce((n, run) => n + run.drawn, 0);
	return columns.map((column) => {
		let sum = 0;
		for (const { from, to } of runs) for (let i = from; i < to; i++) sum += column[i]!;
		return sum / drawn;
	});
}

function addStratum(
	matrix: readonly Float64Array[],
	columns: readonly Float64Array[],
	{ from, to, drawn }: Run,
	{ centres, scale }: { readonly centres: readonly number[]; readonly scale: number }
) {
	const absent = drawn - (to - from);
	columns.forEach((a, j) => {
		for (let k = 0; k <= j; k++) {
			const b = columns[k]!;
			const [centreA, centreB] = [centres[j]!, centres[k]!];
			let sum = absent * centreA * centreB;
			for (let i = from; i < to; i++) sum += (a[i]! - centreA) * (b[i]! - centreB);
			matrix[j]![k]! += scale * sum;
			if (k < j) matrix[k]![j] = matrix[j]![k]!;
		}
	});
}
