import { DataError } from '#lib/errors.ts';
import type { ByteCursor } from '../byte-cursor.ts';
import { dtaFields, type DtaHead, recordWidth } from './dta-fields.ts';
import { dtaLayout, type DtaLayout } from './dta-layout.ts';
import { asciiText, expectTag } from './dta-tags.ts';

/** Where the records and the value labels are listed among the 14 places of the map. */
const dataEntry = 9;
const labelsEntry = 11;
const mapEntries = 14;

/** The head of a file of format 117, 118 or 119, after its first <. Format: `help dta_118`, 5.1 to 5.9. */
export async function taggedDtaHead(cursor: ByteCursor): Promise<DtaHead> {
	const { layout, variables, rows } = await header(cursor);
	const map = await places(cursor);
	const fields = dtaFields(await fieldParts(cursor, layout, variables), layout);
	const width = recordWidth(fields);
	cursor.goTo(map[dataEntry]!, 'its records');
	await expectTag(cursor, '<data>');
	const dataAt = cursor.position;
	const labelsAt = map[labelsEntry]!;
	const { littleEndian } = cursor;
	return { layout, littleEndian, rows, fields, width, dataAt, labelsAt };
}

async function header(cursor: ByteCursor) {
	await expectTag(cursor, 'stata_dta><header><release>');
	const layout = dtaLayout(Number(asciiText(await cursor.bytes(3, 'the release'))));
	await expectTag(cursor, '</release><byteorder>');
	cursor.littleEndian = isLittleEndian(asciiText(await cursor.bytes(3, 'the byte order')));
	await expectTag(cursor, '</byteorder><K>');
	const counted = await cursor.fields(layout.variables, 'the number of variables');
	const variables = layout.variables === 2 ? counted.uint16() : counted.uint32();
	await expectTag(cursor, '</K><N>');
	const records = await cursor.fields(layout.records, 'the number of records');
	const rows = layout.records === 4 ? records.uint32() : records.int64();
	await expectTag(cursor, '</N><label>');
	const ofLabel = await cursor.fields(layout.release === 117 ? 1 : 2, 'the label of the file');
	const labelBytes = layout.release === 117 ? ofLabel.uint8() : ofLabel.uint16();
	cursor.skip(labelBytes, 'the label of the file');
	await expectTag(cursor, '</label><timestamp>');
	cursor.skip((await cursor.fields(1, 'the time')).uint8(), 'the time');
	await expectTag(cursor, '</timestamp></header>');
	return { layout, variables, rows };
}

function isLittleEndian(order: string): boolean {
	if (order !== 'LSF' && order !== 'MSF')
		throw new DataError(`byte order is neither LSF nor MSF: ${JSON.stringify(order)}`);
	return order === 'LSF';
}

async function places(cursor: ByteCursor): Promise<number[]> {
	const fields = await section(cursor, 'map', 8 * mapEntries);
	return Array.from({ length: mapEntries }, () => fields.int64());
}

/** Parts of fixed size are read one after the other: files of Stata 13 list some at a wrong place. */
async function fieldParts(cursor: ByteCursor, layout: DtaLayout, variables: number) {
	const types = await section(cursor, 'variable_types', 2 * variables);
	const names = await section(cursor, 'varnames', layout.name * variables);
	await section(cursor, 'sortlist', layout.variables * (variables + 1));
	const formats = await section(cursor, 'formats', layout.format * variables);
	const labelSets = await section(cursor, 'value_label_names', layout.name * variables);
	const labels = await section(cursor, 'variable_labels', layout.label * variables);
	return {
		types: Array.from({ length: variables }, () => types.uint16()),
		names: names.bytes(names.left),
		formats: formats.bytes(formats.left),
		labelSets: labelSets.bytes(labelSets.left),
		labels: labels.bytes(labels.left)
	};
}

async function section(cursor: ByteCursor, name: string, length: number) {
	await expectTag(cursor, `<${name}>`);
	const fields = await cursor.fields(length, `<${name}>`);
	await expectTag(cursor, `</${name}>`);
	return fields;
}
