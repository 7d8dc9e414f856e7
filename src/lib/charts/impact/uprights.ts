import type * as Plot from '@observablehq/plot';
import { strokes, textLine, texts } from './pixel-marks.ts';
import { type Plane, plane, type PlaneOptions } from './plane.ts';
import { inLines, textWidth } from '../text-width.ts';

/** An upright line with its label: a start, a law, a cut-off. */
export interface Upright {
	readonly at: number;
	readonly label: string;
}

type Sides = Pick<Plane, 'left' | 'right' | 'toX'>;

interface PlacedUpright {
	readonly x: number;
	readonly lines: readonly string[];
	readonly anchor: 'start' | 'end';
	/** First line of its label, counted from the top. */
	readonly row: number;
}

/** Labels above the plane beside their lines; those that would meet stand one above the other. */
function placedUprights(all: readonly Upright[], { left, right, toX }: Sides): PlacedUpright[] {
	const taken: { from: number; to: number }[][] = [];
	return all.map(({ at, label }) => {
		const x = toX(at);
		const whole = textWidth(label);
		const anchor = x + whole + 6 > right && x > (left + right) / 2 ? 'end' : 'start';
		const room = Math.max(80, (anchor === 'start' ? right - x : x) - 6);
		const lines = inLines(label, room);
		const own = Math.max(...lines.map((line) => textWidth(line))) + 14;
		const [from, to] = anchor === 'start' ? [x - 2, x + own] : [x - own, x + 2];
		const isFree = (row: number) =>
			(taken[row] ?? []).every((other) => other.to <= from || other.from >= to);
		let row = 0;
		while (!lines.every((_, i) => isFree(row + i))) row += 1;
		lines.forEach((_, i) => (taken[row + i] ??= []).push({ from, to }));
		return { x, lines, anchor, row };
	});
}

const rowsOf = (placed: readonly PlacedUpright[]) =>
	Math.max(0, ...placed.map(({ row, lines }) => row + lines.length));

/** Pixels that the labels need above the plane. */
const uprightsHeight = (all: readonly Upright[], sides: Sides): number =>
	rowsOf(placedUprights(all, sides)) * textLine + (all.length > 0 ? 4 : 0);

/** The lines from their labels down to the axis. */
export function uprightMarks(all: readonly Upright[], on: Plane): Plot.Markish[] {
	const placed = placedUprights(all, on);
	const from = on.top - 4 - rowsOf(placed) * textLine;
	const lines = placed.map(({ x, row }) => ({
		...{ x1: x, x2: x, y1: from + row * textLine, y2: on.bottom }
	}));
	const words = (anchor: 'start' | 'end') =>
		texts(
			placed
				.filter((one) => one.anchor === anchor)
				.flatMap(({ x, lines: rows, row }) =>
					rows.map((text, i) => ({
						x: x + (anchor === 'start' ? 6 : -6),
						y: from + (row + i) * textLine + 7,
						text
					}))
				),
			{ anchor, fill: 'var(--ink-soft)', isOnLines: true }
		);
	return [
		strokes(lines, { stroke: 'var(--ink-soft)', strokeWidth: 1.5, strokeDasharray: '6,3' }),
		words('start'),
		words('end')
	];
}

/** A plane with room above it for labels of uprights. */
export function planeBelow(all: readonly Upright[], { above, ...options }: PlaneOptions): Plane {
	const height = uprightsHeight(all, plane({ ...options, above }));
	return plane({ ...options, above: above + height });
}

/** Between the last value before it and itself: what starts at a value is in it. */
export function boundary(values: readonly number[], start: number): number {
	const before = Math.max(...values.filter((value) => value < start));
	return Number.isFinite(before) ? (before + start) / 2 : start;
}
