import { type Bytes, viewOf } from '../byte-cursor.ts';
import { isoDate, isoDuration, isoTime } from '../iso-time.ts';

/** Numbers that an SPSS system file gives a meaning of its own. */
export interface SavSpecialNumbers {
	readonly systemMissing: number;
	readonly highest: number;
	readonly lowest: number;
}

/** Of IEEE doubles: the lowest of all, the highest, and the one above the lowest. */
export const usualSpecialNumbers: SavSpecialNumbers = {
	systemMissing: -Number.MAX_VALUE,
	highest: Number.MAX_VALUE,
	lowest: above(-Number.MAX_VALUE)
};

function above(negative: number): number {
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, negative);
	view.setBigInt64(0, view.getBigInt64(0) - 1n);
	return view.getFloat64(0);
}

/** 14 October 1582, where SPSS begins to count, in seconds since 1970. */
const epoch = -12_219_379_200;

/** The first date of the Gregorian calendar: 15 October 1582. */
export const firstDate = 86_400;

const dates = [20, 23, 24, 28, 29, 30, 38, 39];
const moments = [22, 41];
const times = [21];
const durations = [25, 40];

export interface SavNumberFormat {
	readonly kind: 'number' | 'date' | 'text';
	/** Undefined for a number that is no date or time: a code such as 99, or nonsense. */
	text(value: number): string | undefined;
}

/**
 * How the numbers of a variable are written, by the type of its print format: DATE (20), ADATE (23),
 * JDATE (24), MOYR (28), QYR (29), WKYR (30), EDATE (38), SDATE (39) as dates, with the time if there
 * is one; DATETIME (22) and YMDHMS (41) as dates with time; TIME (21); DTIME (25) and MTIME (40) as
 * durations. A month (MOYR), quarter or week is the date that stands for it in the file.
 */
export function savNumberFormat(type: number): SavNumberFormat {
	if (dates.includes(type)) return { kind: 'date', text: (value) => date(value, false) };
	if (moments.includes(type)) return { kind: 'date', text: (value) => date(value, true) };
	if (times.includes(type)) return { kind: 'text', text: isoTime };
	if (durations.includes(type)) return { kind: 'text', text: isoDuration };
	return { kind: 'number', text: String };
}

function date(value: number, time: boolean): string | undefined {
	return value >= firstDate ? isoDate(value, { epoch, time }) : undefined;
}

export function float64(bytes: Bytes, littleEndian: boolean): number {
	return viewOf(bytes).getFloat64(0, littleEndian);
}
