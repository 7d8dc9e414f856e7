import * as Plot from '@observablehq/plot';
import { chartStyle, halo, isNarrow, seriesColour } from './chart-style.ts';
import { textWidth } from './text-width.ts';

export interface CurvePoint {
	readonly size: number;
	readonly effect: number;
}

export interface DetectableCurveOptions {
	/** Pixels. */
	readonly width: number;
	/** The plan itself, and what it is called. */
	readonly plan: CurvePoint & { readonly label: string };
	/** The effect that is expected, without its sign. */
	readonly expected: { readonly effect: number; readonly label: string };
	/** What sizes are of. */
	readonly sizes: string;
	readonly formatSize: (size: number) => string;
	readonly formatEffect: (effect: number) => string;
	/** Sizes that are apart from each other: no size between them is better than the one before. */
	readonly isSteps: boolean;
}

/** The smallest effect that is found, by the size of a plan; the plan, and the effect that is expected. */
export function detectableCurve(
	points: readonly CurvePoint[],
	options: DetectableCurveOptions
): Plot.PlotOptions {
	const { width, plan, expected, sizes, formatSize, formatEffect, isSteps } = options;
	const top = 1.08 * Math.max(expected.effect, plan.effect, ...points.map(({ effect }) => effect));
	const right = Math.max(plan.size, ...points.map(({ size }) => size));
	return {
		...{ width, height: isNarrow(width) ? 270 : 320, style: chartStyle },
		marginTop: 16,
		marginRight: 16,
		marginBottom: 52,
		marginLeft: 16 + Math.max(...[0, top].map((value) => textWidth(formatEffect(value)))),
		x: { domain: [0, right * 1.04], label: null },
		y: { domain: [0, top], label: null },
		marks: [
			Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: 5 }),
			Plot.axisY({ tickSize: 0, tickFormat: formatEffect, ticks: 5, label: null }),
			Plot.axisX({
				...{ tickSize: 0, tickFormat: formatSize, label: null },
				ticks: isNarrow(width) ? 4 : 7
			}),
			sizesTitle(sizes, width),
			...expectedLine(expected),
			Plot.line(points, {
				...{ x: 'size', y: 'effect', stroke: seriesColour(0), strokeWidth: 2 },
				...(isSteps ? ({ strokeDasharray: '1,4' } as const) : {})
			}),
			...(isSteps
				? [Plot.dot(points, { x: 'size', y: 'effect', r: 3, fill: seriesColour(0) })]
				: []),
			...planDot(options)
		]
	};
}

const sizesTitle = (text: string, width: number): Plot.Markish =>
	Plot.text([text], {
		...{ text: (d: string) => d, frameAnchor: 'bottom-right', lineAnchor: 'top' },
		...{ textAnchor: 'end', dy: 30, lineWidth: width / 13, fill: 'var(--ink)' }
	});

/** Its label stands above it at the end, where the curve is below. */
const expectedLine = ({ effect, label }: DetectableCurveOptions['expected']): Plot.Markish[] => [
	Plot.ruleY([effect], { stroke: 'var(--ink-soft)', strokeDasharray: '4,3' }),
	Plot.text([label], {
		...{ text: (d: string) => d, y: () => effect, frameAnchor: 'right', textAnchor: 'end' },
		...{ dy: -9, fill: 'var(--ink-soft)', ...halo }
	})
];

/** A plan that sees less than is expected has its label above the curve, any other below. */
function planDot({ plan, expected, width }: DetectableCurveOptions): Plot.Markish[] {
	const isAbove = plan.effect > expected.effect;
	const place = isAbove
		? ({ textAnchor: 'start', dx: 9, dy: -9 } as const)
		: ({ textAnchor: 'end', dx: -4, dy: 17 } as const);
	return [
		Plot.dot([plan], {
			...{ x: 'size', y: 'effect', r: 6, fill: 'var(--ink)', stroke: 'var(--paper)' },
			strokeWidth: 2
		}),
		Plot.text([plan], {
			...{ x: 'size', y: 'effect', text: 'label', fill: 'var(--ink)', fontWeight: 600 },
			...{ lineWidth: width / 20, ...halo, ...place }
		})
	];
}
