import { Matrix } from 'ml-matrix';

/** What JSON can hold. */
export type Json =
	string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Fields whose Infinity is a unit that is never treated. */
const startFields = new Set(['start', 'starts', 'cohort', 'treated', 'control', 'cohorts']);

/**
 * An answer as plain data that JSON keeps whole. What does not exist is null; so is an infinite number
 * of degrees of freedom (the normal distribution), and a limit at infinity, beside which `unbounded`
 * says which; a start at infinity is "never"; any other infinite number is "Infinity" or "-Infinity".
 * Typed arrays are lists, matrices lists of rows.
 */
export const plain = (value: unknown): Json => plainField(value, '');

function plainField(value: unknown, name: string): Json {
	if (value === undefined || value === null) return null;
	if (typeof value === 'number') return plainNumber(value, name);
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (value instanceof Matrix) return plainField(value.to2DArray(), name);
	if (ArrayBuffer.isView(value))
		return Array.from(value as unknown as ArrayLike<number>, (one) => plainNumber(one, name));
	if (Array.isArray(value)) return value.map((one) => plainField(one, name));
	return plainObject(value);
}

function plainNumber(value: number, name: string): Json {
	if (Number.isFinite(value)) return value;
	if (Number.isNaN(value)) return null;
	if (startFields.has(name) && value > 0) return 'never';
	if (name === 'df') return null;
	return value > 0 ? 'Infinity' : '-Infinity';
}

function plainObject(fields: object): Json {
	const all: [string, unknown][] = Object.entries(fields);
	const open = all.flatMap(([name, value]) =>
		(name === 'lower' || name === 'upper') && isInfinite(value) ? [name] : []
	);
	const own = all.map(([name, value]): [string, Json] => [
		name,
		open.includes(name) ? null : plainField(value, name)
	]);
	if (open.length > 0) own.push(['unbounded', open.length === 2 ? 'both' : open[0]!]);
	return Object.fromEntries(own);
}

const isInfinite = (value: unknown) => value === Infinity || value === -Infinity;
