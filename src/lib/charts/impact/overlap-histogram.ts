import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, lookOf, pixelPlot, texts } from './pixel-marks.ts';
import { levelLine, placeAxis, placeAxisHeight, plane, valueAxis } from './plane.ts';

type Overlap = NonNullable<PictureOf<'balance'>['overlap']>;

export interface OverlapWords {
	/** Share of the people of a group. */
	readonly unit: string;
	/** What the axis is: how likely it was to be treated. */
	readonly score: string;
	readonly treated: string;
	readonly comparison: string;
	readonly table: Headings<'score' | 'treated' | 'comparison'>;
}

/**
 * Propensity scores of the treated upwards and of the comparison downwards, on one scale; both have
 * the same classes.
 */
export function overlapHistogram(
	{ treated, comparison }: Overlap,
	{ width, words, formats }: PictureOptions<OverlapWords>
): Plot.PlotOptions {
	const most = Math.max(...treated, ...comparison, 0.01) * 1.25;
	const head = pictureHead({ width, unit: words.unit });
	// A share is a share on either side.
	const tick = (value: number) => formats.tick(Math.abs(value));
	const on = plane({
		...{ width, x: [0, 1], y: [-most, most], tick, edge: 6 },
		above: head.height,
		below: placeAxisHeight(words.score, width)
	});
	const classes = treated.length;
	const bars = (shares: readonly number[], side: 1 | -1) =>
		shares.flatMap((share, i) => {
			const [x1, x2] = [on.toX(i / classes) + 0.5, on.toX((i + 1) / classes) - 0.5];
			const ends = [on.toY(0), on.toY(side * share)];
			return share === 0 ? [] : [{ x1, x2, y1: Math.min(...ends), y2: Math.max(...ends) }];
		});
	const [own, other] = [lookOf(0), lookOf(1)];
	const name = { anchor: 'start', isStrong: true, isOnLines: true } as const;
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, tick),
		boxes(bars(treated, 1), { fill: own.colour }),
		boxes(bars(comparison, -1), { fill: 'var(--paper)', stroke: other.colour, strokeWidth: 1.5 }),
		levelLine(on, 0),
		texts([{ x: on.left + 6, y: on.top + 8, text: `↑ ${words.treated}` }], name),
		texts([{ x: on.left + 6, y: on.bottom - 10, text: `↓ ${words.comparison}` }], name),
		...placeAxis(on, { values: [0, 0.2, 0.4, 0.6, 0.8, 1], text: formats.at, title: words.score })
	]);
}

export function overlapTable(
	{ treated, comparison }: Overlap,
	{ words, formats }: TableOptions<OverlapWords>
): PictureTable {
	const classes = treated.length;
	const rows = treated.map((share, i) => ({
		score: `${formats.at(i / classes)}–${formats.at((i + 1) / classes)}`,
		treated: formats.value(share),
		comparison: formats.value(comparison[i]!)
	}));
	return pictureTable(words.table, ['score'], rows);
}
