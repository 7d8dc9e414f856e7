import { rmSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import { dtaRecords } from '#lib/readers/dta/dta.ts';
import { jsonRecords } from '#lib/readers/json/json-records.ts';
import { limitsFor } from '#lib/readers/read-limits.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { xlsxRecords } from '#lib/readers/xlsx/xlsx.ts';
import { fileSource } from '../read/file-source.ts';
import { type ReadCsvOptions, readCsv } from '../read/read-csv.ts';
import { readFault } from '../read/read-faults.ts';
import { readParquet } from '../read/read-parquet.ts';
import { readRecords } from '../read/read-records.ts';
import type { ReadOptions, ReadRecords } from '../read/read-written.ts';
import type { Reject } from '../release/rejects.ts';
import { keepScratchIn } from '../scratch.ts';
import { fileHash } from '../release/source-hashes.ts';

export interface ReadSourceOptions extends Omit<ReadOptions, 'source'> {
	/** The folder that the paths of source files are relative to and may not leave. */
	readonly folder: string;
}

export interface ReadSource extends Omit<ReadRecords, 'rejects'> {
	/** Records that do not have the fields of the header. */
	readonly rejects: readonly Reject[];
}

/**
 * A source file of any format as a Parquet file of texts: trimmed, blanks as '', numbers as their
 * producer wrote them, headed by `atalaya_line`, the line of a text, the row of a sheet, else the
 * number of the record. Leaves nothing in `work` but what the engine keeps there until it is closed,
 * and no `out` when it throws.
 * @throws DataError where the file is not what was declared; the message begins with its path.
 */
export async function readSource(
	file: SourceFile,
	options: ReadSourceOptions
): Promise<ReadSource> {
	const { engine, folder, work, out } = options;
	const { path } = file;
	try {
		const source = sourcePath(folder, path);
		await keepScratchIn(engine, work);
		const read = await recordsOfEdition(file, { ...options, source });
		expectRows(file, read.rows + read.rejects.length);
		const rejects = read.rejects.map(({ line, text, reason }) => ({
			file: path,
			...{ line, column: '', value: text, reason }
		}));
		return { ...read, rejects };
	} catch (error) {
		rmSync(out, { force: true });
		throw readFault(error, { path, work, out });
	}
}

function sourcePath(folder: string, path: string): string {
	const source = resolve(folder, path);
	const inside = relative(resolve(folder), source);
	const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
	if (inside === '' || isOutside)
		throw new DataError(`leaves the folder of the source files: ${folder}`);
	const stats = statSync(source, { throwIfNoEntry: false });
	if (!stats) throw new DataError(`file not found: ${source}`);
	if (!stats.isFile()) throw new DataError(`not a file: ${source}`);
	if (stats.size === 0) throw new DataError('the file is empty');
	return source;
}

type FileOptions = ReadOptions & Pick<ReadCsvOptions, 'expectHash'>;

/** Mappings say what the codes of one file mean; another edition may mean something else by them. */
async function recordsOfEdition(file: SourceFile, options: ReadOptions): Promise<ReadRecords> {
	const { sha256, format } = file;
	if (sha256 === undefined) return records(file, { ...options, expectHash: undefined });
	const expectHash = (found: string) => {
		if (found === sha256) return;
		throw new DataError(
			`not the file that was declared; look whether its mappings hold for this one, then declare its sha256: ${found}`
		);
	};
	if (format !== 'csv') expectHash(await fileHash(options.source));
	try {
		return await records(file, { ...options, expectHash });
	} catch (error) {
		// Whatever is wrong with another file is not the news.
		if (format === 'csv') expectHash(await fileHash(options.source));
		throw error;
	}
}

async function records(file: SourceFile, options: FileOptions): Promise<ReadRecords> {
	const { format, compression, delimiter = ',', sheet, headerRow, range } = file;
	const encoding = file.encoding === undefined ? {} : { encoding: file.encoding };
	const source = fileSource(options.source);
	const limits = limitsFor(file.maxUnfoldedBytes);
	switch (format) {
		case 'csv':
			return readCsv({
				...{ ...options, encoding: 'utf-8', ...encoding },
				...{ delimiter, compression, limits }
			});
		case 'parquet':
			return readParquet(options);
		case 'sav':
			return readRecords(await savRecords(source, encoding), options);
		case 'dta':
			return readRecords(await dtaRecords(source, encoding), options);
		case 'xlsx':
			return readRecords(await xlsxRecords(source, { sheet, headerRow, range, limits }), options);
		case 'json':
			return readRecords(await jsonRecords(source, { compression, limits }), options);
	}
}

function expectRows({ expectedRows }: SourceFile, found: number): void {
	if (expectedRows === undefined || expectedRows === found) return;
	const [read, expected] = [found, expectedRows].map((n) => n.toLocaleString('en'));
	const advice =
		found < expectedRows
			? 'ask the API for all pages, or fetch the whole file'
			: 'look whether it is another edition, then declare its expectedRows';
	throw new DataError(`${read} rows read, ${expected} expected: ${advice}`);
}
