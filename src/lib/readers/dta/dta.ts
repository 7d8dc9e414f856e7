import { ByteCursor, piecesOf } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import type { DtaHead } from './dta-fields.ts';
import { dtaHead } from './dta-head.ts';
import { dtaLabels } from './dta-labels.ts';
import { LongTextReferences, longTextTable } from './dta-long-texts.ts';
import { recordsWithLongTexts } from './dta-long-values.ts';
import { type DtaValuesOptions, dtaValues } from './dta-values.ts';
import { dtaVariables } from './dta-variables.ts';
import { beforeZero, textFields } from '../fixed-text.ts';
import { recordBatches } from '../record-batches.ts';
import type { Records, SourceRecord } from '../records.ts';
import { ValueRemarks } from '../value-remarks.ts';

export interface DtaOptions {
	/** Of files before Stata 14, which do not say it; a label such as `windows-1252` or `utf-8`. */
	readonly encoding?: string;
}

/**
 * A Stata file (.dta) of formats 113 to 115 and 117 to 119, of any byte order. `.` is '', `.a` to `.z`
 * stay as they are; formats of dates give ISO 8601. `notes` is complete when all records were read.
 * @throws DataError where the file is damaged, with the place; the batches throw it as well.
 */
export async function dtaRecords(source: ByteSource, options: DtaOptions = {}): Promise<Records> {
	const notes: string[] = [];
	const remarks = new ValueRemarks(notes);
	const cursor = new ByteCursor(source);
	const head = await dtaHead(cursor);
	if (options.encoding === undefined) notes.push(...encodingNote(head));
	const encoding = options.encoding ?? head.layout.encoding;
	const texts = textFields(encoding, { trimmed: beforeZero, remarks });
	const labelSets = await dtaLabels(cursor, head, texts);
	const variables = dtaVariables(head.fields, { labelSets, textOf: texts.textOf, notes });
	const names = variables.map(({ name }) => name);
	const batches = dtaBatches(source, head, { names, texts, remarks });
	return { variables, rows: head.rows, counts: 'record', batches, notes };
}

async function* dtaBatches(
	source: ByteSource,
	head: DtaHead,
	options: Omit<DtaValuesOptions, 'references'>
): AsyncGenerator<readonly SourceRecord[]> {
	const { fields, width, rows, dataAt } = head;
	const hasLongTexts = fields.some(({ type }) => type.kind === 'long text');
	const table = hasLongTexts ? await longTextTable(source, head) : new Map();
	const references = new LongTextReferences(table, head);
	const values = dtaValues(head, { ...options, references });
	const pieces = piecesOf(source, dataAt, dataAt + rows * width);
	const batches = recordBatches(pieces, { width, rows, values });
	if (hasLongTexts) yield* recordsWithLongTexts(batches, { source, table, fields, ...options });
	else yield* batches;
}

function encodingNote({ layout: { release, encoding } }: DtaHead): string[] {
	if (encoding === 'utf-8') return [];
	return [`format ${release} does not say its encoding and is read as ${encoding}`];
}
