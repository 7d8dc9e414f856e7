import { DataError } from '#lib/errors.ts';
import type { Bytes } from '../byte-cursor.ts';
import type { TextOf } from '../fixed-text.ts';
import { extension, roundedUp, type SavDictionary, type VariableRecord } from './sav-dictionary.ts';
import { namedValues } from './sav-extensions.ts';
import { expectUniqueNames } from '../unique-names.ts';

/** A variable and where it stands in a case. */
export interface SavField {
	readonly name: string;
	readonly record: VariableRecord;
	/** Bytes of its text; 0 for a number. */
	readonly width: number;
	/** Where it begins in the case, in bytes. A very long text has several pieces. */
	readonly pieces: readonly { readonly at: number; readonly length: number }[];
	/** Number of its first variable record, from 1. */
	readonly number: number;
}

const elementBytes = 8;
/** A text of more than 255 bytes has a segment of 255 for every 252 bytes of its width. */
const segmentBytes = 255;
const segmentShare = 252;
const widest = 32_767;

interface Segment {
	readonly shortName: string;
	readonly record: VariableRecord;
	readonly number: number;
}

/**
 * Variables of the file, continuations and segments of texts joined, long names in place.
 * Format: PSPP developers' guide, "System File Format", Variable Record, Very Long String Record.
 */
export function savFields({ variables, extensions }: SavDictionary, textOf: TextOf): SavField[] {
	const widths = namedValues(extensions, extension.veryLongTexts, textOf);
	const longNames = namedValues(extensions, extension.longNames, textOf);
	const segments = segmentsOf(variables, textOf);
	const fields: SavField[] = [];
	for (let i = 0; i < segments.length;) {
		const segment = segments[i]!;
		const width = widthOf(segment, widths.get(segment.shortName));
		const count = width > segmentBytes ? Math.ceil(width / segmentShare) : 1;
		const own = segments.slice(i, i + count);
		const name = longNames.get(segment.shortName) ?? segment.shortName;
		const { record, number } = segment;
		fields.push({ name, record, number, width, pieces: piecesOf(own, { width, count, name }) });
		i += count;
	}
	expectUniqueNames(fields.map(({ name }) => name));
	return fields;
}

/** Without the records that only continue a text. */
function segmentsOf(variables: readonly VariableRecord[], textOf: TextOf): Segment[] {
	const segments: Segment[] = [];
	let continuations = 0;
	for (const [i, record] of variables.entries()) {
		if ((record.type === -1) !== continuations > 0)
			throw new DataError(`variable record ${i + 1} does not fit the width of the text before it`);
		if (record.type === -1) continuations--;
		else {
			const shortName = textOf(record.name, `the name in variable record ${i + 1}`);
			segments.push({ shortName, record, number: i + 1 });
			continuations = Math.max(0, Math.ceil(record.type / elementBytes) - 1);
		}
	}
	if (continuations > 0)
		throw new DataError(`variable records end inside a text, after record ${variables.length}`);
	return segments;
}

function widthOf({ record, shortName }: Segment, declared: string | undefined): number {
	if (declared === undefined) return record.type;
	const width = Number(declared);
	if (record.type === 0 || !(Number.isInteger(width) && width > 0 && width <= widest))
		throw new DataError(`width of text variable ${shortName} is not possible: ${declared}`);
	return width > segmentBytes ? width : record.type;
}

function piecesOf(
	segments: readonly Segment[],
	{ width, count, name }: { width: number; count: number; name: string }
): SavField['pieces'] {
	if (count === 1) return segments.map(({ number }) => ({ at: byteOf(number), length: width }));
	const last = width - (count - 1) * segmentShare;
	const fits = ({ record }: Segment, i: number) =>
		i < count - 1
			? record.type === segmentBytes
			: roundedUp(record.type, elementBytes) === roundedUp(last, elementBytes);
	if (segments.length < count || !segments.every(fits))
		throw new DataError(`segments of text variable ${name} do not fit its width: ${width}`);
	return segments
		.map(({ number }, i) => ({
			at: byteOf(number),
			length: Math.min(segmentBytes, width - i * segmentBytes)
		}))
		.filter(({ length }) => length > 0);
}

const byteOf = (number: number) => elementBytes * (number - 1);

/** For every eight bytes of a case, whether they belong to a text. */
export function textElements(variables: readonly VariableRecord[]): boolean[] {
	return variables.map(({ type }) => type !== 0);
}

/** The bytes of a text in one case. */
export function textBytes({ pieces, width }: SavField, bytes: Bytes, caseAt: number): Bytes {
	const [first] = pieces;
	if (first && pieces.length === 1)
		return bytes.subarray(caseAt + first.at, caseAt + first.at + first.length);
	const text = new Uint8Array(width);
	let to = 0;
	for (const { at, length } of pieces) {
		text.set(bytes.subarray(caseAt + at, caseAt + at + length), to);
		to += length;
	}
	return text;
}
