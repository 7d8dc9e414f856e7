import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { RejectReason } from '#lib/model/reject-reason.ts';
import type { CsvReject } from '#lib/readers/csv/csv.ts';
import type { Records, SourceRecord } from '#lib/readers/records.ts';
import { unnamedNotes, wantedColumns } from './read-columns.ts';
import { type StagedCsv, writeBlocks, writeStaged } from './read-staged.ts';
import { type ReadOptions, type ReadRecords, expectRecords } from './read-written.ts';

/** The wanted columns of any table as Parquet. */
export async function readRecords(
	records: Records,
	{ engine, work, columns, out }: Omit<ReadOptions, 'source'>
): Promise<ReadRecords> {
	const path = join(work, 'staged.csv');
	const names = records.variables.map(({ name }) => name);
	const wanted = wantedColumns(names, columns);
	const csv = new RecordsAsCsv(
		records,
		wanted.map(({ index }) => index)
	);
	try {
		await writeBlocks(path, csv.blocks());
		const { rejects } = csv;
		const staged = csv.staged(path);
		expectAll(records.rows, staged.records + rejects.length);
		expectRecords(staged.records, rejects);
		const kept = wanted.map(({ name }, index) => ({ name, index }));
		await writeStaged(engine, { staged, columns: kept, out });
		return {
			rows: staged.records,
			columns: kept.map(({ name }) => name),
			rejects,
			notes: [...records.notes, ...unnamedNotes(names, wanted)]
		};
	} finally {
		rmSync(path, { force: true });
	}
}

function expectAll(said: number | undefined, found: number): void {
	if (said !== undefined && said !== found)
		throw new DataError(`the file says that it holds ${said} records, but holds ${found}`);
}

const special = /[",\r\n\0\ud800-\udfff]/;
/** Anything that may be a blank of Unicode, and the space. */
const isBlankish = (code: number) => code === 32 || code > 127;

/** Writes some columns as CSV text, every record headed by its place. */
class RecordsAsCsv {
	readonly rejects: CsvReject[] = [];
	readonly #records: Records;
	/** Positions of the columns. */
	readonly #wanted: readonly number[];
	readonly #edged: boolean[];
	#hasBreaks = false;
	#count = 0;

	constructor(records: Records, wanted: readonly number[]) {
		this.#records = records;
		this.#wanted = wanted;
		this.#edged = wanted.map(() => false);
	}

	/** What was written to a file. */
	staged(path: string): StagedCsv {
		const fields = this.#wanted.length;
		const [records, edged, hasBreaks] = [this.#count, this.#edged, this.#hasBreaks];
		return { path, delimiter: ',', fields, records, edged, hasBreaks };
	}

	async *blocks(): AsyncGenerator<Uint8Array> {
		const encoder = new TextEncoder();
		for await (const batch of this.#records.batches) {
			let text = '';
			for (const record of batch) text += this.#line(record);
			yield encoder.encode(text);
		}
	}

	#line(record: SourceRecord): string {
		const { place, values: all } = record;
		const values = this.#wanted.map((i) => all[i] ?? '');
		const isPlain = !special.test(values.join(''));
		const reason = this.#misshapen(record) ?? (isPlain ? undefined : this.#unwritable(values));
		if (reason !== undefined) {
			this.rejects.push({ line: place, text: JSON.stringify(all), reason });
			return '';
		}
		this.#count++;
		values.forEach((value, i) => {
			if (isBlankish(value.charCodeAt(0)) || isBlankish(value.charCodeAt(value.length - 1)))
				this.#edged[i] = true;
		});
		return `${place},${(isPlain ? values : values.map((value) => this.#quoted(value))).join(',')}\n`;
	}

	#misshapen({ values }: SourceRecord): RejectReason | undefined {
		const { length: columns } = this.#records.variables;
		if (values.length === columns) return undefined;
		return { code: 'other-fields', fields: values.length, columns };
	}

	/** What no text of a database can hold. */
	#unwritable(values: readonly string[]): RejectReason | undefined {
		const at = values.findIndex((value) => value.includes('\0') || !value.isWellFormed());
		if (at < 0) return undefined;
		const { name = '' } = this.#records.variables[this.#wanted[at] ?? -1] ?? {};
		return { code: 'unwritable', column: name };
	}

	#quoted(value: string): string {
		if (!/[",\r\n]/.test(value)) return value;
		this.#hasBreaks ||= /[\r\n]/.test(value);
		return `"${value.replaceAll('"', '""')}"`;
	}
}
