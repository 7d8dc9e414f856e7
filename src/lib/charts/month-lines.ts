import * as Plot from '@observablehq/plot';
import { chartStyle, isNarrow } from './chart-style.ts';
import { textWidth } from './text-width.ts';

export interface MonthLine {
	/** Years with their fraction. */
	readonly time: number;
	/** Undefined: none, and the line is cut. */
	readonly value: number | undefined;
	/** Of the same month a year before. */
	readonly before: number | undefined;
}

export interface MonthLinesOptions {
	/** Pixels. */
	readonly width: number;
	/** What is counted. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
	/** Of the axis; the same for pictures that stand one above the other. */
	readonly times: readonly [number, number];
	/** Pixels on the left, the same for pictures that stand one above the other. */
	readonly left: number;
}

/** Pixels that the numbers of an axis take. */
export const axisWidth = (texts: readonly string[]): number =>
	14 + Math.max(0, ...texts.map((text) => textWidth(text)));

/**
 * One series by month, from zero, and behind it the same month a year before. A low picture: two of
 * them stand one above the other on one scale of time, never on two scales of values.
 */
export function monthLines(
	points: readonly MonthLine[],
	{ width, unit, formatTick, times, left }: MonthLinesOptions
): Plot.PlotOptions {
	const years = Math.floor(times[1]) - Math.ceil(times[0]) + 1;
	const step = Math.ceil(years / (isNarrow(width) ? 4 : 10));
	const ticks = Array.from(
		{ length: Math.ceil(years / step) },
		(_, i) => Math.ceil(times[0]) + i * step
	);
	const most = Math.max(1, ...points.flatMap(({ value = 0, before = 0 }) => [value, before]));
	const line = (key: 'value' | 'before', style: Plot.LineOptions) =>
		Plot.line(points, { x: 'time', y: (point: MonthLine) => point[key] ?? NaN, ...style });
	return {
		...{ width, height: 170, style: chartStyle },
		...{ marginTop: 28, marginRight: 12, marginBottom: 26, marginLeft: left },
		x: { domain: times, axis: null },
		y: { domain: [0, most * 1.05], axis: null },
		marks: [
			Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: 4 }),
			Plot.axisY({ tickSize: 0, tickFormat: formatTick, ticks: 4, label: null }),
			Plot.axisX({ ticks, tickFormat: String, tickSize: 4, label: null }),
			Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
			Plot.text([unit], {
				...{ frameAnchor: 'top-left', textAnchor: 'start', fill: 'var(--ink)' },
				...{ dx: -left, dy: -20, text: (text: string) => text },
				...{ lineWidth: width / 13, textOverflow: 'ellipsis' }
			}),
			line('before', { stroke: 'var(--series-3)', strokeWidth: 1.25, strokeDasharray: '3,3' }),
			line('value', { stroke: 'var(--series-1)', strokeWidth: 1.75 })
		]
	};
}
