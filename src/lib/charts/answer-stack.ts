import * as Plot from '@observablehq/plot';
import {
	type AnswerCategory,
	type AnswerOrder,
	expectDeclared,
	hasMiddle,
	type PlacedCategory,
	placedCategories
} from './answer-categories.ts';
import { type AnswerSegment, answerSegments } from './answer-segments.ts';
import { chartStyle, isNarrow, size, wordStyle } from './chart-style.ts';
import { choosable } from './choosable.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { hatched } from './hatched.ts';
import { elements } from './svg-elements.ts';
import { textWidth } from './text-width.ts';

export interface AnswerStackOptions {
	/** Pixels. */
	readonly width: number;
	/** Answers in the order of the questionnaire; a row's `group` names its answer. */
	readonly categories: readonly AnswerCategory[];
	/** Whether the answers lie on one scale; a declared middle says so by itself. */
	readonly order: AnswerOrder;
}

/** Pixels. */
const bar = { height: 24, line: 34, name: 22, word: 16 };

interface StackFrame {
	readonly width: number;
	readonly top: number;
	readonly left: number;
	readonly lines: readonly string[];
	/** Above and below the bar of a line. */
	readonly above: number;
	readonly below: number;
	readonly domain: readonly [number, number];
	/** Pixels of a share of 1. */
	readonly perShare: number;
}

/**
 * One bar of 100 % a domain. It shows how answers add up and has no intervals, which is why
 * `DistributionChart` never draws it without `answerDots` below it. Of a domain with a withheld
 * answer nothing is drawn: the rest would tell it.
 *
 * @throws DomainError for more answers than there are colours
 */
export function answerStack(
	rows: readonly EstimateRow[],
	options: AnswerStackOptions
): Plot.PlotOptions {
	expectDeclared(rows, options.categories);
	const categories = placedCategories(options.categories, options.order);
	const { segments, hidden, domain } = answerSegments(rows, categories);
	const legend = legendPlaces(categories, options.width);
	const frame = stackFrame(rows, { ...options, domain, top: legend.height });
	const { width, top, lines } = frame;
	const line = bar.height + frame.above + frame.below;
	return {
		...{ width, height: top + lines.length * line + 8, style: chartStyle },
		...{ marginTop: top, marginRight: 2, marginBottom: 8, marginLeft: frame.left },
		x: { domain, axis: null },
		y: { type: 'band', domain: lines, padding: 0, axis: null },
		marks: [
			(...drawing) => legendGroup(legend, drawing[4].document),
			...names(frame),
			...bars(segments, frame),
			...(hasMiddle(categories)
				? [Plot.ruleX([0], { stroke: 'var(--ink)', strokeWidth: 1, insetTop: -4 })]
				: []),
			...figures(segments, frame),
			...words(segments, frame),
			...hiddenBars(hidden, frame),
			targets(segments, frame)
		]
	};
}

function stackFrame(
	rows: readonly EstimateRow[],
	{ width, domain, top }: { width: number; domain: readonly [number, number]; top: number }
): StackFrame {
	const lines = [...new Set(rows.map(({ label }) => label))];
	const narrow = isNarrow(width);
	const longest = Math.max(0, ...lines.map((name) => textWidth(name)));
	const left = narrow ? 2 : Math.min(size.widestName, 20 + longest);
	const worded = rows.some(({ word }) => word !== undefined);
	const rest = (bar.line - bar.height) / 2;
	return {
		...{ width, top, left, lines, domain },
		above: narrow ? bar.name : rest,
		below: worded ? bar.word + 2 : rest,
		perShare: (width - left - 2) / (domain[1] - domain[0])
	};
}

/** A pale segment shows on paper too. */
const outline = { stroke: 'var(--line-strong)', strokeWidth: 0.5 };
const thin = { stroke: outline.stroke, 'stroke-width': outline.strokeWidth };

const insets = ({ above, below }: StackFrame) => ({ insetTop: above, insetBottom: below });

/** From the middle of a line to the middle of its bar. */
const barMiddle = ({ above, below }: StackFrame) => (above - below) / 2;

function names(frame: StackFrame): Plot.Markish[] {
	const { lines, left, above } = frame;
	const narrow = above === bar.name;
	return [
		Plot.text(lines, {
			y: (name: string) => name,
			text: (name: string) => name,
			frameAnchor: 'left',
			textAnchor: 'start',
			fill: 'var(--ink)',
			dx: -left,
			dy: narrow ? barMiddle(frame) - bar.height / 2 - 10 : barMiddle(frame),
			lineWidth: narrow ? 60 : (left - 10) / 13
		})
	];
}

