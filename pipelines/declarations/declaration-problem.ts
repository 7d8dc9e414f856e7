import { type Path, fieldName } from '#lib/model/problems.ts';
import type { Position } from '#lib/readers/yaml/position.ts';

/** One thing wrong with a declaration: where, and what was expected. */
export interface Problem {
	/** Relative to the folder of the declarations. */
	readonly file: string;
	/** From 1; what is wrong with a file as a whole stands at 1:1. */
	readonly line: number;
	readonly column: number;
	/** Such as `mappings[3].concept`; empty for what is wrong with a file as a whole. */
	readonly path: string;
	readonly message: string;
}

export const problemAt = (
	file: string,
	{ line, column }: Position,
	message: string,
	path: Path = []
): Problem => ({ file, line, column, path: fieldName('', path), message });

/** `surveys/x/survey.yaml:12:3: mappings[3].concept: unknown concept: sexx` */
export function problemLine({ file, line, column, path, message }: Problem): string {
	const place = `${file}:${line}:${column}: `;
	return path === '' ? `${place}${message}` : `${place}${path}: ${message}`;
}

/** By file, then from its top to its end. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
	const order = (a: Problem, b: Problem) =>
		(a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column;
	return [...problems].sort(order);
}
