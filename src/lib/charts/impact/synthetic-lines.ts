import * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { type EndName, endNames } from './end-names.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, type Look, lookOf, pixelPlot } from './pixel-marks.ts';
import { placeAxis, placeAxisHeight, valueAxis } from './plane.ts';
import { roomySpan } from './round-ticks.ts';
import { boundary, planeBelow, uprightMarks } from './uprights.ts';

type Synthetic = PictureOf<'synthetic'>;

export interface SyntheticLinesWords {
	readonly unit: string;
	readonly treated: string;
	readonly synthetic: string;
	readonly start: string;
	/** What the shaded room between both lines is. */
	readonly gap: string;
	readonly table: Headings<'period' | 'treated' | 'synthetic' | 'gap'>;
}

/** The treated unit and what comparison units put together say it would have had; the gap is shaded. */
export function syntheticLines(
	{ points, start }: Synthetic,
	{ width, words, formats }: PictureOptions<SyntheticLinesWords>
): Plot.PlotOptions {
	const periods = points.map(({ period }) => period);
	const [own, other] = [lookOf(0), lookOf(3)];
	const starts = [{ at: boundary(periods, start), label: words.start }];
	const head = pictureHead({
		...{ width, unit: words.unit },
		keys: [
			{
				text: words.gap,
				sample: ({ x, y }) => [
					boxes([{ x1: x - 10, x2: x + 10, y1: y - 6, y2: y + 6 }], {
						...{ fill: own.colour, fillOpacity: 0.2 }
					})
				]
			}
		]
	});
	const on = planeBelow(starts, {
		width,
		x: [Math.min(...periods), Math.max(...periods)],
		y: roomySpan(points.flatMap(({ treated, synthetic }) => [treated, synthetic])),
		tick: formats.tick,
		above: head.height,
		below: placeAxisHeight(undefined, width),
		names: [words.treated, words.synthetic]
	});
	const drawn = points.map(({ period, treated, synthetic }) => ({
		...{ x: on.toX(period), treated: on.toY(treated), synthetic: on.toY(synthetic) },
		...{
			isAfter: period >= start,
			title: `${formats.at(period)} · ${formats.value(treated - synthetic)}`
		}
	}));
	const last = drawn.at(-1);
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		...placeAxis(on, { values: periods, text: formats.at }),
		Plot.areaY(
			drawn.filter(({ isAfter }) => isAfter),
			{ x: 'x', y1: 'treated', y2: 'synthetic', fill: own.colour, fillOpacity: 0.2 }
		),
		...uprightMarks(starts, on),
		Plot.line(drawn, {
			...{ x: 'x', y: 'synthetic', stroke: other.colour, strokeWidth: 2, strokeDasharray: '6,4' }
		}),
		Plot.line(drawn, {
			x: 'x',
			y: 'treated',
			stroke: own.colour,
			strokeWidth: 2.5,
			title: 'title'
		}),
		...endNames(last ? namesAt(last, words, [own, other]) : [], on)
	]);
}

const namesAt = (
	last: { readonly x: number; readonly treated: number; readonly synthetic: number },
	words: SyntheticLinesWords,
	[own, other]: readonly [Look, Look]
): EndName[] => [
	{ name: words.treated, look: own, x: last.x, y: last.treated },
	{ name: words.synthetic, look: other, x: last.x, y: last.synthetic }
];

export function syntheticLinesTable(
	{ points }: Synthetic,
	{ words, formats }: TableOptions<SyntheticLinesWords>
): PictureTable {
	const rows = points.map(({ period, treated, synthetic }) => ({
		period: formats.at(period),
		treated: formats.value(treated),
		synthetic: formats.value(synthetic),
		gap: formats.value(treated - synthetic)
	}));
	return pictureTable(words.table, ['period'], rows);
}
