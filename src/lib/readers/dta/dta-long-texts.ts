import { DataError } from '#lib/errors.ts';
import { ByteCursor, type Bytes, bytesOf, type Fields } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import type { DtaHead } from './dta-fields.ts';
import type { DtaLayout } from './dta-layout.ts';
import { asciiText, expectTag } from './dta-tags.ts';
import { beforeZero } from '../fixed-text.ts';
import { readLimits } from '../read-limits.ts';

/** Where the bytes of a long text are in the file. */
interface LongText {
	readonly at: number;
	readonly length: number;
	readonly isBinary: boolean;
}

/** Long texts (strL) that stand in a table after the records, each known by a number. */
export type LongTextTable = ReadonlyMap<number, LongText>;

/** What stands for a value that is empty. */
export const noLongText = 0;

const what = 'the long texts';
const binary = 129;
const ascii = 130;

/** More variables than a file can have, so that variable and record make one number. */
const variablesBase = 2 ** 24;

function referenceOf(variable: number, record: number): number {
	const reference = record * variablesBase + variable;
	return variable < variablesBase && Number.isSafeInteger(reference) ? reference : NaN;
}

function placeOf(reference: number): string {
	const record = Math.floor(reference / variablesBase);
	return `of variable and record: ${reference % variablesBase} and ${record}`;
}

/** Finds the long text to which eight bytes of a record refer: first the variable, then the record. */
export class LongTextReferences {
	readonly #table: LongTextTable;
	readonly #littleEndian: boolean;
	/** Bytes of the variable; more than one number until the first reference shows which is right. */
	#widths: readonly number[];

	constructor(table: LongTextTable, { layout, littleEndian }: DtaHead) {
		this.#table = table;
		this.#littleEndian = littleEndian;
		this.#widths = layout.longTextVariable;
	}

	/** A number by which the table knows the text. */
	referenceAt(view: DataView<ArrayBuffer>, at: number): number {
		const references = this.#widths.map((width) => this.#referenceOf(view, at, width));
		if (references[0] === noLongText) return noLongText;
		const found = references.findIndex((reference) => this.#table.has(reference));
		if (found < 0) throw new DataError(`no long text ${placeOf(references[0]!)}`);
		this.#widths = [this.#widths[found]!];
		return references[found]!;
	}

	#referenceOf(view: DataView<ArrayBuffer>, at: number, width: number): number {
		const littleEndian = this.#littleEndian;
		const variable = unsigned(view, { at, width, littleEndian });
		const record = unsigned(view, { at: at + width, width: 8 - width, littleEndian });
		return referenceOf(variable, record);
	}
}

/** Of any number of bytes, which DataView reads of 1, 2, 4 or 8 only. */
function unsigned(
	view: DataView<ArrayBuffer>,
	{ at, width, littleEndian }: { at: number; width: number; littleEndian: boolean }
): number {
	let value = 0;
	for (let i = 0; i < width; i++)
		value = value * 256 + view.getUint8(littleEndian ? at + width - 1 - i : at + i);
	return value;
}

/** Where each long text of a file is; reads no text. Format: `help dta_118`, 5.11. */
export async function longTextTable(source: ByteSource, head: DtaHead): Promise<LongTextTable> {
	const { layout, littleEndian, dataAt, rows, width } = head;
	const cursor = new ByteCursor(source, { littleEndian });
	cursor.goTo(dataAt + rows * width, 'its long texts');
	await expectTag(cursor, '</data><strls>');
	const table = new Map<number, LongText>();
	while (await hasText(cursor)) {
		const fields = await cursor.fields(layout.records + 9, what);
		const reference = referenceOf(fields.uint32(), recordOf(fields, layout));
		const isBinary = isBinaryType(fields.uint8());
		const length = fields.uint32();
		if (Number.isNaN(reference))
			throw new DataError(`long text is of no record: ${table.size + 1}`);
		table.set(reference, { at: cursor.skip(length, what), length, isBinary });
	}
	return table;
}

function recordOf(fields: Fields, { records }: DtaLayout): number {
	return records === 4 ? fields.uint32() : fields.int64();
}

async function hasText(cursor: ByteCursor): Promise<boolean> {
	const tag = asciiText(await cursor.bytes(3, what));
	if (tag === 'GSO') return true;
	if (tag !== '</s') throw new DataError(`no GSO among ${what}: ${JSON.stringify(tag)}`);
	await expectTag(cursor, 'trls>');
	return false;
}

function isBinaryType(type: number): boolean {
	if (type !== binary && type !== ascii)
		throw new DataError(`type of a long text is neither ${binary} nor ${ascii}: ${type}`);
	return type === binary;
}

/** Texts that lie close to each other are read at once. */
const closeBytes = 1 << 16;
const runBytes = 1 << 22;

/** Bytes of a long text. @throws DataError for one that is not in the table. */
export function longTextLength(table: LongTextTable, reference: number): number {
	return reference === noLongText ? 0 : entryOf(table, reference).length;
}

/** The bytes of some long texts, in few reads. @throws DataError for one that is not in the table. */
export async function longTextBytes(
	source: ByteSource,
	table: LongTextTable,
	references: Iterable<number>
): Promise<Map<number, { bytes: Bytes; isBinary: boolean }>> {
	const asked = [...new Set(references)]
		.filter((reference) => reference !== noLongText)
		.map((reference) => ({ reference, ...entryOf(table, reference) }))
		.sort((a, b) => a.at - b.at);
	const found = new Map<number, { bytes: Bytes; isBinary: boolean }>();
	for (const { start, end, texts } of runsOf(asked)) {
		const bytes = await bytesOf(source, start, end);
		for (const { reference, at, length, isBinary } of texts) {
			const own = bytes.subarray(at - start, at - start + length);
			found.set(reference, { bytes: isBinary ? own : beforeZero(own), isBinary });
		}
	}
	return found;
}

function entryOf(table: LongTextTable, reference: number): LongText {
	const entry = table.get(reference);
	if (!entry) throw new DataError(`no long text ${placeOf(reference)}`);
	if (entry.length > readLimits.maxDocumentBytes)
		throw new DataError(`long text has too many bytes, ${entry.length}, ${placeOf(reference)}`);
	return entry;
}

type Asked = LongText & { readonly reference: number };

interface Run {
	readonly start: number;
	end: number;
	readonly texts: Asked[];
}

function runsOf(asked: readonly Asked[]): Run[] {
	const runs: Run[] = [];
	for (const text of asked) {
		const end = text.at + text.length;
		const run = runs.at(-1);
		if (run && text.at - run.end <= closeBytes && end - run.start <= runBytes) {
			run.end = end;
			run.texts.push(text);
		} else runs.push({ start: text.at, end, texts: [text] });
	}
	return runs;
}
