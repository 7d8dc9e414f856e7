import * as Plot from '@observablehq/plot';
import type { Shown } from './interval-lines.ts';
import { openTail } from './value-scale.ts';

/** Channels that marks of every kind have. */
type MarkPlace = Readonly<Pick<Plot.DotOptions, 'x' | 'y' | 'fx' | 'fy' | 'dy'>>;

export interface IntervalMarksOptions<T> {
	/** How the intervals lie: along x, one a line; or along y, one a time. */
	readonly along: 'x' | 'y';
	/** Where each has its place on the other scale, and its facet. */
	readonly place: MarkPlace;
	readonly stroke: string | ((one: T) => string);
	readonly strokeWidth?: number;
	/** Dashes of an open end. */
	readonly dashes?: string;
}

/** Length of the strokes that close an interval, in pixels. */
const cap = 10;

/** A closed interval, or an open-ended, dotted one where the true interval is wider. */
export function intervalMarks<T extends Shown>(
	all: readonly T[],
	{ along, place, stroke, strokeWidth = 2, dashes = '1.5,3' }: IntervalMarksOptions<T>
): Plot.Markish[] {
	const style = { ...place, stroke, strokeWidth };
	const rule = (rules: readonly T[], first: Limit<T>, last: Limit<T>, strokeDasharray = 'none') =>
		along === 'x'
			? Plot.ruleY(rules, { ...style, x1: first, x2: last, strokeDasharray })
			: Plot.ruleX(rules, { ...style, y1: first, y2: last, strokeDasharray });
	const shape = along === 'x' ? upright : level;
	const caps = { ...style, length: cap, anchor: 'start', shape } as const;
	const open = all.filter(({ isOpen }) => isOpen);
	return [
		rule(all, lower, upper),
		...(['lower', 'upper'] as const).map((end) =>
			Plot.vector(
				all.filter((one) => !one.isOpen && (end === 'lower' ? one.hasLower : one.hasUpper)),
				{ ...caps, [along]: end }
			)
		),
		rule(open, openLower, openUpper, dashes)
	];
}

const lower = (one: Shown) => one.lower;
const upper = (one: Shown) => one.upper;

/** Where the open end of an interval is drawn to; what counts or shares does not go below 0. */
export const openLower = (one: Shown): number => {
	const end = one.lower - openTail(one.lower, one.upper);
	return one.lower < 0 ? end : Math.max(0, end);
};
export const openUpper = (one: Shown): number => one.upper + openTail(one.lower, one.upper);

type Limit<T> = (one: T) => number;

/** A plain stroke: the closed end of an interval. */
const upright: Plot.VectorShapeImplementation = {
	draw(context, length) {
		context.moveTo(0, -length / 2);
		context.lineTo(0, length / 2);
	}
};

const level: Plot.VectorShapeImplementation = {
	draw(context, length) {
		context.moveTo(-length / 2, 0);
		context.lineTo(length / 2, 0);
	}
};

/** Estimates as dots: full when they are good, hollow when they are not. */
export function estimateDots<T extends Shown>(
	all: readonly T[],
	place: MarkPlace,
	colour: (one: T) => string
): Plot.Markish {
	return Plot.dot(all, {
		...place,
		r: 4.5,
		fill: (one: T) => (one.isHollow ? 'var(--paper)' : colour(one)),
		stroke: (one: T) => (one.isHollow ? colour(one) : 'var(--paper)'),
		strokeWidth: 1.5
	});
}
