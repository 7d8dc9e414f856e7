import { isNarrow } from './chart-style.ts';
import { groupsOf, shown, withheld } from './interval-lines.ts';
import type { Box } from './label-places.ts';
import type { TimeMark } from '#lib/model/registers/time-marks.ts';
import { type TrendBreak, type TrendPoint, trendPoints, type TrendRow } from './trend-points.ts';
import { valueScale } from './value-scale.ts';
import { textWidth } from './text-width.ts';

/**
 * Something that happened: a number in the picture, its words below it. Only a known day is a line: a
 * year is a span, not a day in it.
 */
export interface NumberedMark extends TimeMark {
	readonly number: number;
}

export interface TrendOptions {
	/** Pixels. */
	readonly width: number;
	/** Of the values: statistic and unit. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
	readonly isShare: boolean;
	/** A value to compare with, as a level line. */
	readonly reference?: { readonly value: number; readonly label: string } | undefined;
	readonly breaks?: readonly TrendBreak[] | undefined;
	/** What happened meanwhile, beside the values. */
	readonly marks?: readonly NumberedMark[] | undefined;
	/** First and last value, and first and last time, where several charts share them. */
	readonly scale?: readonly [number, number] | undefined;
	readonly times?: readonly [number, number] | undefined;
	/** Series in the order of their colours, where several charts share them. */
	readonly series?: readonly string[] | undefined;
}

/** The plane of a trend: both scales, and what they are in pixels. */
export interface TrendFrame {
	readonly width: number;
	readonly height: number;
	readonly margins: Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>;
	readonly times: readonly [number, number];
	readonly values: readonly [number, number];
	readonly toX: (time: number) => number;
	readonly toY: (value: number) => number;
	readonly fromX: (x: number) => number;
	readonly fromY: (y: number) => number;
	readonly breaks: readonly PlacedBreak[];
	/** Where other texts of the plane stand, in pixels. */
	readonly texts: readonly Box[];
}

export interface PlacedBreak extends TrendBreak {
	/** Half-way between its waves. */
	readonly time: number;
	/** Pixels: where its text begins or ends, and its first line. */
	readonly y: number;
	readonly anchor: 'start' | 'end';
	/** Of its text. */
	readonly lineWidth: number;
}

/** Room at both ends of time, so that no interval lies on the edge. */
const edge = 34;
const textLine = 16;
/** Above the plane: a row of numbers, and one of the days and spans they stand for. */
const markLane = 30;

/** Time and values on true scales; the margins hold the names of series, breaks and waves. */
export function trendFrame(rows: readonly TrendRow[], options: TrendOptions): TrendFrame {
	const { width, formatTick, breaks = [], marks = [], scale } = options;
	const narrow = isNarrow(width);
	const values = scale ?? valueScale(rows, options);
	const left = 14 + Math.max(...values.map((value) => textWidth(formatTick(value))));
	const right = nameColumn(options.series ?? groupsOf(rows), width);
	const length = Math.max(1, width - left - right);
	const [first, last] = options.times ?? timeSpan(rows);
	const perYear = (length - 2 * edge) / (last - first);
	const times = [first - edge / perYear, last + edge / perYear] as const;
	const toX = (time: number) => left + (time - times[0]) * perYear;
	const placed = placedBreaks(breaks, { toX, left, right: width - right });
	const top = 30 + placed.height + (marks.length > 0 ? markLane : 0);
	const inner = narrow ? 230 : 270;
	const perValue = inner / (values[1] - values[0]);
	const toY = (value: number) => top + (values[1] - value) * perValue;
	return {
		...{ width, height: top + inner + 34, times, values, breaks: placed.breaks },
		margins: { top, right, bottom: 34, left },
		toX,
		toY,
		texts: options.reference ? [referenceBox(options.reference, { left, toY })] : [],
		fromX: (x) => times[0] + (x - left) / perYear,
		fromY: (y) => values[1] - (y - top) / perValue
	};
}

function referenceBox(
	{ value, label }: { value: number; label: string },
	{ left, toY }: { left: number; toY: (value: number) => number }
): Box {
	const width = textWidth(label) + 4;
	return { x: left + width / 2, y: toY(value) - 8, width, height: 16 };
}

/** First and last wave; a single one stands in the middle of two years. */
export function timeSpan(rows: readonly TrendRow[]): [number, number] {
	const times = rows.map(({ time }) => time);
	const [first, last] = [Math.min(...times), Math.max(...times)];
	return first < last ? [first, last] : [first - 1, first + 1];
}

function nameColumn(names: readonly string[], width: number): number {
	const longest = Math.max(0, ...names.map((name) => textWidth(name)));
	return longest === 0 ? 12 : Math.min(46 + longest, width * (isNarrow(width) ? 0.28 : 0.24));
}

/** Breaks above the plane, those that would meet on lines of their own. */
function placedBreaks(
	breaks: readonly TrendBreak[],
	{ toX, left, right }: { toX: (time: number) => number; left: number; right: number }
): { breaks: PlacedBreak[]; height: number } {
	let y = 26;
	const placed = breaks.map((one) => {
		const time = (one.between[0] + one.between[1]) / 2;
		const x = toX(time);
		const anchor = x > (left + right) / 2 ? ('end' as const) : ('start' as const);
		const lineWidth = Math.max(90, anchor === 'end' ? x - left : right - x) - 8;
		const at = y;
		y += Math.ceil(textWidth(one.label) / lineWidth) * textLine;
		return { ...one, time, y: at, anchor, lineWidth };
	});
	return { breaks: placed, height: y - 26 + (breaks.length > 0 ? 8 : 0) };
}

/** A point with its place in time: series of one wave stand side by side, a few pixels apart. */
export interface PlacedPoint extends TrendPoint {
	readonly x: number;
}

export function placedPoints(
	rows: readonly TrendRow[],
	{ breaks, series }: TrendOptions,
	{ toX, fromX }: TrendFrame
): PlacedPoint[] {
	const groups = series ?? groupsOf(rows);
	const waves = [...new Set(rows.map(({ time }) => toX(time)))].sort((a, b) => a - b);
	const nearest = Math.min(...waves.slice(1).map((x, i) => x - waves[i]!), 100);
	const apart = Math.min(8, (nearest * 0.6) / groups.length);
	return trendPoints(rows, breaks, groups).map((point) => ({
		...point,
		x: fromX(toX(point.time) + (point.series - (groups.length - 1) / 2) * apart)
	}));
}

export const shownPoints = (points: readonly PlacedPoint[]) => shown(points);
export const withheldPoints = (points: readonly PlacedPoint[]) => withheld(points);
export type ShownPoint = ReturnType<typeof shownPoints>[number];
export type WithheldPoint = ReturnType<typeof withheldPoints>[number];
