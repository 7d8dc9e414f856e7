import type * as Plot from '@observablehq/plot';
import { dots, type Look, type Spot, strokes, textLine, texts } from './pixel-marks.ts';
import { inLines, textWidth } from '../text-width.ts';

/** What a form in the picture means; the sample is drawn around its spot, 20 pixels wide. */
export interface PictureKey {
	readonly text: string;
	readonly sample: (spot: Spot) => Plot.Markish[];
}

/** Unit and keys above the plane. */
export interface PictureHead {
	readonly height: number;
	readonly marks: Plot.Markish[];
}

interface PictureHeadOptions {
	readonly width: number;
	/** Statistic and unit of the values. */
	readonly unit: string;
	readonly keys?: readonly PictureKey[];
}

const sample = { width: 20, gap: 6, after: 18, line: 20 };

/** The unit, all of it, and the keys in as many lines as they need. */
export function pictureHead({ width, unit, keys = [] }: PictureHeadOptions): PictureHead {
	const lines = unit === '' ? [] : inLines(unit, width);
	const from = lines.length * textLine + (lines.length > 0 ? 2 : 0);
	const placed = placedKeys(keys, { width, from });
	const last = placed.at(-1);
	return {
		height: last ? last.bottom + 6 : from + (from > 0 ? 6 : 0),
		marks: [
			texts(
				lines.map((text, i) => ({ x: 0, y: 8 + i * textLine, text })),
				{ anchor: 'start' }
			),
			...placed.flatMap(({ key, x, y, rows }) => [
				...key.sample({ x: x + sample.width / 2, y }),
				texts(
					rows.map((text, i) => ({
						...{ x: x + sample.width + sample.gap, y: y + i * textLine, text }
					})),
					{ anchor: 'start', fill: 'var(--ink-soft)' }
				)
			])
		]
	};
}

function placedKeys(keys: readonly PictureKey[], { width, from }: { width: number; from: number }) {
	let [x, y, height] = [0, from + sample.line / 2, sample.line];
	return keys.map((key) => {
		const room = width - sample.width - sample.gap;
		const rows = inLines(key.text, room);
		const own = Math.max(...rows.map((row) => textWidth(row)));
		const whole = sample.width + sample.gap + own;
		if (x > 0 && x + whole > width) [x, y, height] = [0, y + height, sample.line];
		height = Math.max(height, sample.line + (rows.length - 1) * textLine);
		const placed = { key, x, y, rows, bottom: y + height - sample.line / 2 };
		x += whole + sample.after;
		return placed;
	});
}

/** A line across the sample of a key. */
export const lineSample =
	(stroke: string, strokeDasharray = 'none', strokeWidth = 2): PictureKey['sample'] =>
	({ x, y }) => [
		strokes([{ x1: x - 10, x2: x + 10, y1: y, y2: y }], { stroke, strokeDasharray, strokeWidth })
	];

/** A line with its form, for names that have no room at its end. */
export const lineKey = (text: string, { colour, symbol, dashes }: Look): PictureKey => ({
	text,
	sample: (spot) => [...lineSample(colour, dashes)(spot), dots([{ ...spot, colour, symbol }], 3.5)]
});
