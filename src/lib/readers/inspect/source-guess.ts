import { DataError } from '#lib/errors.ts';
import type { FileFormat } from '#lib/model/survey.ts';
import type { Bytes } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { delimiterOf } from '../csv/csv-dialect.ts';
import { csvText } from '../csv/csv-encoding.ts';
import { compressionOf, decompressed } from '../decompressed.ts';
import { type RecognisedFormat, fileFormat, headBytes } from '../file-format.ts';
import { type ReadLimits, limitsFor } from '../read-limits.ts';
import { type SheetGuess, sheetGuess } from './sheet-guess.ts';
import { type TextEncoding, textEncoding } from './text-encoding.ts';

/** One thing that was guessed about a file. */
export interface Guess {
	readonly what: 'format' | 'compression' | 'encoding' | 'delimiter' | 'sheet' | 'headerRow';
	readonly value: string;
	readonly sure: 'certain' | 'likely' | 'unsure';
	readonly why: string;
}

/** A table is profiled; the others hold something else than one row a unit, and are counted. */
export type SourceKind = 'table' | 'sdmx' | 'ddi' | 'iati' | 'xlsform';

export interface SourceGuess {
	readonly kind: SourceKind;
	/** As `survey.yaml` declares it; undefined for what is no table. */
	readonly file: FileFormat | undefined;
	readonly guesses: readonly Guess[];
	/** Of a workbook. */
	readonly sheets?: SheetGuess['sheets'];
	/** Of a text in two encodings. */
	readonly mixed?: TextEncoding['mixed'];
}

/**
 * What a file is, from its bytes before its name, and what speaks for each guess.
 * @throws DataError where it is nothing that is read; the caller names the file.
 */
export async function sourceGuess(
	source: ByteSource,
	path: string,
	maxUnfoldedBytes?: number
): Promise<SourceGuess> {
	const guess = await guessOf(source, path, limitsFor(maxUnfoldedBytes));
	if (!guess.file || maxUnfoldedBytes === undefined) return guess;
	return isBounded(guess.file) ? { ...guess, file: { ...guess.file, maxUnfoldedBytes } } : guess;
}

/** Others are read without a limit that could be raised. */
const isBounded = ({ format }: FileFormat) =>
	format === 'csv' || format === 'json' || format === 'xlsx';

async function guessOf(source: ByteSource, path: string, limits: ReadLimits): Promise<SourceGuess> {
	if (source.size === 0) throw new DataError('the file is empty');
	const compression = compressionOf(
		new Uint8Array(await source.slice(0, Math.min(8, source.size)).arrayBuffer())
	);
	const head = await firstBytes(decompressed(source.stream(), compression, limits));
	const name = path.replace(/^.*[/\\]/, '').replace(/\.(gz|bz2)$/i, '');
	const { format } = fileFormat(head, name);
	if (format === 'csv') return delimited(source, { compression, head, limits });
	if (format === 'json') return jsonGuess(compression);
	if (compression !== 'none')
		throw new DataError(`${format} inside ${compression}: unpack it first`);
	if (format === 'xlsx') return workbook(source, limits);
	if (format === 'ddi' || format === 'iati') {
		const why = 'XML whose outermost element says so';
		return { kind: format, file: undefined, guesses: [certain('format', format, why)] };
	}
	return binaryGuess(format);
}

const certain = (what: Guess['what'], value: string, why: string): Guess => ({
	...{ what, value, why },
	sure: 'certain'
});

const packed = (compression: FileFormat['compression']): Guess[] =>
	compression === 'none'
		? []
		: [certain('compression', compression, 'its first bytes are the mark of it')];

async function firstBytes(pieces: AsyncIterable<Bytes>): Promise<Bytes> {
	const head = new Uint8Array(headBytes);
	let length = 0;
	for await (const piece of pieces) {
		const kept = piece.subarray(0, headBytes - length);
		head.set(kept, length);
		length += kept.length;
		if (length >= headBytes) break;
	}
	return head.subarray(0, length);
}

