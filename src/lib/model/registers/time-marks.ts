import { notStated } from './not-stated.ts';

/** A mark on an axis of time. */
export interface TimeMark {
	readonly id: string;
	/** Years with their fraction, as charts over time have them: the first moment it may have been. */
	readonly from: number;
	/** The last moment: the end of the year, month or day that is named, or of what lasted. */
	readonly until: number;
	/** Whether the day is known. */
	readonly isExact: boolean;
}

interface Dated {
	readonly id: string;
	readonly date: string;
	readonly until?: string | undefined;
}

/**
 * Marks of a register for a chart over time: entries with a date that meet the span between two times,
 * in order. What has no date has no mark; a year is a span, never a day in it.
 */
export function timeMarks(
	entries: readonly Dated[],
	[first, last]: readonly [number, number]
): TimeMark[] {
	return entries
		.filter(({ date }) => date !== notStated)
		.map(({ id, date, until = date }) => {
			const end = until === notStated ? date : until;
			return {
				id,
				from: yearOf(startOf(date)),
				until: yearOf(endOf(end)),
				isExact: date.length === 10
			};
		})
		.filter(({ from, until }) => from <= last && until >= first)
		.sort((a, b) => a.from - b.from || a.until - b.until || (a.id < b.id ? -1 : 1));
}

const partsOf = (date: string): [number, number | undefined, number | undefined] => {
	const [year = NaN, month, day] = date.split('-').map(Number);
	return [year, month, day];
};

/** A moment as a year with its fraction: 2019.5 is the middle of 2019. */
function yearOf(moment: number): number {
	const year = new Date(moment).getUTCFullYear();
	const [start, next] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
	return year + (moment - start) / (next - start);
}

/** Milliseconds since 1970. */
function startOf(date: string): number {
	const [year, month = 1, day = 1] = partsOf(date);
	return Date.UTC(year, month - 1, day);
}

/** The moment before the next year, month or day begins. */
function endOf(date: string): number {
	const [year, month, day] = partsOf(date);
	if (month === undefined) return Date.UTC(year + 1, 0, 1) - 1;
	return (day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1)) - 1;
}
