import type { AreaState, StateWords } from './area-states.ts';
import { textWidth } from './text-width.ts';
import type { ValueSteps } from './value-steps.ts';

export interface LegendOptions {
	readonly width: number;
	/** Statistic and unit, above the shades. */
	readonly unit: string;
	readonly formatTick: (value: number) => string;
	readonly words: StateWords;
	/** Signs and what they mean, such as ▲. */
	readonly signs?: readonly { readonly sign: string; readonly text: string }[];
}

/** A word with its swatch, or with its sign. */
export interface LegendEntry {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly state?: AreaState;
	readonly sign?: string;
}

export interface Legend {
	readonly height: number;
	readonly unit: readonly string[];
	/** Top of the shades. */
	readonly top: number;
	readonly shades: readonly {
		readonly x: number;
		readonly width: number;
		readonly shade: number;
	}[];
	readonly ticks: readonly { readonly x: number; readonly text: string }[];
	readonly entries: readonly LegendEntry[];
}

const row = 22;
const size = 12.5;
const swatch = 26;
const order = ['weak', 'withheld', 'not-comparable', 'absent'] as const;

/** Shades with the limits of their classes, and every other way of filling that the picture has. */
export function chartLegend(
	steps: ValueSteps,
	states: ReadonlySet<AreaState>,
	options: LegendOptions
): Legend {
	const { width, formatTick, words, signs = [] } = options;
	const unit = unitLines(options);
	const top = unit.length * 17 + 4;
	const longest = Math.max(0, ...steps.limits.map((limit) => textWidth(formatTick(limit), size)));
	const each = Math.min(
		Math.max(36, longest + 10),
		(width - longest) / Math.max(1, steps.shades.length)
	);
	const start = longest / 2;
	const below = top + (steps.shades.length > 0 ? 44 : 0);
	const named = [
		...order.filter((state) => states.has(state)).map((state) => ({ state, text: words[state] })),
		...signs
	];
	const entries = flowing(named, below + row / 2, width);
	return {
		unit,
		top,
		shades: steps.shades.map((shade, i) => ({ x: start + i * each, width: each, shade })),
		ticks: steps.limits.map((limit, i) => ({ x: start + i * each, text: formatTick(limit) })),
		entries,
		height: (entries.at(-1)?.y ?? below - row / 2) + row
	};
}

/** The unit may be a long sentence; it takes the lines it needs. */
function unitLines({ unit, width }: LegendOptions): string[] {
	const lines: string[] = [];
	for (const word of unit.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && textWidth(`${last} ${word}`, size) <= width)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

function flowing(
	named: readonly Omit<LegendEntry, 'x' | 'y'>[],
	top: number,
	width: number
): LegendEntry[] {
	let [x, y] = [0, top];
	return named.map((one) => {
		const room = swatch + 8 + textWidth(one.text, size);
		if (x > 0 && x + room > width) [x, y] = [0, y + row];
		const entry = { ...one, x, y };
		x += room + 18;
		return entry;
	});
}
