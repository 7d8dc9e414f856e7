/** A figure as a row of a table, with where its dot and its interval lie. */
export interface DotLine {
	readonly label: string;
	/** What follows the address of the explorer; absent: no link. */
	readonly search?: string | undefined;
	/** The country of the page among others. */
	readonly isOwn: boolean;
	/** Undefined: the text alone is shown. */
	readonly value: number | undefined;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
	/** The interval is no more than a lower bound. */
	readonly isOpen: boolean;
	readonly text: string;
	/** The limits in words; absent where no line has any. */
	readonly interval?: string;
	/** More columns, by key. */
	readonly cells: Readonly<Record<string, string>>;
}

export interface DotScale {
	/** From 0. */
	readonly max: number;
	/** What its ends are called. */
	readonly ends: readonly [from: string, to: string];
}

const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The smallest round number that is not below a value above 0. */
export function roundAbove(value: number): number {
	const power = 10 ** Math.floor(Math.log10(value));
	return (steps.find((step) => step * power >= value) ?? 10) * power;
}

/** A scale from 0 that holds every dot and every limit; none where nothing is drawn or lies below 0. */
export function scaleOf(
	lines: readonly DotLine[],
	write: (value: number) => string
): DotScale | undefined {
	const ends = lines.flatMap(({ value, lower, upper }) =>
		[value, lower, upper].filter((one) => one !== undefined)
	);
	const most = Math.max(0, ...ends);
	if (most === 0 || Math.min(...ends) < 0) return undefined;
	const max = roundAbove(most);
	return { max, ends: [write(0), write(max)] };
}
