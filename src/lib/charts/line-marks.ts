import * as Plot from '@observablehq/plot';
import { choosable } from './choosable.ts';
import { chartStyle, halo, isNarrow, size, wordStyle } from './chart-style.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { hatched } from './hatched.ts';
import { type IntervalLine, intervalLines, type Shown, shown, withheld } from './interval-lines.ts';
import { openLower, openUpper } from './interval-marks.ts';
import { valueScale, wordGap } from './value-scale.ts';
import { textWidth } from './text-width.ts';

export interface LinesOptions {
	/** Pixels. */
	readonly width: number;
	/** Of the axis: statistic and unit. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
	/** The whole domain as a line to compare with; absent without a breakdown. */
	readonly reference?: { readonly value: number; readonly label: string } | undefined;
	/** The axis ends at 1 at the most. */
	readonly isShare: boolean;
	/** First and last value of the axis, where several charts share it. */
	readonly scale?: readonly [number, number] | undefined;
	/** Room for names and figures, where several charts share it. */
	readonly margins?: LineMargins | undefined;
	/** Second categories in the order of their colours, where several charts share them. */
	readonly series?: readonly string[] | undefined;
}

export type ShownLine = IntervalLine & Shown;

/** The scale of values in pixels, and the height of a line. */
interface Scaled {
	readonly domain: readonly [number, number];
	readonly perPixel: number;
	readonly line: number;
}

/** Whatever charts of one line a domain have in common; `drawn` lies between the grid and the texts. */
export function lineChart(
	rows: readonly EstimateRow[],
	options: LinesOptions,
	drawn: (lines: readonly ShownLine[], line: number) => Plot.Markish[]
): Plot.PlotOptions {
	const { width, unit, formatTick, reference } = options;
	const lines = intervalLines(rows, options.series);
	const narrow = isNarrow(width);
	const margins = options.margins ?? lineMargins(rows, width);
	const length = plotLength(width, margins);
	const domain = options.scale ?? valueScale(rows, { ...options, length });
	const visible = shown(lines);
	const top = reference ? 30 : 12;
	const ticks = narrow ? 4 : 7;
	const line = narrow ? size.tallLine : size.line;
	const scaled = { domain, perPixel: (domain[1] - domain[0]) / length, line };
	return {
		width,
		height: top + 52 + lines.length * line,
		...margins,
		marginTop: top,
		marginBottom: 52,
		style: chartStyle,
		x: { domain, label: null },
		y: { type: 'band', padding: 0, domain: lines.map(({ key }) => key), axis: null },
		marks: [
			targets(lines, margins),
			Plot.gridX({ stroke: 'var(--grid)', strokeOpacity: 1, ticks }),
			Plot.axisX({ ticks, tickFormat: formatTick, label: null, tickSize: 0 }),
			axisTitle(unit, width),
			...(reference ? wholeDomain(reference, scaled) : []),
			...names(lines, margins.marginLeft, width),
			...drawn(visible, line),
			...words(visible, scaled),
			...values(visible, margins.marginRight),
			...stubs(lines, scaled)
		]
	};
}

export interface LineMargins {
	readonly marginLeft: number;
	readonly marginRight: number;
}

/** Room for the names on the left and the figures on the right, in pixels. */
export function lineMargins(rows: readonly EstimateRow[], width: number): LineMargins {
	const marginLeft = nameColumn(intervalLines(rows), isNarrow(width));
	return { marginLeft, marginRight: valueColumn(rows) };
}

/** Pixels that remain for values. */
const plotLength = (width: number, margins: LineMargins) =>
	Math.max(1, width - margins.marginLeft - margins.marginRight);

function nameColumn(lines: readonly IntervalLine[], narrow: boolean): number {
	const longest = Math.max(0, ...lines.map(({ name }) => textWidth(name)));
	return narrow ? 4 : Math.min(size.widestName, 24 + longest);
}

function valueColumn(rows: readonly EstimateRow[]): number {
	const longest = rows.map(({ value, text }) => (value === undefined ? 0 : textWidth(text)));
	return Math.max(size.valueColumn, 16 + Math.max(0, ...longest));
}

/** Statistic and unit, below the axis; all of a long one, in two lines. */
function axisTitle(unit: string, width: number): Plot.Markish {
	return Plot.text(unit === '' ? [] : [unit], {
		text: (text: string) => text,
		frameAnchor: 'bottom-right',
		lineAnchor: 'top',
		textAnchor: 'end',
		dy: 30,
		lineWidth: width / 13,
		fill: 'var(--ink)'
	});
}

