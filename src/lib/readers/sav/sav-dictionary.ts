import { DataError } from '#lib/errors.ts';
import type { ByteCursor, Bytes } from '../byte-cursor.ts';

/** Eight bytes of every case: a variable, or the continuation of a text. */
export interface VariableRecord {
	/** 0 a number, 1 to 255 the width of a text, -1 the continuation of the text before. */
	readonly type: number;
	readonly name: Bytes;
	/** Type of the format in which values are printed, e.g. 20 for DATE. */
	readonly format: number;
	readonly label: Bytes | undefined;
	/** Values of eight bytes; the first two are the ends of a range if `hasRange`. */
	readonly missing: readonly Bytes[];
	readonly hasRange: boolean;
}

export interface LabelSet {
	/** A value of eight bytes and its label. */
	readonly labels: readonly (readonly [value: Bytes, label: Bytes])[];
	/** Numbers of variable records, from 1. */
	readonly variables: readonly number[];
}

/** The records of an SPSS system file before its cases, as bytes whose encoding is not known yet. */
export interface SavDictionary {
	readonly variables: readonly VariableRecord[];
	readonly labelSets: readonly LabelSet[];
	/** Extension records by their subtype, of those that are read. */
	readonly extensions: ReadonlyMap<number, readonly Bytes[]>;
}

export const extension = {
	integers: 3,
	floats: 4,
	longNames: 13,
	veryLongTexts: 14,
	cases: 16,
	encoding: 20,
	longLabels: 21,
	longMissing: 22
} as const;

const readExtensions: readonly number[] = Object.values(extension);

interface Draft {
	variables: VariableRecord[];
	labelSets: LabelSet[];
	extensions: Map<number, Bytes[]>;
}

/**
 * Reads up to the first byte after the dictionary.
 * Format: PSPP developers' guide, "System File Format", Variable Record to Dictionary Termination.
 */
export async function savDictionary(cursor: ByteCursor): Promise<SavDictionary> {
	const draft: Draft = { variables: [], labelSets: [], extensions: new Map() };
	let goesOn = true;
	while (goesOn) goesOn = await addRecord(cursor, draft);
	if (draft.variables.length === 0) throw new DataError('file holds no variables: 0');
	return draft;
}

/** Whether there is one after it. */
async function addRecord(cursor: ByteCursor, draft: Draft): Promise<boolean> {
	const at = cursor.position;
	const type = (await cursor.fields(4, 'the dictionary')).int32();
	if (type === 2) draft.variables.push(await variableRecord(cursor, draft.variables.length + 1));
	else if (type === 3) draft.labelSets.push(await labelSet(cursor));
	else if (type === 6) await skipDocument(cursor);
	else if (type === 7) await addExtension(cursor, draft.extensions);
	else if (type === 999) cursor.skip(4, 'the end of the dictionary');
	else throw new DataError(`type of the dictionary record at byte ${at} is unknown: ${type}`);
	return type !== 999;
}

async function variableRecord(cursor: ByteCursor, number: number): Promise<VariableRecord> {
	const what = `variable record ${number}`;
	const fields = await cursor.fields(28, what);
	const type = fields.int32();
	if (!(type >= -1 && type <= 255))
		throw new DataError(`width in ${what} is not between 0 and 255: ${type}`);
	const hasLabel = fields.int32();
	if (hasLabel !== 0 && hasLabel !== 1)
		throw new DataError(`sign of a label in ${what} is neither 0 nor 1: ${hasLabel}`);
	const missing = fields.int32();
	if (![-3, -2, 0, 1, 2, 3].includes(missing))
		throw new DataError(`number of missing values in ${what} is not possible: ${missing}`);
	const format = (fields.int32() >> 16) & 0xff;
	fields.int32();
	const name = fields.bytes(8);
	const label = hasLabel === 1 ? await labelOf(cursor, what) : undefined;
	const values = await cursor.bytes(8 * Math.abs(missing), `missing values in ${what}`);
	return { type, name, format, label, missing: eights(values), hasRange: missing < 0 };
}

async function labelOf(cursor: ByteCursor, what: string): Promise<Bytes> {
	const length = (await cursor.fields(4, what)).int32();
	const bytes = await cursor.bytes(roundedUp(length, 4), `the label in ${what}`);
	return bytes.subarray(0, length);
}

async function labelSet(cursor: ByteCursor): Promise<LabelSet> {
	const what = 'value labels';
	const count = (await cursor.fields(4, what)).int32();
	const labels: (readonly [Bytes, Bytes])[] = [];
	for (let i = 0; i < count; i++) {
		const value = await cursor.bytes(8, what);
		const length = (await cursor.fields(1, what)).uint8();
		const label = await cursor.bytes(roundedUp(length + 1, 8) - 1, what);
		labels.push([value, label.subarray(0, length)]);
	}
	const head = await cursor.fields(8, what);
	const type = head.int32();
	if (type !== 4)
		throw new DataError(`value labels are not followed by their variables but by record ${type}`);
	const size = head.int32();
	const fields = await cursor.fields(4 * size, `variables of ${what}`);
	return { labels, variables: Array.from({ length: size }, () => fields.int32()) };
}

async function skipDocument(cursor: ByteCursor): Promise<void> {
	const lines = (await cursor.fields(4, 'documents')).int32();
	cursor.skip(80 * lines, 'documents');
}

async function addExtension(cursor: ByteCursor, extensions: Map<number, Bytes[]>): Promise<void> {
	const head = await cursor.fields(12, 'an extension record');
	const subtype = head.int32();
	const size = head.int32();
	const count = head.int32();
	const what = `extension record ${subtype}`;
	if (!(size >= 0 && count >= 0))
		throw new DataError(`size of ${what} is negative: ${size} x ${count}`);
	if (!readExtensions.includes(subtype)) {
		cursor.skip(size * count, what);
		return;
	}
	const bytes = await cursor.bytes(size * count, what);
	const known = extensions.get(subtype);
	if (known) known.push(bytes);
	else extensions.set(subtype, [bytes]);
}

function eights(bytes: Bytes): Bytes[] {
	return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.subarray(8 * i, 8 * i + 8));
}

export function roundedUp(length: number, to: number): number {
	return Math.ceil(length / to) * to;
}
