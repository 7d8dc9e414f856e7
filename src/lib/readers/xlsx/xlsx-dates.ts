import { isoDate, isoDuration, isoTime } from '../iso-time.ts';

/** What a number format makes of a number: a point in time, a part of one, or nothing of the kind. */
export interface DateFormat {
	readonly date: boolean;
	readonly time: boolean;
	/** Hours, minutes or seconds in all, such as [h]:mm, which is a duration. */
	readonly elapsed: boolean;
}

const [date, time, moment, elapsed] = [
	{ date: true, time: false, elapsed: false },
	{ date: false, time: true, elapsed: false },
	{ date: true, time: true, elapsed: false },
	{ date: false, time: true, elapsed: true }
];

/** Formats that have a number only (ECMA-376 part 1, 18.8.30), East Asian ones included. */
const builtIn: ReadonlyMap<number, DateFormat> = new Map([
	...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
		(id) => [id, date] as const
	),
	...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, time] as const),
	[22, moment],
	[46, elapsed]
]);

/** What a number format means by its number, or by its code where the workbook has one of its own. */
export function dateFormat(id: number, code: string | undefined): DateFormat | undefined {
	return code === undefined ? builtIn.get(id) : dateFormatOfCode(code);
}

/**
 * By its code (ECMA-376 part 1, 18.8.31), such as dd/mm/yyyy hh:mm. `m` is a month, but minutes
 * beside hours or seconds.
 */
function dateFormatOfCode(code: string): DateFormat | undefined {
	const [first = ''] = withoutLiterals(code).split(';');
	const isElapsed = /\[(h+|m+|s+)\]/i.test(first);
	const signs = first.replace(/\[[^\]]*\]/g, '');
	if (/general|[0#?]E[+-]/i.test(signs)) return undefined;
	if (isElapsed) return elapsed;
	const hasTime = /[hs]/i.test(signs);
	const hasDate = /[ydegb]|mmm/i.test(signs) || (!hasTime && /m/i.test(signs));
	if (!hasDate && !hasTime) return undefined;
	return { date: hasDate, time: hasTime, elapsed: false };
}

/** Without quoted texts, escaped signs, blanks as wide as a sign (_x), and filling signs (*x). */
const withoutLiterals = (code: string) => code.replace(/"[^"]*"?|\\.|_.|\*./g, '');

const secondsOfDay = 86_400;
/** Days from the first of a workbook's calendar to 1970. */
const daysTo1970 = { from1900: 25_569, from1904: 24_107 };
/** Excel counts a 29 February 1900 that never was: before it, all is one day later. */
const dayThatNeverWas = 60;

export interface SerialOptions {
	/** The calendar begins with 1904 instead of 1900. */
	readonly is1904: boolean;
}

/**
 * A date, moment, time of the day or duration in ISO 8601, to the millisecond. Undefined for a
 * number that is none in this calendar: before its first day, 29 February 1900, after 9999.
 */
export function serialText(
	serial: number,
	format: DateFormat,
	{ is1904 }: SerialOptions
): string | undefined {
	if (format.elapsed) return isoDuration(rounded(serial * secondsOfDay));
	if (!format.date && serial >= 0 && serial < 1) {
		const seconds = rounded(serial * secondsOfDay);
		return seconds < secondsOfDay ? isoTime(seconds) : undefined;
	}
	const days = is1904 ? daysSince1904(serial) : daysSince1900(serial);
	if (days === undefined) return undefined;
	return isoDate(rounded(days * secondsOfDay), { epoch: 0, time: format.time });
}

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

const daysSince1904 = (serial: number) => (serial >= 0 ? serial - daysTo1970.from1904 : undefined);

function daysSince1900(serial: number): number | undefined {
	if (serial < 1 || Math.floor(serial) === dayThatNeverWas) return undefined;
	return serial - daysTo1970.from1900 + (serial < dayThatNeverWas ? 1 : 0);
}
