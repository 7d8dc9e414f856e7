import { ByteCursor, type Bytes, piecesOf } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { type TextOf, textFields, withoutPadding } from '../fixed-text.ts';
import { recordBatches } from '../record-batches.ts';
import type { Records, SourceRecord } from '../records.ts';
import { unpackedBytecode } from './sav-bytecode.ts';
import { savDictionary, type SavDictionary } from './sav-dictionary.ts';
import { savEncoding } from './sav-encoding.ts';
import { casesOf, expectIeee, specialNumbers } from './sav-extensions.ts';
import { type SavField, savFields, textElements } from './sav-fields.ts';
import { savHeader, type SavHeader } from './sav-header.ts';
import type { SavSpecialNumbers } from './sav-numbers.ts';
import { savValues } from './sav-values.ts';
import { savVariables } from './sav-variables.ts';
import { unzippedBytecode } from './sav-zlib.ts';
import { ValueRemarks } from '../value-remarks.ts';

export interface SavOptions {
	/** Instead of what the file says; a label such as `utf-8`, `windows-1252` or `latin1`. */
	readonly encoding?: string;
}

/** What files are in that do not say it. */
const usualEncoding = 'windows-1252';

interface SavFile {
	readonly source: ByteSource;
	readonly header: SavHeader;
	readonly dictionary: SavDictionary;
	/** The first byte after the dictionary. */
	readonly dataAt: number;
	readonly special: SavSpecialNumbers;
}

/**
 * An SPSS system file (.sav, .zsav) of any compression and byte order. Codes that the producer calls
 * missing stay in the values, system-missing is ''; formats of dates give ISO 8601. `notes` is
 * complete when all records have been read.
 * @throws DataError where the file is damaged, with the place; the batches throw it as well.
 */
export async function savRecords(source: ByteSource, options: SavOptions = {}): Promise<Records> {
	const notes: string[] = [];
	const remarks = new ValueRemarks(notes);
	const file = await savFile(source);
	const { header, dictionary, special } = file;
	const { littleEndian } = header;
	const textOf = textOfFile(file, options, { notes, remarks });
	const fields = savFields(dictionary, textOf);
	const variables = savVariables(fields, { dictionary, littleEndian, special, textOf, notes });
	notes.push(...weightNote(header, fields));
	const rows = casesOf(header, dictionary.extensions);
	const values = savValues(fields, { littleEndian, special, textOf, remarks });
	const width = 8 * dictionary.variables.length;
	const batches = notedBatches(recordBatches(caseBytes(file), { width, rows, values }), notes);
	return { variables, rows, counts: 'record', batches, notes };
}

async function savFile(source: ByteSource): Promise<SavFile> {
	const cursor = new ByteCursor(source);
	const header = await savHeader(cursor);
	cursor.littleEndian = header.littleEndian;
	const dictionary = await savDictionary(cursor);
	expectIeee(dictionary.extensions, header.littleEndian);
	const special = specialNumbers(dictionary.extensions, header.littleEndian);
	return { source, header, dictionary, dataAt: cursor.position, special };
}

function textOfFile(
	{ dictionary, header }: SavFile,
	options: SavOptions,
	{ notes, remarks }: { notes: string[]; remarks: ValueRemarks }
): TextOf {
	const said = options.encoding ?? savEncoding(dictionary, header.littleEndian);
	if (said === undefined)
		notes.push(`the file does not say its encoding and is read as ${usualEncoding}`);
	return textFields(said ?? usualEncoding, { trimmed: withoutPadding, remarks }).textOf;
}

function weightNote({ weightAt }: SavHeader, fields: readonly SavField[]): string[] {
	const weight = fields.find(({ number }) => number === weightAt);
	return weight ? [`the file says that its records are weighted by ${weight.name}`] : [];
}

function caseBytes({ source, header, dictionary, dataAt, special }: SavFile): AsyncIterable<Bytes> {
	const { compression, littleEndian, bias } = header;
	if (compression === 'none') return piecesOf(source, dataAt, source.size);
	const pieces =
		compression === 'zlib'
			? unzippedBytecode(source, { dataAt, littleEndian })
			: piecesOf(source, dataAt, source.size);
	const isText = textElements(dictionary.variables);
	const { systemMissing } = special;
	return unpackedBytecode(pieces, { bias, littleEndian, systemMissing, isText });
}

async function* notedBatches(
	batches: AsyncGenerator<SourceRecord[], number>,
	notes: string[]
): AsyncGenerator<SourceRecord[]> {
	const left = yield* batches;
	if (left > 0) notes.push(`bytes after the last record, which are not read: ${left}`);
}
