import { bytesOf } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { fileFormat, headBytes } from '../file-format.ts';
import { zipEntries } from '../zip-entries.ts';
import { type QuestionnaireFault, QuestionnaireError } from './questionnaire-error.ts';

const megabyte = 1_000_000;

/** A form filled in by hand has a hundredth of it. */
const largestQuestionnaire = 50 * megabyte;

/**
 * Whether a file is a workbook or a YAML file.
 * @throws QuestionnaireError for every other kind of file, and says which it is.
 */
export async function questionnaireFormat(
	source: ByteSource,
	name: string
): Promise<'xlsx' | 'yaml'> {
	const { size } = source;
	if (size === 0) throw refusal('empty', name);
	if (size > largestQuestionnaire)
		throw new QuestionnaireError('too-large', `more than ${largestQuestionnaire} bytes: ${size}`);
	const head = await bytesOf(source, 0, Math.min(headBytes, size));
	const isYaml = /\.ya?ml$/i.test(name);
	const { format } = fileFormat(head, name);
	if (isYaml && ['csv', 'json', 'unknown'].includes(format)) return 'yaml';
	switch (format) {
		case 'xlsx':
		case 'zip':
			return zipKind(source, name);
		case 'xls':
			throw refusal((await isEncrypted(source)) ? 'encrypted' : 'old-workbook', name);
		case 'csv':
			throw refusal('csv', name);
		case 'xml':
		case 'iati':
		case 'ddi':
		case 'html':
			throw refusal('xml', name);
		default:
			throw refusal('other-format', name);
	}
}

const said: Readonly<Partial<Record<QuestionnaireFault, string>>> = {
	empty: 'the file is empty',
	encrypted: 'a workbook with a password; save it without one',
	'old-workbook': 'a workbook of Excel before 2007 (.xls); save it as .xlsx',
	'open-document': 'an OpenDocument file; save it as .xlsx',
	numbers: 'a file of Numbers; export it as Excel (.xlsx)',
	zip: 'a zip that holds no workbook; unpack it first',
	csv: 'a delimited text, which has no sheets; fill in the workbook instead',
	xml: 'an XML document; activity files of IATI are read by: atalaya framework',
	'other-format': 'neither a workbook (.xlsx) nor a YAML file'
};

const refusal = (fault: QuestionnaireFault, name: string) =>
	new QuestionnaireError(fault, `${said[fault] ?? fault}: ${name}`);

/** Workbooks, OpenDocument files and those of Numbers are all zips. */
async function zipKind(source: ByteSource, name: string): Promise<'xlsx'> {
	const entries = [...(await zipEntries(source)).keys()];
	if (entries.some((entry) => entry.toLowerCase().startsWith('xl/'))) return 'xlsx';
	if (entries.some((entry) => entry.endsWith('.iwa') || entry === 'Index.zip'))
		throw refusal('numbers', name);
	throw refusal(entries.includes('mimetype') ? 'open-document' : 'zip', name);
}

/** Its name stands in the directory of the compound file, in UTF-16. */
async function isEncrypted(source: ByteSource): Promise<boolean> {
	const bytes = await bytesOf(source, 0, source.size);
	const wanted = Array.from('EncryptedPackage', (letter) => [letter.charCodeAt(0), 0]).flat();
	for (let at = 0; at + wanted.length <= bytes.length; at += 2)
		if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
	return false;
}
