import * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { seriesColour } from '../chart-style.ts';
import { lineSample, pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { pixelPlot } from './pixel-marks.ts';
import { levelLine, placeAxis, placeAxisHeight, valueAxis } from './plane.ts';
import { roomySpan } from './round-ticks.ts';
import { boundary, planeBelow, uprightMarks } from './uprights.ts';

type Synthetic = PictureOf<'synthetic'>;

export interface PlaceboGapsWords {
	readonly unit: string;
	/** The unit that was treated. */
	readonly treated: string;
	/** The others, each as if it had been. */
	readonly placebos: string;
	readonly start: string;
	readonly none: string;
	readonly table: Headings<'unit' | 'estimate' | 'ratio'>;
}

/** The gap of the treated unit among those of all others, each as if it had been treated. */
export function placeboGaps(
	{ points, placebos, start }: Synthetic,
	{ width, words, formats }: PictureOptions<PlaceboGapsWords>
): Plot.PlotOptions {
	const own = points.map(({ period, treated, synthetic }) => ({
		...{ period, gap: treated - synthetic }
	}));
	const others = placebos.flatMap(({ unit, gaps }) => gaps.map((one) => ({ ...one, unit })));
	const periods = own.map(({ period }) => period);
	const colour = seriesColour(0);
	const head = pictureHead({
		...{ width, unit: words.unit },
		keys: [
			{ text: words.treated, sample: lineSample(colour, 'none', 3) },
			{ text: words.placebos, sample: lineSample('var(--ink-faint)', 'none', 1) }
		]
	});
	const starts = [{ at: boundary(periods, start), label: words.start }];
	const on = planeBelow(starts, {
		width,
		x: [Math.min(...periods), Math.max(...periods)],
		y: roomySpan([0, ...own.map(({ gap }) => gap), ...others.map(({ gap }) => gap)]),
		tick: formats.tick,
		above: head.height,
		below: placeAxisHeight(undefined, width)
	});
	const placed = <T extends { period: number; gap: number }>(all: readonly T[]) =>
		all.map((one) => ({ ...one, x: on.toX(one.period), y: on.toY(one.gap) }));
	const place = { x: 'x', y: 'y' };
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		levelLine(on, 0),
		...placeAxis(on, { values: periods, text: formats.at }),
		...uprightMarks(starts, on),
		Plot.line(placed(others), {
			...{ ...place, z: 'unit', stroke: 'var(--ink-faint)', strokeWidth: 1, strokeOpacity: 0.55 },
			title: 'unit'
		}),
		Plot.line(placed(own), { ...place, stroke: 'var(--paper)', strokeWidth: 6 }),
		Plot.line(placed(own), { ...place, stroke: colour, strokeWidth: 3 })
	]);
}

export function placeboGapsTable(
	{ placebos }: Synthetic,
	{ words, formats }: TableOptions<PlaceboGapsWords>
): PictureTable {
	const rows = placebos.map(({ unit, estimate, ratio }) => ({
		unit,
		estimate: formats.value(estimate),
		ratio: orNone(ratio, formats.value, words.none)
	}));
	return pictureTable(words.table, ['unit'], rows);
}
