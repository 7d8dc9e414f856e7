import * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { isNarrow } from '../chart-style.ts';
import { type EndName, endNames } from './end-names.ts';
import { lineKey, pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import {
	dots,
	hatchedBoxes,
	type Look,
	lookOf,
	pixelPlot,
	texts,
	whiskers
} from './pixel-marks.ts';
import { placeAxis, placeAxisHeight, type Plane, valueAxis } from './plane.ts';
import { known, roomySpan } from './round-ticks.ts';
import { boundary, planeBelow, type Upright, uprightMarks } from './uprights.ts';

type Trends = PictureOf<'trends'>;

export interface TrendLinesWords {
	/** Statistic and unit; of the index, what is 100 or 0. */
	readonly unit: string;
	/** What the group is called: treated, comparison, ring, or a cohort by its start. */
	readonly group: (group: string, start: number | null) => string;
	/** Beside the line of a start. */
	readonly start: (start: number) => string;
	/** Why a period has no mean. */
	readonly none: string;
	readonly table: Headings<'group' | 'period' | 'mean' | 'lower' | 'upper' | 'units'>;
}

export interface TrendLinesOptions extends PictureOptions<TrendLinesWords> {
	/**
	 * index: the last period before the start is 100; difference: it is 0. Limits are taken in the same
	 * measure, as if the mean of that period were known exactly. Defaults to raw.
	 */
	readonly form?: 'raw' | 'index' | 'difference';
}

/** Means of the groups over time with their intervals, and where it started. */
export function trendLines(picture: Trends, options: TrendLinesOptions): Plot.PlotOptions {
	const { width, words, formats } = options;
	const lines = measuredLines(picture, options.form).map((line, series) => ({
		...line,
		look: lookOf(series),
		name: words.group(line.group, line.start)
	}));
	const starts: Upright[] = picture.starts.map((start) => ({
		at: boundary(picture.periods, start),
		label: words.start(start)
	}));
	// More names than a narrow column holds stand above the plane.
	const isKeyed = isNarrow(width) && lines.length > 4;
	const keys = lines.map(({ name, look }) => lineKey(name, look));
	const head = pictureHead({ width, unit: words.unit, keys: isKeyed ? keys : [] });
	const on = planeBelow(starts, {
		width,
		x: [Math.min(...picture.periods), Math.max(...picture.periods)],
		y: roomySpan(
			known(lines.flatMap(({ points }) => points.flatMap((p) => [p.mean, p.lower, p.upper])))
		),
		tick: formats.tick,
		above: head.height,
		below: placeAxisHeight(undefined, width),
		names: isKeyed ? [] : lines.map(({ name }) => name)
	});
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		...placeAxis(on, { values: picture.periods, text: formats.at }),
		...uprightMarks(starts, on),
		...lines.flatMap((line, i) => lineMarks(line, on, { options, place: [i, lines.length] })),
		...gaps(lines, on, words.none),
		...(isKeyed ? [] : endNames(endsOf(lines, on), on))
	]);
}

type Line = Trends['lines'][number];
type DrawnLine = Line & { readonly look: Look; readonly name: string };

const endsOf = (lines: readonly DrawnLine[], on: Plane): EndName[] =>
	lines.flatMap(({ name, look, points }) => {
		const last = points.findLast(({ mean }) => mean !== null);
		if (last === undefined || last.mean === null) return [];
		return [{ name, look, x: on.toX(last.period), y: on.toY(last.mean) }];
	});

function lineMarks(
	{ points, look, name, start }: DrawnLine,
	on: Plane,
	{ options, place: [series, count] }: { options: TrendLinesOptions; place: [number, number] }
): Plot.Markish[] {
	const { formats } = options;
	const perPeriod = (on.right - on.left) / Math.max(1, points.length);
	const isDense = perPeriod < 9 * count;
	const aside = isDense ? 0 : (series - (count - 1) / 2) * Math.min(7, perPeriod / (count + 1));
	const drawn = points.map(({ period, mean, lower, upper }) => ({
		x: on.toX(period) + aside,
		y: mean === null ? NaN : on.toY(mean),
		from: lower === null ? NaN : on.toY(lower),
		to: upper === null ? NaN : on.toY(upper),
		title: `${name} · ${formats.at(period)} · ${mean === null ? '' : formats.value(mean)}`
	}));
	const limited = drawn.filter(({ from, to }) => !Number.isNaN(from + to));
	const { colour, symbol, dashes } = look;
	const strokeWidth = start === null ? 1.75 : 2.5;
	return [
		isDense
			? Plot.areaY(drawn, { x: 'x', y1: 'from', y2: 'to', fill: colour, fillOpacity: 0.16 })
			: whiskers(
					limited.map(({ x, from, to }) => ({ along: 'y', at: x, from, to, colour })),
					1.5,
					6
				),
		Plot.line(drawn, { x: 'x', y: 'y', stroke: colour, strokeWidth, strokeDasharray: dashes }),
		dots(
			drawn.filter(({ y }) => !Number.isNaN(y)).map((one) => ({ ...one, colour, symbol })),
			isDense ? 1.6 : 4
		)
	];
}

/** A period without a mean: hatched on the axis, with the word. */
function gaps(lines: readonly DrawnLine[], on: Plane, none: string): Plot.Markish[] {
	const periods = new Set(
		lines.flatMap(({ points }) => points.flatMap((p) => (p.mean === null ? [p.period] : [])))
	);
	const spots = [...periods].map((period) => on.toX(period));
	return [
		hatchedBoxes(spots.map((x) => ({ x1: x - 5, x2: x + 5, y1: on.bottom - 26, y2: on.bottom }))),
		texts(
			spots.slice(0, 1).map((x) => ({ x, y: on.bottom - 36, text: none })),
			{
				...{ fill: 'var(--ink-soft)', isSlanted: true, isOnLines: true }
			}
		)
	];
}

/** Raw, or set against the last period before the start of the group, or of the first that has one. */
function measuredLines({ lines, starts }: Trends, form: TrendLinesOptions['form'] = 'raw'): Line[] {
	if (form === 'raw') return lines;
	return lines.map((line) => {
		const start = line.start ?? Math.min(...starts);
		const base = line.points.findLast(({ period, mean }) => period < start && mean !== null)?.mean;
		const set = (value: number | null) =>
			value === null || base === null || base === undefined || (form === 'index' && base === 0)
				? null
				: form === 'index'
					? (value / base) * 100
					: value - base;
		const points = line.points.map(({ period, mean, lower, upper }) => ({
			...{ period, mean: set(mean), lower: set(lower), upper: set(upper) }
		}));
		return { ...line, points };
	});
}

export function trendLinesTable(
	picture: Trends,
	{ words, formats, form }: TableOptions<TrendLinesWords> & Pick<TrendLinesOptions, 'form'>
): PictureTable {
	const text = (value: number | null) => orNone(value, formats.value, words.none);
	const rows = measuredLines(picture, form).flatMap(({ group, start, units, points }) =>
		points.map(({ period, mean, lower, upper }) => ({
			group: words.group(group, start),
			period: formats.at(period),
			mean: text(mean),
			lower: text(lower),
			upper: text(upper),
			units: formats.count(units)
		}))
	);
	return pictureTable(words.table, ['group', 'period'], rows);
}
