import { DomainError } from '#lib/errors.ts';
import type { EstimateRow } from './estimate-rows.ts';
import { groupsOf } from './interval-lines.ts';

/** An estimate of one wave; `label` is what the wave is called, `group` its series. */
export interface TrendRow extends EstimateRow {
	/** Years with their fraction: 2019.5 is the middle of 2019. */
	readonly time: number;
}

/** Two waves that cannot be compared, and why, in few words. */
export interface TrendBreak {
	readonly between: readonly [number, number];
	readonly label: string;
}

export interface TrendPoint {
	readonly row: TrendRow;
	/** Place of its row. */
	readonly index: number;
	readonly series: number;
	readonly time: number;
	/** Of its wave among those of its series. */
	readonly place: number;
	/** Points of one segment are joined by a line. */
	readonly segment: string;
}

/** As many lines as colours that everyone can tell apart. */
const mostSeries = 7;

/**
 * Points by series and time. A break between two waves ends a segment, and so does a wave whose
 * estimate is withheld: no line runs through what is not known.
 */
export function trendPoints(
	rows: readonly TrendRow[],
	breaks: readonly TrendBreak[] = [],
	groups: readonly string[] = groupsOf(rows)
): TrendPoint[] {
	if (groups.length > mostSeries)
		throw new DomainError(
			`a trend shows ${mostSeries} series at the most, draw small multiples: ${groups.length}`
		);
	for (const { between } of breaks)
		if (!(between[0] < between[1]))
			throw new DomainError(`waves of a break out of order: ${between.join(', ')}`);
	return groups.flatMap((group, series) => {
		const own = rows
			.map((row, index) => ({ row, index, series, time: row.time }))
			.filter(({ row }) => row.group === group)
			.sort((a, b) => a.time - b.time);
		let part = 0;
		return own.map((point, i) => {
			const before = own[i - 1];
			if (before && !isJoined(before.row, point.row, breaks)) part += 1;
			return { ...point, place: i, segment: `${series}.${part}` };
		});
	});
}

function isJoined(one: TrendRow, next: TrendRow, breaks: readonly TrendBreak[]): boolean {
	if (one.value === undefined || next.value === undefined) return false;
	return !breaks.some(({ between: [from, to] }) => one.time < to && next.time > from);
}
