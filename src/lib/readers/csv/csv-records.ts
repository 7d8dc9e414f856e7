import type { Bytes } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { type CsvOptions, type CsvSummary, MisshapenError, NumberedCsv } from './csv.ts';
import { decompressed } from '../decompressed.ts';
import { type ReadLimits, readLimits } from '../read-limits.ts';
import type { Records, SourceRecord } from '../records.ts';
import { expectUniqueNames } from '../unique-names.ts';

export type CsvRecordsOptions = Partial<CsvOptions> & { readonly limits?: ReadLimits };

const batchRecords = 4096;

/**
 * The records of a delimited text (RFC 4180), for files that are looked at where DuckDB is not: the
 * values as they stand, without the quotes around them; the place is the line. UTF-8, commas and no
 * compression unless said otherwise.
 * @throws DataError with the line: of records that do not have the fields of the header, quotes that
 * are not closed, zero bytes, and bytes of another encoding.
 */
export async function csvRecords(
	source: ByteSource,
	options: CsvRecordsOptions = {}
): Promise<Records> {
	const {
		encoding = 'utf-8',
		delimiter = ',',
		compression = 'none',
		limits = readLimits
	} = options;
	const open = () => new NumberedCsv({ encoding, delimiter });
	const pieces = () => decompressed(source.stream(), compression, limits);
	const names = await namesOf(open(), pieces());
	const notes: string[] = [];
	return {
		variables: names.map((name) => ({ name, kind: 'text', labels: new Map(), missing: [] })),
		rows: undefined,
		counts: 'line',
		batches: recordBatches(open(), pieces, { delimiter, width: names.length, notes }),
		notes
	};
}

async function namesOf(csv: NumberedCsv, pieces: AsyncIterable<Bytes>): Promise<readonly string[]> {
	for await (const block of csv.blocks(pieces)) {
		if (csv.summary().rejects.length > 0 || block.length > 0) break;
	}
	const { names } = csv.summary();
	expectUniqueNames(names);
	return names;
}

interface BatchOptions {
	readonly delimiter: string;
	/** Values of a record. */
	readonly width: number;
	readonly notes: string[];
}

async function* recordBatches(
	csv: NumberedCsv,
	pieces: () => AsyncIterable<Bytes>,
	{ delimiter, width, notes }: BatchOptions
): AsyncGenerator<readonly SourceRecord[]> {
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	for await (const block of csv.blocks(pieces())) {
		expectNoRejects(csv.summary());
		const values = new RecordValues(decoder.decode(block), { delimiter, width });
		for (let batch = values.some(); batch.length > 0; batch = values.some()) yield batch;
	}
	expectNoRejects(csv.summary());
	notes.push(...csv.summary().notes);
}

function expectNoRejects({ rejects }: CsvSummary): void {
	if (rejects.length > 0) throw new MisshapenError(rejects);
}

/** Takes records apart that are known to be sound, each headed by its line. */
class RecordValues {
	readonly #text: string;
	readonly #delimiter: string;
	readonly #width: number;
	#at = 0;

	constructor(text: string, { delimiter, width }: Omit<BatchOptions, 'notes'>) {
		this.#text = text;
		this.#delimiter = delimiter;
		this.#width = width;
	}

	/** The next some thousand records; none at the end. */
	some(): SourceRecord[] {
		const records: SourceRecord[] = [];
		while (this.#at < this.#text.length && records.length < batchRecords)
			records.push(this.#next());
		return records;
	}

	/** A delimiter at the end of every record may have made one value more than there are names. */
	#next(): SourceRecord {
		const [line = '', ...values] = this.#fields();
		return { place: Number(line), values: values.slice(0, this.#width) };
	}

	#fields(): string[] {
		const end = this.#text.indexOf('\n', this.#at);
		const record = this.#text.slice(this.#at, end);
		if (!record.includes('"')) {
			this.#at = end + 1;
			return record.split(this.#delimiter);
		}
		const fields: string[] = [];
		do fields.push(this.#field());
		while (this.#text[this.#at++] === this.#delimiter);
		return fields;
	}

	/** Goes to the delimiter or line end after the field. */
	#field(): string {
		const text = this.#text;
		const start = this.#at;
		let at = start;
		while (text[at] === ' ') at++;
		if (text[at] !== '"') {
			while (at < text.length && text[at] !== this.#delimiter && text[at] !== '\n') at++;
			this.#at = at;
			return text.slice(start, at);
		}
		let close = text.indexOf('"', at + 1);
		while (text[close + 1] === '"') close = text.indexOf('"', close + 2);
		const value = text.slice(at + 1, close).replaceAll('""', '"');
		at = close + 1;
		while (text[at] === ' ') at++;
		this.#at = at;
		return value;
	}
}
