import { parseHTML } from 'linkedom';
import { chartSvg } from '#lib/charts/chart-svg.ts';
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

/** Intervals as markup, wide for a desk and paper, narrow for a phone: text keeps its size. */
export function drawnChart(
	rows: readonly EstimateRow[],
	{ wide, ...options }: DrawnChartOptions
): DrawnPicture {
	return drawnPicture((width) => estimateIntervals(rows, { ...options, width }), wide);
}

interface DrawnPicture {
	readonly wide: string;
	readonly narrow: string;
}

/** Any picture in both widths. */
export function drawnPicture(
	draw: (width: number) => Parameters<typeof chartSvg>[0],
	wide: number
): DrawnPicture {
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	const svg = (width: number) => chartSvg(draw(width), document);
	return { wide: svg(wide), narrow: svg(narrowWidth) };
}
