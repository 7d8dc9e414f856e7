import type * as Plot from '@observablehq/plot';
import { isNarrow } from '../chart-style.ts';
import { strokes, textLine, texts, type Written } from './pixel-marks.ts';
import { roundTicks, type Span } from './round-ticks.ts';
import { inLines, textWidth } from '../text-width.ts';

/** Two scales in pixels. */
export interface Plane {
	readonly width: number;
	readonly height: number;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	readonly x: Span;
	readonly y: Span;
	readonly toX: (value: number) => number;
	readonly toY: (value: number) => number;
	readonly ticks: readonly number[];
}

export interface PlaneOptions {
	readonly width: number;
	readonly x: Span;
	readonly y: Span;
	readonly tick: (value: number) => string;
	/** Pixels above the plane, and below it. */
	readonly above: number;
	readonly below: number;
	/** Texts at the ends of lines, which need a column. */
	readonly names?: readonly string[];
	/** Pixels on the left at least. */
	readonly left?: number;
	/** Height of the plane itself, on a phone and elsewhere. */
	readonly inner?: readonly [narrow: number, wide: number];
	/** Pixels between the sides and the first and last value of x. */
	readonly edge?: number;
}

export function plane(options: PlaneOptions): Plane {
	const { width, x, y, above, below, names = [], edge = 14, inner = [230, 290] } = options;
	const ticks = roundTicks(y);
	const widest = Math.max(0, ...ticks.map((value) => textWidth(options.tick(value))));
	const left = Math.max(options.left ?? 0, Math.ceil(widest) + 12);
	const right = width - nameColumn(names, width);
	const top = above + 8;
	const bottom = top + (isNarrow(width) ? inner[0] : inner[1]);
	const [from, to] = [left + edge, right - edge];
	const spread = x[1] - x[0] || 1;
	return {
		...{ width, left, right, top, bottom, x, y, ticks, height: bottom + below },
		toX: (value) =>
			x[1] === x[0] ? (from + to) / 2 : from + ((value - x[0]) / spread) * (to - from),
		toY: (value) => bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - top)
	};
}

function nameColumn(names: readonly string[], width: number): number {
	const longest = Math.max(0, ...names.map((name) => textWidth(name)));
	return longest === 0 ? 6 : Math.min(34 + longest, width * (isNarrow(width) ? 0.3 : 0.24));
}

/** Grid and numbers of the values. */
export function valueAxis(
	{ ticks, left, right, toY }: Plane,
	tick: (value: number) => string
): Plot.Markish[] {
	return [
		strokes(
			ticks.map((value) => ({ x1: left, x2: right, y1: toY(value), y2: toY(value) })),
			{ stroke: 'var(--grid)' }
		),
		texts(
			ticks.map((value) => ({ x: left - 8, y: toY(value), text: tick(value) })),
			{ anchor: 'end' }
		)
	];
}

/** A level line; 0 where there is no effect. */
export const levelLine = (
	{ left, right, toY }: Plane,
	value: number,
	strokeDasharray = 'none'
): Plot.Markish =>
	strokes([{ x1: left, x2: right, y1: toY(value), y2: toY(value) }], {
		...{ stroke: 'var(--line-strong)', strokeDasharray }
	});

export interface PlaceAxisOptions {
	readonly values: readonly number[];
	readonly text: (value: number) => string;
	/** What the axis counts, in words below it; '' where the texts say it. */
	readonly title?: string;
	/** A text that stands below it in the same places. */
	readonly below?: (value: number) => string;
	/** A value that has its text whichever others have room. */
	readonly anchor?: number;
}

/** A tick for each value and as many evenly chosen texts as have room. */
export function placeAxis(on: Plane, options: PlaceAxisOptions): Plot.Markish[] {
	const { toX, bottom, left, right } = on;
	const written = placeTexts(on, options);
	const { values } = options;
	const isCrowded = (right - left) / values.length < 8;
	const ticks = isCrowded ? written.map(({ value }) => value) : values;
	const titles = axisTitleLines(options.title, on.width);
	return [
		strokes([{ x1: left, x2: right, y1: bottom, y2: bottom }], { stroke: 'var(--line-strong)' }),
		strokes(
			ticks.map((value) => ({
				...{ x1: toX(value), x2: toX(value), y1: bottom, y2: bottom + 5 }
			})),
			{ stroke: 'var(--line-strong)' }
		),
		texts(written),
		texts(
			titles.map((text, i) => ({ x: right, y: bottom + 38 + i * textLine, text })),
			{ anchor: 'end' }
		)
	];
}

const axisTitleLines = (title: string | undefined, width: number): string[] =>
	title ? inLines(title, width) : [];

/** Pixels below the plane for texts and title of its axis. */
export const placeAxisHeight = (title: string | undefined, width: number): number =>
	26 + axisTitleLines(title, width).length * textLine + (title ? 4 : 0);

/** Every text, every second one, ...: the first choice in which none meets another. */
export function placeTexts(
	{ toX, bottom, width }: Plane,
	{ values, text, below, anchor }: PlaceAxisOptions
): (Written & { readonly value: number })[] {
	const all = values.map((value) => {
		const own = Math.max(textWidth(text(value)), textWidth(below?.(value) ?? ''));
		const x = Math.max(own / 2, Math.min(width - own / 2, toX(value)));
		return { x, y: bottom + 17, text: text(value), value, own };
	});
	const at = Math.max(0, anchor === undefined ? 0 : values.indexOf(anchor));
	const some = (step: number) => all.filter((_, i) => (i - at) % step === 0);
	const fits = (list: typeof all) =>
		list.every(
			({ x, own }, i) => i === 0 || x - own / 2 - 7 >= list[i - 1]!.x + list[i - 1]!.own / 2
		);
	const steps = [1, 2, 3, 4, 5, 6, 10, 12, 20, 24, 25, 50, 60, 100, 120];
	const step = steps.find((one) => fits(some(one)));
	return step === undefined ? all.slice(at, at + 1) : some(step);
}
