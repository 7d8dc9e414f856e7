import * as Plot from '@observablehq/plot';
import { chartStyle, halo, seriesColour, size, wordStyle } from './chart-style.ts';
import { choosable } from './choosable.ts';
import { hatched } from './hatched.ts';
import { estimateDots, intervalMarks } from './interval-marks.ts';
import {
	nameWidth,
	pointLabels,
	type SeriesName,
	seriesNames,
	stub,
	stubBox
} from './trend-labels.ts';
import {
	placedPoints,
	type PlacedPoint,
	type ShownPoint,
	shownPoints,
	type TrendFrame,
	trendFrame,
	type TrendOptions,
	type WithheldPoint,
	withheldPoints
} from './trend-frame.ts';
import { markMarks } from './trend-marks.ts';
import type { TrendRow } from './trend-points.ts';
import { textWidth } from './text-width.ts';

/**
 * Estimates over waves on a true scale of time: a dot with its interval each, one line a series with
 * its name at the end. A break and a withheld wave cut the line.
 *
 * @throws DomainError for more than seven series
 */
export function estimateTrend(rows: readonly TrendRow[], options: TrendOptions): Plot.PlotOptions {
	const frame = trendFrame(rows, options);
	const points = placedPoints(rows, options, frame);
	const [visible, hidden] = [shownPoints(points), withheldPoints(points)];
	const colour = ({ series }: ShownPoint) => seriesColour(series);
	const { width, height, margins } = frame;
	return {
		...{ width, height, style: chartStyle },
		marginTop: margins.top,
		marginRight: margins.right,
		marginBottom: margins.bottom,
		marginLeft: margins.left,
		x: { domain: frame.times, axis: null },
		y: { domain: frame.values, axis: null },
		marks: [
			targets(points, frame),
			...axes(rows, options, frame),
			...(options.reference ? reference(options.reference) : []),
			...markMarks(options.marks ?? [], frame),
			...breaks(frame),
			Plot.line(visible, { x: 'x', y: 'value', z: 'segment', stroke: colour, strokeWidth: 1.75 }),
			...intervalMarks(visible, { along: 'y', place: { x: 'x' }, stroke: colour }),
			estimateDots(visible, { x: 'x', y: 'value' }, colour),
			...stubs(hidden, frame),
			...labels(visible, hidden, frame),
			...names(seriesNames(visible, hidden, frame), frame)
		]
	};
}

function axes(
	rows: readonly TrendRow[],
	{ unit, formatTick }: TrendOptions,
	{ margins, width, toX, toY, values, fromX, fromY }: TrendFrame
): Plot.Markish[] {
	const waves = [...new Map(rows.map(({ time, label }) => [time, label]))].sort(
		([one], [other]) => one - other
	);
	const text = { frameAnchor: 'top-left', textAnchor: 'start', fill: 'var(--ink)' } as const;
	return [
		Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: 5 }),
		Plot.axisY({ tickSize: 0, tickFormat: formatTick, ticks: 5, label: null }),
		Plot.text([unit], {
			...text,
			dx: -margins.left,
			dy: -margins.top + 8,
			text: (d: string) => d,
			lineWidth: width / 13,
			textOverflow: 'ellipsis'
		}),
		Plot.ruleY([Math.max(0, values[0])], { stroke: 'var(--line-strong)' }),
		Plot.ruleX(waves, {
			x: ([time]: Wave) => time,
			y1: values[0],
			y2: fromY(toY(values[0]) + 5),
			stroke: 'var(--line-strong)'
		}),
		Plot.text(labelled(waves, toX, width), {
			x: ({ x }: WaveLabel) => fromX(x),
			text: 'label',
			frameAnchor: 'bottom',
			dy: 20,
			fill: 'var(--ink)'
		})
	];
}

type Wave = readonly [time: number, label: string];

interface WaveLabel {
	readonly x: number;
	readonly label: string;
}

/** The last wave and, going back, every one whose name has room; none sticks out of the picture. */
function labelled(
	waves: readonly Wave[],
	toX: (time: number) => number,
	width: number
): WaveLabel[] {
	let free = Infinity;
	return [...waves].reverse().flatMap(([time, label]) => {
		const half = textWidth(label) / 2 + 3;
		const x = Math.max(half, Math.min(width - half, toX(time)));
		if (x + half > free) return [];
		free = x - half;
		return [{ x, label }];
	});
}

function reference({ value, label }: { value: number; label: string }): Plot.Markish[] {
	return [
		Plot.ruleY([value], { stroke: 'var(--ink-soft)', strokeDasharray: '2,3' }),
		Plot.text([value], {
			y: (d: number) => d,
			text: () => label,
			frameAnchor: 'left',
			textAnchor: 'start',
			dx: 2,
			dy: -8,
			...halo,
			fill: 'var(--ink-soft)'
		})
	];
}

