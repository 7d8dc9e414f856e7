import { DataError } from '#lib/errors.ts';
import { type Bytes, Fields } from '../byte-cursor.ts';
import type { TextOf } from '../fixed-text.ts';
import { extension, type SavDictionary } from './sav-dictionary.ts';
import { caseCount, type SavHeader } from './sav-header.ts';
import { type SavSpecialNumbers, usualSpecialNumbers } from './sav-numbers.ts';

type Extensions = SavDictionary['extensions'];

/** Long names by the short ones, or widths in bytes: `NAME=VALUE` with tabs between. */
export function namedValues(
	extensions: Extensions,
	subtype: number,
	textOf: TextOf
): Map<string, string> {
	const found = new Map<string, string>();
	for (const record of extensions.get(subtype) ?? []) {
		const text = textOf(record, `extension record ${subtype}`);
		for (const pair of text.split(/[\0\t]+/)) {
			const equals = pair.indexOf('=');
			if (equals > 0) found.set(pair.slice(0, equals).trimEnd(), pair.slice(equals + 1));
			else if (pair !== '')
				throw new DataError(`extension record ${subtype} holds no NAME=VALUE: ${pair}`);
		}
	}
	return found;
}

export interface LongLabels {
	readonly name: string;
	readonly labels: readonly (readonly [value: Bytes, label: Bytes])[];
}

/** Value labels of texts of more than eight bytes. */
export function* longLabels(
	extensions: Extensions,
	littleEndian: boolean,
	textOf: TextOf
): Generator<LongLabels> {
	const what = 'value labels of long texts';
	for (const record of extensions.get(extension.longLabels) ?? []) {
		const fields = new Fields(record, littleEndian, what);
		while (fields.left > 0) {
			const name = textOf(fields.bytes(fields.int32()), what);
			fields.int32();
			const labels: (readonly [Bytes, Bytes])[] = [];
			for (let left = fields.int32(); left > 0; left--)
				labels.push([fields.bytes(fields.int32()), fields.bytes(fields.int32())]);
			yield { name, labels };
		}
	}
}

export interface LongMissing {
	readonly name: string;
	readonly values: readonly Bytes[];
}

/** Missing values of texts of more than eight bytes. */
export function* longMissing(
	extensions: Extensions,
	littleEndian: boolean,
	textOf: TextOf
): Generator<LongMissing> {
	const what = 'missing values of long texts';
	for (const record of extensions.get(extension.longMissing) ?? []) {
		const fields = new Fields(record, littleEndian, what);
		while (fields.left > 0) {
			const name = textOf(fields.bytes(fields.int32()), what);
			const count = fields.uint8();
			const width = fields.int32();
			const values: Bytes[] = [];
			for (let i = 0; i < count; i++) {
				// PSPP up to 1.6 repeats the width before every value; no text begins like that.
				if (i > 0 && fields.left >= 4 && fields.nextInt32() === width) fields.int32();
				values.push(fields.bytes(width));
			}
			yield { name, values };
		}
	}
}

/** The numbers with a meaning of their own, which hardly any file has otherwise. */
export function specialNumbers(extensions: Extensions, littleEndian: boolean): SavSpecialNumbers {
	const [floats] = extensions.get(extension.floats) ?? [];
	if (floats === undefined) return usualSpecialNumbers;
	const fields = new Fields(floats, littleEndian, 'the special numbers');
	const systemMissing = fields.float64();
	const highest = fields.float64();
	return { systemMissing, highest, lowest: fields.float64() };
}

/** The number of cases in 64 bits, in newer files, else the one of the header. */
export function casesOf(
	{ cases, littleEndian }: SavHeader,
	extensions: Extensions
): number | undefined {
	const [record] = extensions.get(extension.cases) ?? [];
	if (record === undefined) return cases;
	const fields = new Fields(record, littleEndian, 'the number of records');
	fields.int64();
	return caseCount(fields.int64());
}

/** Representations of numbers that were in use before IEEE 754. */
const olderFloats = new Map([
	[2, 'IBM 370'],
	[3, 'VAX']
]);

/** @throws DataError where numbers are not those of IEEE 754. */
export function expectIeee(extensions: Extensions, littleEndian: boolean): void {
	const [integers] = extensions.get(extension.integers) ?? [];
	if (integers === undefined) return;
	const fields = new Fields(integers, littleEndian, 'the machine record');
	fields.bytes(16);
	const older = olderFloats.get(fields.int32());
	if (older !== undefined)
		throw new DataError(`numbers are not those of IEEE 754; save the file again: ${older}`);
}
