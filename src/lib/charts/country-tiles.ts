import {
	type CountryBlock,
	type CountryCell,
	countryBlocks,
	countryCells
} from '#lib/model/country-cells.ts';
import { type AreaFigure, type AreaState, areaState } from './area-states.ts';
import { type Legend, type LegendOptions, chartLegend } from './chart-legend.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { textWidth, wrapped } from './text-width.ts';
import { shadeOf, valueSteps } from './value-steps.ts';

/** The figure of a country, already worded. */
export interface CountryRow
	extends Omit<EstimateRow, 'group' | 'precision'>, Pick<AreaFigure, 'why'> {
	/** ISO 3166-1 alpha-3. */
	readonly code: string;
	/** The half-width of its interval as text, such as `± 1.2`; absent where nobody published one. */
	readonly margin?: string;
	/** The figure with its interval as a sentence, shown for the tile that is pointed at. */
	readonly detail?: string;
}

export interface CountryTilesOptions extends Omit<LegendOptions, 'signs'> {
	/** Above each of the two grids. */
	readonly blocks: Readonly<Record<CountryBlock, string>>;
}

export interface TileLine {
	readonly text: string;
	/** Middle of the line, from the top of the tile. */
	readonly y: number;
	readonly size: number;
	readonly kind: 'code' | 'value' | 'margin' | 'word';
}

export interface CountryTile {
	readonly country: string;
	readonly row: CountryRow | undefined;
	readonly x: number;
	readonly y: number;
	readonly state: AreaState;
	readonly shade: number | undefined;
	readonly lines: readonly TileLine[];
}

export interface TilesDrawing {
	readonly width: number;
	readonly height: number;
	/** Length of a side of a tile. */
	readonly side: number;
	readonly tiles: readonly CountryTile[];
	readonly headings: readonly { readonly text: string; readonly x: number; readonly y: number }[];
	readonly legend: Legend;
	readonly legendTop: number;
}

/** Below this width the grids stand one above the other. */
const narrow = 720;
const gap = 3;
const heading = 30;
const largest = 76;

type BlockPlaces = Readonly<Record<CountryBlock, { readonly x: number; readonly y: number }>>;

/**
 * The countries of two blocs as equal tiles, each with its code, value and margin. A country without
 * a row keeps its tile, empty: that nobody knows is part of the picture.
 */
export function countryTiles(
	rows: readonly CountryRow[],
	options: CountryTilesOptions
): TilesDrawing {
	const { width, blocks } = options;
	const rowOf = new Map(rows.map((row) => [row.code, row]));
	const cells = countryCells.filter(({ country, isGuest }) => !isGuest || rowOf.has(country));
	const { side, places, height } = arranged(width);
	const steps = valueSteps(
		rows.flatMap((row) => (areaState(row) === 'shown' ? [row.value ?? 0] : []))
	);
	const tiles = cells.map((cell): CountryTile => {
		const row = rowOf.get(cell.country);
		const state = areaState(row);
		const place = places[cell.block];
		return {
			country: cell.country,
			row,
			x: place.x + cell.column * (side + gap),
			y: place.y + heading + cell.row * (side + gap),
			state,
			shade: state === 'shown' ? shadeOf(row?.value ?? 0, steps) : undefined,
			lines: tileLines(cell, row, side)
		};
	});
	const legend = chartLegend(steps, new Set(tiles.map(({ state }) => state)), options);
	return {
		...{ width, height: height + 20 + legend.height, side, tiles, legend, legendTop: height + 20 },
		headings: countryBlocks.map((block) => ({
			text: blocks[block],
			x: places[block].x,
			y: places[block].y + 16
		}))
	};
}

const span = (block: CountryBlock, axis: 'row' | 'column') =>
	1 + Math.max(...countryCells.filter((one) => one.block === block).map((one) => one[axis]));

/** Side by side with a column between them, or one above the other. */
function arranged(width: number): { side: number; places: BlockPlaces; height: number } {
	const isNarrow = width < narrow;
	const [first, second] = [span('celac', 'column'), span('eu', 'column')];
	const across = isNarrow ? Math.max(first, second) : first + 1 + second;
	const side = Math.min(largest, Math.floor((width - gap * (across - 1)) / across));
	const step = side + gap;
	const heights = countryBlocks.map((block) => heading + span(block, 'row') * step);
	const under = (heights[0] ?? 0) + gap;
	const eu = isNarrow ? { x: 0, y: under } : { x: (first + 1) * step, y: 0 };
	const height = isNarrow ? under + (heights[1] ?? 0) : Math.max(...heights);
	return { side, places: { celac: { x: 0, y: 0 }, eu }, height };
}

/** The code at the top; the value in the middle with its margin or its word, where they fit. */
function tileLines({ code }: CountryCell, row: CountryRow | undefined, side: number): TileLine[] {
	const [small, large] = side < 60 ? [10, 13] : [11, 16];
	const lines: TileLine[] = [{ text: code, y: small * 0.95, size: small, kind: 'code' }];
	if (!row) return lines;
	const room = { width: side - 4, size: small };
	if (row.value === undefined) {
		const most = Math.floor((side - 1.6 * small) / (small + 1));
		const words = wrapped(row.text, { ...room, most }) ?? [];
		return [...lines, ...stacked(words, side * 0.58, small)];
	}
	const value = Math.min(large, (room.width / textWidth(row.text, large)) * large);
	lines.push({ text: row.text, y: side * 0.5, size: value, kind: 'value' });
	const word = row.word === undefined ? undefined : wrapped(row.word, { ...room, most: 1 })?.[0];
	const under = word ?? row.margin;
	if (under !== undefined && textWidth(under, small) <= room.width)
		lines.push({
			text: under,
			y: side - small * 0.95,
			size: small,
			kind: word === undefined ? 'margin' : 'word'
		});
	return lines;
}

const stacked = (words: readonly string[], middle: number, size: number): TileLine[] =>
	words.map((text, i) => ({
		text,
		y: middle + (i - (words.length - 1) / 2) * (size + 1),
		size,
		kind: 'word'
	}));
