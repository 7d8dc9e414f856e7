import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { xlsFormWorkbook } from '../xlsform/xlsform.ts';
import { bytesOf } from '../byte-cursor.ts';
import { ddiCodebook } from '../ddi/ddi.ts';
import { ddiInstrument } from './ddi-instrument.ts';
import { type InstrumentFileFault, InstrumentError } from './instrument-error.ts';
import { instrumentFormat } from './instrument-file.ts';
import type { ImportFormat, InstrumentReading } from './instrument-reading.ts';
import { packageInstrument } from './package-instrument.ts';
import { xlsFormInstrument } from './xlsform-instrument.ts';

type Reader = (source: ByteSource, name: string) => Promise<InstrumentReading>;

const readers: Readonly<Record<ImportFormat, Reader>> = {
	...{ xlsform: xlsFormIn, ddi: codebookIn },
	'data-package': packageIn
};

/**
 * The questionnaire in a file: a workbook (XLSForm), a codebook (DDI-Codebook) or a Data Package,
 * told by its content. What is wrong in it is a problem by its place; all else is read.
 * @throws InstrumentError where it is none of these, or cannot be read at all.
 */
export async function importInstrument(
	name: string,
	source: ByteSource
): Promise<InstrumentReading> {
	const format = await instrumentFormat(source, name);
	return readers[format](source, name);
}

async function xlsFormIn(source: ByteSource, name: string): Promise<InstrumentReading> {
	try {
		return xlsFormInstrument(await xlsFormWorkbook(source), name);
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		const isForm = !error.message.startsWith('no XLSForm');
		throw new InstrumentError(isForm ? 'damaged' : 'no-form', error.message, { cause: error });
	}
}

async function codebookIn(source: ByteSource, name: string): Promise<InstrumentReading> {
	try {
		return ddiInstrument(await ddiCodebook(source), name);
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		throw new InstrumentError(codebookFault(error.message), error.message, { cause: error });
	}
}

function codebookFault(message: string): InstrumentFileFault {
	if (message.startsWith('document type declaration')) return 'entities';
	if (message.startsWith('DDI-Lifecycle')) return 'lifecycle';
	return message.startsWith('no DDI codebook') ? 'no-codebook' : 'damaged';
}

async function packageIn(source: ByteSource, name: string): Promise<InstrumentReading> {
	return packageInstrument(await jsonOf(source), name);
}

async function jsonOf(source: ByteSource): Promise<unknown> {
	try {
		const bytes = await bytesOf(source, 0, source.size);
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new InstrumentError('damaged', `no JSON in UTF-8: ${why}`, { cause: error });
	}
}
