import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { pictureHead, type PictureKey } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { dots, lookOf, pixelPlot, strokes } from './pixel-marks.ts';
import { rowAxis, rowAxisHeight, rowFrame, type RowItem, rowTexts } from './row-frame.ts';
import { known, roomySpan } from './round-ticks.ts';

type Balance = PictureOf<'balance'>;
type BalanceRow = Balance['rows'][number];

export interface LovePlotWords {
	/** Standardised difference of means. */
	readonly unit: string;
	/** Name of a covariate. */
	readonly covariate: (covariate: string) => string;
	readonly before: string;
	/** After weighting or matching. */
	readonly after: string;
	/** What lies between the dashed lines. */
	readonly threshold: string;
	readonly none: string;
	readonly table: Headings<
		'covariate' | 'treated' | 'comparison' | 'before' | 'after' | 'varianceRatio' | 'distance'
	>;
}

/** Differences below this are called balanced (Austin 2009). */
const threshold = 0.1;

interface LoveItem extends RowItem {
	readonly row: BalanceRow;
}

/** How unlike the groups were before and after, the most unlike covariate first. */
export function lovePlot(
	{ rows, by }: Balance,
	{ width, words, formats }: PictureOptions<LovePlotWords>
): Plot.PlotOptions {
	const items: LoveItem[] = inOrder(rows).map((row) => ({
		...{ name: words.covariate(row.covariate), row },
		...(row.before === null && row.after === null
			? { kind: 'refused' as const, text: words.none }
			: { text: readDifferences(row, by !== null, { formats, words }) })
	}));
	const head = pictureHead({ width, unit: words.unit, keys: keys(by !== null, words) });
	const values = known(rows.flatMap(({ before, after }) => [before, after]));
	const on = rowFrame(items, {
		...{ width, above: head.height, below: rowAxisHeight(false) },
		x: roomySpan([-1.5 * threshold, 1.5 * threshold, ...values])
	});
	const lines = [-threshold, threshold].map((value) => on.toX(value));
	return pixelPlot(on, [
		...head.marks,
		...rowAxis(on, { tick: formats.tick, none: 0 }),
		strokes(
			lines.flatMap((x) => on.parts.map((part) => ({ x1: x, x2: x, ...part }))),
			{ stroke: 'var(--ink-soft)', strokeDasharray: '4,3' }
		),
		...differences(on.rows, on.toX),
		...rowTexts(on)
	]);
}

const size = ({ before, after }: BalanceRow) => Math.abs(before ?? after ?? 0);
const inOrder = (rows: readonly BalanceRow[]) => rows.toSorted((a, b) => size(b) - size(a));

function readDifferences(
	{ before, after }: BalanceRow,
	hasAfter: boolean,
	{ formats, words }: TableOptions<LovePlotWords>
): string {
	const [one, other] = [before, after].map((value) => orNone(value, formats.value, words.none));
	return hasAfter ? `${one} → ${other}` : `${one}`;
}

const look = lookOf(0);

function keys(hasAfter: boolean, words: LovePlotWords): PictureKey[] {
	return [
		{
			text: words.before,
			sample: (spot) => [dots([{ ...spot, ...look, isHollow: true }])]
		},
		...(hasAfter
			? [
					{
						text: words.after,
						sample: (spot) => [dots([{ ...spot, ...look }])]
					} as PictureKey
				]
			: []),
		{
			text: words.threshold,
			sample: ({ x, y }) => [
				strokes(
					[-5, 5].map((dx) => ({ x1: x + dx, x2: x + dx, y1: y - 7, y2: y + 7 })),
					{ stroke: 'var(--ink-soft)', strokeDasharray: '4,3' }
				)
			]
		}
	];
}

function differences(
	rows: readonly { readonly of: LoveItem; readonly y: number }[],
	toX: (value: number) => number
): Plot.Markish[] {
	const at = (side: 'before' | 'after') =>
		rows.flatMap(({ of: { row }, y }) => {
			const value = row[side];
			return value === null ? [] : [{ x: toX(value), y, ...look }];
		});
	const moves = rows.flatMap(
		({
			of: {
				row: { before, after }
			},
			y
		}) =>
			before === null || after === null ? [] : [{ x1: toX(before), x2: toX(after), y1: y, y2: y }]
	);
	return [
		strokes(moves, { stroke: 'var(--line-strong)' }),
		dots(at('before').map((one) => ({ ...one, isHollow: true }))),
		dots(at('after'))
	];
}

export function lovePlotTable(
	{ rows }: Balance,
	{ words, formats }: TableOptions<LovePlotWords>
): PictureTable {
	const text = (value: number | null) => orNone(value, formats.value, words.none);
	const texts = inOrder(rows).map((row) => ({
		covariate: words.covariate(row.covariate),
		treated: text(row.treated),
		comparison: text(row.comparison),
		before: text(row.before),
		after: text(row.after),
		varianceRatio: text(row.varianceRatio),
		distance: text(row.distance)
	}));
	return pictureTable(words.table, ['covariate'], texts);
}
