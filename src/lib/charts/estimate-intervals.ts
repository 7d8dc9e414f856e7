import * as Plot from '@observablehq/plot';
import type { EstimateRow } from './estimate-rows.ts';
import { type IntervalLine, intervalLines } from './interval-lines.ts';

export interface EstimateIntervalsOptions {
	/** Pixels. */
	readonly width: number;
	/** Of the axis: statistic and unit. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
	/** The whole domain as a line to compare with; absent without a breakdown. */
	readonly reference?: { readonly value: number; readonly label: string } | undefined;
	/** The axis ends at 1 at the most. */
	readonly isShare: boolean;
}

/** A line whose estimate is shown, with its numbers at hand for the channels of a mark. */
interface Shown extends IntervalLine {
	readonly value: number;
	readonly lower: number;
	readonly upper: number;
	readonly text: string;
	readonly isOpen: boolean;
	readonly word: string | undefined;
}

/** Sizes in pixels. Below `narrow` names stand above their interval instead of beside it. */
const size = { narrow: 520, line: 30, tallLine: 46, character: 7.2, widestName: 260, value: 64 };
const colour = ({ series }: IntervalLine) => `var(--series-${(series % 7) + 1})`;

function shownLines(lines: readonly IntervalLine[]): Shown[] {
	return lines.flatMap((line) => {
		const { value, lower, upper, text = '', precision, word } = line.row ?? {};
		if (value === undefined || lower === undefined || upper === undefined) return [];
		const isOpen = precision === 'lower-bound';
		return [{ ...line, value, lower, upper, text, isOpen, word }];
	});
}

/** Where the axis ends: just beyond the last limit, or the word that stands there. */
function end(lines: readonly Shown[], { isShare, reference }: EstimateIntervalsOptions): number {
	const room = ({ upper, word }: Shown) => upper * (word === undefined ? 1.06 : 1.2);
	const last = Math.max(0, (reference?.value ?? 0) * 1.06, ...lines.map(room));
	if (last === 0) return 1;
	return isShare ? Math.min(1, last) : last;
}

/**
 * Dots with intervals, one line a domain, in the order given. A complete design draws a closed
 * interval; an incomplete one an open-ended one, because the true interval is wider.
 */
export function estimateIntervals(
	rows: readonly EstimateRow[],
	options: EstimateIntervalsOptions
): Plot.PlotOptions {
	const { width, unit, formatTick, reference } = options;
	const lines = intervalLines(rows);
	const shown = shownLines(lines);
	const isNarrow = width < size.narrow;
	const longest = Math.max(...lines.map(({ name }) => name.length));
	const marginLeft = isNarrow ? 4 : Math.min(size.widestName, 24 + longest * size.character);
	const ticks = isNarrow ? 4 : 7;
	return {
		width,
		height: 78 + lines.length * (isNarrow ? size.tallLine : size.line),
		marginLeft,
		marginRight: size.value,
		marginTop: 30,
		marginBottom: 40,
		style: {
			background: 'transparent',
			color: 'var(--ink)',
			fontFamily: 'var(--sans)',
			fontSize: '13px',
			overflow: 'visible'
		},
		x: { domain: [0, end(shown, options)], label: unit, tickFormat: formatTick, ticks },
		y: { domain: lines.map(({ key }) => key), axis: null },
		marks: [
			Plot.gridX({ stroke: 'var(--grid)', strokeOpacity: 1, ticks }),
			...(reference ? wholeDomain(reference) : []),
			...names(lines, { marginLeft, isNarrow }),
			...intervals(shown),
			...values(shown, lines)
		]
	};
}

function wholeDomain({ value, label }: { value: number; label: string }): Plot.Markish[] {
	return [
		Plot.ruleX([value], { stroke: 'var(--ink-soft)', strokeDasharray: '2,3' }),
		Plot.text([value], {
			x: (d: number) => d,
			text: () => label,
			frameAnchor: 'top',
			dy: -16,
			fill: 'var(--ink-soft)'
		})
	];
}

function names(
	lines: readonly IntervalLine[],
	{ marginLeft, isNarrow }: { marginLeft: number; isNarrow: boolean }
): Plot.Markish[] {
	const place = {
		y: 'key',
		text: 'name',
		frameAnchor: 'left',
		textAnchor: 'start',
		fill: 'var(--ink)',
		dy: isNarrow ? -15 : 0,
		lineWidth: 34,
		textOverflow: 'ellipsis'
	} as const;
	const groups = lines.filter(({ row }) => row === undefined);
	const own = lines.filter(({ row }) => row !== undefined);
	const indent = groups.length > 0 ? 12 : 0;
	return [
		Plot.text(groups, { ...place, dx: -marginLeft, fontWeight: 600, dy: 2 }),
		Plot.text(own, { ...place, dx: isNarrow ? 0 : indent - marginLeft })
	];
}

function intervals(lines: readonly Shown[]): Plot.Markish[] {
	const tail = ({ lower, upper }: Shown) => (upper - lower) * 0.35 + 0.004 * upper;
	const stroke = { y: 'key', stroke: colour, strokeWidth: 2 };
	const closed = lines.filter(({ isOpen }) => !isOpen);
	const half = 5;
	const end = { stroke: colour, strokeWidth: 2, y: 'key' };
	return [
		Plot.ruleY(lines, { ...stroke, x1: 'lower', x2: 'upper' }),
		...['lower', 'upper'].map((x) =>
			Plot.vector(closed, { ...end, x, length: 2 * half, anchor: 'middle', shape: capShape })
		),
		Plot.ruleY(
			lines.filter(({ isOpen }) => isOpen),
			{
				...stroke,
				x1: (line: Shown) => Math.max(0, line.lower - tail(line)),
				x2: (line: Shown) => line.upper + tail(line),
				strokeDasharray: '1.5,3'
			}
		),
		Plot.dot(lines, {
			x: 'value',
			y: 'key',
			r: 4.5,
			fill: (line: Shown) => (line.word ? 'var(--paper)' : colour(line)),
			stroke: (line: Shown) => (line.word ? colour(line) : 'var(--paper)'),
			strokeWidth: 1.5
		}),
		Plot.text(
			lines.filter(({ word }) => word !== undefined),
			{ ...besideInterval, x: 'upper', text: 'word' }
		)
	];
}

/** A word after the end of an interval. */
const besideInterval = {
	y: 'key',
	dx: 10,
	textAnchor: 'start',
	fill: 'var(--ink-soft)',
	fontStyle: 'italic'
} as const;

/** A plain upright stroke: the closed end of an interval. */
const capShape: Plot.VectorShapeImplementation = {
	draw(context, length) {
		context.moveTo(0, 0);
		context.lineTo(0, -length);
	}
};

function values(shown: readonly Shown[], lines: readonly IntervalLine[]): Plot.Markish[] {
	const withheld = lines.filter(({ row }) => row !== undefined && row.value === undefined);
	return [
		Plot.text(shown, {
			y: 'key',
			frameAnchor: 'right',
			dx: size.value - 4,
			text: 'text',
			textAnchor: 'end',
			fill: 'var(--ink)',
			fontVariant: 'tabular-nums'
		}),
		Plot.text(withheld, {
			y: 'key',
			x: 0,
			dx: 6,
			text: ({ row }: IntervalLine) => row?.text ?? '',
			textAnchor: 'start',
			fill: 'var(--ink-soft)',
			fontStyle: 'italic'
		})
	];
}
