import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { effectLooks, limitKeys, type LimitWords } from './limit-keys.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, dots, pixelPlot, texts, whiskers } from './pixel-marks.ts';
import {
	levelLine,
	placeAxis,
	placeAxisHeight,
	type PlaceAxisOptions,
	type Plane,
	placeTexts,
	plane,
	valueAxis
} from './plane.ts';
import { known, roomySpan } from './round-ticks.ts';
import { boundary, uprightMarks } from './uprights.ts';

type EventStudy = PictureOf<'event-study'>;
type Point = EventStudy['points'][number];

export interface EventStudyWords extends LimitWords {
	/** Effect and unit. */
	readonly unit: string;
	/** What the axis counts: periods since the start. */
	readonly time: string;
	readonly before: string;
	readonly after: string;
	/** Names the numbers below the axis: units behind each point. */
	readonly units: string;
	readonly none: string;
	readonly table: Headings<
		'event' | 'estimate' | 'lower' | 'upper' | 'bandLower' | 'bandUpper' | 'units'
	>;
}

const lookAt = ({ event, reference }: Point) =>
	reference ? effectLooks.reference : event < 0 ? effectLooks.before : effectLooks.after;

/**
 * Effects by time since the start: what was already different before, and what came after. Each has
 * its own limits as a stroke and those of all together as a bar behind it; the reference has none.
 */
export function eventStudy(
	picture: EventStudy,
	options: PictureOptions<EventStudyWords>
): Plot.PlotOptions {
	const { width, words, formats } = options;
	const points = picture.points.toSorted((a, b) => a.event - b.event);
	const events = points.map(({ event }) => event);
	const head = pictureHead({ width, unit: words.unit, keys: limitKeys(points, words) });
	const values = points.flatMap((p) => [p.estimate, p.lower, p.upper, p.bandLower, p.bandUpper]);
	const on = plane({
		width,
		x: [Math.min(...events), Math.max(...events)],
		y: roomySpan([0, ...known(values)]),
		tick: formats.tick,
		above: head.height + 18,
		below: placeAxisHeight(words.time, width) + unitsHeight,
		edge: 22
	});
	const units = new Map(points.map((point) => [point.event, formats.count(point.units)]));
	const axis = {
		...{ values: events, text: formats.at, title: words.time, anchor: 0 },
		below: (event: number) => units.get(event) ?? ''
	};
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		levelLine(on, 0),
		...sides(events, on, words),
		...pointMarks(points, on, options),
		...placeAxis(on, axis),
		...unitsBelow(on, axis, words)
	]);
}

const unitsHeight = 40;

/** Before and after the start, named on both sides of its line. */
function sides(events: readonly number[], on: Plane, words: EventStudyWords): Plot.Markish[] {
	const at = boundary(events, 0);
	const x = on.toX(at);
	const y = on.top - 9;
	const [hasBefore, hasAfter] = [events.some((e) => e < 0), events.some((e) => e >= 0)];
	const look = { fill: 'var(--ink-soft)', isStrong: true };
	return [
		...(hasBefore && hasAfter ? uprightMarks([{ at, label: '' }], on) : []),
		texts(hasBefore ? [{ x: x - 8, y, text: words.before }] : [], { ...look, anchor: 'end' }),
		texts(hasAfter ? [{ x: x + 8, y, text: words.after }] : [], { ...look, anchor: 'start' })
	];
}

function pointMarks(
	points: readonly Point[],
	on: Plane,
	{ formats }: PictureOptions<EventStudyWords>
): Plot.Markish[] {
	const gap = (on.right - on.left) / Math.max(1, points.length);
	const half = Math.max(2, Math.min(8, gap * 0.3));
	const drawn = points.map((point) => ({ ...point, x: on.toX(point.event), ...lookAt(point) }));
	return [
		boxes(
			drawn.flatMap(({ x, bandLower, bandUpper, colour, reference }) =>
				bandLower === null || bandUpper === null || reference
					? []
					: [{ x1: x - half, x2: x + half, y1: on.toY(bandUpper), y2: on.toY(bandLower), colour }]
			),
			{ fill: 'colour', fillOpacity: 0.22, rx: 3 }
		),
		...whiskers(
			drawn.flatMap(({ x, lower, upper, colour, reference }) =>
				lower === null || upper === null || reference
					? []
					: [{ along: 'y', at: x, from: on.toY(lower), to: on.toY(upper), colour }]
			),
			2,
			Math.min(8, half * 1.6)
		),
		dots(
			drawn.map((one) => ({
				...one,
				y: on.toY(one.estimate),
				title: `${formats.at(one.event)} · ${formats.value(one.estimate)}`
			})),
			Math.max(3, Math.min(4.5, half))
		)
	];
}

/** Units behind the points whose time is written. */
function unitsBelow(
	on: Plane,
	axis: PlaceAxisOptions & { readonly below: (value: number) => string },
	{ units, time }: EventStudyWords
): Plot.Markish[] {
	const y = on.bottom + placeAxisHeight(time, on.width) + 8;
	const numbers = placeTexts(on, axis).map(({ x, value }) => ({
		...{ x, y: y + 17, text: axis.below(value) }
	}));
	const look = { fill: 'var(--ink-soft)', size: 12 };
	return [
		texts([{ x: on.left, y, text: units }], { ...look, anchor: 'start' }),
		texts(numbers, look)
	];
}

export function eventStudyTable(
	picture: EventStudy,
	{ words, formats }: TableOptions<EventStudyWords>
): PictureTable {
	const limit = (point: Point, value: number | null) =>
		point.reference ? words.reference : orNone(value, formats.value, words.none);
	const rows = picture.points.map((point) => ({
		event: formats.at(point.event),
		estimate: formats.value(point.estimate),
		lower: limit(point, point.lower),
		upper: limit(point, point.upper),
		bandLower: limit(point, point.bandLower),
		bandUpper: limit(point, point.bandUpper),
		units: formats.count(point.units)
	}));
	return pictureTable(words.table, ['event'], rows);
}
