import * as Plot from '@observablehq/plot';
import { seriesColour } from '../chart-style.ts';
import { pictureHead, type PictureKey } from './picture-head.ts';
import type { PictureFormats } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, pixelPlot, strokes, whiskers } from './pixel-marks.ts';
import {
	rowAxis,
	rowAxisHeight,
	rowFrame,
	type RowItem,
	rowTexts,
	type PlacedRow,
	type RowFrame
} from './row-frame.ts';
import { known, roomySpan, type Span } from './round-ticks.ts';

/** One programme or study. */
export interface ForestRow {
	readonly name: string;
	/** What was measured; the table says it, the picture has no room for it. */
	readonly outcome?: string;
	/** Null: refused; then `text` says why. */
	readonly estimate: number | null;
	readonly lower: number | null;
	readonly upper: number | null;
	/** Share of the pooled effect; null where it has no part in it. */
	readonly weight: number | null;
	/** Effect with interval as they are read. */
	readonly text: string;
}

export interface PooledRow {
	readonly estimate: number;
	readonly lower: number;
	readonly upper: number;
	readonly text: string;
	/** Where the effect of a new place lies. */
	readonly prediction: {
		readonly lower: number;
		readonly upper: number;
		readonly text: string;
	} | null;
}

export interface ForestInput {
	/** By type, group or country; an empty heading is not drawn. */
	readonly groups: readonly { readonly heading: string; readonly rows: readonly ForestRow[] }[];
	readonly pooled: PooledRow | null;
	/** ratio: 1 is no effect, on a scale of logarithms. */
	readonly scale: 'difference' | 'ratio';
}

export interface ForestWords {
	readonly unit: string;
	/** On either side of no effect: fell, rose. */
	readonly less: string;
	readonly more: string;
	readonly pooled: string;
	readonly prediction: string;
	/** What the size of a box means; '' without weights. */
	readonly weight: string;
	readonly none: string;
	readonly table: Headings<
		'name' | 'group' | 'outcome' | 'estimate' | 'lower' | 'upper' | 'weight' | 'text'
	>;
}

export interface ForestOptions {
	readonly width: number;
	readonly words: ForestWords;
	readonly formats: Pick<PictureFormats, 'value' | 'tick'> & {
		/** A share of the pooled effect. */
		readonly share: (value: number) => string;
	};
}

interface ForestItem extends RowItem {
	readonly row?: ForestRow;
	readonly pooled?: PooledRow;
	readonly prediction?: NonNullable<PooledRow['prediction']>;
}

/** Effects of several programmes: boxes as large as their weight, and below them what they tell together. */
export function forestPlot(input: ForestInput, options: ForestOptions): Plot.PlotOptions {
	const { width, words, formats } = options;
	const items = itemsOf(input, words);
	const none = noEffect(input.scale);
	const scale = input.scale === 'ratio' ? 'log' : 'linear';
	const head = pictureHead({ width, unit: words.unit, keys: keys(input, words) });
	const on = rowFrame(items, {
		...{ width, scale, above: head.height, below: rowAxisHeight(true) },
		x: effectSpan(limitsOf(items), input.scale)
	});
	return pixelPlot(on, [
		...head.marks,
		...rowAxis(on, { tick: formats.tick, none, sides: [words.less, words.more] }),
		...pooledLine(on),
		...effects(on.rows, on.toX),
		...pooledMarks(on),
		...rowTexts(on)
	]);
}

export const noEffect = (scale: 'difference' | 'ratio'): number => (scale === 'ratio' ? 1 : 0);

/** All limits and no effect, with room at both ends. */
export function effectSpan(values: readonly number[], scale: 'difference' | 'ratio'): Span {
	if (scale === 'difference') return roomySpan([0, ...values]);
	const [first, last] = roomySpan([0, ...values.map(Math.log)]);
	return [Math.exp(first), Math.exp(last)];
}

const limitsOf = (items: readonly ForestItem[]) =>
	known(
		items.flatMap(({ row, pooled, prediction }) => [
			...[row?.estimate, row?.lower, row?.upper],
			...[pooled?.lower, pooled?.upper, prediction?.lower, prediction?.upper]
		])
	);

function itemsOf({ groups, pooled }: ForestInput, words: ForestWords): ForestItem[] {
	const heading = (name: string) =>
		name === '' ? [] : [{ name, text: '', kind: 'heading' as const }];
	const rows = groups.flatMap((group) => [
		...heading(group.heading),
		...group.rows.map((row) => ({
			...{ name: row.name, text: row.text, row },
			kind: row.estimate === null ? ('refused' as const) : ('row' as const)
		}))
	]);
	if (!pooled) return rows;
	const { prediction } = pooled;
	return [
		...rows,
		{ name: words.pooled, text: pooled.text, pooled, isStrong: true },
		...(prediction ? [{ name: words.prediction, text: prediction.text, prediction }] : [])
	];
}

