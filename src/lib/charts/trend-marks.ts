import * as Plot from '@observablehq/plot';
import { halo } from './chart-style.ts';
import { textWidth } from './text-width.ts';
import type { NumberedMark, TrendFrame } from './trend-frame.ts';

/** Pixels above the plane. */
const rowOfDays = 7;
const rowOfNumbers = 21;

/** Numbers that would meet, as one text at one place. */
interface MarkLabel {
	readonly x: number;
	readonly text: string;
}

/** Numbers above the plane, below them the day or the span each; days go on as a line to the axis. */
export function markMarks(marks: readonly NumberedMark[], frame: TrendFrame): Plot.Markish[] {
	if (marks.length === 0) return [];
	const { margins, width, values, fromX, fromY } = frame;
	const [left, right] = [margins.left, width - margins.right];
	const inside = (x: number) => Math.min(right, Math.max(left, x));
	const placed = marks.map((mark) => {
		const [x1, x2] = [inside(frame.toX(mark.from)), inside(frame.toX(mark.until))];
		return { ...mark, x1, x2, middle: (x1 + x2) / 2 };
	});
	const [days, spans] = [placed.filter(isDay), placed.filter((one) => !isDay(one))];
	const row = fromY(margins.top - rowOfDays);
	type Placed = (typeof placed)[number];
	return [
		Plot.ruleX(days, {
			x: ({ middle }: Placed) => fromX(middle),
			y1: row,
			y2: values[0],
			stroke: 'var(--line-strong)'
		}),
		Plot.link(spans, {
			x1: ({ x1 }: Placed) => fromX(x1),
			x2: ({ x2 }: Placed) => fromX(x2),
			y1: () => row,
			y2: () => row,
			stroke: 'var(--ink-soft)',
			strokeWidth: 3,
			strokeOpacity: 0.55
		}),
		Plot.dot(days, {
			x: ({ middle }: Placed) => fromX(middle),
			y: () => row,
			r: 3,
			fill: 'var(--ink-soft)'
		}),
		Plot.text(markLabels(placed, { left, right }), {
			x: ({ x }: MarkLabel) => fromX(x),
			y: () => fromY(margins.top - rowOfNumbers),
			text: 'text',
			...halo,
			fontSize: 12,
			fontVariant: 'tabular-nums',
			fill: 'var(--ink)'
		})
	];
}

interface PlacedMark extends NumberedMark {
	readonly x1: number;
	readonly x2: number;
	readonly middle: number;
}

/** What lasted longer than its dot is wide has ends of its own. */
const isDay = ({ isExact, x1, x2 }: PlacedMark) => isExact && x2 - x1 <= 6;

/** Numbers over the middle of their marks, those without room of their own in one text: "2–4, 7". */
export function markLabels(
	marks: readonly Pick<PlacedMark, 'number' | 'middle'>[],
	{ left, right }: { readonly left: number; readonly right: number }
): MarkLabel[] {
	let groups = marks
		.toSorted((a, b) => a.middle - b.middle)
		.map(({ number, middle }) => ({ numbers: [number], sum: middle }));
	for (;;) {
		const labels = groups.map(({ numbers, sum }) => {
			const text = numberText(numbers);
			const half = textWidth(text) / 2;
			const x = Math.min(right - half, Math.max(left + half, sum / numbers.length));
			return { x, text, half };
		});
		const met = labels.findIndex((one, i) => {
			const next = labels[i + 1];
			return next !== undefined && one.x + one.half + 8 > next.x - next.half;
		});
		const [one, next] = groups.slice(met, met + 2);
		if (met < 0 || !one || !next) return labels.map(({ x, text }) => ({ x, text }));
		const joined = { numbers: [...one.numbers, ...next.numbers], sum: one.sum + next.sum };
		groups = groups.toSpliced(met, 2, joined);
	}
}

/** "2–4, 7": numbers in order, three or more in a row as a span. */
function numberText(numbers: readonly number[]): string {
	const runs: [first: number, last: number][] = [];
	for (const number of numbers.toSorted((a, b) => a - b)) {
		const run = runs.at(-1);
		if (run && number === run[1] + 1) run[1] = number;
		else runs.push([number, number]);
	}
	return runs
		.map(([first, last]) =>
			first === last ? `${first}` : `${first}${last === first + 1 ? ', ' : '–'}${last}`
		)
		.join(', ');
}
