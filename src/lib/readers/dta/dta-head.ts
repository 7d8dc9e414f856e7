import { DataError } from '#lib/errors.ts';
import type { ByteCursor } from '../byte-cursor.ts';
import { binaryDtaHead } from './dta-binary-head.ts';
import type { DtaHead } from './dta-fields.ts';
import { taggedDtaHead } from './dta-tagged-head.ts';
import { expectTag } from './dta-tags.ts';

const lessThan = 0x3c;

/**
 * What stands before the records of a Stata file, of any format that is read.
 * @throws DataError also where the file is too short for its records.
 */
export async function dtaHead(cursor: ByteCursor): Promise<DtaHead> {
	const first = (await cursor.fields(1, 'the header')).uint8();
	const head =
		first === lessThan ? await taggedDtaHead(cursor) : await binaryDtaHead(cursor, first);
	const { rows, width, dataAt } = head;
	if (width === 0) throw new DataError('file holds no variables: 0');
	const complete = Math.floor((cursor.size - dataAt) / width);
	if (complete < rows) throw new DataError(`file ends inside record ${complete + 1} of ${rows}`);
	if (head.layout.isTagged) {
		cursor.goTo(dataAt + rows * width, 'the end of its records');
		await expectTag(cursor, '</data>');
	}
	return head;
}