function keys({ groups }: ForestInput, words: ForestWords): PictureKey[] {
	const isWeighted = groups.some(({ rows }) => rows.some(({ weight }) => weight !== null));
	if (!isWeighted || words.weight === '') return [];
	const sample: PictureKey['sample'] = ({ x, y }) => [
		boxes(
			[
				{ at: x - 6, half: 3 },
				{ at: x + 4, half: 6 }
			].map(({ at, half }) => ({ x1: at - half, x2: at + half, y1: y - half, y2: y + half })),
			{ fill: seriesColour(0) }
		)
	];
	return [{ text: words.weight, sample }];
}

type Rows = readonly PlacedRow<ForestItem>[];
type Scale = (value: number) => number;

/** Pixels from the middle of a box to its side: its area grows with the weight. */
const halfSide = (weight: number | null, most: number) =>
	weight === null || most === 0 ? 4 : 2.5 + 6 * Math.sqrt(weight / most);

function effects(rows: Rows, toX: Scale): Plot.Markish[] {
	const own = rows.flatMap(({ of: { row }, y }) =>
		row && row.estimate !== null ? [{ ...row, estimate: row.estimate, y }] : []
	);
	const most = Math.max(0, ...known(own.map(({ weight }) => weight)));
	const colour = seriesColour(0);
	const limited = own.flatMap(({ lower, upper, y }) =>
		lower === null || upper === null ? [] : [{ lower, upper, y }]
	);
	return [
		...whiskers(
			limited.map(({ lower, upper, y }) => ({
				...{ along: 'x', at: y, from: toX(lower), to: toX(upper), colour }
			}))
		),
		boxes(
			own.map(({ estimate, lower, upper, weight, y }) => {
				const half = halfSide(weight, most);
				const [x, isHollow] = [toX(estimate), lower === null || upper === null];
				return { x1: x - half, x2: x + half, y1: y - half, y2: y + half, isHollow };
			}),
			{
				fill: ({ isHollow }: { isHollow: boolean }) => (isHollow ? 'var(--paper)' : colour),
				stroke: ({ isHollow }: { isHollow: boolean }) => (isHollow ? colour : 'var(--paper)')
			}
		)
	];
}

/** From the pooled effect up through all rows, to be compared with. */
function pooledLine({ rows, toX, parts }: RowFrame<ForestItem>): Plot.Markish[] {
	const places = rows.flatMap(({ of: { pooled } }) => (pooled ? [toX(pooled.estimate)] : []));
	return [
		strokes(
			places.flatMap((x) => parts.map((part) => ({ x1: x, x2: x, ...part }))),
			{ stroke: 'var(--line-strong)', strokeDasharray: '2,3' }
		)
	];
}

function pooledMarks({ rows, toX, width }: RowFrame<ForestItem>): Plot.Markish[] {
	const predicted = rows.flatMap(({ of: { prediction }, y }) =>
		prediction ? [{ ...prediction, y }] : []
	);
	const diamonds = rows.flatMap(({ of: { pooled }, y }, key) =>
		pooled
			? [
					{ key, x: toX(pooled.lower), y },
					{ key, x: toX(pooled.estimate), y: y - 8 },
					{ key, x: toX(pooled.upper), y },
					{ key, x: toX(pooled.estimate), y: y + 8 }
				]
			: []
	);
	return [
		Plot.line(diamonds, {
			...{ x: 'x', y: 'y', z: 'key', curve: 'linear-closed' },
			...{ fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 1 }
		}),
		strokes(
			rows
				.filter(({ of }) => of.pooled)
				.map(({ top }) => ({ x1: 0, x2: width, y1: top + 1, y2: top + 1 })),
			{ stroke: 'var(--line-strong)' }
		),
		strokes(
			predicted.map(({ lower, upper, y }) => ({ x1: toX(lower), x2: toX(upper), y1: y, y2: y })),
			{ stroke: 'var(--ink)', strokeWidth: 5, strokeLinecap: 'butt', strokeOpacity: 0.45 }
		),
		...whiskers(
			predicted.map(({ lower, upper, y }) => ({
				...{ along: 'x', at: y, from: toX(lower), to: toX(upper), colour: 'var(--ink)' }
			})),
			1.5,
			12
		)
	];
}

export function forestTable(
	{ groups, pooled }: ForestInput,
	{ words, formats }: Omit<ForestOptions, 'width'>
): PictureTable {
	const text = (value: number | null) => orNone(value, formats.value, words.none);
	const numbers = (row: Pick<ForestRow, 'estimate' | 'lower' | 'upper' | 'weight' | 'text'>) => ({
		estimate: text(row.estimate),
		lower: text(row.lower),
		upper: text(row.upper),
		weight: orNone(row.weight, formats.share, words.none),
		text: row.text
	});
	const rows = groups.flatMap(({ heading, rows: own }) =>
		own.map((row) => ({
			...{ name: row.name, group: heading, outcome: row.outcome ?? '' },
			...numbers(row)
		}))
	);
	const together = pooled
		? [
				{ name: words.pooled, ...pooled, weight: null },
				...(pooled.prediction
					? [{ name: words.prediction, ...pooled.prediction, estimate: null, weight: null }]
					: [])
			].map((row) => ({ name: row.name, group: '', outcome: '', ...numbers(row) }))
		: [];
	return pictureTable(words.table, ['name', 'group', 'outcome', 'text'], [...rows, ...together]);
}
