import * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { pictureHead, lineSample } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, dots, lookOf, pixelPlot } from './pixel-marks.ts';
import { placeAxis, placeAxisHeight, type Plane, valueAxis } from './plane.ts';
import { known, roomySpan } from './round-ticks.ts';
import { boundary, planeBelow, uprightMarks } from './uprights.ts';

type Series = PictureOf<'series'>;

export interface InterruptedSeriesWords {
	readonly unit: string;
	/** The law or the programme, beside its line. */
	readonly interruption: string;
	readonly observed: string;
	readonly fitted: string;
	/** As if nothing had happened, with its interval. */
	readonly counterfactual: string;
	readonly control: string;
	readonly none: string;
	readonly table: Headings<
		'period' | 'observed' | 'fitted' | 'counterfactual' | 'lower' | 'upper' | 'control'
	>;
}

const looks = { own: lookOf(0), else: lookOf(3), control: lookOf(2) };

/** What was observed, what was fitted to it, and what would have been without the interruption. */
export function interruptedSeries(
	picture: Series,
	options: PictureOptions<InterruptedSeriesWords>
): Plot.PlotOptions {
	const { width, words, formats } = options;
	const periods = picture.points.map(({ period }) => period);
	const starts = [{ at: boundary(periods, picture.interruption), label: words.interruption }];
	const head = pictureHead({ width, unit: words.unit, keys: keys(picture, words) });
	const on = planeBelow(starts, {
		width,
		x: [Math.min(...periods), Math.max(...periods)],
		y: roomySpan(
			known(
				picture.points.flatMap((p) => [
					...[p.observed, p.fitted, p.control],
					...[p.counterfactual, p.counterfactualLower, p.counterfactualUpper]
				])
			)
		),
		tick: formats.tick,
		above: head.height,
		below: placeAxisHeight(undefined, width)
	});
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		...placeAxis(on, { values: periods, text: formats.at }),
		...uprightMarks(starts, on),
		...seriesMarks(picture, on, options)
	]);
}

function keys({ points }: Series, words: InterruptedSeriesWords) {
	const { own, control } = looks;
	const hasControl = points.some((point) => point.control !== null);
	return [
		{
			text: words.observed,
			sample: ({ x, y }: { x: number; y: number }) => [dots([{ x, y, ...own }], 3.5)]
		},
		{ text: words.fitted, sample: lineSample(own.colour, 'none', 2.5) },
		{
			text: words.counterfactual,
			sample: ({ x, y }: { x: number; y: number }) => [
				boxes([{ x1: x - 10, x2: x + 10, y1: y - 6, y2: y + 6 }], {
					...{ fill: looks.else.colour, fillOpacity: 0.18 }
				}),
				...lineSample(looks.else.colour, '6,4')({ x, y })
			]
		},
		...(hasControl ? [{ text: words.control, sample: lineSample(control.colour, '1.5,3') }] : [])
	];
}

function seriesMarks(
	{ points, interruption }: Series,
	on: Plane,
	{ formats }: PictureOptions<InterruptedSeriesWords>
): Plot.Markish[] {
	const height = (value: number | null) => (value === null ? NaN : on.toY(value));
	const drawn = points.map((point) => ({
		x: on.toX(point.period),
		observed: height(point.observed),
		fitted: on.toY(point.fitted),
		part: point.period < interruption ? 'before' : 'after',
		counterfactual: height(point.counterfactual),
		from: height(point.counterfactualLower),
		to: height(point.counterfactualUpper),
		control: height(point.control),
		title: `${formats.at(point.period)} · ${orNone(point.observed, formats.value, '')}`
	}));
	const isDense = (on.right - on.left) / points.length < 7;
	const { own, control } = looks;
	return [
		Plot.areaY(drawn, {
			...{ x: 'x', y1: 'from', y2: 'to', fill: looks.else.colour, fillOpacity: 0.18 }
		}),
		Plot.line(drawn, {
			...{ x: 'x', y: 'control', stroke: control.colour, strokeDasharray: '1.5,3' },
			strokeWidth: 1.5
		}),
		dots(
			drawn
				.filter(({ observed }) => !Number.isNaN(observed))
				.map(({ x, observed, title }) => ({ x, y: observed, title, ...own })),
			isDense ? 2 : 3.5
		),
		Plot.line(drawn, {
			...{ x: 'x', y: 'counterfactual', stroke: looks.else.colour, strokeDasharray: '6,4' },
			strokeWidth: 2
		}),
		Plot.line(drawn, { x: 'x', y: 'fitted', z: 'part', stroke: own.colour, strokeWidth: 2.5 })
	];
}

export function interruptedSeriesTable(
	{ points }: Series,
	{ words, formats }: TableOptions<InterruptedSeriesWords>
): PictureTable {
	const text = (value: number | null) => orNone(value, formats.value, words.none);
	const rows = points.map((point) => ({
		period: formats.at(point.period),
		observed: text(point.observed),
		fitted: text(point.fitted),
		counterfactual: text(point.counterfactual),
		lower: text(point.counterfactualLower),
		upper: text(point.counterfactualUpper),
		control: text(point.control)
	}));
	return pictureTable(words.table, ['period'], rows);
}
