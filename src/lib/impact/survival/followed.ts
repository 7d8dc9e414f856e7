import { DataError, DomainError } from '#lib/errors.ts';

/** People under observation from time zero (or from their own entry) until an event or its end. */
export interface Followed {
	/** Above 0, in one unit. */
	readonly time: Float64Array;
	/** 0: seen until then without an event; else the number of what happened, the outcome being 1. */
	readonly event: Int32Array;
	/** Time at which somebody came under observation; without it all from time zero. */
	readonly entry?: Float64Array;
}

/** @throws DataError naming the row (from 1) and what is wrong with it. */
export function expectFollowed({ time, event, entry }: Followed, causes: number) {
	if (time.length === 0) throw new DataError('nobody is under observation, people: 0');
	for (const column of [event, entry])
		if (column && column.length !== time.length)
			throw new DomainError(`column for another number of people: ${column.length}`);
	for (let i = 0; i < time.length; i++) {
		if (!(time[i]! > 0 && time[i]! < Infinity))
			throw new DataError(`time under observation not above 0, row ${i + 1}: ${time[i]}`);
		if (!(event[i]! >= 0 && event[i]! <= causes))
			throw new DataError(`event not a number from 0 to ${causes}, row ${i + 1}: ${event[i]}`);
		if (entry && !(entry[i]! >= 0 && entry[i]! < time[i]!))
			throw new DataError(
				`entry not before the end of observation at ${time[i]}, row ${i + 1}: ${entry[i]}`
			);
	}
}

/** The people of one group. */
export function followedWhere(followed: Followed, isIn: (row: number) => boolean): Followed {
	const rows = followed.time.map((_, row) => row).filter(isIn);
	const { time, event, entry } = followed;
	return {
		time: rows.map((row) => time[row]!),
		event: Int32Array.from(rows, (row) => event[row]!),
		...(entry && { entry: rows.map((row) => entry[row]!) })
	};
}

/** Row numbers in order of a column; equal values keep the order of their rows. */
export function rowsInOrder(values: Float64Array): Int32Array {
	return Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
}
