import { zipSync } from 'fflate';
import { columnLetters } from '#lib/readers/xlsx/xlsx-address.ts';
import { type Bytes, utf8 } from './byte-sources.ts';

/** A cell: a text (inline), a number, nothing, or its XML as attributes and what is inside. */
export type WorkbookCell =
	string | number | undefined | { readonly attributes?: string; readonly inside: string };

export interface WorkbookSheet {
	readonly name?: string;
	readonly state?: 'hidden' | 'veryHidden';
	/** Cells by row number. */
	readonly rows?: Readonly<Record<number, readonly WorkbookCell[]>>;
	readonly hiddenRows?: readonly number[];
	readonly merges?: readonly string[];
	/** XML before the rows, such as `<cols>`. */
	readonly before?: string;
	/** XML of the whole sheet in place of all the above. */
	readonly xml?: string;
}

export interface WorkbookParts {
	readonly sheets: readonly WorkbookSheet[];
	/** Inside of the `<si>` of every shared string. */
	readonly strings?: readonly string[];
	/** Number formats by number, and the number of the format of every cell style. */
	readonly formats?: Readonly<Record<number, string>>;
	readonly styles?: readonly number[];
	readonly is1904?: boolean;
	/** Further parts, or others in place of those made here. */
	readonly parts?: Readonly<Record<string, string>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook as Excel would write it, of the least that it needs. */
export function workbook(of: WorkbookParts): Bytes {
	return zipped(workbookParts(of));
}

export function zipped(parts: Readonly<Record<string, string | Bytes>>): Bytes {
	const files = Object.entries(parts).map(
		([name, part]) => [name, typeof part === 'string' ? utf8(part) : part] as const
	);
	return Uint8Array.from(zipSync(Object.fromEntries(files)));
}

export function workbookParts(of: WorkbookParts): Record<string, string> {
	const { sheets, strings = [], formats = {}, styles = [0], is1904 = false, parts = {} } = of;
	const list = sheets.map(
		({ name = `Sheet${sheets.length}`, state }, i) =>
			`<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${state ? ` state="${state}"` : ''}/>`
	);
	const codes = Object.entries(formats).map(
		([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`
	);
	const xfs = styles.map((id) => `<xf numFmtId="${id}"/>`).join('');
	return {
		'_rels/.rels': relationList([['officeDocument', 'xl/workbook.xml']]),
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': relationList([
			...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
			['sharedStrings', 'sharedStrings.xml'],
			['styles', '/xl/styles.xml']
		]),
		'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((inside) => `<si>${inside}</si>`).join('')}</sst>`,
		'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs}</cellXfs></styleSheet>`,
		...Object.fromEntries(sheets.map((sheet, i) => [sheetPart(i + 1), sheetXml(sheet)])),
		...parts
	};
}

export const sheetPart = (number: number) => `xl/worksheets/sheet${number}.xml`;

function relationList(targets: readonly (readonly [kind: string, target: string])[]): string {
	const all = targets.map(
		([kind, target], i) =>
			`<Relationship Id="rId${i + 1}" Type="${relations}/${kind}" Target="${target}"/>`
	);
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

function sheetXml({ rows = {}, hiddenRows = [], merges = [], before = '', xml }: WorkbookSheet) {
	if (xml !== undefined) return xml;
	const all = Object.entries(rows).map(([row, cells]) => {
		const hidden = hiddenRows.includes(Number(row)) ? ' hidden="1"' : '';
		const inside = cells.map((cell, i) => cellXml(cell, `${columnLetters(i + 1)}${row}`)).join('');
		return `<row r="${row}"${hidden}>${inside}</row>`;
	});
	const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
	return `<worksheet xmlns="${main}">${before}<sheetData>${all.join('')}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`;
}

function cellXml(cell: WorkbookCell, name: string): string {
	if (cell === undefined) return '';
	if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
	if (typeof cell === 'string')
		return `<c r="${name}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
	return `<c r="${name}"${cell.attributes ? ` ${cell.attributes}` : ''}>${cell.inside}</c>`;
}

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
