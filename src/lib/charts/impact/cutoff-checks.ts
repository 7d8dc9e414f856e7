import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { dots, hatchedBoxes, lookOf, pixelPlot, texts, whiskers } from './pixel-marks.ts';
import { levelLine, placeAxis, placeAxisHeight, type Plane, valueAxis } from './plane.ts';
import { known, roomySpan } from './round-ticks.ts';
import { planeBelow, type Upright, uprightMarks } from './uprights.ts';

type Discontinuity = PictureOf<'discontinuity'>;

interface CheckPoint {
	readonly at: number;
	readonly estimate: number | null;
	readonly lower: number | null;
	readonly upper: number | null;
	readonly isMain: boolean;
}

interface CheckWords {
	/** Effect and unit. */
	readonly unit: string;
	/** What the axis counts: the bandwidth, or where the cut-off was put. */
	readonly place: string;
	/** Of the one that is used. */
	readonly main: string;
	readonly none: string;
}

export interface BandwidthWords extends CheckWords {
	readonly table: Headings<'h' | 'estimate' | 'lower' | 'upper' | 'n'>;
}

export interface PlaceboCutoffWords extends CheckWords {
	readonly table: Headings<'cutoff' | 'estimate' | 'lower' | 'upper'>;
}

/** The effect with narrower and wider bandwidths than the one that is used. */
export const bandwidthSensitivity = (
	{ bandwidths, bandwidth }: Discontinuity,
	options: PictureOptions<BandwidthWords>
): Plot.PlotOptions =>
	checks(
		bandwidths.map(({ h, ...limits }) => ({ at: h, ...limits, isMain: h === bandwidth.h })),
		bandwidth.h,
		options
	);

/** Effects where there is no cut-off: none is expected. */
export const placeboCutoffs = (
	{ placebos, cutoff }: Discontinuity,
	options: PictureOptions<PlaceboCutoffWords>
): Plot.PlotOptions =>
	checks(
		placebos.map(({ cutoff: at, ...limits }) => ({ at, ...limits, isMain: false })),
		cutoff,
		options
	);

function checks(
	points: readonly CheckPoint[],
	main: number,
	{ width, words, formats }: PictureOptions<CheckWords>
): Plot.PlotOptions {
	const places = points.map(({ at }) => at);
	const uprights: Upright[] = [{ at: main, label: words.main }];
	const head = pictureHead({ width, unit: words.unit });
	const on = planeBelow(uprights, {
		...{ width, tick: formats.tick, edge: 24 },
		x: [Math.min(main, ...places), Math.max(main, ...places)],
		y: roomySpan([0, ...known(points.flatMap((p) => [p.estimate, p.lower, p.upper]))]),
		above: head.height,
		below: placeAxisHeight(words.place, width)
	});
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		levelLine(on, 0),
		...placeAxis(on, { values: places, text: formats.at, title: words.place }),
		...uprightMarks(uprights, on),
		...checkMarks(points, on, formats.value),
		...missing(points, on, words.none)
	]);
}

function checkMarks(
	points: readonly CheckPoint[],
	on: Plane,
	value: (value: number) => string
): Plot.Markish[] {
	const [used, other] = [lookOf(0), lookOf(2)];
	const shown = points.flatMap(({ estimate, ...point }) =>
		estimate === null
			? []
			: [{ ...point, estimate, x: on.toX(point.at), look: point.isMain ? used : other }]
	);
	return [
		...whiskers(
			shown.flatMap(({ x, lower, upper, look: { colour } }) =>
				lower === null || upper === null
					? []
					: [{ along: 'y', at: x, from: on.toY(lower), to: on.toY(upper), colour }]
			)
		),
		dots(
			shown.map(({ x, estimate, look, lower, upper }) => ({
				...{ x, y: on.toY(estimate), ...look, title: value(estimate) },
				isHollow: lower === null || upper === null
			}))
		)
	];
}

function missing(points: readonly CheckPoint[], on: Plane, none: string): Plot.Markish[] {
	const spots = points.flatMap(({ at, estimate }) => (estimate === null ? [on.toX(at)] : []));
	return [
		hatchedBoxes(spots.map((x) => ({ x1: x - 6, x2: x + 6, y1: on.bottom - 26, y2: on.bottom }))),
		texts(
			spots.map((x) => ({ x, y: on.bottom - 36, text: none })),
			{ fill: 'var(--ink-soft)', isSlanted: true, isOnLines: true }
		)
	];
}

export function bandwidthSensitivityTable(
	{ bandwidths }: Discontinuity,
	{ words, formats }: TableOptions<BandwidthWords>
): PictureTable {
	const rows = bandwidths.map(({ h, estimate, lower, upper, n }) => ({
		h: formats.at(h),
		estimate: formats.value(estimate),
		lower: formats.value(lower),
		upper: formats.value(upper),
		n: formats.count(n)
	}));
	return pictureTable(words.table, ['h'], rows);
}

export function placeboCutoffsTable(
	{ placebos }: Discontinuity,
	{ words, formats }: TableOptions<PlaceboCutoffWords>
): PictureTable {
	const text = (value: number | null) => orNone(value, formats.value, words.none);
	const rows = placebos.map(({ cutoff, estimate, lower, upper }) => ({
		...{ cutoff: formats.at(cutoff), estimate: text(estimate) },
		...{ lower: text(lower), upper: text(upper) }
	}));
	return pictureTable(words.table, ['cutoff'], rows);
}
