import { DataError } from '#lib/errors.ts';
import type { ByteCursor } from '../byte-cursor.ts';
import { dtaFields, type DtaHead, recordWidth } from './dta-fields.ts';
import { dtaLayout } from './dta-layout.ts';

/** Formats 102 to 115 begin with their number, others with a tag or not at all. */
const oldest = 102;
const newest = 116;
/** Data label and time of the last change. */
const restOfHeader = 81 + 18;

/** The head of a file of format 113, 114 or 115, after the byte of its format. Format: `help dta_115`, 5.1 to 5.4. */
export async function binaryDtaHead(cursor: ByteCursor, release: number): Promise<DtaHead> {
	if (!(release >= oldest && release <= newest))
		throw new DataError(`not a Stata file, which begins with its format or <: byte ${release}`);
	const layout = dtaLayout(release);
	const order = (await cursor.fields(3, 'the header')).uint8();
	if (order !== 1 && order !== 2)
		throw new DataError(`byte order in the header is neither 1 nor 2: ${order}`);
	const littleEndian = order === 2;
	cursor.littleEndian = littleEndian;
	const counts = await cursor.fields(6, 'the header');
	const variables = counts.uint16();
	const rows = counts.uint32();
	cursor.skip(restOfHeader, 'the header');
	const types = [...(await cursor.bytes(variables, 'the types of variables'))];
	const names = await cursor.bytes(layout.name * variables, 'the names of variables');
	cursor.skip(2 * (variables + 1), 'the order of records');
	const formats = await cursor.bytes(layout.format * variables, 'the formats of variables');
	const labelSets = await cursor.bytes(layout.name * variables, 'the names of value labels');
	const labels = await cursor.bytes(layout.label * variables, 'the labels of variables');
	await skipExpansions(cursor);
	const fields = dtaFields({ types, names, formats, labelSets, labels }, layout);
	const width = recordWidth(fields);
	const dataAt = cursor.position;
	return { layout, littleEndian, rows, fields, width, dataAt, labelsAt: dataAt + rows * width };
}

/** Notes and the like: a type, a length and so many bytes, up to a type of 0. */
async function skipExpansions(cursor: ByteCursor): Promise<void> {
	for (;;) {
		const fields = await cursor.fields(5, 'the expansion fields');
		const type = fields.uint8();
		const length = fields.int32();
		if (type === 0 && length === 0) return;
		cursor.skip(length, 'the expansion fields');
	}
}
