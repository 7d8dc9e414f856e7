import { createHash } from 'node:crypto';
import type { PanelData } from '#lib/impact/evaluation/panel-data.ts';
import { type TextTable, textColumn } from '#lib/impact/evaluation/text-table.ts';

/**
 * The table with numbers for the names of units and clusters, and the ring by these numbers. They follow
 * the order of hashes: they say nothing of names, nor of the order of the file.
 */
export function numberedUnits({ programme, table, ring }: PanelData): {
	readonly table: TextTable;
	readonly ring: ReadonlyMap<string, number>;
} {
	const { unit, cluster } = programme.design.table;
	const columns = new Map(table.columns);
	const unitOf = numbered(programme.id, textColumn(table, unit));
	columns.set(unit, textColumn(table, unit).map(unitOf));
	if (cluster !== undefined) {
		const names = textColumn(table, cluster);
		columns.set(cluster, names.map(numbered(programme.id, names)));
	}
	return {
		table: { ...table, columns },
		ring: new Map([...ring].map(([name, start]) => [unitOf(name), start]))
	};
}

function numbered(salt: string, names: readonly string[]): (name: string) => string {
	const hash = (name: string) => createHash('sha256').update(`${salt} ${name}`).digest('hex');
	const order = [...new Set(names)].map((name) => [hash(name), name] as const).sort();
	const width = String(order.length).length;
	const numbers = new Map(
		order.map(([, name], place) => [name, String(place + 1).padStart(width, '0')])
	);
	return (name) => numbers.get(name) ?? '';
}
