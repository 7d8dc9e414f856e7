import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskedFigures, ReleaseEngine } from '#lib/engine/release-engine.ts';
import { rowsWith } from '#lib/engine/rows-with.ts';
import { comparisonRow, estimateRow } from '#lib/model/estimate-row.ts';
import { replicateRow } from '#lib/model/replicate-row.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';

type Rows = Record<string, unknown>[];

type Changes = Partial<Pick<ReleaseEngine, 'published' | 'replicates' | 'contrasts' | 'ask'>>;

/**
 * The engine of the browser as far as surveys without rows need it, on the folder of a release; what
 * is given besides takes the place of its own.
 */
export function readyEngine(folder: string, changes: Changes = {}): ReleaseEngine {
	const rowsOf = async (path: string, columns: object, value: string): Promise<Rows> => {
		const bytes = new Uint8Array(readFileSync(join(folder, path))).buffer;
		const table = await parquetColumns(bytes, Object.keys(columns));
		return rowsWith(table, { column: 'indicator', value });
	};
	const own: Changes = {
		async published({ survey, indicator }: AskedFigures) {
			const rows = await rowsOf('estimates.parquet', estimateRow.shape, indicator);
			return rows.map((row) => estimateRow.parse(row)).filter(({ source }) => source === survey);
		},
		async replicates({ survey, indicator }: AskedFigures) {
			const rows = await rowsOf(`replicates/${survey}.parquet`, replicateRow.shape, indicator);
			return rows.map((row) => replicateRow.parse(row));
		},
		async contrasts({ survey, indicator }: AskedFigures) {
			const rows = await rowsOf('comparisons.parquet', comparisonRow.shape, indicator);
			return rows
				.map((row) => comparisonRow.parse(row))
				.filter(({ kind, of_source: source }) => kind === 'groups' && source === survey);
		}
	};
	return { ...own, ...changes } as unknown as ReleaseEngine;
}
