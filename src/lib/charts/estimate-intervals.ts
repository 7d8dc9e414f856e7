import * as Plot from '@observablehq/plot';
import type { EstimateRow } from './estimate-rows.ts';

export interface EstimateIntervalsOptions {
	/** Pixels. */
	readonly width: number;
	/** Of the axis: statistic and unit. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
	/** The whole domain as a line to compare with; absent without a breakdown. */
	readonly reference?: { readonly value: number; readonly label: string } | undefined;
	/** The axis ends at 1 at the most. */
	readonly isShare: boolean;
}

interface Shown extends EstimateRow {
	readonly value: number;
	readonly lower: number;
	readonly upper: number;
}

const isShown = (row: EstimateRow): row is Shown => row.value !== undefined;
const rowHeight = 26;

/** Where the axis ends: just beyond the last limit. */
function end(rows: readonly Shown[], { isShare, reference }: EstimateIntervalsOptions): number {
	const last = Math.max(
		0,
		reference?.value ?? 0,
		...rows.map(({ upper, value }) => Math.max(upper, value))
	);
	if (last === 0) return 1;
	return isShare ? Math.min(1, last * 1.06) : last * 1.06;
}

/**
 * Dots with intervals, one line a domain, in the order given. A complete design draws a closed
 * interval; an incomplete one an open-ended one, because the true interval is wider.
 */
export function estimateIntervals(
	rows: readonly EstimateRow[],
	options: EstimateIntervalsOptions
): Plot.PlotOptions {
	const { width, unit, formatTick, reference } = options;
	const shown = rows.filter(isShown);
	const isNarrow = width < 520;
	const groups = [...new Set(rows.map(({ group }) => group))];
	const labels = [...new Set(rows.map(({ label }) => label))];
	const hasGroups = groups.length > 1 || groups[0] !== '';
	const channels = hasGroups ? { y: 'group', fy: 'label' } : { y: 'label' };
	const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
	const room = (texts: readonly string[]) =>
		Math.min(isNarrow ? 118 : 230, 14 + longest(texts) * 7.1);
	const height = 56 + rows.length * rowHeight + (hasGroups ? labels.length * 10 : 0);
	const fill = hasGroups ? { fill: 'group' } : { fill: 'var(--series-1)' };
	const stroke = hasGroups ? { stroke: 'group' } : { stroke: 'var(--series-1)' };
	return {
		width,
		height,
		marginLeft: room(hasGroups ? groups : labels) + (hasGroups && !isNarrow ? room(labels) : 0),
		marginRight: 64,
		marginTop: hasGroups && isNarrow ? 30 : 22,
		marginBottom: 34,
		style: {
			background: 'transparent',
			color: 'var(--ink)',
			fontFamily: 'var(--sans)',
			fontSize: '13px'
		},
		x: {
			domain: [0, end(shown, options)],
			label: unit,
			tickFormat: formatTick,
			ticks: isNarrow ? 4 : 7,
			nice: true
		},
		y: { domain: hasGroups ? groups : labels, label: null, tickSize: 0, padding: 0.3 },
		...(hasGroups ? { fy: { domain: labels, label: null, padding: 0.12 } } : {}),
		...(hasGroups
			? { color: { domain: groups, range: groups.map((_, i) => `var(--series-${(i % 7) + 1})`) } }
			: {}),
		marks: [
			Plot.gridX({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: isNarrow ? 4 : 7 }),
			...groupLabels(hasGroups, isNarrow, room(labels)),
			...(reference
				? [Plot.ruleX([reference.value], { stroke: 'var(--ink-soft)', strokeDasharray: '2,3' })]
				: []),
			...intervals(shown, channels, stroke),
			Plot.dot(shown, {
				...channels,
				x: 'value',
				r: 4.5,
				...fill,
				stroke: 'var(--paper)',
				strokeWidth: 1.5
			}),
			Plot.text(shown, {
				...channels,
				frameAnchor: 'right',
				dx: 58,
				text: 'text',
				textAnchor: 'end',
				fill: 'var(--ink)',
				fontVariant: 'tabular-nums'
			}),
			Plot.text(
				rows.filter((row) => !isShown(row)),
				{
					...channels,
					x: 0,
					dx: 6,
					text: 'text',
					textAnchor: 'start',
					fill: 'var(--ink-soft)',
					fontStyle: 'italic'
				}
			)
		]
	};
}

type Channels = { y: string; fy?: string };

function groupLabels(hasGroups: boolean, isNarrow: boolean, room: number): Plot.Markish[] {
	if (!hasGroups) return [];
	return isNarrow
		? [
				Plot.axisFy({
					anchor: 'left',
					frameAnchor: 'top-left',
					textAnchor: 'start',
					dx: -100,
					dy: -14,
					label: null,
					fontWeight: 600
				})
			]
		: [
				Plot.axisFy({
					anchor: 'left',
					label: null,
					dx: -room + 10,
					fontWeight: 600,
					textAnchor: 'start'
				})
			];
}

function intervals(
	rows: readonly Shown[],
	channels: Channels,
	stroke: Plot.RuleXOptions
): Plot.Markish[] {
	const closed = rows.filter(({ precision }) => precision === 'design-based');
	const open = rows.filter(({ precision }) => precision === 'lower-bound');
	const tail = ({ lower, upper }: Shown) => (upper - lower) * 0.6 + 0.004 * upper;
	const line = { ...channels, ...stroke } as Plot.RuleYOptions;
	return [
		Plot.ruleY(rows, { ...line, x1: 'lower', x2: 'upper', strokeWidth: 2 }),
		...['lower', 'upper'].map((x) =>
			Plot.tickX(closed, {
				...channels,
				...stroke,
				x,
				strokeWidth: 2,
				inset: 3
			} as Plot.TickXOptions)
		),
		Plot.ruleY(open, {
			...line,
			x1: (row: Shown) => Math.max(0, row.lower - tail(row)),
			x2: (row: Shown) => row.upper + tail(row),
			strokeWidth: 2,
			strokeDasharray: '1.5,3'
		})
	];
}
