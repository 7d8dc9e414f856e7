import { openLower, openUpper } from './interval-marks.ts';
import {
	type Box,
	columnPlaces,
	type Label,
	type PlacedLabel,
	placedLabels
} from './label-places.ts';
import type { ShownPoint, TrendFrame, WithheldPoint } from './trend-frame.ts';
import { textWidth } from './text-width.ts';

/** Pixels: a withheld point stands on the axis. */
export const stub = { width: 10, height: 26 };
const small = 12;

export interface PointLabel {
	/** Figures upright, words slanted; a poor figure has both, one under the other. */
	readonly figure: string;
	readonly word: string;
}

/** Texts beside points: words always, figures where no other mark or text is in the way. */
export function pointLabels(
	points: readonly ShownPoint[],
	hidden: readonly WithheldPoint[],
	frame: TrendFrame
): PlacedLabel<PointLabel>[] {
	const stubs = hidden.map((point) => stubBox(point, frame));
	const taken = [...points.flatMap((point) => pointBoxes(point, frame)), ...stubs];
	const others = [...lineBoxes(points, frame), ...breakBoxes(frame), ...frame.texts];
	return placedLabels(
		[
			...withheldLabels(hidden, frame),
			...inOrder(points).map((point) => figureLabel(point, frame))
		],
		[...taken, ...others]
	);
}

/** What must be said, then the last of each series, then the first, then the others. */
function inOrder(points: readonly ShownPoint[]): ShownPoint[] {
	const times = points.map(({ time }) => time);
	const [first, last] = [Math.min(...times), Math.max(...times)];
	const rank = ({ word, time }: ShownPoint) =>
		word !== undefined ? 0 : time === last ? 1 : time === first ? 2 : 3;
	return [...points].sort((a, b) => rank(a) - rank(b));
}

function figureLabel(point: ShownPoint, frame: TrendFrame): Label<PointLabel> {
	const { text, word = '' } = point;
	const width = Math.max(textWidth(text, small), textWidth(word, small)) + 2;
	const height = word === '' ? 14 : 28;
	const x = inside(frame.toX(point.x), width, frame);
	const [above, below] = ends(point, frame);
	const heights = [above - 4 - height / 2, below + 4 + height / 2];
	const places = heights
		.filter((y) => y > frame.margins.top - 12 && y + height / 2 < frame.toY(frame.values[0]))
		.map((y) => ({ x, y, width, height }));
	const beside = frame.toX(point.x) + 8 + width / 2;
	const side = { x: beside, y: frame.toY(point.value), width, height };
	const right = frame.width - frame.margins.right;
	if (beside + width / 2 < right) places.push(side);
	const before = frame.toX(point.x) - 8 - width / 2;
	if (before - width / 2 > frame.margins.left) places.push({ ...side, x: before });
	// A text with a word must stand somewhere: also above, but to one side.
	const half = width / 2;
	const aside = [x - half, x + half].filter((to) => inside(to, width, frame) === to);
	if (word !== '')
		places.push(...aside.map((to) => ({ ...side, x: to, y: above - 4 - height / 2 })));
	return { of: { figure: text, word }, places, isNeeded: word !== '' };
}

/** Once for neighbouring waves, above their stubs; with several series, whose it is. */
function withheldLabels(hidden: readonly WithheldPoint[], frame: TrendFrame): Label<PointLabel>[] {
	return runs(hidden).map((run) => {
		const text = withheldText(run[0]!);
		const width = textWidth(text, small) + 2;
		const middle = (frame.toX(run[0]!.x) + frame.toX(run[run.length - 1]!.x)) / 2;
		const x = inside(middle, width, frame);
		const bottom = frame.toY(Math.max(0, frame.values[0])) - stub.height - 10;
		const places = Array.from({ length: 12 }, (_, i) => ({
			...{ x, y: bottom - i * 15, width, height: 15 }
		}));
		return { of: { figure: '', word: text }, places, isNeeded: true };
	});
}

