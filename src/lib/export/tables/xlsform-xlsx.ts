import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/universal';
import type { Instrument } from '#lib/model/instrument/instrument.ts';
import { excelText } from './excel-text.ts';
import { undatedWorkbook } from './undated-workbook.ts';
import { type FormSheetRows, xlsFormSheets } from '../instrument/xlsform-sheets.ts';

const width = { code: 16, text: 48 };

/** An instrument as the workbook that tools of ODK and KoboToolbox read; the same input, the same bytes. */
export async function xlsFormXlsx(one: Instrument): Promise<Uint8Array> {
	const blob = await writeXlsxFile(xlsFormSheets(one).map(sheet)).toBlob();
	return undatedWorkbook(new Uint8Array(await blob.arrayBuffer()));
}

/** Every cell is a text: a code `01` stays what it is. */
const cell = (value: string): CellObject | null =>
	value === '' ? null : { value: excelText(value), type: String };

function sheet({ name, header, rows }: FormSheetRows): Sheet<Blob> {
	const head = header.map((one): CellObject => ({
		...{ value: excelText(one), type: String, fontWeight: 'bold' as const }
	}));
	return {
		sheet: name,
		stickyRowsCount: 1,
		columns: header.map((one) => ({
			width: /^(label|hint|universe|pedigree_wording)/.test(one) ? width.text : width.code
		})),
		data: [head, ...rows.map((row) => row.map(cell))]
	};
}
