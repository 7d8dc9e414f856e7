import { type Followed, expectFollowed, rowsInOrder } from './followed.ts';

/**
 * Counts at every distinct time at which observation of somebody ends. Where all are seen from time
 * zero it is the step table that protection takes: `events` by cause, `atRisk` just before a time.
 */
export interface RiskTable {
	readonly size: number;
	readonly time: readonly number[];
	readonly atRisk: readonly number[];
	/** By cause, the outcome first. */
	readonly events: readonly (readonly number[])[];
	readonly censored: readonly number[];
	/** In order; undefined where all are seen from time zero. */
	readonly entries: Float64Array | undefined;
}

/** The table of some people; `causes` is the number of kinds of event. */
export function riskTable(followed: Followed, causes = 1): RiskTable {
	expectFollowed(followed, causes);
	const { time, event } = followed;
	const entries = followed.entry?.slice().sort();
	const table = {
		time: [] as number[],
		atRisk: [] as number[],
		censored: [] as number[],
		events: Array.from({ length: causes }, (): number[] => [])
	};
	const order = rowsInOrder(time);
	let entered = 0;
	for (let at = 0; at < order.length;) {
		const now = time[order[at]!]!;
		const counts = new Int32Array(causes + 1);
		const gone = at;
		for (; at < order.length && time[order[at]!] === now; at++) counts[event[order[at]!]!]!++;
		if (entries) while (entered < entries.length && entries[entered]! < now) entered++;
		table.time.push(now);
		table.atRisk.push((entries ? entered : order.length) - gone);
		table.censored.push(counts[0]!);
		table.events.forEach((series, cause) => series.push(counts[cause + 1]!));
	}
	return { size: time.length, ...table, entries };
}

/** The last time at which anybody was seen. */
export const lastTime = ({ time }: Pick<RiskTable, 'time'>) => time[time.length - 1]!;

/** How many are under observation just before a time. */
export function numberAtRisk(table: RiskTable, time: number): number {
	const { entries, size } = table;
	const entered = entries ? firstNotBelow(entries, time) : size;
	let left = 0;
	const until = firstNotBelow(table.time, time);
	for (let row = 0; row < until; row++) {
		left += table.censored[row]!;
		for (const series of table.events) left += series[row]!;
	}
	return entered - left;
}

/** The first position whose value is not below; values in order. */
export function firstNotBelow(values: ArrayLike<number>, value: number): number {
	let [low, high] = [0, values.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (values[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The last row whose time is not above; -1 before the first. */
export function lastRowUntil({ time }: Pick<RiskTable, 'time'>, until: number): number {
	const row = firstNotBelow(time, until);
	return time[row] === until ? row : row - 1;
}
