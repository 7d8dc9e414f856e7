import type * as Plot from '@observablehq/plot';
import { isNarrow } from '../chart-style.ts';
import { hatchedBoxes, strokes, textLine, texts, type Written } from './pixel-marks.ts';
import { roundTicks, type Span } from './round-ticks.ts';
import { inLines, textWidth } from '../text-width.ts';

/** One line of a picture with lying values; a heading has neither values nor text. */
export interface RowItem {
	readonly name: string;
	/** Beside the values, as they are read. */
	readonly text: string;
	readonly kind?: 'heading' | 'row' | 'refused';
	/** A sum of the others, or the main one. */
	readonly isStrong?: boolean;
}

export interface PlacedRow<T extends RowItem> {
	readonly of: T;
	readonly top: number;
	readonly bottom: number;
	/** Where values are drawn. */
	readonly y: number;
	readonly names: readonly Written[];
	readonly texts: readonly Written[];
	readonly reasons: readonly Written[];
}

export interface RowFrame<T extends RowItem> {
	readonly width: number;
	readonly height: number;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	readonly ticks: readonly number[];
	/** From where to where upright lines run: on a phone not behind texts. */
	readonly parts: readonly { readonly y1: number; readonly y2: number }[];
	readonly toX: (value: number) => number;
	readonly rows: readonly PlacedRow<T>[];
}

export interface RowFrameOptions {
	readonly width: number;
	readonly x: Span;
	/** log: of ratios, where halving is as far as doubling. Defaults to linear. */
	readonly scale?: 'linear' | 'log';
	readonly above: number;
	readonly below: number;
}

/** Pixels. */
const room = { line: 30, heading: 34, stub: 22, indent: 14, gap: 12, least: 120 };

interface Columns {
	readonly width: number;
	readonly left: number;
	readonly right: number;
	readonly isStacked: boolean;
}

/** Names on the left and texts on the right of the values; on a phone both above them. */
export function rowFrame<T extends RowItem>(
	items: readonly T[],
	{ width, x, scale = 'linear', above, below }: RowFrameOptions
): RowFrame<T> {
	const columns = columnsOf(items, width);
	const { left, right } = columns;
	const isLog = scale === 'log';
	const on = (value: number) => (isLog ? Math.log(value) : value);
	const [first, last] = [on(x[0]), on(x[1])];
	let y = above + 10;
	const top = y;
	const rows = items.map((item) => {
		const row = placedRow(item, y, columns);
		y = row.bottom;
		return row;
	});
	return {
		...{ width, left, right, top, rows, bottom: y + 4, height: y + 4 + below },
		parts: columns.isStacked ? drawnParts(rows) : [{ y1: top, y2: y + 4 }],
		ticks: isLog ? logTicks(x) : roundTicks(x, right - left < 300 ? 4 : 6),
		toX: (value) => left + ((on(value) - first) / (last - first || 1)) * (right - left)
	};
}

const drawnParts = (rows: readonly PlacedRow<RowItem>[]) =>
	rows
		.filter(({ of }) => of.kind !== 'heading' && of.kind !== 'refused')
		.map(({ y }) => ({ y1: y - 10, y2: y + 12 }));

function columnsOf(items: readonly RowItem[], width: number): Columns {
	if (isNarrow(width)) return { width, left: 8, right: width - 8, isStacked: true };
	const rows = items.filter(({ kind }) => kind !== 'heading');
	const widest = (texts: readonly string[]) =>
		Math.max(0, ...texts.map((text) => textWidth(text) * 1.04));
	const names = widest(rows.map(({ name }) => name)) + room.indent;
	const values = widest(rows.map(({ text, kind }) => (kind === 'refused' ? '' : text)));
	const left = Math.min(names, width * 0.36) + room.gap;
	const right = width - Math.min(values, width * 0.3) - room.gap * 1.5;
	return { width, left, right: Math.max(left + room.least, right), isStacked: false };
}

function placedRow<T extends RowItem>(of: T, top: number, columns: Columns): PlacedRow<T> {
	const { name, kind = 'row' } = of;
	const none = { texts: [], reasons: [] };
	if (kind === 'heading') {
		const lines = inLines(name, columns.width);
		const bottom = top + room.heading + (lines.length - 1) * textLine;
		const names = lines.map((text, i) => ({ x: 0, y: top + 20 + i * textLine, text }));
		return { of, top, bottom, y: bottom, names, ...none };
	}
	return columns.isStacked ? stackedRow(of, top, columns) : besideRow(of, top, columns);
}

function besideRow<T extends RowItem>(of: T, top: number, columns: Columns): PlacedRow<T> {
	const { width, left, right } = columns;
	const names = inLines(of.name, left - room.gap - room.indent);
	const isRefused = of.kind === 'refused';
	const reasons = isRefused ? inLines(of.text, width - left - room.stub - 10) : [];
	const values = isRefused ? [] : inLines(of.text, width - right - room.gap);
	const most = Math.max(names.length, reasons.length, values.length);
	const bottom = top + room.line + (most - 1) * textLine;
	const y = (top + bottom) / 2;
	const column = (lines: readonly string[], x: number) =>
		lines.map((text, i) => ({ x, text, y: y + (i - (lines.length - 1) / 2) * textLine }));
	return {
		...{ of, top, bottom, y },
		names: column(names, room.indent),
		texts: column(values, width),
		reasons: column(reasons, left + room.stub + 8)
	};
}

