import { parseHTML } from 'linkedom';
import { type Drawing, chartSvg } from '#lib/charts/chart-svg.ts';
import {
	type EstimateIntervalsOptions,
	estimateIntervals
} from '#lib/charts/estimate-intervals.ts';
import type { EstimateRow } from '#lib/charts/estimate-rows.ts';

/** Pixels inside the gutters of a phone. */
const narrowWidth = 358;

interface DrawnChartOptions extends Omit<EstimateIntervalsOptions, 'width'> {
	/** Of the picture for a desk and paper, in pixels. */
	readonly wide: number;
}

/** A picture as markup. */
export interface Drawn {
	readonly wide: string;
	readonly narrow: string;
}

/** Intervals as markup, wide for a desk and paper, narrow for a phone: text keeps its size. */
export const drawnChart = (
	rows: readonly EstimateRow[],
	{ wide, ...options }: DrawnChartOptions
): Drawn => drawnPicture((width) => estimateIntervals(rows, { ...options, width }), wide);

/** Any picture, in the same two widths. */
export const drawnPicture = (options: Drawing, wide: number): Drawn => ({
	wide: drawnOnce(options, wide),
	narrow: drawnOnce(options, narrowWidth)
});

/** A small picture as markup, in one width that fits a desk, a phone and paper. */
export function drawnOnce(options: Drawing, width: number): string {
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	return chartSvg(options(width), document);
}
