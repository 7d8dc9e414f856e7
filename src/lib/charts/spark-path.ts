import * as Plot from '@observablehq/plot';
import { chartStyle, halo } from './chart-style.ts';

export interface SparkPoint {
	/** Years with their fraction. */
	readonly time: number;
	readonly value: number;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
	/** In progress: hollow, and no line leads to it. */
	readonly isPartial: boolean;
	/** Measured in another way than what comes before. */
	readonly isBreak: boolean;
}

interface PathStep {
	readonly time: number;
	readonly value: number;
}

export interface SparkPathOptions {
	/** Pixels. */
	readonly width: number;
	/** The way to the target, from its start; empty without one. */
	readonly path: readonly PathStep[];
	/** How a number is written beside its point. */
	readonly formatValue: (value: number) => string;
	/** What a time is called below the axis. */
	readonly formatTime: (time: number) => string;
}

const height = 88;
/** More than these are a line without dots. */
const dotted = 24;

/** A number of a tile in time: intervals, breaks, and the way to the target as dots. */
export function sparkPath(
	points: readonly SparkPoint[],
	{ width, path, formatValue, formatTime }: SparkPathOptions
): Plot.PlotOptions {
	const whole = points.filter(({ isPartial }) => !isPartial);
	const [first, last] = [whole[0], whole.at(-1)];
	const times = [...points, ...path].map(({ time }) => time);
	const ticks = apart([Math.min(...times), last?.time ?? NaN, Math.max(...times)]);
	return {
		...{ width, height, style: chartStyle },
		...{ marginTop: 18, marginBottom: 20, marginLeft: 20, marginRight: 24 },
		x: { domain: spread(times), axis: null },
		// Room for a text below the lowest value.
		y: { domain: valuesOf(points, path), axis: null, insetBottom: 14 },
		marks: [
			Plot.axisX(ticks, {
				...{ tickFormat: formatTime, tickSize: 3, tickPadding: 3, label: null },
				...{ color: 'var(--ink-soft)', stroke: 'var(--line-strong)' }
			}),
			...breakMarks(points),
			...pathMarks(path, formatValue),
			...valueMarks(points, whole),
			...(first && last && first !== last && whole.length <= dotted
				? [label([first], formatValue, first.value > last.value ? -9 : 13)]
				: [])
		]
	};
}

const spread = (times: readonly number[]): [number, number] => {
	const [from, to] = [Math.min(...times), Math.max(...times)];
	return to > from ? [from, to] : [from - 1, to + 1];
};

function valuesOf(points: readonly SparkPoint[], path: readonly PathStep[]): [number, number] {
	const all = [
		...points.flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value]),
		...path.map(({ value }) => value)
	];
	const [from, to] = [Math.min(...all), Math.max(...all)];
	return to > from ? [from, to] : [from - 1, to + 1];
}

/** Ticks whose years would be written over each other are left out, the last ones first. */
function apart(times: readonly number[]): number[] {
	const inOrder = [...new Set(times.filter(Number.isFinite))].sort((a, b) => a - b);
	const span = (inOrder.at(-1) ?? 0) - (inOrder[0] ?? 0);
	return inOrder.filter(
		(time, i) => i === 0 || i === inOrder.length - 1 || isFar(time, inOrder, span)
	);
}

const isFar = (time: number, all: readonly number[], span: number) =>
	Math.min(time - all[0]!, all[all.length - 1]! - time) > span * 0.2;

/** Between what cannot be compared. */
function breakMarks(points: readonly SparkPoint[]): Plot.Markish[] {
	const times = points.flatMap(({ isBreak, time }, i) =>
		isBreak && i > 0 ? [(points[i - 1]!.time + time) / 2] : []
	);
	return times.length === 0
		? []
		: [
				Plot.ruleX(times, { stroke: 'var(--ink-faint)', strokeDasharray: '4,3', strokeWidth: 1.25 })
			];
}

function pathMarks(
	path: readonly PathStep[],
	formatValue: SparkPathOptions['formatValue']
): Plot.Markish[] {
	const target = path.at(-1);
	if (!target) return [];
	const above = target.value >= path[0]!.value ? -9 : 13;
	return [
		Plot.line(path, {
			...{ x: 'time', y: 'value', stroke: 'var(--ink-soft)', strokeWidth: 1.75 },
			...{ strokeDasharray: '1,4', strokeLinecap: 'round' }
		}),
		Plot.dot([target], {
			...{ x: 'time', y: 'value', symbol: 'diamond', r: 4.5 },
			...{ fill: 'var(--paper-raised)', stroke: 'var(--ink)', strokeWidth: 1.5 }
		}),
		label([target], formatValue, above)
	];
}

function valueMarks(points: readonly SparkPoint[], whole: readonly SparkPoint[]): Plot.Markish[] {
	let segment = 0;
	const line = whole.map(({ time, value, isBreak }) => {
		if (isBreak) segment += 1;
		return { time, value, segment };
	});
	const isDotted = points.length <= dotted;
	const latest = whole.slice(-1);
	return [
		Plot.ruleX(
			points.filter(({ lower, upper }) => lower !== undefined && upper !== undefined),
			{
				...{ x: 'time', y1: 'lower', y2: 'upper', stroke: 'var(--series-1)' },
				...{ strokeWidth: 3, strokeOpacity: 0.45, strokeLinecap: 'round' }
			}
		),
		Plot.line(line, {
			...{ x: 'time', y: 'value', z: 'segment', stroke: 'var(--series-1)' },
			strokeWidth: isDotted ? 2 : 1.25
		}),
		...(isDotted
			? [
					Plot.dot(points, {
						...{ x: 'time', y: 'value', r: 2.75, strokeWidth: 1.5, stroke: 'var(--series-1)' },
						fill: (point: SparkPoint) =>
							point.isPartial ? 'var(--paper-raised)' : 'var(--series-1)'
					})
				]
			: []),
		Plot.dot(latest, {
			...{ x: 'time', y: 'value', r: 4, fill: 'var(--ink)' },
			...{ stroke: 'var(--paper-raised)', strokeWidth: 1.5 }
		})
	];
}

const label = (
	at: readonly PathStep[],
	formatValue: SparkPathOptions['formatValue'],
	dy: number
): Plot.Markish =>
	Plot.text(at, {
		...{ x: 'time', y: 'value', dy, text: ({ value }: PathStep) => formatValue(value) },
		...{ ...halo, fill: 'var(--ink-soft)', fontSize: 12, stroke: 'var(--paper-raised)' }
	});
