import type { EstimateRow } from './estimate-rows.ts';

/** One line of the picture: an estimate with its name, or the name of a group of lines. */
export interface IntervalLine {
	readonly key: string;
	readonly name: string;
	readonly row: EstimateRow | undefined;
	/** Place of its second category, which gives the colour; 0 without one. */
	readonly series: number;
}

/** Estimates in their order; with a second breakdown, each first category heads its lines. */
export function intervalLines(rows: readonly EstimateRow[]): IntervalLine[] {
	const groups = [...new Set(rows.map(({ group }) => group))];
	const lines: IntervalLine[] = [];
	rows.forEach((row, i) => {
		const key = String(i);
		const series = groups.indexOf(row.group);
		if (row.group === '') lines.push({ key, name: row.label, row, series });
		else {
			if (row.label !== rows[i - 1]?.label)
				lines.push({ key: `heading ${key}`, name: row.label, row: undefined, series });
			lines.push({ key, name: row.group, row, series });
		}
	});
	return lines;
}
