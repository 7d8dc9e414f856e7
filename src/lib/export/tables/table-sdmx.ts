import { csvLines } from './csv-lines.ts';
import { type CellOf, type LeavingTable, cellReader } from './leaving-table.ts';

/** The rows as an SDMX-CSV 2.0 message: codes, not labels; no byte order mark. */
export function tableSdmx(table: Pick<LeavingTable, 'columns' | 'rows' | 'form'>): string {
	const { sdmx } = table.form;
	const { dimensions, attributes } = sdmx;
	const read = cellReader(table);
	const header = [
		...['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...Object.keys(dimensions)],
		...['OBS_VALUE', 'OBS_STATUS', 'CONF_STATUS', ...Object.keys(attributes)]
	];
	const observations = table.rows.map((row) => {
		const cell: CellOf = (id) => read(row, id);
		return [
			...['datastructure', sdmx.structure, 'I'],
			...Object.values(dimensions).map(({ column, blank }) => cell(column) || blank),
			...[cell(sdmx.value), sdmx.observationStatus(cell), sdmx.confidentiality(cell)],
			...Object.values(attributes).map(cell)
		];
	});
	return csvLines([header, ...observations]);
}
