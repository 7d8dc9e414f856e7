import * as Plot from '@observablehq/plot';
import { chartStyle } from './chart-style.ts';

export interface PeerDot {
	readonly value: number;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
	/** What the board is about, among the others. */
	readonly isOwn: boolean;
}

export interface PeerDotsOptions {
	/** Pixels. */
	readonly width: number;
	/** Of the others; undefined: no line. */
	readonly median: number | undefined;
	/** A value to be held against, such as no effect; undefined: none. */
	readonly reference?: number | undefined;
	readonly formatValue: (value: number) => string;
}

const row = 11;
const most = 62;

/**
 * Countries as dots on one scale, each with its interval on a line of its own, without intervals piled up
 * where they meet: how they are spread, and never who comes first.
 */
export function peerDots(
	dots: readonly PeerDot[],
	{ width, median, reference, formatValue }: PeerDotsOptions
): Plot.PlotOptions {
	const all = dots.flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value]);
	const held = reference === undefined ? all : [...all, reference];
	const [from, to] = [Math.min(...held), Math.max(...held)];
	const domain: [number, number] = to > from ? [from, to] : [from - 1, to + 1];
	const hasLimits = dots.some(({ lower }) => lower !== undefined);
	const lines = dots.map((dot, i) => ({ ...dot, line: i }));
	const height = hasLimits ? Math.min(most, row * dots.length + 30) : most;
	const ticks = domain;
	return {
		...{ width, height, style: chartStyle },
		...{ marginTop: 6, marginBottom: 20, marginLeft: 22, marginRight: 22 },
		x: { domain, axis: null },
		y: { axis: null, ...(hasLimits ? { domain: [-0.5, dots.length - 0.5] } : {}) },
		marks: [
			Plot.axisX(ticks, {
				...{ tickFormat: formatValue, tickSize: 3, tickPadding: 3, label: null },
				...{ color: 'var(--ink-soft)', stroke: 'var(--line-strong)' }
			}),
			...(median === undefined ? [] : [Plot.ruleX([median], { stroke: 'var(--ink)' })]),
			...(reference === undefined
				? []
				: [Plot.ruleX([reference], { stroke: 'var(--line-strong)', strokeDasharray: '3,3' })]),
			...(hasLimits ? onLines(lines) : piled(dots))
		]
	};
}

const fillOf = ({ isOwn }: PeerDot) => (isOwn ? 'var(--ink)' : 'var(--series-1)');
const look = { stroke: 'var(--paper-raised)', strokeWidth: 1, fill: fillOf };

const onLines = (lines: readonly (PeerDot & { readonly line: number })[]): Plot.Markish[] => [
	Plot.ruleY(
		lines.filter(({ lower }) => lower !== undefined),
		{
			...{ y: 'line', x1: 'lower', x2: 'upper', stroke: 'var(--series-1)' },
			...{ strokeWidth: 3, strokeOpacity: 0.45, strokeLinecap: 'round' }
		}
	),
	Plot.dot(lines, { x: 'value', y: 'line', r: 4, ...look })
];

const piled = (dots: readonly PeerDot[]): Plot.Markish[] => [
	Plot.dot(dots, Plot.dodgeY({ anchor: 'bottom', x: 'value', r: 3, padding: 0.5, ...look }))
];
