import { plainCell } from '#lib/estimate/plain-cell.ts';
import type { Row } from '#lib/estimate/query-engine.ts';

interface ArrowRows {
	readonly schema: { readonly fields: readonly { readonly name: string }[] };
	readonly numRows: number;
	getChildAt(index: number): { get(row: number): unknown } | null;
}

/** Arrow rows as plain objects: Arrow does not leave the engine. */
export function plainRows(batches: readonly ArrowRows[]): Row[] {
	return batches.flatMap((batch) => {
		const columns = batch.schema.fields.map(({ name }, i) => ({
			name,
			values: batch.getChildAt(i)
		}));
		return Array.from({ length: batch.numRows }, (_, row) =>
			Object.fromEntries(columns.map(({ name, values }) => [name, plainCell(values?.get(row))]))
		);
	});
}
