import * as Plot from '@observablehq/plot';
import { chartStyle, halo, seriesColour } from '../chart-style.ts';
import { hatched } from '../hatched.ts';

/** Everything in the pictures of this folder is placed in pixels. */
export interface Spot {
	readonly x: number;
	readonly y: number;
}

export interface Written extends Spot {
	readonly text: string;
}

export interface Limits {
	readonly x1: number;
	readonly y1: number;
	readonly x2: number;
	readonly y2: number;
}

interface TextLook {
	/** Defaults to middle. */
	readonly anchor?: 'start' | 'middle' | 'end';
	/** Defaults to ink. */
	readonly fill?: string;
	/** Pixels; defaults to 13. */
	readonly size?: number;
	readonly isStrong?: boolean;
	readonly isSlanted?: boolean;
	/** It may lie on lines: paper around it. */
	readonly isOnLines?: boolean;
	/** Where its first line stands, if not in the middle. */
	readonly line?: 'top' | 'bottom';
}

/** Pixels from line to line. */
export const textLine = 16;

/** Marks in pixels as options of Plot. */
export function pixelPlot(
	{ width, height }: { readonly width: number; readonly height: number },
	marks: Plot.Markish[]
): Plot.PlotOptions {
	return {
		...{ width, height, style: chartStyle, margin: 0 },
		x: { type: 'identity', axis: null },
		y: { type: 'identity', axis: null },
		marks
	};
}

/** Texts with their middle at their spots; a new line where one stands in them. */
export function texts(all: readonly Written[], look: TextLook = {}): Plot.Markish {
	const { anchor = 'middle', fill = 'var(--ink)', size = 13 } = look;
	return Plot.text(all, {
		...{ x: 'x', y: 'y', text: 'text', textAnchor: anchor, fill, fontSize: size },
		...(look.line ? { lineAnchor: look.line } : {}),
		lineHeight: textLine / size,
		fontVariant: 'tabular-nums',
		...(look.isStrong ? { fontWeight: 600 } : {}),
		...(look.isSlanted ? { fontStyle: 'italic' } : {}),
		...(look.isOnLines ? halo : {})
	});
}

export const strokes = (all: readonly Limits[], options: Plot.LinkOptions): Plot.Markish =>
	Plot.link(all, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', ...options });

export const boxes = (all: readonly Limits[], options: Plot.RectOptions): Plot.Markish =>
	Plot.rect(all, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', ...options });

export const hatchedBoxes = (all: readonly Limits[]): Plot.Markish =>
	boxes(all, { render: hatched });

/** A stroke with closed ends, standing or lying. */
export interface Whisker {
	readonly along: 'x' | 'y';
	/** On the other axis. */
	readonly at: number;
	readonly from: number;
	readonly to: number;
	readonly colour: string;
}

export function whiskers(all: readonly Whisker[], strokeWidth = 2, cap = 8): Plot.Markish[] {
	const limits = ({ along, at, from, to }: Omit<Whisker, 'colour'>, half = 0): Limits =>
		along === 'x'
			? { x1: from, x2: to, y1: at - half, y2: at + half }
			: { x1: at - half, x2: at + half, y1: from, y2: to };
	const stems = all.map((one) => ({ ...limits(one), colour: one.colour }));
	const caps = all.flatMap((one) =>
		[one.from, one.to].map((end) => ({
			...limits({ ...one, from: end, to: end }, cap / 2),
			colour: one.colour
		}))
	);
	return [stems, caps].map((some) => strokes(some, { stroke: 'colour', strokeWidth }));
}

/** How a series is told from others: never by its colour alone. */
export interface Look {
	readonly colour: string;
	readonly symbol: 'circle' | 'square' | 'diamond' | 'triangle' | 'star' | 'wye' | 'hexagon';
	readonly dashes: string;
}

const symbols = ['circle', 'square', 'diamond', 'triangle', 'star', 'wye', 'hexagon'] as const;

/** After seven series the colours and forms return, dashed. */
export const lookOf = (series: number): Look => ({
	colour: seriesColour(series),
	symbol: symbols[series % symbols.length]!,
	dashes: series < symbols.length ? 'none' : '5,3'
});

export interface Dot extends Spot, Pick<Look, 'colour' | 'symbol'> {
	readonly isHollow?: boolean;
	/** What a pointer reads. */
	readonly title?: string;
}

export const dots = (all: readonly Dot[], r = 4.5): Plot.Markish =>
	Plot.dot(all, {
		...{ x: 'x', y: 'y', r, symbol: 'symbol', strokeWidth: r < 3 ? 0 : 1.5 },
		fill: ({ isHollow, colour }: Dot) => (isHollow ? 'var(--paper)' : colour),
		stroke: ({ isHollow, colour }: Dot) => (isHollow ? colour : 'var(--paper)'),
		title: 'title'
	});
