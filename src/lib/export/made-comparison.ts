import { rNumber, rString } from './r-syntax.ts';

/**
 * A comparison that stands in a script with its numbers: it was made of rows that nobody publishes, and
 * the p-values of the others are adjusted for it too.
 */
export interface MadeComparison {
	readonly id: string;
	readonly kind: 'difference' | 'ratio';
	readonly estimate: number;
	readonly standardError: number;
	readonly df: number;
}

export const madeNote = (made: readonly MadeComparison[]): string[] =>
	made.length === 0
		? []
		: ['# A line with its numbers was made of rows that are not published; p-values count it too.'];

/** Its line, by `lineFunction`. */
export const madeCall = ({ id, kind, estimate, standardError, df }: MadeComparison): string =>
	`line(${rString(id)}, ${rString(kind)}, ${[estimate, standardError, df].map(rNumber).join(', ')})`;
