import type * as Plot from '@observablehq/plot';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { isNarrow } from '../chart-style.ts';
import { cellReasons, type Reason, reasonKeys } from './cell-reasons.ts';
import { effectLooks, limitKeys, type LimitWords } from './limit-keys.ts';
import { pictureHead } from './picture-head.ts';
import type { PictureOptions, TableOptions } from './picture-options.ts';
import { type Headings, orNone, type PictureTable, pictureTable } from './picture-table.ts';
import { boxes, dots, hatchedBoxes, pixelPlot, strokes, texts, whiskers } from './pixel-marks.ts';
import { placeAxis, placeAxisHeight, plane, type Plane } from './plane.ts';
import { known, roomySpan, roundTicks } from './round-ticks.ts';
import { boundary } from './uprights.ts';
import { textWidth } from '../text-width.ts';

type GroupTime = PictureOf<'group-time'>;
type Cell = GroupTime['cells'][number];

export interface GroupTimeWords extends LimitWords {
	/** Effect and unit. */
	readonly unit: string;
	/** Heads the cells of a cohort: its start, and how many units. */
	readonly cohort: (cohort: number, treated: number) => string;
	/** Beside it, the mean effect of the cohort as it is read. */
	readonly mean: (text: string) => string;
	/** effect, reference, or why there is none: overlap, singular, too few. */
	readonly state: (state: string) => string;
	readonly table: Headings<
		'cohort' | 'period' | 'estimate' | 'lower' | 'upper' | 'treated' | 'comparison' | 'state'
	>;
}

/** One cohort in pixels: its heading, and the strip with its cells. */
interface Strip {
	readonly cohort: number;
	readonly cells: readonly Cell[];
	readonly heading: string;
	readonly mean: string;
	readonly headingY: number;
	readonly meanY: number;
	readonly top: number;
	readonly bottom: number;
}

/**
 * The effect of every cohort in every period, a strip a cohort, all on one scale; a cell without an
 * effect is hatched and says why.
 */
export function groupTimeCells(
	{ cells, aggregates }: GroupTime,
	options: PictureOptions<GroupTimeWords>
): Plot.PlotOptions {
	const { width, words, formats } = options;
	const periods = [...new Set(cells.map(({ period }) => period))].sort((a, b) => a - b);
	const values = known(
		cells.flatMap((c) => [c.estimate, c.lower, c.upper, c.bandLower, c.bandUpper])
	);
	const y = roomySpan([0, ...values]);
	const draft = {
		width,
		x: [periods[0] ?? 0, periods.at(-1) ?? 1],
		y,
		tick: formats.tick
	} as const;
	const sides = plane({ ...draft, above: 0, below: 0, edge: 20 });
	const perPeriod = (sides.right - sides.left - 40) / Math.max(1, periods.length - 1);
	const reasons = cellReasons(cells, perPeriod, words.state);
	const head = pictureHead({
		width,
		unit: words.unit,
		keys: [...limitKeys(cells, words), ...reasonKeys(reasons)]
	});
	const strips = stripsOf({ cells, aggregates }, head.height, options);
	const last = strips.at(-1)?.bottom ?? head.height;
	const on: Plane = {
		...{ ...sides, bottom: last, height: last + placeAxisHeight(undefined, width) },
		toY: (value) => value
	};
	return pixelPlot(on, [
		...head.marks,
		...placeAxis(on, { values: periods, text: formats.at }),
		...strips.flatMap((strip) => stripMarks(strip, { on, y, reasons, perPeriod, options }))
	]);
}

function stripsOf(
	{ cells, aggregates }: Pick<GroupTime, 'cells' | 'aggregates'>,
	from: number,
	{ width, words, formats }: PictureOptions<GroupTimeWords>
): Strip[] {
	const cohorts = [...new Set(cells.map(({ cohort }) => cohort))].sort((a, b) => a - b);
	let y = from;
	return cohorts.map((cohort) => {
		const own = cells.filter((cell) => cell.cohort === cohort);
		const mean = aggregates.find(({ by, at }) => by === 'group' && at === cohort);
		const heading = words.cohort(cohort, Math.max(...own.map(({ treated }) => treated)));
		const read = mean === undefined ? '' : words.mean(readMean(mean, formats));
		const isOneLine = textWidth(heading) * 1.05 + textWidth(read) + 16 < width;
		const headingY = y + 18;
		const meanY = isOneLine ? headingY : headingY + 16;
		const top = meanY + (read === '' && !isOneLine ? 0 : 14);
		y = top + (isNarrow(width) ? 72 : 88);
		return { cohort, cells: own, heading, mean: read, headingY, meanY, top, bottom: y };
	});
}

const readMean = (
	{ estimate, lower, upper }: GroupTime['aggregates'][number],
	formats: PictureOptions<GroupTimeWords>['formats']
) =>
	lower === null || upper === null
		? formats.value(estimate)
		: `${formats.value(estimate)} (${formats.range(lower, upper)})`;

interface StripOptions {
	readonly on: Plane;
	readonly y: readonly [number, number];
	readonly reasons: readonly Reason[];
	readonly perPeriod: number;
	readonly options: PictureOptions<GroupTimeWords>;
}

