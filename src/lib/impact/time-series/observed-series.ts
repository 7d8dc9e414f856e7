import { DataError } from '#lib/errors.ts';

/** A series by period, in order of time. */
export interface ObservedSeries {
	/** Whole numbers, one a period: months since a start, years. */
	readonly time: Float64Array;
	readonly values: Float64Array;
	/** People or kilometres at risk, for counts: its logarithm is the offset. */
	readonly exposure?: Float64Array;
}

/** Level and slope need so many points on either side. */
const leastPoints = 2;

/** @throws DataError naming the period: twice there, out of order, without a value, too few of them. */
export function expectSeries({ time, values, exposure }: ObservedSeries, interruption: number) {
	for (const column of [values, exposure])
		if (column && column.length !== time.length)
			throw new DataError(`column for another number of periods: ${column.length}`);
	for (let i = 0; i < time.length; i++) {
		if (!Number.isInteger(time[i]))
			throw new DataError(`period not a whole number, row ${i + 1}: ${time[i]}`);
		if (i > 0 && time[i] === time[i - 1]) throw new DataError(`period there twice: ${time[i]}`);
		if (i > 0 && time[i]! < time[i - 1]!)
			throw new DataError(`period out of order, row ${i + 1}: ${time[i]}`);
		if (!Number.isFinite(values[i]))
			throw new DataError(`no value in period ${time[i]}: ${values[i]}`);
		if (exposure && !(exposure[i]! > 0 && exposure[i]! < Infinity))
			throw new DataError(`exposure not above 0 in period ${time[i]}: ${exposure[i]}`);
	}
	const before = time.filter((at) => at < interruption).length;
	const after = time.length - before;
	for (const [side, points] of [
		['before', before],
		['from', after]
	] as const)
		if (points < leastPoints)
			throw new DataError(
				`fewer than ${leastPoints} points ${side} the interruption at ${interruption}: ${points}`
			);
}
