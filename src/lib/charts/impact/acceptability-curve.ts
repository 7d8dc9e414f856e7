import * as Plot from '@observablehq/plot';
import type { Evaluation } from '#lib/model/evaluation.ts';
import { lookOf, dots, pixelPlot } from './pixel-marks.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, type PictureTable, pictureTable } from './picture-table.ts';
import { levelLine, placeAxis, placeAxisHeight, plane, valueAxis } from './plane.ts';

type Acceptability = NonNullable<Evaluation['cost']>['acceptability'];

export interface AcceptabilityWords {
	/** How likely it is that the programme is worth its cost. */
	readonly unit: string;
	/** What somebody is willing to pay for one unit of effect. */
	readonly willingness: string;
	readonly table: Headings<'willingness' | 'probability'>;
}

/** How likely the programme is worth its cost, by what one unit of effect is worth. */
export function acceptabilityCurve(
	points: Acceptability,
	{ width, words, formats }: PictureOptions<AcceptabilityWords>
): Plot.PlotOptions {
	const worth = points.map(({ willingness }) => willingness);
	const head = pictureHead({ width, unit: words.unit });
	const on = plane({
		...{ width, tick: formats.tick, y: [0, 1.02], above: head.height, edge: 20 },
		x: [Math.min(...worth), Math.max(...worth)],
		below: placeAxisHeight(words.willingness, width)
	});
	const look = lookOf(0);
	const drawn = points.map(({ willingness, probability }) => ({
		...{ x: on.toX(willingness), y: on.toY(probability), ...look },
		title: `${formats.at(willingness)} · ${formats.value(probability)}`
	}));
	return pixelPlot(on, [
		...head.marks,
		...valueAxis(on, formats.tick),
		levelLine(on, 0.5, '2,3'),
		...placeAxis(on, { values: worth, text: formats.at, title: words.willingness }),
		Plot.line(drawn, { x: 'x', y: 'y', stroke: look.colour, strokeWidth: 2.5 }),
		dots(drawn, 3.5)
	]);
}

export function acceptabilityTable(
	points: Acceptability,
	{ words, formats }: TableOptions<AcceptabilityWords>
): PictureTable {
	const rows = points.map(({ willingness, probability }) => ({
		willingness: formats.at(willingness),
		probability: formats.value(probability)
	}));
	return pictureTable(words.table, ['willingness'], rows);
}
