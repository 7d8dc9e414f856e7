import { daysFrom } from './period-days.ts';

/** What is to be reached by when, and where the way to it begins. */
export interface Way {
	readonly start: Step;
	/** In time; the last one is the target. */
	readonly steps: readonly Step[];
}

export interface Step {
	readonly on: string;
	readonly value: number;
}

/** Where the way is on a day, as `fixed + share of the start` that its error counts with. */
export interface Expected {
	readonly value: number;
	/** How much of the value of the start is in it: 1 at the start, 0 from the first step on. */
	readonly ofStart: number;
}

/** The end of a way. */
export const targetOf = ({ steps }: Way): Step => steps[steps.length - 1]!;

/**
 * What is due on a day: straight from the start to the first milestone and from one to the next, the
 * target itself from its day on. Undefined before the start.
 */
export function expectedOn({ start, steps }: Way, day: string): Expected | undefined {
	if (day < start.on) return undefined;
	const next = steps.findIndex(({ on }) => on > day);
	if (next < 0) return { value: targetOf({ start, steps }).value, ofStart: 0 };
	const from = next === 0 ? start : steps[next - 1]!;
	const to = steps[next]!;
	const share = daysFrom(from.on, day) / daysFrom(from.on, to.on);
	return {
		value: from.value + share * (to.value - from.value),
		ofStart: next === 0 ? 1 - share : 0
	};
}
