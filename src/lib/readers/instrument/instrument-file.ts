import { bytesOf } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { fileFormat, headBytes } from '../file-format.ts';
import { type InstrumentFileFault, InstrumentError } from './instrument-error.ts';
import type { ImportFormat } from './instrument-reading.ts';

/** A codebook of a census has a third of it; a workbook or a package is held in memory whole. */
const largestInstrument = 50_000_000;

/**
 * Which kind of questionnaire a file is, by its content; its name only says what zips do not.
 * @throws InstrumentError for every other kind of file, and says which it is.
 */
export async function instrumentFormat(source: ByteSource, name: string): Promise<ImportFormat> {
	const { size } = source;
	if (size === 0) throw refusal('empty', name);
	if (size > largestInstrument)
		throw new InstrumentError('too-large', `more than ${largestInstrument} bytes: ${size}`);
	const { format } = fileFormat(await bytesOf(source, 0, Math.min(headBytes, size)), name);
	switch (format) {
		case 'xlsx':
		case 'zip':
			return 'xlsform';
		case 'ddi':
		case 'xml':
			return 'ddi';
		case 'json':
			return 'data-package';
		case 'xls':
			throw refusal('old-workbook', name);
		default:
			throw refusal('other-format', name);
	}
}

const said: Readonly<Partial<Record<InstrumentFileFault, string>>> = {
	empty: 'the file is empty',
	'old-workbook':
		'a workbook of Excel before 2007 (.xls), or one with a password; save it as .xlsx, without one',
	'other-format': 'neither a workbook (.xlsx) nor DDI-Codebook (.xml) nor a Data Package (.json)'
};

const refusal = (fault: InstrumentFileFault, name: string) =>
	new InstrumentError(fault, `${said[fault] ?? fault}: ${name}`);
