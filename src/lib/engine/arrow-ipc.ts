import {
	Dictionary,
	Float64,
	Int32,
	Table,
	Utf8,
	type Vector,
	makeVector,
	tableToIPC
} from 'apache-arrow';
import type { Column } from '#lib/readers/parquet/parquet.ts';

/** Built by hand: Arrow's own builders make code from text, which the site's policy forbids. */
function utf8(values: readonly string[]): Vector<Utf8> {
	const encoded = values.map((value) => new TextEncoder().encode(value));
	const valueOffsets = new Int32Array(values.length + 1);
	encoded.forEach(({ length }, i) => (valueOffsets[i + 1] = valueOffsets[i]! + length));
	const data = new Uint8Array(valueOffsets[values.length]!);
	encoded.forEach((bytes, i) => data.set(bytes, valueOffsets[i]));
	return makeVector({ type: new Utf8(), data, valueOffsets });
}

/** Texts as a dictionary of the few that occur; a blank is null. */
function texts(values: ArrayLike<unknown>): Vector {
	const seen = new Map<unknown, number>();
	const indices = new Int32Array(values.length);
	const nulls = new Uint8Array(Math.ceil(values.length / 8));
	let nullCount = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value === null || value === undefined) {
			nullCount++;
			continue;
		}
		nulls[i >> 3]! |= 1 << (i & 7);
		let index = seen.get(value);
		if (index === undefined) seen.set(value, (index = seen.size));
		indices[i] = index;
	}
	const dictionary = utf8([...seen.keys()].map(String));
	const type = new Dictionary(new Utf8(), new Int32());
	return makeVector({ type, data: indices, dictionary, nullBitmap: nulls, nullCount });
}

function numbers(values: ArrayLike<unknown>): Vector {
	const data = new Float64Array(values.length);
	const valid = new Uint8Array(Math.ceil(values.length / 8));
	let nullCount = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value === null || value === undefined) nullCount++;
		else {
			data[i] = Number(value);
			valid[i >> 3]! |= 1 << (i & 7);
		}
	}
	return makeVector({ type: new Float64(), data, nullBitmap: valid, nullCount });
}

function isText({ values }: Column): boolean {
	for (let i = 0; i < values.length; i++)
		if (values[i] !== null && values[i] !== undefined) return typeof values[i] === 'string';
	return true;
}

/**
 * Columns as one Arrow IPC stream: texts as dictionaries, everything else as doubles. In a buffer of
 * its own, which can be handed to another thread.
 */
export function columnsToIpc(columns: readonly Column[]): Uint8Array<ArrayBuffer> {
	const vectors = columns.map((column) => [
		column.name,
		isText(column) ? texts(column.values) : numbers(column.values)
	]);
	const table = new Table(Object.fromEntries(vectors) as Record<string, Vector>);
	return new Uint8Array(tableToIPC(table, 'stream'));
}
