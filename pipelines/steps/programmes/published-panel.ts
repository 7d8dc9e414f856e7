import { createHash } from 'node:crypto';
import type { PanelData } from '#lib/impact/evaluation/panel-data.ts';
import type { ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import {
	numberColumns,
	ringColumn,
	textColumns
} from '#lib/impact/evaluation/published-columns.ts';
import { type TextTable, textColumn } from '#lib/impact/evaluation/text-table.ts';
import type { Programme } from '#lib/model/programme.ts';

export type ColumnType = 'text' | 'number';

/** A panel as it may leave: the declared columns, units by number unless they may be named. */
export interface PublishedPanel {
	readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
	/** '' is a blank. */
	readonly rows: readonly (readonly string[])[];
}

/**
 * The columns that the design and the outcomes name, in rows of the order of the numbers: what the
 * order of the source told is not told. Clusters are numbered as units are.
 */
export function publishedPanel({ programme, table, ring }: PanelData): PublishedPanel {
	const { unit, period, cluster, named } = programme.design.table;
	const coded = named ? plainly : numbered(programme, textColumn(table, unit));
	const codedCluster =
		cluster === undefined || named ? plainly : numbered(programme, textColumn(table, cluster));
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
		if (name === ringColumn) return String(ring.get(textColumn(table, unit)[row]!) ?? '');
		const text = textColumn(table, name)[row]!;
		if (name === unit) return coded(text);
		return name === cluster ? codedCluster(text) : text;
	};
	const rows = Array.from({ length: table.size }, (_, row) =>
		columns.map(({ name }) => cell(name, row))
	);
	return { columns, rows: rows.sort(byUnitAndPeriod) };
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

const plainly = (text: string) => text;

function outcomeColumns({ column, scale }: Programme['outcomes'][number]): string[] {
	const exposure = scale.kind === 'count' ? scale.exposure : undefined;
	return [column, exposure].flatMap((name) => (name === undefined ? [] : [name]));
}

/** Numbers in the order of hashes, so that they say nothing of names or of the order of the file. */
function numbered({ id }: Programme, names: readonly string[]): (name: string) => string {
	const hash = (name: string) => createHash('sha256').update(`${id} ${name}`).digest('hex');
	const order = [...new Set(names)].map((name) => [hash(name), name] as const).sort();
	const width = String(order.length).length;
	const numbers = new Map(
		order.map(([, name], place) => [name, String(place + 1).padStart(width, '0')])
	);
	return (name) => numbers.get(name) ?? '';
}

const byUnitAndPeriod = (a: readonly string[], b: readonly string[]) =>
	a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : Number(a[1]) - Number(b[1]);
