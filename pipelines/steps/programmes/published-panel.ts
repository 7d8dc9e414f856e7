import type { PanelData } from '#lib/impact/evaluation/panel-data.ts';
import type { ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import {
	numberColumns,
	outcomeColumns,
	ringColumn,
	textColumns
} from '#lib/impact/evaluation/published-columns.ts';
import { type TextTable, textColumn } from '#lib/impact/evaluation/text-table.ts';

export type ColumnType = 'text' | 'number';

/** A panel as it may leave: the declared columns. */
export interface PublishedPanel {
	readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
	/** '' is a blank. */
	readonly rows: readonly (readonly string[])[];
}

/** The columns that the design and the outcomes name, by unit and period: the order of the source is not told. */
export function publishedPanel({ programme, table, ring }: PanelData): PublishedPanel {
	const { unit, period } = programme.design.table;
	const texts = textColumns(programme);
	const numbers = numberColumns(programme);
	const columns = [
		...[unit, period].map((name) => ({ name, type: typeOf(name) })),
		...[...texts, ...numbers]
			.filter((name) => name !== unit && name !== period)
			.map((name) => ({ name, type: typeOf(name) })),
		...(ring.size > 0 ? [{ name: ringColumn, type: 'number' as const }] : [])
	];
	function typeOf(name: string): ColumnType {
		return texts.includes(name) ? 'text' : 'number';
	}
	const cell = (name: string, row: number): string => {
		const text = textColumn(table, name === ringColumn ? unit : name)[row]!;
		return name === ringColumn ? String(ring.get(text) ?? '') : text;
	};
	const rows = Array.from({ length: table.size }, (_, row) =>
		columns.map(({ name }) => cell(name, row))
	);
	return { columns, rows: rows.sort(byUnitAndPeriod) };
}

/** A table by unit and period. */
export function tableInOrder(table: TextTable, unit: string, period: string): TextTable {
	const [units, periods] = [textColumn(table, unit), textColumn(table, period)];
	const order = Array.from(units.keys()).sort((a, b) =>
		byUnitAndPeriod([units[a]!, periods[a]!], [units[b]!, periods[b]!])
	);
	const { lines } = table;
	return {
		...table,
		columns: new Map(
			[...table.columns].map(([name, texts]) => [name, order.map((row) => texts[row]!)])
		),
		...(lines && { lines: Int32Array.from(order, (row) => lines[row]!) })
	};
}

/** One series: its periods, its outcomes and the series it is held against. */
export function publishedSeries(
	{ design, outcomes }: ProgrammeWith<'series'>,
	table: TextTable
): PublishedPanel {
	const { period, control } = design.table;
	const others = [...outcomes.flatMap(outcomeColumns), ...(control === undefined ? [] : [control])];
	const columns = [...new Set([period, ...others])].map((name) => ({
		name,
		type: 'number' as const
	}));
	const rows = Array.from({ length: table.size }, (_, row) =>
		columns.map(({ name }) => textColumn(table, name)[row]!)
	);
	return { columns, rows: rows.sort((a, b) => Number(a[0]) - Number(b[0])) };
}

const byUnitAndPeriod = (a: readonly string[], b: readonly string[]) =>
	a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : Number(a[1]) - Number(b[1]);
