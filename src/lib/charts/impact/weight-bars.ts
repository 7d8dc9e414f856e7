import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { seriesColour } from '../chart-style.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureFormats } from './picture-options.ts';
import { type Headings, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, pixelPlot } from './pixel-marks.ts';
import { rowAxis, rowAxisHeight, rowFrame, rowTexts } from './row-frame.ts';

type Synthetic = PictureOf<'synthetic'>;

export interface WeightBarsWords {
	readonly unit: string;
	/** So many others, whose weights are too small for a bar each; their sum stands beside it. */
	readonly others: (count: number) => string;
	readonly table: Headings<'name' | 'weight'>;
}

export interface WeightBarsOptions {
	readonly width: number;
	/** Weights of comparison units, or of the periods before the start. */
	readonly of: 'units' | 'periods';
	readonly words: WeightBarsWords;
	readonly formats: Pick<PictureFormats, 'at'> & { readonly share: (value: number) => string };
}

/** A bar for each weight of at least a hundredth of the largest, the largest first; periods in order. */
export function weightBars(picture: Synthetic, options: WeightBarsOptions): Plot.PlotOptions {
	const { width, of, words, formats } = options;
	const all = namedWeights(picture, options);
	const most = Math.max(0, ...all.map(({ weight }) => weight));
	const large = all.filter(({ weight }) => weight >= most / 100);
	const small = all.filter((one) => !large.includes(one));
	const rest = {
		...{ name: words.others(small.length), kind: 'row' as const },
		weight: small.reduce((sum, { weight }) => sum + weight, 0)
	};
	const order = of === 'units' ? large.toSorted((a, b) => b.weight - a.weight) : large;
	const items = [...order, ...(small.length > 0 ? [rest] : [])].map((one) => ({
		...{ ...one, text: formats.share(one.weight) }
	}));
	const head = pictureHead({ width, unit: words.unit });
	const on = rowFrame(items, {
		...{ width, above: head.height, below: rowAxisHeight(false) },
		x: [0, Math.max(most, rest.weight) || 1]
	});
	return pixelPlot(on, [
		...head.marks,
		...rowAxis(on, { tick: formats.share }),
		boxes(
			on.rows.map(({ of: { weight }, y }) => ({
				...{ x1: on.toX(0), x2: on.toX(weight), y1: y - 7, y2: y + 7 }
			})),
			{ fill: seriesColour(0), rx: 1 }
		),
		...rowTexts(on)
	]);
}

const namedWeights = (
	{ unitWeights, periodWeights }: Synthetic,
	{ of, formats }: Pick<WeightBarsOptions, 'of' | 'formats'>
) =>
	of === 'units'
		? unitWeights.map(({ unit, weight }) => ({ name: unit, weight }))
		: periodWeights.map(({ period, weight }) => ({ name: formats.at(period), weight }));

export function weightBarsTable(
	picture: Synthetic,
	options: Omit<WeightBarsOptions, 'width'>
): PictureTable {
	const rows = namedWeights(picture, options).map(({ name, weight }) => ({
		...{ name, weight: options.formats.share(weight) }
	}));
	return pictureTable(options.words.table, ['name'], rows);
}
