import { type Ring, extent, ringArea } from '#lib/model/polygon.ts';
import { type TerritoryShapes, territoryRings } from '#lib/model/territory-shapes.ts';
import { type AreaFigure, type AreaState, areaState } from './area-states.ts';
import { type Legend, type LegendOptions, chartLegend } from './chart-legend.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { type AreaTexts, type LabelSheet, type MapLabel, mapLabel } from './map-labels.ts';
import { shadeOf, valueSteps } from './value-steps.ts';

/** A line of the list beside the map, and the area that it is about. */
export interface MapRow extends EstimateRow, Pick<AreaFigure, 'why'> {
	/** Id of its territory. */
	readonly territory: string;
	/** The figure with its interval as a sentence, shown for the area that is pointed at. */
	readonly detail?: string;
}

export interface TerritoryMapOptions extends Omit<LegendOptions, 'signs'> {
	/** Pixels, at most; a tall country takes less of the width. */
	readonly maxHeight?: number;
	/** Of the whole. An area is marked where its interval lies wholly above or below it. */
	readonly whole?: { readonly value: number; readonly above: string; readonly below: string };
}

export interface MapArea {
	readonly territory: string;
	/** Undefined where nothing was asked of the territory. */
	readonly row: MapRow | undefined;
	readonly path: string;
	/** Of what is too small to be seen. */
	readonly dot: { readonly x: number; readonly y: number } | undefined;
	readonly state: AreaState;
	readonly shade: number | undefined;
	readonly label: MapLabel | undefined;
}

export interface MapDrawing {
	readonly width: number;
	/** Of the map and of its legend below it. */
	readonly height: number;
	readonly mapHeight: number;
	readonly areas: readonly MapArea[];
	readonly legend: Legend;
}

const above = '▲';
const below = '▼';
const margin = 6;
/** Square pixels below which an area is a dot, and its radius. */
const smallest = 40;
export const dotRadius = 5;

/**
 * A map whose areas are filled by the class of their figure. Each area is drawn once, whether or not
 * it has a row. A figure that is not good enough takes no part in the classes and has no shade.
 */
export function territoryMap(
	rows: readonly MapRow[],
	shapes: TerritoryShapes,
	options: TerritoryMapOptions
): MapDrawing {
	const { width, whole } = options;
	const { rings, height } = fitted(territoryRings(shapes), options);
	const rowOf = new Map(rows.map((row) => [row.territory, row]));
	const steps = valueSteps(
		rows.flatMap((row) => (areaState(row) === 'shown' ? [row.value ?? 0] : []))
	);
	const sheet = { width, height, land: landOf(rings), taken: [] };
	const labels = labelled(rings, (territory) => texts(rowOf.get(territory), whole), sheet);
	const areas = [...rings].map(([territory, own]): MapArea => {
		const row = rowOf.get(territory);
		const state = areaState(row);
		const shade = state === 'shown' ? shadeOf(row?.value ?? 0, steps) : undefined;
		const label = labels.get(territory);
		return { territory, row, path: pathOf(own), dot: dotOf(own), state, shade, label };
	});
	const marks = new Set(rows.map((row) => markOf(row, whole)));
	const signs = [
		...(whole && marks.has(above) ? [{ sign: above, text: whole.above }] : []),
		...(whole && marks.has(below) ? [{ sign: below, text: whole.below }] : [])
	];
	const legend = chartLegend(steps, new Set(areas.map(({ state }) => state)), {
		...options,
		signs
	});
	return { width, height: height + 16 + legend.height, mapHeight: height, areas, legend };
}

const landOf = (rings: ReadonlyMap<string, readonly Ring[]>): LabelSheet['land'] =>
	[...rings.values()].flat().map((ring) => ({ ring, ...extent([ring]) }));

/** The rings in pixels, in the middle of the width. */
function fitted(
	rings: ReadonlyMap<string, readonly Ring[]>,
	{ width, maxHeight = 560 }: TerritoryMapOptions
): { rings: Map<string, readonly Ring[]>; height: number } {
	const { left, right, top, bottom } = extent([...rings.values()].flat());
	const scale = Math.min(
		(width - 2 * margin) / (right - left),
		(maxHeight - 2 * margin) / (bottom - top)
	);
	const shift = (width - (right - left) * scale) / 2;
	const inPixels = (ring: Ring): Ring =>
		ring.map(([x, y]) => [shift + (x - left) * scale, margin + (y - top) * scale]);
	return {
		rings: new Map([...rings].map(([id, own]) => [id, own.map(inPixels)])),
		height: (bottom - top) * scale + 2 * margin
	};
}

const pathOf = (rings: readonly Ring[]) =>
	rings
		.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`)
		.join('');

function dotOf(rings: readonly Ring[]): MapArea['dot'] {
	if (spread(rings) >= smallest) return undefined;
	const { left, right, top, bottom } = extent(rings);
	return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Whether the whole lies outside the interval, and on which side the figure stands. */
function markOf(
	row: MapRow,
	whole: TerritoryMapOptions['whole']
): typeof above | typeof below | undefined {
	const { lower, upper, precision } = row;
	if (!whole || lower === undefined || upper === undefined) return undefined;
	// An open-ended interval is narrower than the true one: what lies outside it may lie inside that.
	if (precision !== 'design-based' || areaState(row) !== 'shown') return undefined;
	if (lower > whole.value) return above;
	return upper < whole.value ? below : undefined;
}

/** What an area may say, the longest first. A figure that is not good enough never goes without its word. */
function texts(row: MapRow | undefined, whole: TerritoryMapOptions['whole']): AreaTexts {
	if (!row) return { texts: [], sign: undefined };
	const mark = markOf(row, whole);
	const value = mark ? `${mark} ${row.text}` : row.text;
	const own = row.word === undefined ? [value] : [value, row.word];
	const inWords = row.value === undefined ? [row.text.split(' ')] : [];
	return { texts: [[row.label, ...own], own, ...inWords], sign: mark };
}

/** The largest choose first: they hold their own label and leave the sea to the others. */
function labelled(
	rings: ReadonlyMap<string, readonly Ring[]>,
	textsOf: (territory: string) => AreaTexts,
	sheet: LabelSheet
): Map<string, MapLabel> {
	const found = new Map<string, MapLabel>();
	const largestFirst = [...rings].toSorted(([, a], [, b]) => spread(b) - spread(a));
	for (const [territory, own] of largestFirst) {
		const label = mapLabel(withDot(own), textsOf(territory), sheet);
		if (label) found.set(territory, label);
	}
	return found;
}

const spread = (rings: readonly Ring[]) => rings.reduce((sum, ring) => sum + ringArea(ring), 0);

/** The ground that an area covers: its own, or that of its dot. */
function withDot(rings: readonly Ring[]): readonly Ring[] {
	const dot = dotOf(rings);
	if (!dot) return rings;
	const [left, right] = [dot.x - dotRadius, dot.x + dotRadius];
	const [top, bottom] = [dot.y - dotRadius, dot.y + dotRadius];
	return [
		[
			[left, top],
			[right, top],
			[right, bottom],
			[left, bottom],
			[left, top]
		]
	];
}
