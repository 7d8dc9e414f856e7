import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { seriesColour } from '../chart-style.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { pixelPlot, strokes, whiskers } from './pixel-marks.ts';
import { rowAxis, rowAxisHeight, rowFrame, type RowItem, rowTexts } from './row-frame.ts';
import { known, roomySpan } from './round-ticks.ts';

type Sensitivity = PictureOf<'sensitivity'>;
type SensitivityRow = Sensitivity['rows'][number];

export interface SensitivityWords {
	/** Effect and unit. */
	readonly unit: string;
	readonly restriction: Readonly<Record<SensitivityRow['restriction'], string>>;
	/** Names a row by its size, as M = 0.5. */
	readonly size: (size: number, restriction: SensitivityRow['restriction']) => string;
	/** The interval goes on beyond what was searched. */
	readonly gridEdge: string;
	/** No effect agrees with the restriction. */
	readonly none: string;
	readonly less: string;
	readonly more: string;
	readonly table: Headings<'restriction' | 'size' | 'lower' | 'upper' | 'edge'>;
}

interface SensitivityItem extends RowItem {
	readonly row?: SensitivityRow;
}

/** Pixels that an open end reaches beyond its limit. */
const openEnd = 14;

/** How the interval of the effect widens as trends may differ more; an end without limit is open. */
export function sensitivityIntervals(
	{ rows }: Sensitivity,
	{ width, words, formats }: PictureOptions<SensitivityWords>
): Plot.PlotOptions {
	const restrictions = [...new Set(rows.map(({ restriction }) => restriction))];
	const items = restrictions.flatMap((restriction): SensitivityItem[] => [
		{ name: words.restriction[restriction], text: '', kind: 'heading' },
		...rows
			.filter((row) => row.restriction === restriction)
			.map((row) => rowItem(row, { words, formats }))
	]);
	const head = pictureHead({ width, unit: words.unit });
	const on = rowFrame(items, {
		...{ width, above: head.height, below: rowAxisHeight(true) },
		x: roomySpan([0, ...known(rows.flatMap(({ lower, upper }) => [lower, upper]))], 0.1)
	});
	const drawn = on.rows.flatMap(({ of: { row }, y }) => {
		if (!row || row.lower === null || row.upper === null) return [];
		const [from, to] = [on.toX(row.lower), on.toX(row.upper)];
		return [{ y, from, to, isOpen: row.reachesGridEdge, colour: seriesColour(0) }];
	});
	const stem = drawn.map(({ y, from, to, colour }) => ({ x1: from, x2: to, y1: y, y2: y, colour }));
	const tails = drawn
		.filter(({ isOpen }) => isOpen)
		.flatMap(({ y, from, to, colour }) => [
			{ x1: from - openEnd, x2: from, y1: y, y2: y, colour },
			{ x1: to, x2: to + openEnd, y1: y, y2: y, colour }
		]);
	return pixelPlot(on, [
		...head.marks,
		...rowAxis(on, { tick: formats.tick, none: 0, sides: [words.less, words.more] }),
		strokes(stem, { stroke: 'colour', strokeWidth: 5, strokeOpacity: 0.45 }),
		...whiskers(
			drawn
				.filter(({ isOpen }) => !isOpen)
				.map(({ y, from, to, colour }) => ({ along: 'x', at: y, from, to, colour })),
			2,
			12
		),
		strokes(tails, { stroke: 'colour', strokeWidth: 3, strokeDasharray: '2,3' }),
		...rowTexts(on)
	]);
}

function rowItem(
	row: SensitivityRow,
	{ words, formats }: TableOptions<SensitivityWords>
): SensitivityItem {
	const name = words.size(row.size, row.restriction);
	const { lower, upper, reachesGridEdge } = row;
	if (lower === null || upper === null) return { name, text: words.none, kind: 'refused', row };
	const range = formats.range(lower, upper);
	return { name, text: reachesGridEdge ? `${range} (${words.gridEdge})` : range, row };
}

export function sensitivityTable(
	{ rows }: Sensitivity,
	{ words, formats }: TableOptions<SensitivityWords>
): PictureTable {
	const text = (value: number | null) => orNone(value, formats.value, words.none);
	const texts = rows.map(({ restriction, size, lower, upper, reachesGridEdge }) => ({
		restriction: words.restriction[restriction],
		size: words.size(size, restriction),
		lower: text(lower),
		upper: text(upper),
		edge: reachesGridEdge ? words.gridEdge : ''
	}));
	return pictureTable(words.table, ['restriction', 'size', 'edge'], texts);
}
