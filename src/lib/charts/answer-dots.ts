import * as Plot from '@observablehq/plot';
import { type AnswerCategory, expectDeclared } from './answer-categories.ts';
import { chartStyle, size, wordStyle } from './chart-style.ts';
import { choosable } from './choosable.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { hatched } from './hatched.ts';
import { type Shown, shown, withheld } from './interval-lines.ts';
import { estimateDots, intervalMarks } from './interval-marks.ts';
import { valueScale } from './value-scale.ts';
import { textWidth } from './text-width.ts';

export interface AnswerDotsOptions {
	/** Pixels. */
	readonly width: number;
	/** Of the axis: statistic and unit. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
	/** Answers in the order of the questionnaire; a row's `group` names its answer. */
	readonly categories: readonly AnswerCategory[];
}

/** Pixels. */
const panel = { narrowest: 116, gap: 26, line: 42, bar: 12, stub: 28 };

interface AnswerCell {
	readonly row: EstimateRow;
	readonly index: number;
	readonly line: string;
	readonly answer: string;
	readonly isApart: boolean;
}

/**
 * Answers side by side on one scale, each a column of dots with intervals, one line a domain; on a
 * narrow page one answer under the other. Those set apart come last, in a neutral tone.
 */
export function answerDots(
	rows: readonly EstimateRow[],
	options: AnswerDotsOptions
): Plot.PlotOptions {
	expectDeclared(rows, options.categories);
	const frame = dotsFrame(rows, options);
	const { facet, domain, ticks } = frame;
	const cells = rows.map((row, index): AnswerCell => {
		const isApart = frame.apart.has(row.group);
		return { row, index, line: row.label, answer: row.group, isApart };
	});
	const { width, height, margins } = frame;
	const facets = { domain: frame.answers, axis: null, padding: frame.padding };
	return {
		...{ width, height, ...margins, style: chartStyle },
		x: { domain, label: null },
		y: { type: 'band', domain: frame.lines, padding: 0, axis: null },
		[facet]: facets,
		marks: [
			targets(cells, frame),
			Plot.gridX({ stroke: 'var(--grid)', strokeOpacity: 1, ticks }),
			Plot.axisX({
				ticks,
				tickFormat: (share: number) => (share > domain[1] * 0.9 ? '' : options.formatTick(share)),
				label: null,
				tickSize: 0
			}),
			...headings(frame, options),
			...dots(shown(cells), frame),
			...stubs(withheld(cells), frame)
		]
	};
}

interface DotsFrame {
	readonly facet: 'fx' | 'fy';
	readonly answers: readonly string[];
	readonly apart: ReadonlySet<string>;
	readonly lines: readonly string[];
	readonly width: number;
	readonly height: number;
	readonly margins: Readonly<
		Record<'marginTop' | 'marginRight' | 'marginBottom' | 'marginLeft', number>
	>;
	/** Between panels, as a share of a panel and its gap. */
	readonly padding: number;
	/** Of one panel, in pixels. */
	readonly panelWidth: number;
	readonly domain: readonly [number, number];
	readonly ticks: number;
}

function dotsFrame(
	rows: readonly EstimateRow[],
	{ width, categories }: AnswerDotsOptions
): DotsFrame {
	const sorted = categories.toSorted((a, b) => Number(isApart(a)) - Number(isApart(b)));
	const answers = sorted.map(({ name }) => name);
	const lines = [...new Set(rows.map(({ label }) => label))];
	const column = Math.min(size.widestName, 20 + Math.max(0, ...lines.map((l) => textWidth(l))));
	const beside = (width - column) / answers.length - panel.gap >= panel.narrowest;
	const left = beside ? column : 4;
	const step = (width - left + panel.gap) / answers.length;
	const panelWidth = beside ? step - panel.gap : width - left - 4;
	const heads = Math.max(1, ...answers.map((name) => Math.ceil(textWidth(name) / panelWidth)));
	const inner = lines.length * panel.line;
	const head = 10 + (beside ? heads * 15 : 26);
	return {
		facet: beside ? 'fx' : 'fy',
		...{ answers, lines, width, panelWidth },
		apart: new Set(sorted.filter(isApart).map(({ name }) => name)),
		height: beside ? head + inner + 52 : answers.length * (inner + head) + 46,
		margins: {
			...{ marginTop: head, marginBottom: 52, marginLeft: left, marginRight: beside ? 0 : 4 }
		},
		padding: beside ? panel.gap / step : head / (inner + head),
		domain: valueScale(rows, { isShare: true }),
		ticks: panelWidth < 180 ? 2 : 4
	};
}