/** The name, beside it or below it what is read, then the values. */
function stackedRow<T extends RowItem>(of: T, top: number, columns: Columns): PlacedRow<T> {
	const { width, left } = columns;
	const isRefused = of.kind === 'refused';
	const isOneLine = !isRefused && textWidth(of.name) + textWidth(of.text) + 20 < width;
	const names = inLines(of.name, width);
	const values = isRefused || isOneLine ? [] : inLines(of.text, width);
	const reasons = isRefused ? inLines(of.text, width - left - room.stub - 8) : [];
	const first = top + 12;
	const read = first + names.length * textLine;
	const drawn = read + values.length * textLine;
	const bottom = drawn + 16 + Math.max(0, reasons.length - 1) * textLine;
	const start = (lines: readonly string[], from: number, x = 0) =>
		lines.map((text, i) => ({ x, text, y: from + i * textLine }));
	return {
		...{ of, top, bottom, y: drawn + 4 },
		names: start(names, first),
		texts: isOneLine ? [{ x: width, y: first, text: of.text }] : start(values, read, width),
		reasons: start(reasons, drawn + 4, left + room.stub + 8)
	};
}

function logTicks([first, last]: Span): number[] {
	const powers = Array.from({ length: 13 }, (_, i) => 10 ** (i - 6));
	const all = powers.flatMap((power) =>
		[1, 2, 5].map((times) => Number((times * power).toPrecision(1)))
	);
	const found = all.filter((value) => value >= first && value <= last);
	return found.length > 2 ? found : roundTicks([first, last]);
}

interface RowAxisOptions {
	readonly tick: (value: number) => string;
	/** Where there is no effect. */
	readonly none?: number | undefined;
	/** What it means to lie on either side of it. */
	readonly sides?: readonly [less: string, more: string];
}

/** Grid, numbers, the line of no effect, and words for both directions at the ends of the axis. */
export function rowAxis<T extends RowItem>(
	on: RowFrame<T>,
	{ tick, none, sides }: RowAxisOptions
): Plot.Markish[] {
	const { ticks, toX, parts, left, right } = on;
	const uprights = (value: number) =>
		parts.map((part) => ({ x1: toX(value), x2: toX(value), ...part }));
	const heads = on.rows.filter(({ of }) => of.kind === 'heading');
	const isShown = none !== undefined && toX(none) >= left - 1 && toX(none) <= right + 1;
	return [
		strokes(ticks.flatMap(uprights), { stroke: 'var(--grid)' }),
		strokes(
			heads.map((row) => ({ x1: 0, x2: on.width, y1: row.bottom - 3, y2: row.bottom - 3 })),
			{ stroke: 'var(--line)' }
		),
		texts(fittingTicks(on, tick)),
		strokes(isShown ? uprights(none) : [], { stroke: 'var(--ink-soft)', strokeWidth: 1.5 }),
		...(sides && isShown ? directions(on, toX(none), sides) : [])
	];
}

function fittingTicks<T extends RowItem>(
	{ ticks, toX, bottom, width }: RowFrame<T>,
	tick: (value: number) => string
): Written[] {
	const all = ticks.map((value) => {
		const [text, half] = [tick(value), textWidth(tick(value)) / 2];
		return { x: Math.max(half, Math.min(width - half, toX(value))), y: bottom + 14, text };
	});
	const isRoomy = all.every(
		({ x, text }, i) =>
			i === 0 || x - all[i - 1]!.x > (textWidth(text) + textWidth(all[i - 1]!.text)) / 2 + 6
	);
	return isRoomy ? all : all.filter((_, i) => i % 2 === 0);
}

export const rowAxisHeight = (hasSides: boolean): number => (hasSides ? 46 : 26);

/** Away from no effect where both have room there, else at the ends. */
function directions<T extends RowItem>(
	{ width, bottom }: RowFrame<T>,
	at: number,
	[less, more]: readonly [string, string]
): Plot.Markish[] {
	const y = bottom + 34;
	const fits = textWidth(less) + 24 < at && textWidth(more) + 24 < width - at;
	const look = { fill: 'var(--ink-soft)', isStrong: true };
	const [one, other] = [`← ${less}`, `${more} →`];
	return [
		texts([{ x: fits ? at - 8 : 0, y, text: one }], { ...look, anchor: fits ? 'end' : 'start' }),
		texts([{ x: fits ? at + 8 : width, y, text: other }], {
			...look,
			anchor: fits ? 'start' : 'end'
		})
	];
}

/** Names, what is read beside values, and why there is none. */
export function rowTexts<T extends RowItem>({ rows, left }: RowFrame<T>): Plot.Markish[] {
	const strong = rows.filter(({ of }) => of.kind === 'heading' || of.isStrong);
	const plain = rows.filter((row) => !strong.includes(row));
	const refused = rows.filter(({ of }) => of.kind === 'refused');
	return [
		...[strong, plain].flatMap((some) => {
			const isStrong = some === strong;
			return [
				texts(
					some.flatMap(({ names }) => names),
					{ anchor: 'start', isStrong, isOnLines: true }
				),
				texts(
					some.flatMap((row) => row.texts),
					{ anchor: 'end', isStrong, isOnLines: true }
				)
			];
		}),
		hatchedBoxes(
			refused.map(({ reasons, y }) => {
				const middle = reasons.length > 0 ? reasons[0]!.y : y;
				return { x1: left, x2: left + room.stub, y1: middle - 7, y2: middle + 7 };
			})
		),
		texts(
			refused.flatMap(({ reasons }) => reasons),
			{ anchor: 'start', fill: 'var(--ink-soft)', isSlanted: true, isOnLines: true }
		)
	];
}