/** Withheld points of a series with the same reason and no other wave between them. */
function runs(hidden: readonly WithheldPoint[]): WithheldPoint[][] {
	const all: WithheldPoint[][] = [];
	for (const point of hidden) {
		const run = all[all.length - 1];
		const before = run?.[run.length - 1];
		const goesOn =
			before?.series === point.series &&
			before.text === point.text &&
			point.place === before.place + 1;
		if (run && goesOn) run.push(point);
		else all.push([point]);
	}
	return all;
}

const withheldText = ({ row }: WithheldPoint) =>
	row.group === '' ? row.text : `${row.group}: ${row.text}`;

export function stubBox({ x }: WithheldPoint, frame: TrendFrame): Box {
	const y = frame.toY(Math.max(0, frame.values[0])) - stub.height / 2;
	return { x: frame.toX(x), y, ...stub };
}

/** Kept within the plane from left to right. */
function inside(x: number, width: number, { width: all, margins }: TrendFrame): number {
	const [first, last] = [margins.left + width / 2, all - margins.right + 8 - width / 2];
	return last < first ? (first + last) / 2 : Math.min(last, Math.max(first, x));
}

function ends(point: ShownPoint, { toY }: TrendFrame): [number, number] {
	return point.isOpen
		? [toY(openUpper(point)), toY(openLower(point))]
		: [toY(point.upper), toY(point.lower)];
}

function pointBoxes(point: ShownPoint, frame: TrendFrame): Box[] {
	const [above, below] = ends(point, frame);
	const x = frame.toX(point.x);
	const interval = { x, y: (above + below) / 2, width: 10, height: below - above };
	return [interval, { x, y: frame.toY(point.value), width: 11, height: 11 }];
}

function breakBoxes({ breaks, toX, toY, values }: TrendFrame): Box[] {
	const [top, bottom] = [toY(values[1]), toY(values[0])];
	return breaks.map(({ time }) => ({
		...{ x: toX(time), y: (top + bottom) / 2, width: 6, height: bottom - top }
	}));
}

/** Lines between points, as a row of small boxes. */
function lineBoxes(points: readonly ShownPoint[], { toX, toY }: TrendFrame): Box[] {
	return points.flatMap((one, i) => {
		const next = points[i + 1];
		if (next?.segment !== one.segment) return [];
		const [x, y] = [toX(one.x), toY(one.value)];
		const [dx, dy] = [toX(next.x) - x, toY(next.value) - y];
		const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / 6));
		return Array.from({ length: steps }, (_, k) => {
			const t = (k + 0.5) / steps;
			return { x: x + dx * t, y: y + dy * t, width: 4, height: 4 };
		});
	});
}

export interface SeriesName {
	readonly name: string;
	readonly series: number;
	/** The last point that is shown, in pixels; of a series without one, its last stub. */
	readonly from: Pick<Box, 'x' | 'y'>;
	/** Middle of the text, in pixels. */
	readonly y: number;
}

/** Names at the end of their lines, apart from each other. */
export function seriesNames(
	points: readonly ShownPoint[],
	hidden: readonly WithheldPoint[],
	frame: TrendFrame
): SeriesName[] {
	const { toX, toY } = frame;
	const ends = new Map<string, Omit<SeriesName, 'y'>>();
	for (const point of hidden)
		ends.set(point.row.group, { ...named(point), from: stubBox(point, frame) });
	for (const point of points)
		ends.set(point.row.group, {
			...named(point),
			from: { x: toX(point.x), y: toY(point.value) }
		});
	const all = [...ends.values()].filter(({ name }) => name !== '');
	const wanted = all.map(({ name, from }) => ({ y: from.y, height: nameHeight(name, frame) }));
	const places = columnPlaces(wanted, toY(frame.values[0]) + 10);
	return all.map((one, i) => ({ ...one, y: places[i]! }));
}

const named = ({ row, series }: { row: { group: string }; series: number }) => ({
	name: row.group,
	series
});

/** Pixels for the name of a series beside its line. */
export const nameWidth = ({ margins }: TrendFrame): number => Math.max(40, margins.right - 26);

const nameHeight = (name: string, frame: TrendFrame) =>
	16 * Math.ceil(textWidth(name) / nameWidth(frame));