/** A whole line is hit: 24 pixels high at least, from its name to its value. */
function targets(
	lines: readonly IntervalLine[],
	{ marginLeft, marginRight }: LineMargins
): Plot.Markish {
	const own = lines.filter(({ row }) => row !== undefined);
	return Plot.cell(own, {
		y: 'key',
		insetLeft: -marginLeft,
		insetRight: -marginRight,
		fill: 'none',
		render: choosable(own.map(({ index }) => index))
	});
}

function wholeDomain(
	{ value, label }: { value: number; label: string },
	{ domain: [first, last], perPixel }: Scaled
): Plot.Markish[] {
	const half = (textWidth(label) / 2) * perPixel;
	const textAnchor = value + half > last ? 'end' : value - half < first ? 'start' : 'middle';
	return [
		Plot.ruleX([value], { stroke: 'var(--ink-soft)', strokeDasharray: '2,3' }),
		Plot.text([value], {
			x: (d: number) => d,
			text: () => label,
			frameAnchor: 'top',
			textAnchor,
			dy: -16,
			fill: 'var(--ink-soft)'
		})
	];
}

/** Beside its interval a long name takes two lines; above it, on a phone, it is cut where the picture ends. */
function names(lines: readonly IntervalLine[], marginLeft: number, width: number): Plot.Markish[] {
	const narrow = isNarrow(width);
	const groups = lines.filter(({ row }) => row === undefined);
	const own = lines.filter(({ row }) => row !== undefined);
	const indent = groups.length > 0 ? 12 : 0;
	const room = narrow ? width : marginLeft - indent - 8;
	const place = {
		y: 'key',
		text: 'name',
		frameAnchor: 'left',
		textAnchor: 'start',
		fill: 'var(--ink)',
		dy: narrow ? -17 : 0,
		lineWidth: room / 13,
		...(narrow ? ({ textOverflow: 'ellipsis' } as const) : {})
	} as const;
	return [
		Plot.text(groups, { ...place, lineWidth: width / 13, dx: -marginLeft, fontWeight: 600, dy: 2 }),
		Plot.text(own, { ...place, dx: narrow ? 0 : indent - marginLeft })
	];
}

/** The word of a poor estimate after its interval, before it where the axis ends, else above it. */
function words(
	lines: readonly ShownLine[],
	{ domain: [first, last], perPixel, line: height }: Scaled
): Plot.Markish[] {
	const end = (line: ShownLine) => (line.isOpen ? openUpper(line) : line.upper);
	const start = (line: ShownLine) => (line.isOpen ? openLower(line) : line.lower);
	const room = ({ word }: ShownLine) => (wordGap + textWidth(word ?? '')) * perPixel;
	const fits = (line: ShownLine) => end(line) + room(line) <= last;
	const worded = lines.filter(({ word }) => word !== undefined);
	const others = worded.filter((line) => !fits(line));
	const fitsBefore = (line: ShownLine) => start(line) - room(line) >= first;
	const neither = others.filter((line) => !fitsBefore(line));
	const style = { y: 'key', text: 'word', ...wordStyle, ...halo };
	const above = { frameAnchor: 'right', dy: -height / 3, textAnchor: 'end' } as const;
	return [
		Plot.text(worded.filter(fits), { ...style, x: end, dx: wordGap, textAnchor: 'start' }),
		Plot.text(others.filter(fitsBefore), { ...style, x: start, dx: -wordGap, textAnchor: 'end' }),
		Plot.text(neither, { ...style, ...above })
	];
}

function values(lines: readonly ShownLine[], marginRight: number): Plot.Markish[] {
	return [
		Plot.text(lines, {
			y: 'key',
			frameAnchor: 'right',
			dx: marginRight - 4,
			text: 'text',
			textAnchor: 'end',
			fill: 'var(--ink)',
			fontVariant: 'tabular-nums'
		})
	];
}

/** A withheld estimate: a hatched stub, as long for every one of them, and the word that says why. */
function stubs(lines: readonly IntervalLine[], { line, perPixel }: Scaled): Plot.Markish[] {
	const hidden = withheld(lines);
	const stub = 28;
	return [
		Plot.barX(hidden, {
			y: 'key',
			x1: () => 0,
			x2: () => stub * perPixel,
			...barInsets(line),
			render: hatched
		}),
		Plot.text(hidden, {
			y: 'key',
			x: () => 0,
			dx: stub + 8,
			text: 'text',
			textAnchor: 'start',
			...wordStyle
		})
	];
}

/** Above and below a bar in a line of that height. */
export function barInsets(line: number) {
	const inset = (line - size.bar) / 2;
	return { insetTop: inset, insetBottom: inset };
}
