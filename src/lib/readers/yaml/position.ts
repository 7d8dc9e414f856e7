/** A place in a text, from 1. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

export const start: Position = { line: 1, column: 1 };