/** Full, or hollow where the figure is poor. */
function bars(segments: readonly AnswerSegment[], frame: StackFrame): Plot.Markish[] {
	const place = { y: 'line', x1: 'from', x2: 'to', ...insets(frame) };
	const colour = ({ category }: AnswerSegment) => category.colour;
	const hollow = segments.filter(({ row }) => row.word !== undefined);
	const full = segments.filter(({ row }) => row.word === undefined);
	const half = { insetLeft: 0.5, insetRight: 0.5 };
	return [
		Plot.barX(full, { ...place, ...half, ...outline, fill: colour }),
		Plot.barX(hollow, {
			...place,
			insetTop: frame.above + 1,
			insetBottom: frame.below + 1,
			...{ insetLeft: 1.5, insetRight: 1.5 },
			...{ fill: 'var(--paper)', stroke: colour, strokeWidth: 2 }
		})
	];
}

/** Figures on paper in the middle of their segment, where it is wide enough. */
function figures(segments: readonly AnswerSegment[], frame: StackFrame): Plot.Markish[] {
	const plate = ({ row }: AnswerSegment) => textWidth(row.text, 12) + 8;
	const wide = segments.filter((one) => (one.to - one.from) * frame.perShare >= plate(one) + 4);
	const middle = ({ from, to }: AnswerSegment) => (from + to) / 2;
	const half = (one: AnswerSegment) => plate(one) / 2 / frame.perShare;
	return [
		Plot.barX(wide, {
			y: 'line',
			x1: (one: AnswerSegment) => middle(one) - half(one),
			x2: (one: AnswerSegment) => middle(one) + half(one),
			...{ insetTop: frame.above + 4, insetBottom: frame.below + 4 },
			...{ fill: 'var(--paper)', rx: 3 }
		}),
		Plot.text(wide, {
			...{ y: 'line', x: middle, dy: barMiddle(frame) },
			text: ({ row }: AnswerSegment) => row.text,
			...{ fontSize: 12, fill: 'var(--ink)', fontVariant: 'tabular-nums' }
		})
	];
}

/** Below a bar: which of its figures are poor. */
function words(segments: readonly AnswerSegment[], frame: StackFrame): Plot.Markish[] {
	const poor = frame.lines.flatMap((line) => {
		const own = segments.filter((one) => one.line === line);
		const text = [...new Set(own.flatMap(({ row }) => row.word ?? []))]
			.map((word) => `${word}: ${answersOf(own, word).join(', ')}`)
			.join('; ');
		return text === '' ? [] : [{ line, text }];
	});
	return [
		Plot.text(poor, {
			...{ y: 'line', text: 'text', frameAnchor: 'left', textAnchor: 'start', fontSize: 12 },
			dy: barMiddle(frame) + bar.height / 2 + 9,
			...wordStyle
		})
	];
}

const answersOf = (segments: readonly AnswerSegment[], word: string) =>
	segments.filter(({ row }) => row.word === word).map(({ category }) => category.name);

function hiddenBars(
	hidden: readonly { readonly line: string; readonly text: string }[],
	frame: StackFrame
): Plot.Markish[] {
	const [first] = frame.domain;
	return [
		Plot.barX(hidden, {
			...{ y: 'line', x1: () => first, x2: () => first + 28 / frame.perShare },
			...insets(frame),
			render: hatched
		}),
		Plot.text(hidden, {
			...{ y: 'line', x: () => first, dx: 36, dy: barMiddle(frame) },
			...{ text: 'text', textAnchor: 'start', ...wordStyle }
		})
	];
}

/** A segment may be narrower than a finger: its target is not. */
function targets(segments: readonly AnswerSegment[], frame: StackFrame): Plot.Markish {
	const half = ({ from, to }: AnswerSegment) =>
		Math.max(to - from, size.target / frame.perShare) / 2;
	return Plot.barX(segments, {
		y: 'line',
		x1: (one: AnswerSegment) => (one.from + one.to) / 2 - half(one),
		x2: (one: AnswerSegment) => (one.from + one.to) / 2 + half(one),
		...insets(frame),
		fill: 'none',
		title: ({ row }: AnswerSegment) =>
			[row.label, row.group, row.text, row.word].filter(Boolean).join(' · '),
		render: choosable(segments.map(({ index }) => index))
	});
}

interface Legend {
	readonly height: number;
	readonly places: readonly { category: PlacedCategory; x: number; y: number }[];
}

/** Names of the answers in their order, as many a line as there is room for. */
function legendPlaces(categories: readonly PlacedCategory[], width: number): Legend {
	let [x, y] = [0, 10];
	const places = categories.map((category) => {
		const needed = 18 + textWidth(category.name) + 14;
		if (x > 0 && x + needed > width + 14) [x, y] = [0, y + 20];
		const place = { category, x, y };
		x += needed;
		return place;
	});
	return { places, height: y + 22 };
}

function legendGroup({ places }: Legend, document: Document): SVGElement {
	const draw = elements(document);
	const group = draw('g', { 'text-anchor': 'start' });
	for (const { category, x, y } of places) {
		const swatch = { x, y: y - 6, width: 12, height: 12, rx: 2, fill: category.colour, ...thin };
		group.append(draw('rect', swatch));
		group.append(draw('text', { x: x + 18, y, dy: '0.32em', fill: 'var(--ink)' }, category.name));
	}
	return group;
}
