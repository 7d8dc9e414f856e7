import { open } from 'node:fs/promises';
import { DataError } from '#lib/errors.ts';
import type { DataFile } from '#lib/model/request-file.ts';
import { delimiterOf, encodingOf } from '#lib/readers/csv/csv-dialect.ts';
import type { CsvOptions } from '#lib/readers/csv/csv.ts';
import { compressionOf, decompressed } from '#lib/readers/decompressed.ts';
import { fileFormat, headBytes } from '#lib/readers/file-format.ts';
import { sourceGuess } from '#lib/readers/inspect/source-guess.ts';
import { limitsFor } from '#lib/readers/read-limits.ts';
import { fileSource } from '../read/file-source.ts';

/** How a file was read, so that somebody else can read it in the same way. */
export type Dialect =
	| ({ readonly format: 'csv' } & CsvOptions)
	| { readonly format: 'parquet' }
	| { readonly format: 'sav' }
	| { readonly format: 'dta' }
	| { readonly format: 'json' }
	| { readonly format: 'xlsx'; readonly sheet?: string; readonly headerRow?: number };

/** What is not declared is found out. @throws DataError for a declared format that the file is not. */
export async function dialectOf(data: DataFile, source: string): Promise<Dialect> {
	const head = await firstBytes(source, headBytes);
	const format = formatOf(data, head);
	if (format !== 'xlsx')
		for (const field of ['sheet', 'headerRow'] as const)
			if (data[field] !== undefined) throw new DataError(`data.${field}: belongs to a workbook`);
	if (format === 'xlsx') return workbookDialect(data, source);
	if (format !== 'csv') return { format };
	const compression = compressionOf(head);
	const limits = limitsFor(data.maxUnfoldedBytes);
	const text = () => decompressed(fileSource(source).stream(), compression, limits);
	const encoding = data.encoding ?? (await encodingOf(text()));
	const delimiter = data.delimiter ?? delimiterOf(await firstText(text()));
	return { format: 'csv', encoding, compression, delimiter };
}

/** Declared, or by the first bytes; what is nothing else is delimited text. */
function formatOf({ format, path }: DataFile, head: Buffer): Dialect['format'] {
	const found = fileFormat(new Uint8Array(head), path).format;
	const isMarked = (one: string): one is Dialect['format'] =>
		['xlsx', 'parquet', 'sav', 'dta'].includes(one);
	if (format === undefined && found === 'json' && path.endsWith('.json')) return found;
	if (format === undefined) return isMarked(found) ? found : 'csv';
	if (isMarked(format) && format !== found)
		throw new DataError(
			format === 'parquet' ? 'data.format: not a Parquet file' : `data.format: not a ${format} file`
		);
	return format;
}

/** The sheet that is asked for, or the first that is shown; its header where none is declared. */
async function workbookDialect({ sheet, headerRow }: DataFile, path: string): Promise<Dialect> {
	const { file } = await sourceGuess(fileSource(path), path);
	const own = sheet === undefined || sheet === file?.sheet ? file : undefined;
	const [asked, row] = [sheet ?? own?.sheet, headerRow ?? own?.headerRow];
	return {
		format: 'xlsx',
		...(asked !== undefined && { sheet: asked }),
		...(row !== undefined && { headerRow: row })
	};
}

async function firstBytes(path: string, size: number): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

/** Delimiters, quotes and line ends are the same bytes in every encoding we read. */
async function firstText(pieces: AsyncIterable<Uint8Array>): Promise<string> {
	for await (const piece of pieces) return Buffer.from(piece).toString('latin1');
	return '';
}
