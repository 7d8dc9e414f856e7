import { dtaRecords } from '#lib/readers/dta/dta.ts';
import type { Records } from '#lib/readers/records.ts';
import { bytesSource } from './byte-sources.ts';
import { type DtaCell, dtaFile, type DtaFileOptions, type DtaVariable } from './dta-writer.ts';
import { valueRows } from './record-list.ts';

/** What the reader says about a file that has just been written. */
export async function writtenDta(
	variables: readonly DtaVariable[],
	rows: readonly (readonly DtaCell[])[],
	options: Partial<DtaFileOptions> = {}
): Promise<Records> {
	return dtaRecords(bytesSource(dtaFile(variables, rows, { release: 118, ...options })));
}

/** The values of such a file. */
export async function writtenDtaValues(...file: Parameters<typeof writtenDta>) {
	return valueRows(await writtenDta(...file));
}

/** The values of a file with one variable. */
export async function writtenDtaColumn(
	variable: Omit<DtaVariable, 'name'>,
	cells: readonly DtaCell[],
	options: Partial<DtaFileOptions> = {}
) {
	const rows = cells.map((cell) => [cell]);
	const values = await writtenDtaValues([{ name: 'x', ...variable }], rows, options);
	return values.map(([value]) => value);
}
