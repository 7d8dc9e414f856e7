import { DataError } from '#lib/errors.ts';
import type { ByteCursor, Bytes, Fields } from '../byte-cursor.ts';
import type { DtaHead } from './dta-fields.ts';
import { asciiText, expectTag } from './dta-tags.ts';
import { beforeZero, type TextFields, type TextOf } from '../fixed-text.ts';

/** A set of value labels: what whole numbers stand for, those of missing values among them. */
export type DtaLabels = readonly (readonly [value: number, label: string])[];

const what = 'the value labels';

/**
 * All sets of value labels of a Stata file by their names, at the end of the file.
 * Format: `help dta_115`, 5.6 and `help dta_118`, 5.12.
 */
export async function dtaLabels(
	cursor: ByteCursor,
	head: DtaHead,
	{ textOf, wholeTextOf }: TextFields
): Promise<Map<string, DtaLabels>> {
	const sets = new Map<string, DtaLabels>();
	cursor.goTo(head.labelsAt, 'its value labels');
	if (head.layout.isTagged) await expectTag(cursor, '<value_labels>');
	while (await hasSet(cursor, head.layout.isTagged)) {
		const length = (await cursor.fields(4, what)).int32();
		const name = textOf(await cursor.bytes(head.layout.name, what), what);
		cursor.skip(3, what);
		sets.set(name, labelsOf(await cursor.fields(length, what), name, wholeTextOf));
		if (head.layout.isTagged) await expectTag(cursor, '</lbl>');
	}
	return sets;
}

/** Whether one follows; passes over what stands before it, or over the end of the file. */
async function hasSet(cursor: ByteCursor, isTagged: boolean): Promise<boolean> {
	if (!isTagged) return cursor.left > 0;
	const tag = asciiText(await cursor.bytes(5, what));
	if (tag === '<lbl>') return true;
	if (tag !== '</val') throw new DataError(`no <lbl> among ${what}: ${JSON.stringify(tag)}`);
	await expectTag(cursor, 'ue_labels></stata_dta>');
	return false;
}

function labelsOf(fields: Fields, name: string, textOf: TextOf): DtaLabels {
	const count = fields.int32();
	const textBytes = fields.int32();
	if (!(count >= 0 && 8 * count + textBytes === fields.left))
		throw new DataError(`value labels ${name} do not have their declared size: ${count}`);
	const offsets = Array.from({ length: count }, () => fields.int32());
	const values = Array.from({ length: count }, () => fields.int32());
	const textAt = labelTexts(fields.bytes(textBytes), name, textOf);
	return offsets.map((offset, i) => [values[i]!, textAt(offset)]);
}

/** Texts one after the other, each ended by a zero byte; an offset may be referred to repeatedly. */
function labelTexts(texts: Bytes, name: string, textOf: TextOf): (offset: number) => string {
	const known = new Map<number, string>();
	let left = texts.length;
	return (offset) => {
		const text = known.get(offset);
		if (text !== undefined) return text;
		if (!(offset >= 0 && offset < texts.length))
			throw new DataError(`value labels ${name} refer to a text beyond their end: ${offset}`);
		const bytes = beforeZero(texts.subarray(offset));
		left -= bytes.length;
		if (left < 0) throw new DataError(`value labels ${name} overlap each other: ${offset}`);
		const decoded = textOf(bytes, `value labels ${name}`);
		known.set(offset, decoded);
		return decoded;
	};
}
