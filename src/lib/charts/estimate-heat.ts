import * as Plot from '@observablehq/plot';
import { chartStyle, isNarrow, size, wordStyle } from './chart-style.ts';
import { choosable } from './choosable.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { hatched } from './hatched.ts';
import { heatSteps, stepCount, stepOf } from './heat-steps.ts';
import { groupsOf, shown, withheld } from './interval-lines.ts';
import { elements } from './svg-elements.ts';
import { textWidth } from './text-width.ts';

/** One cell: `label` names its line, `group` its column. */
export interface HeatRow extends EstimateRow {
	/** The interval in few characters, as "± 2.1" or "11–15"; '' where there is none. */
	readonly margin: string;
}

export interface EstimateHeatOptions {
	/** Pixels. Where columns would be too narrow for their figures the picture is wider. */
	readonly width: number;
	/** Of the colours: statistic and unit. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
}

/** Pixels. */
const cell = { narrowest: 58, line: 15, padding: 7, gap: 2, name: 22, small: 11 };
const colour = (step: number) => `var(--shade-${step + 1})`;

/**
 * Two breakdowns as a table of coloured cells, each with its figure and its interval. Colours grow in
 * six equal steps; a poor figure is hollow, framed in its colour, with its word; a withheld one is
 * hatched, with the reason.
 */
export function estimateHeat(
	rows: readonly HeatRow[],
	options: EstimateHeatOptions
): Plot.PlotOptions {
	const frame = heatFrame(rows, options);
	const cells = rows.map((row, index) => ({ row, index, line: row.label, column: row.group }));
	const limits = heatSteps(rows.flatMap(({ value }) => value ?? []));
	const visible = shown(cells).map((one) => ({
		...one,
		margin: one.row.margin,
		shade: colour(stepOf(one.value, limits))
	}));
	return {
		width: frame.width,
		height: frame.top + frame.lines.length * frame.height + 62,
		style: frame.width > options.width ? { ...chartStyle, maxWidth: 'none' } : chartStyle,
		marginTop: frame.top,
		marginRight: 0,
		marginBottom: 62,
		marginLeft: frame.left,
		x: { type: 'band', domain: frame.columns, padding: 0, axis: null },
		y: { type: 'band', domain: frame.lines, padding: 0, axis: null },
		marks: [
			...names(frame),
			...shades(visible, frame),
			...texts(visible, frame),
			...hiddenCells(withheld(cells), frame),
			Plot.cell(cells, {
				...{ x: 'column', y: 'line', fill: 'none', insetTop: frame.nameHeight },
				render: choosable(cells.map(({ index }) => index))
			}),
			...(visible.length > 0 ? key(limits, options, frame) : [])
		]
	};
}

interface HeatFrame {
	readonly width: number;
	/** Where the first line begins and the first column. */
	readonly top: number;
	readonly left: number;
	readonly lines: readonly string[];
	readonly columns: readonly string[];
	/** Of a line, and of the name above its cells: 0 where names stand beside them. */
	readonly height: number;
	readonly nameHeight: number;
	readonly columnWidth: number;
}

function heatFrame(rows: readonly HeatRow[], { width }: EstimateHeatOptions): HeatFrame {
	const lines = [...new Set(rows.map(({ label }) => label))];
	const columns = groupsOf(rows);
	const narrow = isNarrow(width);
	const longest = Math.max(0, ...lines.map((name) => textWidth(name)));
	const left = narrow ? 0 : Math.min(size.widestName, 20 + longest);
	const widest = Math.max(
		cell.narrowest,
		...rows.map(({ text, value, margin }) =>
			value === undefined ? 0 : 10 + Math.max(textWidth(text), textWidth(margin, cell.small))
		)
	);
	const columnWidth = Math.max(widest, (width - left) / Math.max(1, columns.length));
	const room = columnWidth - 10;
	const heads = Math.max(1, ...columns.map((name) => Math.ceil(textWidth(name) / room)));
	const wrapped = (word: string) => Math.ceil(textWidth(word, cell.small) / room);
	const texts = rows.map(({ value, text, word = '' }) =>
		value === undefined ? wrapped(text) : 2 + wrapped(word)
	);
	const nameHeight = narrow ? cell.name : 0;
	return {
		width: left + columnWidth * columns.length,
		top: 8 + heads * cell.line,
		...{ left, lines, columns, columnWidth, nameHeight },
		height: nameHeight + 2 * cell.padding + cell.line * Math.max(2, ...texts)
	};
}

function names({ lines, columns, left, height, nameHeight, columnWidth }: HeatFrame) {
	const text = { text: (name: string) => name, fill: 'var(--ink)' };
	return [
		Plot.text(columns, {
			...text,
			x: (name: string) => name,
			frameAnchor: 'top',
			lineAnchor: 'bottom',
			dy: -6,
			lineWidth: (columnWidth - 6) / 13,
			lineHeight: cell.line / 13,
			fontWeight: 600
		}),
		Plot.text(lines, {
			...text,
			y: (name: string) => name,
			frameAnchor: 'left',
			textAnchor: 'start',
			dx: -left,
			dy: nameHeight > 0 ? -height / 2 + nameHeight / 2 + 2 : 0,
			lineWidth: nameHeight > 0 ? 60 : (left - 10) / 13,
			lineHeight: cell.line / 13
		})
	];
}

type ShownCell = ReturnType<
	typeof shown<{ row: HeatRow; index: number; line: string; column: string }>
>[number] & { readonly margin: string; readonly shade: string };

function shades(cells: readonly ShownCell[], { nameHeight }: HeatFrame): Plot.Markish[] {
	const around = (by: number) => ({
		insetTop: nameHeight + by,
		insetRight: by,
		insetBottom: by,
		insetLeft: by
	});
	const place = { x: 'column', y: 'line', rx: 2 };
	const hollow = cells.filter(({ isHollow }) => isHollow);
	return [
		Plot.cell(cells, { ...place, ...around(cell.gap / 2), fill: 'shade' }),
		Plot.cell(hollow, {
			...{ ...place, ...around(cell.gap / 2 + 4), fill: 'var(--paper)' },
			...{ stroke: 'var(--line-strong)', strokeDasharray: '3,2' }
		})
	];
}

/** Figure, interval and word, one under the other. */
function texts(cells: readonly ShownCell[], frame: HeatFrame): Plot.Markish[] {
	const place = { x: 'column', y: 'line', fill: 'var(--ink)', fontVariant: 'tabular-nums' };
	const small = {
		...place,
		fontSize: cell.small,
		lineWidth: (frame.columnWidth - 10) / cell.small
	};
	const middle = frame.nameHeight / 2;
	const worded = cells.filter(({ word }) => word !== undefined);
	const plain = cells.filter(({ word }) => word === undefined);
	const first = (line: number, lines: number) => middle + (line - (lines - 1) / 2) * cell.line;
	return [
		...[
			{ some: plain, lines: 2 },
			{ some: worded, lines: 3 }
		].flatMap(({ some, lines }) => [
			Plot.text(some, { ...place, text: 'text', fontWeight: 600, dy: first(0, lines) }),
			Plot.text(some, { ...small, text: 'margin', dy: first(1, lines) })
		]),
		Plot.text(worded, { ...small, text: 'word', ...wordStyle, dy: first(2, 3) })
	];
}

function hiddenCells(
	cells: readonly { readonly text: string; readonly line: string; readonly column: string }[],
	{ nameHeight, columnWidth }: HeatFrame
): Plot.Markish[] {
	const place = { x: 'column', y: 'line' };
	const inset = 1.5;
	return [
		Plot.cell(cells, {
			...{ ...place, inset, insetTop: nameHeight + inset, render: hatched }
		}),
		Plot.text(cells, {
			...place,
			text: 'text',
			dy: nameHeight / 2,
			fontSize: cell.small,
			lineWidth: (columnWidth - 10) / cell.small,
			lineHeight: cell.line / cell.small,
			...wordStyle,
			fill: 'var(--ink)',
			stroke: 'var(--paper)',
			strokeWidth: 6,
			strokeLinejoin: 'round'
		})
	];
}

/** What the colours mean: their limits under them. */
function key(
	limits: readonly number[],
	{ unit, formatTick }: EstimateHeatOptions,
	frame: HeatFrame
): Plot.Markish[] {
	const ends = limits[0] === limits[stepCount] ? limits.slice(0, 1) : limits;
	const ticks = ends.map((limit) => formatTick(limit));
	const step = Math.max(46, ...ticks.map((tick) => textWidth(tick, cell.small) + 8));
	const bottom = frame.top + frame.lines.length * frame.height;
	return [
		(...drawing) => {
			const draw = elements(drawing[4].document);
			const group = draw('g', { transform: `translate(${frame.left + 1},${bottom + 22})` });
			group.append(draw('text', { 'text-anchor': 'start', fill: 'var(--ink)' }, unit));
			for (const [i, tick] of ticks.entries()) {
				const place = { x: i * step, width: step - 1, y: 8, height: 10, fill: colour(i) };
				if (i < Math.max(1, ticks.length - 1)) group.append(draw('rect', place));
				const text = { x: i * step, y: 32, 'font-size': cell.small, fill: 'var(--ink-soft)' };
				const anchor = i === 0 ? 'start' : 'middle';
				group.append(draw('text', { ...text, 'text-anchor': anchor }, tick));
			}
			return group;
		}
	];
}
