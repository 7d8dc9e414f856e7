import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { type FieldProblem, fieldProblems } from '#lib/model/problems.ts';

export interface RequestError {
	/** The field at fault, where it is one. */
	readonly field?: string;
	readonly message: string;
	/** What else is wrong with the request. */
	readonly more?: readonly FieldProblem[];
}

export function requestError([first, ...more]: readonly FieldProblem[]): RequestError {
	return {
		field: first?.field ?? '',
		message: first?.message ?? '',
		...(more.length > 0 ? { more } : {})
	};
}

/** A file of requests, its envelope checked. @throws DataError naming the fields at fault. */
export function parsedDocument<Schema extends z.ZodType>(
	path: string,
	schema: Schema
): z.infer<Schema> {
	const input = json(path);
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	const problems = fieldProblems(parsed.error, { input, schema });
	throw new DataError(`${path}\n${problems.map(problemLine).join('\n')}`);
}

function json(path: string): unknown {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (cause) {
		throw new DataError(`cannot read the file of requests: ${path}`, { cause });
	}
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : String(cause);
		throw new DataError(`not JSON: ${path}: ${message}`, { cause });
	}
}

const problemLine = ({ field, message }: FieldProblem) =>
	field === '' ? message : `${field}: ${message}`;

/** Who answers. */
export interface Software {
	readonly name: string;
	readonly version: string;
}

export function software(): Software {
	const file = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
	const { name, version } = JSON.parse(file) as Software;
	return { name, version };
}
