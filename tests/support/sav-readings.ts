import type { Records } from '#lib/readers/records.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { bytesSource } from './byte-sources.ts';
import { valueRows } from './record-list.ts';
import { type SavCell, savFile, type SavFileOptions, type SavVariable } from './sav-writer.ts';

const compressions = ['none', 'bytecode', 'zlib'] as const;

/** All forms in which a file can hold the same records. */
export const savForms = compressions.flatMap((compression) =>
	[true, false].map((littleEndian) => ({ compression, littleEndian }))
);

/** What the reader says about a file of UTF-8 that has just been written. */
export async function writtenSav(
	variables: readonly SavVariable[],
	rows: readonly (readonly SavCell[])[],
	options: SavFileOptions = {}
): Promise<Records> {
	return savRecords(bytesSource(savFile(variables, rows, { encoding: 'UTF-8', ...options })));
}

/** The values of such a file. */
export async function writtenSavValues(...file: Parameters<typeof writtenSav>) {
	return valueRows(await writtenSav(...file));
}

/** The values of a file with one variable. */
export async function writtenSavColumn(
	variable: Omit<SavVariable, 'name'>,
	cells: readonly SavCell[],
	options: SavFileOptions = {}
) {
	const rows = cells.map((cell) => [cell]);
	const values = await writtenSavValues([{ name: 'x', ...variable }], rows, options);
	return values.map(([value]) => value);
}
