import type * as Plot from '@observablehq/plot';
import { dots, hatchedBoxes, type Look, textLine, texts } from './pixel-marks.ts';
import { placeTexts, type PlaceAxisOptions, type Plane } from './plane.ts';
import { inLines, textWidth } from '../text-width.ts';

/** Numbers of an arm under its curve: at risk, with an event, no longer observed. */
export interface RiskBlock {
	readonly name: string;
	readonly look: Look;
	readonly rows: readonly { readonly label: string; readonly at: (time: number) => string }[];
}

export interface RiskRowsOptions {
	readonly blocks: readonly RiskBlock[];
	/** Sentences about arms that are not shown. */
	readonly withheld: readonly string[];
	readonly width: number;
}

const small = 12;
const heading = 22;

/** Labels that are too long for a column stand above their numbers. */
const isStacked = ({ blocks, width }: RiskRowsOptions) => labelColumn(blocks) > width * 0.24;

const labelColumn = (blocks: readonly RiskBlock[]) =>
	Math.max(0, ...blocks.flatMap(({ rows }) => rows.map(({ label }) => textWidth(label, small))));

/** Pixels on the left of the plane that the labels need. */
export const riskRowsLeft = (options: RiskRowsOptions): number =>
	isStacked(options) ? 0 : labelColumn(options.blocks) + 22;

const withheldLines = ({ withheld, width }: RiskRowsOptions) =>
	withheld.map((text) => inLines(text, width - 30));

export function riskRowsHeight(options: RiskRowsOptions): number {
	const perRow = isStacked(options) ? 2 : 1;
	const rows = options.blocks.map(({ rows: own }) => heading + own.length * perRow * textLine + 4);
	const sentences = withheldLines(options).map((lines) => lines.length * textLine + 8);
	return [...rows, ...sentences].reduce((sum, height) => sum + height, 8);
}

/** The longest number of a time, which decides how many times have room. */
export const longestNumber =
	(blocks: readonly RiskBlock[]) =>
	(time: number): string =>
		blocks
			.flatMap(({ rows }) => rows.map(({ at }) => at(time)))
			.reduce((longest, text) => (text.length > longest.length ? text : longest), '');

/** The numbers under the times that are written on the axis. */
export function riskRows(
	on: Plane,
	axis: PlaceAxisOptions,
	{ from, ...options }: RiskRowsOptions & { readonly from: number }
): Plot.Markish[] {
	const stacked = isStacked(options);
	const times = placeTexts(on, axis);
	let y = from;
	const blocks = options.blocks.map((block) => {
		const top = y + heading / 2 + 2;
		y += heading;
		const rows = block.rows.map((row) => {
			const labelY = y + textLine / 2;
			y += stacked ? 2 * textLine : textLine;
			return { ...row, labelY, numberY: stacked ? labelY + textLine : labelY };
		});
		y += 4;
		return { ...block, top, rows };
	});
	const rows = blocks.flatMap((block) => block.rows);
	const soft = { fill: 'var(--ink-soft)', size: small };
	return [
		dots(blocks.map(({ top, look }) => ({ ...look, x: 6, y: top }))),
		texts(
			blocks.map(({ name, top }) => ({ x: 16, y: top, text: name })),
			{ anchor: 'start', isStrong: true }
		),
		texts(
			rows.map(({ label, labelY }) => ({ x: 0, y: labelY, text: label })),
			{ ...soft, anchor: 'start' }
		),
		texts(
			rows.flatMap(({ at, numberY }) =>
				times.map(({ x, value }) => ({ x, y: numberY, text: at(value) }))
			),
			{ size: small }
		),
		...withheldMarks(options, y)
	];
}

function withheldMarks(options: RiskRowsOptions, from: number): Plot.Markish[] {
	let y = from + 4;
	const placed = withheldLines(options).map((lines) => {
		const top = y;
		y += lines.length * textLine + 8;
		return { top, lines };
	});
	return [
		hatchedBoxes(placed.map(({ top }) => ({ x1: 0, x2: 22, y1: top + 1, y2: top + 15 }))),
		texts(
			placed.flatMap(({ top, lines }) =>
				lines.map((text, i) => ({ x: 30, y: top + 8 + i * textLine, text }))
			),
			{ anchor: 'start', fill: 'var(--ink-soft)', isSlanted: true }
		)
	];
}
