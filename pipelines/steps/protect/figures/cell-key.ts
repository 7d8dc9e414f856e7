import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { DeclaredTable } from '../../declared-tables.ts';
import type { CellPlace } from './cell-counts.ts';

type KeyFields = Pick<EstimateRow, 'territory' | 'by_1' | 'category_1' | 'by_2' | 'category_2'>;

const joinedKey = (parts: readonly string[]) => parts.join('\t');

/** Names a cell by the words of `estimates.parquet`; the whole survey has the territory ''. */
export function cellKey({ territory, by }: DeclaredTable, place: CellPlace): string {
	const [first = '', second = ''] = by;
	return joinedKey([
		territory === undefined ? '' : place[territory]!,
		...[first, first === '' ? '' : place[first]!],
		...[second, second === '' ? '' : place[second]!]
	]);
}

/** The cell that a row of `estimates.parquet` is about, of a survey of this country. */
export const rowKey = (row: KeyFields, country: string): string =>
	joinedKey([
		row.territory === country ? '' : row.territory,
		...[row.by_1, row.category_1, row.by_2, row.category_2]
	]);

/** The figure of an indicator about a cell. */
export const figureKey = (indicator: string, cell: string): string => joinedKey([indicator, cell]);

/** The figure that a row is about. */
export const rowFigure = (
	row: KeyFields & Pick<EstimateRow, 'indicator'>,
	country: string
): string => figureKey(row.indicator, rowKey(row, country));
