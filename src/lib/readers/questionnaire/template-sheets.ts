import type { EntryTemplate, TemplateSheet } from '#lib/model/entry-template.ts';
import type { Questionnaire } from '#lib/model/questionnaires/questionnaire.ts';
import type { GridRow, SheetGrid } from '../xlsx/sheet-grids.ts';

/** Where the columns of a form are named in a sheet. */
export interface HeadedSheet {
	readonly sheet: TemplateSheet;
	readonly grid: SheetGrid;
	readonly header: GridRow;
}

/** A form that a workbook is, and which of its sheets is which. */
export interface RecognisedForm {
	readonly questionnaire: Questionnaire;
	readonly sheets: readonly HeadedSheet[];
}

/** Names of columns are looked for in so many rows: titles and logos may stand above them. */
const headerRows = 30;

/** A sheet of the form shares so much of its columns with it. */
const leastAlike = 0.34;

interface Likeness extends HeadedSheet {
	/** 0 to 1: columns of both among those of either; more where the name is the same. */
	readonly score: number;
}

/**
 * The form that a workbook was made from, told by the names of its columns, however its sheets are
 * called and its columns ordered; undefined where it is none.
 */
export function recognisedForm(
	grids: readonly SheetGrid[],
	known: readonly Questionnaire[]
): RecognisedForm | undefined {
	let best: { readonly form: RecognisedForm; readonly score: number } | undefined;
	for (const questionnaire of known) {
		const sheets = sheetsOf(grids, questionnaire.template);
		if (sheets.length === 0) continue;
		const score =
			sheets.reduce((sum, one) => sum + one.score, 0) / questionnaire.template.sheets.length;
		if (score > (best?.score ?? 0)) best = { form: { questionnaire, sheets }, score };
	}
	return best?.form;
}

/** Each sheet of a form with the one of the workbook that is most like it, every one taken once. */
function sheetsOf(grids: readonly SheetGrid[], { sheets }: EntryTemplate): Likeness[] {
	const all = sheets
		.flatMap((sheet) => grids.flatMap((grid) => likeness(sheet, grid) ?? []))
		.sort((a, b) => b.score - a.score);
	const [sheetsTaken, gridsTaken] = [new Set<TemplateSheet>(), new Set<SheetGrid>()];
	return all.filter(({ sheet, grid }) => {
		if (sheetsTaken.has(sheet) || gridsTaken.has(grid)) return false;
		sheetsTaken.add(sheet);
		gridsTaken.add(grid);
		return true;
	});
}

function likeness(sheet: TemplateSheet, grid: SheetGrid): Likeness | undefined {
	const names = new Set(sheet.columns.map(({ id }) => id));
	const heads = grid.rows.slice(0, headerRows).map((row) => {
		const written = row.cells.map(({ text }) => columnText(text)).filter((text) => text !== '');
		const shared = new Set(written.filter((text) => names.has(text))).size;
		return { row, shared, score: shared / (names.size + written.length - shared) };
	});
	const header = heads.reduce((a, b) => (b.shared >= a.shared ? b : a), heads[0] ?? blank);
	const isNamedSo = grid.name.trim().toLowerCase() === sheet.id;
	const isAlike = header.score >= leastAlike || (isNamedSo && header.shared > 0);
	if (!header.row || !isAlike) return undefined;
	return { sheet, grid, header: header.row, score: header.score + (isNamedSo ? 0.25 : 0) };
}

const blank = { row: undefined, shared: 0, score: 0 };

/** The name of a column as it is written, or with a mark of one that is needed. */
export const columnText = (text: string) => text.replaceAll('*', '').trim().toLowerCase();
