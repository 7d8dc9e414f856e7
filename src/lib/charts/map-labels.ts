import { type Chord, type Ring, chords, extent, ringArea } from '#lib/model/polygon.ts';
import { textWidth } from './text-width.ts';

export interface MapLabel {
	readonly x: number;
	/** Middle of the first line. */
	readonly y: number;
	readonly anchor: 'start' | 'middle' | 'end';
	readonly lines: readonly string[];
	readonly isInside: boolean;
}

interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

export interface LabelSheet {
	readonly width: number;
	readonly height: number;
	/** Every ring of every territory, in pixels, with its limits: most are far from a label. */
	readonly land: readonly (Box & { readonly ring: Ring })[];
	/** Labels that stand already; those that find a place join them. */
	readonly taken: Box[];
}

/** What an area may say, the longest first, each in lines. */
export interface AreaTexts {
	readonly texts: readonly (readonly string[])[];
	readonly sign: string | undefined;
}

const labelSize = 12.5;
export const lineHeight = 15;
const samples = 24;
const gap = 5;

/** Lines at heights across a text, close enough to see what it would cover. */
const heights = (top: number, bottom: number) =>
	[0, 0.25, 0.5, 0.75, 1].map((part) => top + part * (bottom - top));

const sizeOf = (lines: readonly string[]) => ({
	width: Math.max(...lines.map((line) => textWidth(line, labelSize))) + 4,
	height: lines.length * lineHeight
});

/**
 * Where the first of the texts fits into an area, else the longest beside it on free ground, else
 * the sign alone inside it; undefined where none fits, and the list beside the map says it.
 */
export function mapLabel(
	area: readonly Ring[],
	{ texts, sign }: AreaTexts,
	sheet: LabelSheet
): MapLabel | undefined {
	for (const lines of texts) {
		const found = insideLabel(area, lines, sheet);
		if (found) return found;
	}
	const [whole] = texts;
	// Beside an area a value without a name could be the one of its neighbour.
	const beside = whole && besideLabel(area, whole, sheet);
	if (beside) return beside;
	return sign === undefined ? undefined : insideLabel(area, [sign], sheet);
}

function common(one: readonly Chord[], other: readonly Chord[]): Chord[] {
	return one.flatMap(([a, b]) =>
		other.flatMap(([c, d]): Chord[] => {
			const [from, to] = [Math.max(a, c), Math.min(b, d)];
			return from < to ? [[from, to]] : [];
		})
	);
}

function insideLabel(
	area: readonly Ring[],
	lines: readonly string[],
	{ taken }: LabelSheet
): MapLabel | undefined {
	const { width, height } = sizeOf(lines);
	const { top, bottom, left, right } = extent(area);
	if (bottom - top < height || right - left < width) return undefined;
	let best: { room: number; x: number; y: number } | undefined;
	for (let i = 0; i <= samples; i++) {
		const y = top + ((bottom - top - height) * i) / samples;
		const free = heights(y, y + height)
			.map((at) => chords(area, at + 0.01))
			.reduce(common);
		for (const [from, to] of free)
			// What is as wide as another place stands nearer to the middle.
			if (to - from >= width) {
				const room = to - from - Math.abs(y + height / 2 - (top + bottom) / 2) * 0.6;
				if (!best || room > best.room) best = { room, x: (from + to) / 2, y };
			}
	}
	if (!best) return undefined;
	const { x, y } = best;
	taken.push({ left: x - width / 2, right: x + width / 2, top: y, bottom: y + height });
	return { x, y: y + lineHeight / 2, anchor: 'middle', lines, isInside: true };
}

function besideLabel(
	area: readonly Ring[],
	lines: readonly string[],
	sheet: LabelSheet
): MapLabel | undefined {
	const { width, height } = sizeOf(lines);
	// Beside the largest part: beside an island far out it would seem to be about nothing else.
	const [main = []] = area.toSorted((a, b) => ringArea(b) - ringArea(a));
	const { top, bottom } = extent([main]);
	for (const part of [0.5, 0.3, 0.7, 0.1, 0.9]) {
		const y = top + (bottom - top) * part;
		const across = chords([main], y + 0.01);
		const [first, last] = [across[0], across.at(-1)];
		if (!first || !last) continue;
		const [right, left] = [last[1] + gap, first[0] - gap];
		const edges = { top: y - height / 2, bottom: y + height / 2 };
		for (const box of [
			{ ...edges, left: right, right: right + width },
			{ ...edges, left: left - width, right: left }
		]) {
			if (!isFree(box, sheet)) continue;
			sheet.taken.push(box);
			const anchor = box.left === right ? 'start' : 'end';
			return {
				...{ x: anchor === 'start' ? box.left : box.right, y: box.top + lineHeight / 2 },
				...{ anchor, lines, isInside: false }
			};
		}
	}
	return undefined;
}

function isFree(box: Box, { width, height, land, taken }: LabelSheet): boolean {
	if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) return false;
	const span: readonly Chord[] = [[box.left - 2, box.right + 2]];
	const near = land.filter((one) => areMet(one, box)).map(({ ring }) => ring);
	return (
		!taken.some((other) => areMet(other, box)) &&
		heights(box.top, box.bottom).every((y) => common(chords(near, y), span).length === 0)
	);
}

const areMet = (one: Box, other: Box) =>
	one.left < other.right + 2 &&
	other.left < one.right + 2 &&
	one.top < other.bottom &&
	other.top < one.bottom;