const advice: Partial<Record<RecognisedFormat, string>> = {
	xls: 'a workbook of Excel before 2007: save it as .xlsx',
	zip: 'a ZIP archive: unpack it, and inspect the files in it',
	html: 'a page of HTML, perhaps the answer of a site that wanted something else: fetch the file again',
	xml: 'XML that is neither DDI-Codebook nor IATI activities'
};

function binaryGuess(format: RecognisedFormat): SourceGuess {
	if (format !== 'parquet' && format !== 'sav' && format !== 'dta')
		throw new DataError(advice[format] ?? 'nothing that is read: see src/lib/readers');
	const guess = certain('format', format, 'its first bytes are the mark of it');
	return { kind: 'table', file: { format, compression: 'none' }, guesses: [guess] };
}

function jsonGuess(compression: FileFormat['compression']): SourceGuess {
	const guess: Guess = { ...certain('format', 'json', 'it begins as JSON'), sure: 'likely' };
	const file = { format: 'json', compression } as const;
	return { kind: 'table', file, guesses: [guess, ...packed(compression)] };
}

async function workbook(source: ByteSource, limits: ReadLimits): Promise<SourceGuess> {
	const found = await sheetGuess(source, limits);
	const { sheet, headerRow, sheetWhy, headerWhy, isXlsForm, sheets } = found;
	const why = 'it begins as a ZIP archive, and holds a workbook';
	if (isXlsForm) {
		const form = certain('format', 'xlsform', `${why} whose sheet survey has a column type`);
		return { kind: 'xlsform', file: undefined, guesses: [form] };
	}
	const file = { format: 'xlsx', compression: 'none', sheet } as const;
	return {
		kind: 'table',
		sheets,
		file: headerRow === undefined ? file : { ...file, headerRow },
		guesses: [
			certain('format', 'xlsx', why),
			{ what: 'sheet', value: sheet, sure: 'likely', why: sheetWhy },
			{
				what: 'headerRow',
				value: String(headerRow ?? 'first'),
				sure: headerRow === undefined ? 'unsure' : 'likely',
				why: headerWhy
			}
		]
	};
}

interface DelimitedOptions extends Pick<FileFormat, 'compression'> {
	readonly head: Bytes;
	readonly limits: ReadLimits;
}

async function delimited(
	source: ByteSource,
	{ compression, head, limits }: DelimitedOptions
): Promise<SourceGuess> {
	const pieces = decompressed(source.stream(), compression, limits);
	const { encoding, sure, why, mixed } = await textEncoding(pieces);
	// Delimiters, quotes and line ends are the same bytes in every encoding that is read.
	const text = csvText(head, 'latin1');
	const delimiter = delimiterOf(text);
	const header = text.replace('\u00ef\u00bb\u00bf', '').split(/[\r\n]/, 1)[0] ?? '';
	const isSdmx = /^"?(DATAFLOW|STRUCTURE(?:\[[^\]]\])?)"?[,;\t|]/.test(header);
	const columns = header.split(delimiter).length;
	return {
		kind: isSdmx ? 'sdmx' : 'table',
		...(mixed && { mixed }),
		file: { format: 'csv', encoding, delimiter, compression },
		guesses: [
			isSdmx
				? certain('format', 'SDMX-CSV', 'its first column is the one that every message has')
				: { what: 'format', value: 'csv', sure: 'likely', why: 'a text in lines' },
			...packed(compression),
			{ what: 'encoding', value: encoding, sure, why },
			{
				what: 'delimiter',
				value: delimiter === '\t' ? 'tab' : delimiter,
				...(columns > 1
					? { sure: 'likely', why: `the header has most of it: about ${columns} columns` }
					: { sure: 'unsure', why: 'the header has no delimiter that is known: one column' })
			}
		]
	};
}
