import * as Plot from '@observablehq/plot';
import { seriesColour } from './chart-style.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { intervalMarks } from './interval-marks.ts';
import { barInsets, lineChart, type LinesOptions, type ShownLine } from './line-marks.ts';

export type EstimateBarsOptions = LinesOptions;

/**
 * Bars from 0 with their intervals on them, one line a domain, in the order given. A bar of poor
 * quality is hollow.
 */
export function estimateBars(
	rows: readonly EstimateRow[],
	options: EstimateBarsOptions
): Plot.PlotOptions {
	return lineChart(rows, options, (lines, height) => [bars(lines, height), ...whiskers(lines)]);
}

function bars(lines: readonly ShownLine[], height: number): Plot.Markish {
	const colour = ({ series }: ShownLine) => seriesColour(series);
	return Plot.barX(lines, {
		y: 'key',
		x1: () => 0,
		x2: 'value',
		...barInsets(height),
		fill: (line: ShownLine) => (line.isHollow ? 'var(--paper)' : colour(line)),
		stroke: colour,
		strokeWidth: 1.5
	});
}

/** In ink, with paper around: an interval shows on a bar of any colour and beside it. */
function whiskers(lines: readonly ShownLine[]): Plot.Markish[] {
	const where = { along: 'x', place: { y: 'key' } } as const;
	const paper = { stroke: 'var(--paper)', strokeWidth: 4.5, dashes: 'none' };
	return [
		...intervalMarks(lines, { ...where, ...paper }),
		...intervalMarks(lines, { ...where, stroke: 'var(--ink)', strokeWidth: 1.5 })
	];
}
