import { plainCell, plainNumber } from '#lib/estimate/plain-cell.ts';
import type { Columns, Row } from '#lib/estimate/query-engine.ts';

interface ArrowRows {
	readonly schema: { readonly fields: readonly { readonly name: string }[] };
	readonly numRows: number;
	getChildAt(
		index: number
	): { get(row: number): unknown; toArray(): unknown; readonly nullCount: number } | null;
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

/** Arrow columns of numbers as arrays of doubles, batches one after the other. */
export function plainColumns(batches: readonly ArrowRows[]): Columns {
	const rows = batches.reduce((n, batch) => n + batch.numRows, 0);
	const names = batches[0]?.schema.fields.map(({ name }) => name) ?? [];
	return Object.fromEntries(
		names.map((name, c) => {
			const column = new Float64Array(rows);
			let from = 0;
			for (const batch of batches) {
				fill(column, from, batch, c);
				from += batch.numRows;
			}
			return [name, column];
		})
	);
}

function fill(column: Float64Array, from: number, batch: ArrowRows, c: number) {
	const values = batch.getChildAt(c);
	const raw = values?.nullCount === 0 ? values.toArray() : undefined;
	if (raw instanceof Float64Array || raw instanceof Int32Array || raw instanceof Uint8Array) {
		column.set(raw.subarray(0, batch.numRows), from);
		return;
	}
	const name = batch.schema.fields[c]?.name ?? '';
	for (let i = 0; i < batch.numRows; i++) column[from + i] = plainNumber(name, values?.get(i));
}
