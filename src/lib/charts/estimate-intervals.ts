import type * as Plot from '@observablehq/plot';
import { seriesColour } from './chart-style.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { estimateDots, intervalMarks } from './interval-marks.ts';
import { lineChart, type LinesOptions, type ShownLine } from './line-marks.ts';

export type EstimateIntervalsOptions = LinesOptions;

/**
 * Dots with intervals, one line a domain, in the order given. A complete design draws a closed
 * interval; an incomplete one an open-ended one, because the true interval is wider.
 */
export function estimateIntervals(
	rows: readonly EstimateRow[],
	options: EstimateIntervalsOptions
): Plot.PlotOptions {
	const colour = ({ series }: ShownLine) => seriesColour(series);
	return lineChart(rows, options, (lines) => [
		...intervalMarks(lines, { along: 'x', place: { y: 'key' }, stroke: colour }),
		estimateDots(lines, { x: 'value', y: 'key' }, colour)
	]);
}
