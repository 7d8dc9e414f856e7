import * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { lineSample, pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, type PictureTable, pictureTable } from './picture-table.ts';
import { lookOf, pixelPlot, type Spot } from './pixel-marks.ts';
import { placeAxis, placeAxisHeight, valueAxis } from './plane.ts';
import { roomySpan, roundTicks } from './round-ticks.ts';
import { planeBelow, uprightMarks } from './uprights.ts';

type Discontinuity = PictureOf<'discontinuity'>;

export interface DiscontinuityWords {
	readonly unit: string;
	/** What decides on which side somebody is. */
	readonly score: string;
	readonly cutoff: string;
	/** A dot: a mean of people with like scores; the larger, the more people. */
	readonly bin: string;
	readonly fit: string;
	readonly table: Headings<'at' | 'side' | 'mean' | 'n'>;
	readonly sides: Readonly<Record<'left' | 'right', string>>;
}

const looks = { left: lookOf(1), right: lookOf(0) };

/** Means by the score and what was fitted on both sides of the cut-off. */
export function discontinuity(
	{ bins, fits, cutoff }: Discontinuity,
	{ width, words, formats }: PictureOptions<DiscontinuityWords>
): Plot.PlotOptions {
	const places = [...bins, ...fits].map(({ at }) => at);
	const x = [Math.min(cutoff, ...places), Math.max(cutoff, ...places)] as const;
	const uprights = [{ at: cutoff, label: words.cutoff }];
	const head = pictureHead({
		...{ width, unit: words.unit },
		keys: [
			{ text: words.bin, sample: (spot) => [binDots([{ ...spot, r: 4, ...looks.right }])] },
			{ text: words.fit, sample: lineSample(looks.right.colour, 'none', 2.5) }
		]
	});
	const on = planeBelow(uprights, {
		...{ width, x, tick: formats.tick },
		y: roomySpan([...bins.map(({ mean }) => mean), ...fits.map(({ value }) => value)]),
		above: head.height,
		below: placeAxisHeight(words.score, width)
	});
	const largest = Math.max(1, ...bins.map(({ n }) => n));
	const ticks = roundTicks(x, width < 500 ? 5 : 8);
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		...placeAxis(on, { values: ticks, text: formats.at, title: words.score }),
		...uprightMarks(uprights, on),
		binDots(
			bins.map(({ at, mean, n, side }) => ({
				...{ x: on.toX(at), y: on.toY(mean), r: 2 + 3.5 * Math.sqrt(n / largest) },
				...{
					...looks[side],
					title: `${formats.at(at)} · ${formats.value(mean)} · ${formats.count(n)}`
				}
			}))
		),
		Plot.line(
			fits.map(({ at, value, side }) => ({ x: on.toX(at), y: on.toY(value), side })),
			{
				...{ x: 'x', y: 'y', z: 'side', strokeWidth: 2.5 },
				stroke: ({ side }: { side: 'left' | 'right' }) => looks[side].colour
			}
		)
	]);
}

interface Bin extends Spot {
	readonly r: number;
	readonly colour: string;
	readonly symbol: string;
	readonly title?: string;
}

const binDots = (all: readonly Bin[]): Plot.Markish =>
	Plot.dot(all, {
		...{ x: 'x', y: 'y', symbol: 'symbol', fill: 'colour', fillOpacity: 0.55, title: 'title' },
		r: { value: 'r', scale: null }
	});

export function discontinuityTable(
	{ bins }: Discontinuity,
	{ words, formats }: TableOptions<DiscontinuityWords>
): PictureTable {
	const rows = bins.map(({ at, mean, n, side }) => ({
		at: formats.at(at),
		side: words.sides[side],
		mean: formats.value(mean),
		n: formats.count(n)
	}));
	return pictureTable(words.table, ['at', 'side'], rows);
}
