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
export function drawnPicture(options: Drawing, wide: number): Drawn {
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	const draw = (width: number) => chartSvg(options(width), document);
	return { wide: draw(wide), narrow: draw(narrowWidth) };
}
