import { basename } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { ddiCodebook } from '#lib/readers/ddi/ddi.ts';
import type { ByteSource } from '#lib/readers/byte-source.ts';
import { dtaRecords } from '#lib/readers/dta/dta.ts';
import type { SourceRecord } from '#lib/readers/records.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { type ReadLimits, howToTrust, limitsFor } from '#lib/readers/read-limits.ts';
import { xlsFormWorkbook } from '#lib/readers/xlsform/xlsform.ts';
import { sheetRows, xlsxSheets } from '#lib/readers/xlsx/xlsx.ts';
import { fileSource } from '../read/file-source.ts';
import { type Dictionary, ownDictionary } from '#lib/readers/inspect/dictionary.ts';
import { ddiDictionary } from './dictionary-ddi.ts';
import { formDictionary } from './dictionary-form.ts';
import { labelDictionary } from './dictionary-labels.ts';
import { sheetDictionary } from '#lib/readers/inspect/dictionary-sheet.ts';
import { sourceGuess } from '#lib/readers/inspect/source-guess.ts';

export interface DictionaryOptions {
	/** Columns of the file that the dictionary is about. */
	readonly columns: readonly string[];
	/** Its name without folder and endings. */
	readonly table: string;
	/** Of a dictionary that is trusted: how many bytes each of its parts may unfold to. */
	readonly maxUnfoldedBytes?: number | undefined;
}

/**
 * The dictionary in a file: DDI, XLSForm, a workbook, labels as JSON, or the labels of a .sav or .dta.
 * @throws DataError where it is none of these; the message begins with its path.
 */
export async function readDictionary(
	path: string,
	options: DictionaryOptions
): Promise<Dictionary> {
	try {
		return await dictionary(path, options);
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		throw new DataError(`${path}: ${error.message}`, { cause: error });
	}
}

async function dictionary(path: string, options: DictionaryOptions): Promise<Dictionary> {
	const source = fileSource(path);
	const title = basename(path);
	const { maxUnfoldedBytes } = options;
	const limits = limitsFor(maxUnfoldedBytes);
	const { kind, file } = await sourceGuess(source, path, maxUnfoldedBytes);
	if (kind === 'ddi') return ddiDictionary(await ddiCodebook(source), title);
	if (kind === 'xlsform') return formDictionary(await xlsFormWorkbook(source, limits), title);
	if (file?.format === 'xlsx')
		return sheetDictionary(await allSheets(source, limits), { ...options, title });
	if (file?.format === 'json' && file.compression === 'none')
		return labelDictionary(await wholeText(source, limits), title);
	if (file?.format === 'sav') return ownDictionary(title, (await savRecords(source)).variables);
	if (file?.format === 'dta') return ownDictionary(title, (await dtaRecords(source)).variables);
	throw new DataError(
		`no dictionary, which is DDI, XLSForm, a workbook, labels as JSON, .sav or .dta: ${file?.format ?? kind}`
	);
}

async function allSheets(
	source: ByteSource,
	limits: ReadLimits
): Promise<Map<string, SourceRecord[]>> {
	const sheets = new Map<string, SourceRecord[]>();
	for (const { name, isHidden } of await xlsxSheets(source, limits)) {
		if (isHidden) continue;
		const rows: SourceRecord[] = [];
		for await (const batch of sheetRows(source, { sheet: name, limits })) rows.push(...batch);
		sheets.set(name, rows);
	}
	return sheets;
}

async function wholeText(source: ByteSource, { maxDocumentBytes }: ReadLimits): Promise<string> {
	if (source.size > maxDocumentBytes)
		throw new DataError(`more than ${maxDocumentBytes} bytes; ${howToTrust}: ${source.size}`);
	const bytes = await source.slice(0, source.size).arrayBuffer();
	return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