function stripMarks(strip: Strip, shared: StripOptions): Plot.Markish[] {
	const { on, y, perPeriod, options } = shared;
	const { top, bottom } = strip;
	const toY = (value: number) => bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - top);
	const level = (value: number) => ({ x1: on.left, x2: on.right, y1: toY(value), y2: toY(value) });
	const ticks = roundTicks(y, 3);
	const at = on.toX(
		boundary(
			strip.cells.map(({ period }) => period).sort((a, b) => a - b),
			strip.cohort
		)
	);
	const half = Math.max(2, Math.min(8, perPeriod * 0.28));
	return [
		texts([{ x: 0, y: strip.headingY, text: strip.heading }], { anchor: 'start', isStrong: true }),
		texts(
			[{ x: on.width, y: strip.meanY, text: strip.mean }].filter(({ text }) => text !== ''),
			{
				...{ anchor: 'end', fill: 'var(--ink-soft)' }
			}
		),
		strokes(ticks.map(level), { stroke: 'var(--grid)' }),
		texts(
			ticks.map((value) => ({ x: on.left - 8, y: toY(value), text: options.formats.tick(value) })),
			{ anchor: 'end', size: 12 }
		),
		strokes([level(0)], { stroke: 'var(--line-strong)' }),
		strokes([{ x1: at, x2: at, y1: top, y2: bottom }], {
			...{ stroke: 'var(--ink-soft)', strokeWidth: 1.5, strokeDasharray: '6,3' }
		}),
		...cellMarks(strip.cells, half, { ...shared, toY }),
		...reasonMarks(strip, shared)
	];
}

function cellMarks(
	cells: readonly Cell[],
	half: number,
	{ on, toY, options: { formats } }: StripOptions & { readonly toY: (value: number) => number }
): Plot.Markish[] {
	const shown = cells.flatMap((cell) => {
		const isReference = cell.state === 'reference';
		if (cell.estimate === null && !isReference) return [];
		const estimate = cell.estimate ?? 0;
		const look = isReference
			? effectLooks.reference
			: cell.post
				? effectLooks.after
				: effectLooks.before;
		return [{ ...cell, estimate, isReference, x: on.toX(cell.period), ...look }];
	});
	const limited = shown.filter(({ isReference }) => !isReference);
	return [
		boxes(
			limited.flatMap(({ x, bandLower, bandUpper, colour }) =>
				bandLower === null || bandUpper === null
					? []
					: [{ x1: x - half, x2: x + half, y1: toY(bandUpper), y2: toY(bandLower), colour }]
			),
			{ fill: 'colour', fillOpacity: 0.22, rx: 2 }
		),
		...whiskers(
			limited.flatMap(({ x, lower, upper, colour }) =>
				lower === null || upper === null
					? []
					: [{ along: 'y', at: x, from: toY(lower), to: toY(upper), colour }]
			),
			1.5,
			Math.min(6, half * 1.5)
		),
		dots(
			shown.map((one) => ({
				...{ ...one, y: toY(one.estimate) },
				title: `${formats.at(one.cohort)} · ${formats.at(one.period)} · ${formats.value(one.estimate)}`
			})),
			Math.min(4, half + 1)
		)
	];
}

/** Hatched cells; the word once for neighbours where it fits, else the number of its key. */
function reasonMarks(
	{ cells, top, bottom, cohort }: Strip,
	{ on, reasons, perPeriod }: StripOptions
): Plot.Markish[] {
	const own = reasons.filter((reason) => reason.cohort === cohort);
	const half = Math.min(perPeriod * 0.45, 20);
	const hidden = cells.filter(({ period }) => own.some(({ periods }) => periods.includes(period)));
	const words = own.flatMap(({ periods, text, number }) =>
		number === undefined
			? [{ x: (on.toX(periods[0]!) + on.toX(periods[periods.length - 1]!)) / 2, text }]
			: periods.map((period) => ({ x: on.toX(period), text: String(number) }))
	);
	return [
		hatchedBoxes(
			hidden.map(({ period }) => {
				const x = on.toX(period);
				return { x1: x - half, x2: x + half, y1: top + 8, y2: bottom - 4 };
			})
		),
		texts(
			words.map((word) => ({ ...word, y: (top + bottom) / 2 + 2 })),
			{ fill: 'var(--ink-soft)', size: 12, isSlanted: true, isOnLines: true }
		)
	];
}

export function groupTimeTable(
	{ cells }: GroupTime,
	{ words, formats }: TableOptions<GroupTimeWords>
): PictureTable {
	const rows = cells.map((cell) => {
		const state = words.state(cell.state);
		const text = (value: number | null) => orNone(value, formats.value, state);
		return {
			cohort: formats.at(cell.cohort),
			period: formats.at(cell.period),
			estimate: text(cell.estimate),
			lower: text(cell.lower),
			upper: text(cell.upper),
			treated: formats.count(cell.treated),
			comparison: formats.count(cell.comparison),
			state
		};
	});
	return pictureTable(words.table, ['cohort', 'period', 'state'], rows);
}
