import type { ByteSource } from '../byte-source.ts';
import type { DtaField } from './dta-fields.ts';
import { longTextBytes, longTextLength, type LongTextTable, noLongText } from './dta-long-texts.ts';
import type { TextFields } from '../fixed-text.ts';
import type { SourceRecord } from '../records.ts';
import type { ValueRemarks } from '../value-remarks.ts';

export interface LongValuesOptions {
	readonly source: ByteSource;
	readonly table: LongTextTable;
	readonly fields: readonly DtaField[];
	readonly names: readonly string[];
	readonly texts: TextFields;
	readonly remarks: ValueRemarks;
}

/** Puts the long texts in the place of their references, those of some records at a time. */
export async function* recordsWithLongTexts(
	batches: AsyncIterable<readonly SourceRecord[]>,
	options: LongValuesOptions
): AsyncGenerator<readonly SourceRecord[]> {
	const { source, table, fields } = options;
	const columns = fields.flatMap(({ type }, i) => (type.kind === 'long text' ? [i] : []));
	const referencesOf = ({ values }: SourceRecord) => columns.map((i) => Number(values[i]));
	const lengthOf = (record: SourceRecord) =>
		referencesOf(record).reduce((sum, reference) => sum + longTextLength(table, reference), 0);
	for await (const batch of batches)
		for (const portion of portions(batch, lengthOf)) {
			const bytes = await longTextBytes(source, table, portion.flatMap(referencesOf));
			const texts = new LongTexts(bytes, options);
			yield portion.map(({ place, values }) => ({
				place,
				values: values.map((value, i) =>
					columns.includes(i) ? texts.text(Number(value), { column: i, place }) : value
				)
			}));
		}
}

const portionBytes = 1 << 25;

/** As many records at a time as have long texts of some megabytes together. */
function* portions(
	batch: readonly SourceRecord[],
	lengthOf: (record: SourceRecord) => number
): Generator<SourceRecord[]> {
	let portion: SourceRecord[] = [];
	let length = 0;
	for (const record of batch) {
		portion.push(record);
		length += lengthOf(record);
		if (length < portionBytes) continue;
		yield portion;
		portion = [];
		length = 0;
	}
	if (portion.length > 0) yield portion;
}

type LongBytes = Awaited<ReturnType<typeof longTextBytes>>;

/** The long texts of some records; those that share one share its string. */
class LongTexts {
	readonly #bytes: LongBytes;
	readonly #options: LongValuesOptions;
	readonly #known = new Map<number, string>([[noLongText, '']]);

	constructor(bytes: LongBytes, options: LongValuesOptions) {
		this.#bytes = bytes;
		this.#options = options;
	}

	text(reference: number, { column, place }: { column: number; place: number }): string {
		const known = this.#known.get(reference);
		const found = this.#bytes.get(reference);
		if (known !== undefined || !found) return known ?? '';
		const { names, texts, remarks } = this.#options;
		const name = names[column]!;
		if (found.isBinary)
			remarks.add(`binary value in variable ${name} and read as text`, `record ${place}`);
		const text = texts.wholeTextOf(found.bytes, `the value of variable ${name}`, place);
		this.#known.set(reference, text);
		return text;
	}
}
