import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type ParquetFile, openParquet } from './parquet-groups.ts';
import { type ParquetColumnText, type StoredValue, parquetColumnText } from './parquet-values.ts';
import { type ReadLimits, readLimits } from '../read-limits.ts';
import type { Records, SourceRecord } from '../records.ts';
import { expectUniqueNames } from '../unique-names.ts';
import { ValueRemarks } from '../value-remarks.ts';

const batchRecords = 4096;

/**
 * The records of a Parquet file, all columns as texts: whole numbers, decimals and moments exact,
 * null as blank. hyparquet reads what is stored; what it means is decided here, as its own dates and
 * decimals are doubles. Notes on values stand when all records have been read.
 * @throws DataError naming a nested column, or where the file is damaged.
 */
export async function parquetRecords(
	source: ByteSource,
	limits: ReadLimits = readLimits
): Promise<Records> {
	const file = await openParquet(source, limits);
	expectUniqueNames(file.columns.map(({ name }) => name));
	const columns = file.columns.map((element) => ({
		name: element.name,
		...parquetColumnText(element)
	}));
	const notes: string[] = [];
	return {
		variables: columns.map(({ name, kind }) => ({ name, kind, labels: new Map(), missing: [] })),
		rows: file.rows,
		counts: 'record',
		batches: recordBatches(file, columns, new ValueRemarks(notes)),
		notes
	};
}

interface ParquetColumn extends ParquetColumnText {
	readonly name: string;
}

async function* recordBatches(
	file: ParquetFile,
	columns: readonly ParquetColumn[],
	remarks: ValueRemarks
): AsyncGenerator<readonly SourceRecord[]> {
	let before = 0;
	for (const [index, rows] of file.groups.entries()) {
		const group = await file.group(index);
		const texts = columns.map((column) => new ColumnTexts(column, remarks));
		for (let from = 0; from < rows; from += batchRecords) {
			const batch: SourceRecord[] = [];
			for (let row = from; row < Math.min(from + batchRecords, rows); row++) {
				const place = before + row + 1;
				const values = texts.map((text, i) => text.text(group[i]![row]!, place));
				batch.push({ place, values });
			}
			yield batch;
		}
		before += rows;
	}
}

/** More different values are not remembered: they are hardly the same again. */
const mostRemembered = 1 << 16;
const noNumbers = ['NaN', 'Infinity', '-Infinity'];

/** Values of one column of a row group as texts; the same value is written once. */
class ColumnTexts {
	readonly #column: ParquetColumn;
	readonly #remarks: ValueRemarks;
	readonly #known = new Map<StoredValue, string>();

	constructor(column: ParquetColumn, remarks: ValueRemarks) {
		this.#column = column;
		this.#remarks = remarks;
	}

	text(value: StoredValue | null, place: number): string {
		if (value === null) return '';
		const known = this.#known.get(value);
		if (known !== undefined) return known;
		const text = this.#written(value, place);
		const remark = this.#remark(text);
		if (remark !== undefined) this.#remarks.add(remark, `record ${place}`);
		else if (this.#known.size < mostRemembered) this.#known.set(value, text ?? '');
		return text ?? String(value);
	}

	#written(value: StoredValue, place: number): string | undefined {
		const { name } = this.#column;
		let text: string | undefined;
		try {
			text = this.#column.text(value);
		} catch (cause) {
			throw new DataError(`value of ${name} in record ${place} cannot be read`, { cause });
		}
		if (text === undefined && value instanceof Uint8Array)
			throw new DataError(`bytes of ${name} in record ${place} are no text in UTF-8`);
		return text;
	}

	#remark(text: string | undefined): string | undefined {
		const { name, kind } = this.#column;
		if (text === undefined) return `${name} beyond what a date or time can be, kept as a number`;
		return kind === 'number' && noNumbers.includes(text) ? `${name} is ${text}` : undefined;
	}
}
