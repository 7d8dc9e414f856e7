import type { Panel } from '../panel/panel.ts';
import type { LeftOutRows } from '../panel/complete-rows.ts';
import { type BlockNeeds, expectBlock } from './block-refusals.ts';

/** What a reader of the number has to know; words are the screen's. */
export type SyntheticWarning =
	| {
			readonly code: 'rows-left-out';
			readonly reason: LeftOutRows['reason'];
			readonly rows: number;
	  }
	/** Treated after the last period, and controls in it. */
	| { readonly code: 'treated-later'; readonly units: readonly string[] }
	/** Inference is by unit; the clusters that the panel declares are not looked at. */
	| { readonly code: 'clusters-not-used'; readonly clusters: number }
	/** The controls never change before treatment: weights have nothing to go by. */
	| { readonly code: 'controls-constant' }
	/** The search for weights ended by its limit and not at rest. */
	| { readonly code: 'not-converged'; readonly weights: 'units' | 'periods' };

/** Outcomes of a balanced panel whose treated units all begin in the same period. */
export interface Block {
	readonly controls: readonly string[];
	readonly treated: readonly string[];
	readonly periods: Float64Array;
	readonly start: number;
	/** Periods before the start. */
	readonly before: number;
	/** A row a unit, a column a period. */
	readonly controlOutcomes: Float64Array;
	readonly treatedOutcomes: Float64Array;
	readonly warnings: readonly SyntheticWarning[];
}

/** The block of a panel. @throws DataError where it is none, with the next honest design. */
export function blockOf(panel: Panel, needs: BlockNeeds = { covariates: 'refused' }): Block {
	expectBlock(panel, needs);
	const { unit, period, periods, outcome, start, last } = panel;
	const width = periods.length;
	const matrix = new Float64Array(unit.levels.length * width);
	outcome.forEach((y, i) => (matrix[unit.codes[i]! * width + period.codes[i]!] = y));
	const codes = Array.from(unit.levels.keys());
	const [controls, treated] = [true, false].map((is) =>
		codes.filter((code) => start[code]! > last === is)
	) as [number[], number[]];
	const begins = start[treated[0]!]!;
	const rowsOf = (chosen: readonly number[]) => {
		const rows = new Float64Array(chosen.length * width);
		chosen.forEach((code, i) =>
			rows.set(matrix.subarray(code * width, (code + 1) * width), i * width)
		);
		return rows;
	};
	return {
		controls: controls.map((code) => unit.levels[code]!),
		treated: treated.map((code) => unit.levels[code]!),
		periods,
		start: begins,
		before: periods.filter((value) => value < begins).length,
		controlOutcomes: rowsOf(controls),
		treatedOutcomes: rowsOf(treated),
		warnings: blockWarnings(panel)
	};
}

/** The same block with a start and an end of its own: `before` periods, then those up to `width`. */
export function blockWindow(block: Block, before: number, width: number): Block {
	const { periods } = block;
	const cut = (rows: Float64Array) => {
		const count = rows.length / periods.length;
		const part = new Float64Array(count * width);
		for (let i = 0; i < count; i++)
			part.set(rows.subarray(i * periods.length, i * periods.length + width), i * width);
		return part;
	};
	return {
		...block,
		periods: periods.slice(0, width),
		start: periods[before]!,
		before,
		controlOutcomes: cut(block.controlOutcomes),
		treatedOutcomes: cut(block.treatedOutcomes)
	};
}

/** Means by period of some rows, which may repeat. */
export function meanRow(
	rows: Float64Array,
	chosen: ArrayLike<number>,
	width: number
): Float64Array {
	const mean = new Float64Array(width);
	for (let i = 0; i < chosen.length; i++)
		for (let t = 0; t < width; t++) mean[t]! += rows[chosen[i]! * width + t]! / chosen.length;
	return mean;
}

function blockWarnings({ leftOut, unit, start, last, cluster, clusteredBy }: Panel) {
	const later = unit.levels.filter((_, code) => start[code]! > last && start[code]! < Infinity);
	const all: SyntheticWarning[] = leftOut.map((one) => ({ code: 'rows-left-out', ...one }));
	if (later.length > 0) all.push({ code: 'treated-later', units: later });
	if (clusteredBy === 'cluster')
		all.push({ code: 'clusters-not-used', clusters: cluster.levels.length });
	return all;
}