/** From the label down to the axis of time: here the line is cut. */
function breaks({ breaks: all, fromY, values }: TrendFrame): Plot.Markish[] {
	return all.flatMap(({ time, label, y, anchor, lineWidth }) => [
		Plot.ruleX([time], {
			y1: fromY(y - 2),
			y2: values[0],
			stroke: 'var(--ink-soft)',
			strokeWidth: 1.5,
			strokeDasharray: '6,3'
		}),
		Plot.text([label], {
			x: () => time,
			y: () => fromY(y),
			text: (d: string) => d,
			textAnchor: anchor,
			lineAnchor: 'top',
			dx: anchor === 'end' ? -6 : 6,
			dy: -2,
			lineWidth: lineWidth / 13,
			lineHeight: 16 / 13,
			fill: 'var(--ink-soft)'
		})
	]);
}

function stubs(hidden: readonly WithheldPoint[], frame: TrendFrame): Plot.Markish[] {
	return [boxes(hidden, (point) => stubBox(point, frame), frame, { render: hatched })];
}

/** 24 pixels wide at least, as high as the interval. */
function targets(points: readonly PlacedPoint[], frame: TrendFrame): Plot.Markish {
	const box = (point: PlacedPoint) => {
		const { value, lower, upper } = point.row;
		if (value === undefined) return { ...stubBox({ ...point, text: '' }, frame), ...hit };
		const [top, bottom] = [frame.toY(upper ?? value), frame.toY(lower ?? value)];
		const height = Math.max(size.target, bottom - top + 12);
		return { x: frame.toX(point.x), y: (top + bottom) / 2, width: size.target, height };
	};
	return boxes(points, box, frame, {
		fill: 'none',
		rx: 4,
		title: ({ row }: PlacedPoint) =>
			[row.group, row.label, row.text, row.word].filter(Boolean).join(' · '),
		render: choosable(points.map(({ index }) => index))
	});
}

const hit = { width: size.target, height: Math.max(size.target, stub.height) };

interface Rectangle {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

function boxes<T>(
	all: readonly T[],
	box: (one: T) => Rectangle,
	{ fromX, fromY }: TrendFrame,
	options: Plot.RectOptions
): Plot.Markish {
	return Plot.rect(all, {
		x1: (one: T) => fromX(box(one).x - box(one).width / 2),
		x2: (one: T) => fromX(box(one).x + box(one).width / 2),
		y1: (one: T) => fromY(box(one).y + box(one).height / 2),
		y2: (one: T) => fromY(box(one).y - box(one).height / 2),
		...options
	});
}

function labels(
	visible: readonly ShownPoint[],
	hidden: readonly WithheldPoint[],
	frame: TrendFrame
): Plot.Markish[] {
	const placed = pointLabels(visible, hidden, frame).map(({ of, box }) => ({
		...of,
		x: frame.fromX(box.x),
		figureY: frame.fromY(of.word === '' ? box.y : box.y - 7),
		wordY: frame.fromY(of.figure === '' ? box.y : box.y + 7)
	}));
	const style = { x: 'x', fontSize: 12, ...halo };
	return [
		Plot.text(
			placed.filter(({ figure }) => figure !== ''),
			{ ...style, y: 'figureY', text: 'figure', fill: 'var(--ink)', fontVariant: 'tabular-nums' }
		),
		Plot.text(
			placed.filter(({ word }) => word !== ''),
			{ ...style, y: 'wordY', text: 'word', ...wordStyle }
		)
	];
}

/** Each name beside the end of its line, led to it where it had to move. */
function names(all: readonly SeriesName[], frame: TrendFrame): Plot.Markish[] {
	const { fromX, fromY, width, margins } = frame;
	const start = width - margins.right;
	return [
		Plot.link(all, {
			x1: ({ from }: SeriesName) => fromX(from.x + 7),
			y1: ({ from }: SeriesName) => fromY(from.y),
			x2: () => fromX(start + 8),
			y2: ({ y }: SeriesName) => fromY(y),
			stroke: ({ series }: SeriesName) => seriesColour(series),
			strokeDasharray: '1,3'
		}),
		Plot.dot(all, {
			x: () => fromX(start + 12),
			y: ({ y }: SeriesName) => fromY(y),
			r: 4,
			symbol: 'square',
			fill: ({ series }: SeriesName) => seriesColour(series)
		}),
		Plot.text(all, {
			x: () => fromX(start + 20),
			y: ({ y }: SeriesName) => fromY(y),
			text: 'name',
			textAnchor: 'start',
			lineWidth: nameWidth(frame) / 13,
			lineHeight: 15 / 13,
			fill: 'var(--ink)',
			fontWeight: 600
		})
	];
}
