import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A list to choose from in the cells of a column, from another sheet. */
export interface DropDown {
	/** Such as C3:C2000. */
	readonly cells: string;
	/** Such as lists!$A$3:$A$20. */
	readonly from: string;
	/** Whether anything else may be written, such as two codes. */
	readonly isOpen: boolean;
}

/**
 * A workbook as the same bytes whenever it is made: zip files and the properties of a workbook bear the
 * time. `dropDowns` by the number of the sheet, from 1, which write-excel-file 4.1.1 has no word for
 * (ECMA-376 part 1, 18.3.1.33).
 */
export function undatedWorkbook(
	bytes: Uint8Array,
	dropDowns: ReadonlyMap<number, readonly DropDown[]> = new Map()
): Uint8Array {
	const parts = Object.entries(unzipSync(bytes)).sort(([a], [b]) => (a < b ? -1 : 1));
	const mtime = '1980-01-01T00:00:00';
	return zipSync(
		Object.fromEntries(
			parts.map(([name, part]) => {
				const number = Number(/^xl\/worksheets\/sheet(\d+)[.]xml$/.exec(name)?.[1]);
				return [name, [withDropDowns(part, dropDowns.get(number) ?? []), { mtime }]];
			})
		)
	);
}

function withDropDowns(part: Uint8Array, all: readonly DropDown[]): Uint8Array {
	if (all.length === 0) return part;
	const each = all.map(
		({ cells, from, isOpen }) =>
			`<dataValidation type="list" allowBlank="1" showErrorMessage="${isOpen ? 0 : 1}" sqref="${cells}"><formula1>${from}</formula1></dataValidation>`
	);
	const list = `<dataValidations count="${all.length}">${each.join('')}</dataValidations>`;
	return strToU8(strFromU8(part).replace('</worksheet>', `${list}</worksheet>`));
}
