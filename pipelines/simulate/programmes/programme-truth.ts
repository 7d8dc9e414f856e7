import type { TextFile } from '../source-files.ts';

/** The effect in one cohort and period; `cohort` is the first treated period. */
export interface CellTruth {
	readonly cohort: number;
	readonly period: number;
	readonly units: number;
	readonly effect: number;
}

/** Averages of cells, as evaluators take them. */
export interface AverageTruth {
	/** Over treated units and periods. */
	readonly simple: number;
	/** Over periods since the start, each counting once. */
	readonly dynamic: number;
	/** Over cohorts, by their units. */
	readonly group: number;
}

/** What is exactly true of one outcome of a simulated programme. */
export interface OutcomeTruth {
	readonly outcome: string;
	/** difference: in `unit`. ratio: of rates or hazards, 1 is no effect. */
	readonly scale: 'difference' | 'ratio';
	readonly unit: string;
	/** What an unbiased estimate of the whole effect is an estimate of. */
	readonly effect: number;
	readonly averages?: AverageTruth;
	readonly cells?: readonly CellTruth[];
	/** Mean change that the programme makes in units beside treated ones, since their neighbours began. */
	readonly spillover?: number;
	/** Of a series: the ratio in a period. */
	readonly at?: readonly { readonly period: number; readonly effect: number }[];
	/** Of a cohort: share with the event by then, if everybody had been in the arm. */
	readonly windows?: readonly {
		readonly months: number;
		readonly treated: number;
		readonly comparison: number;
	}[];
}

/** Files of one draw, and what is true whatever is drawn. */
export interface SimulatedProgramme {
	readonly files: readonly TextFile[];
	readonly truth: readonly OutcomeTruth[];
}

/** `truth.json` of a simulated programme. */
export interface ProgrammeTruth {
	readonly synthetic: true;
	readonly scenario: string;
	readonly seed: number;
	readonly outcomes: readonly OutcomeTruth[];
}

const weightedMean = (values: readonly (readonly [value: number, weight: number])[]): number => {
	const total = values.reduce((sum, [, weight]) => sum + weight, 0);
	return values.reduce((sum, [value, weight]) => sum + value * weight, 0) / total;
};

const byUnits = (cells: readonly CellTruth[]) =>
	weightedMean(cells.map(({ effect, units }) => [effect, units]));

function grouped(cells: readonly CellTruth[], key: (cell: CellTruth) => number): CellTruth[][] {
	const groups = new Map<number, CellTruth[]>();
	for (const cell of cells) groups.set(key(cell), [...(groups.get(key(cell)) ?? []), cell]);
	return [...groups.values()];
}

/** The averages that Callaway and Sant'Anna (2021, section 3) define. */
export function averagesOf(cells: readonly CellTruth[]): AverageTruth {
	const events = grouped(cells, ({ cohort, period }) => period - cohort);
	const cohorts = grouped(cells, ({ cohort }) => cohort);
	return {
		simple: byUnits(cells),
		dynamic: weightedMean(events.map((own) => [byUnits(own), 1])),
		group: weightedMean(cohorts.map((own) => [byUnits(own), own[0]?.units ?? 0]))
	};
}