const isApart = ({ side }: AnswerCategory) => side === 'apart';

function headings(
	{ facet, answers, lines, margins, panelWidth }: DotsFrame,
	{ unit }: AnswerDotsOptions
): Plot.Markish[] {
	const beside = facet === 'fx';
	const text = { text: (name: string) => name, textAnchor: 'start', fill: 'var(--ink)' } as const;
	return [
		Plot.text(answers, {
			...text,
			[facet]: (name: string) => name,
			frameAnchor: 'top-left',
			lineAnchor: 'bottom',
			dy: -6,
			lineWidth: panelWidth / 13,
			lineHeight: 15 / 13,
			fontWeight: 600
		}),
		Plot.text(lines, {
			...text,
			y: (name: string) => name,
			frameAnchor: 'left',
			dx: beside ? -margins.marginLeft : 0,
			dy: beside ? 0 : -9,
			lineWidth: (beside ? margins.marginLeft - 8 : panelWidth * 0.6) / 13,
			...(beside ? { facetAnchor: 'left' } : { textOverflow: 'ellipsis' })
		}),
		Plot.text([unit], {
			...text,
			facet: 'super',
			frameAnchor: 'bottom-left',
			dy: 44
		})
	];
}

const colour = ({ isApart: apart }: AnswerCell) => (apart ? 'var(--ink-soft)' : 'var(--series-1)');

/** Text above, interval below: nothing can meet. */
function dots(cells: readonly (AnswerCell & Shown)[], frame: DotsFrame): Plot.Markish[] {
	const { facet } = frame;
	const place = { [facet]: 'answer', y: 'line', dy: 8 };
	const style = textPlace(frame);
	return [
		...intervalMarks(cells, { along: 'x', place, stroke: colour }),
		estimateDots(cells, { ...place, x: 'value' }, colour),
		Plot.text(cells, {
			...style,
			text: (one: AnswerCell & Shown) => one.text,
			fill: 'var(--ink)',
			fontVariant: 'tabular-nums'
		}),
		...worded(cells, frame)
	];
}

/** The word after the figure, on the same line. */
function worded(cells: readonly (AnswerCell & Shown)[], frame: DotsFrame): Plot.Markish[] {
	const { dx, ...style } = textPlace(frame);
	const sign = frame.facet === 'fx' ? 1 : -1;
	return cells
		.filter(({ word }) => word !== undefined)
		.map((one) =>
			Plot.text([one], {
				...style,
				text: 'word',
				dx: dx + sign * (textWidth(one.text) + 6),
				...wordStyle
			})
		);
}

/** Figures begin where the panel does; below each other they end where it ends, beside names. */
const textPlace = ({ facet }: DotsFrame) => ({
	[facet]: 'answer',
	y: 'line',
	dx: 0,
	dy: -9,
	frameAnchor: facet === 'fx' ? ('left' as const) : ('right' as const),
	textAnchor: facet === 'fx' ? ('start' as const) : ('end' as const)
});

function stubs(
	cells: readonly (AnswerCell & { readonly text: string })[],
	frame: DotsFrame
): Plot.Markish[] {
	const { facet, domain, panelWidth } = frame;
	const inset = (panel.line - panel.bar) / 2;
	return [
		Plot.barX(cells, {
			[facet]: 'answer',
			y: 'line',
			x1: () => 0,
			x2: () => (panel.stub / panelWidth) * (domain[1] - domain[0]),
			insetTop: inset + 8,
			insetBottom: inset - 8,
			render: hatched
		}),
		Plot.text(cells, { ...textPlace(frame), text: 'text', ...wordStyle })
	];
}

function targets(cells: readonly AnswerCell[], { facet, margins }: DotsFrame): Plot.Markish {
	return Plot.cell(cells, {
		[facet]: 'answer',
		y: 'line',
		insetLeft: facet === 'fx' ? -4 : -margins.marginLeft,
		insetRight: -4,
		fill: 'none',
		render: choosable(cells.map(({ index }) => index))
	});
}
