import { isoDate } from '../iso-time.ts';

/** What a display format such as %td says about the numbers of a variable. */
export interface DtaNumberFormat {
	/** The same for all formats that write numbers in the same way. */
	readonly unit: string;
	readonly kind: 'number' | 'date' | 'text';
	/** Undefined for a number that stands for no date. */
	text(value: number): string | undefined;
}

const secondsOfDay = 86_400;

/** 1 January 1960, where Stata begins to count, in seconds since 1970. */
const epoch = -3653 * secondsOfDay;

const formats: readonly DtaNumberFormat[] = [
	{ unit: 'd', kind: 'date', text: (days) => isoDate(days * secondsOfDay, { epoch }) },
	{ unit: 'c', kind: 'date', text: (ms) => isoDate(ms / 1000, { epoch, time: true }) },
	{ unit: 'C', kind: 'date', text: utcText },
	{ unit: 'w', kind: 'date', text: weekText },
	{ unit: 'm', kind: 'text', text: (months) => periodText(months, 12, (m) => padded(m, 2)) },
	{ unit: 'q', kind: 'text', text: (quarters) => periodText(quarters, 4, (q) => `Q${q}`) },
	{ unit: 'h', kind: 'text', text: (halves) => periodText(halves, 2, (h) => `S${h}`) }
];

const plain: DtaNumberFormat = { unit: '', kind: 'number', text: String };

/**
 * How the numbers of a variable are written: %td, %d, %tc, %tC and %tw as dates (a week is its first
 * day, as Stata's weeks are not those of ISO 8601); %tm as 2019-03; %tq as 2019-Q1 and %th as
 * 2019-S1, as SDMX writes them; all others, %ty and business days (%tb) among them, as numbers.
 */
export function dtaNumberFormat(format: string): DtaNumberFormat {
	const unit = /^%-?(?:d|t([dcCwmqh]))/.exec(format);
	if (!unit) return plain;
	return formats.find((known) => known.unit === (unit[1] ?? 'd')) ?? plain;
}

/** Days counted in a calendar that the file does not hold. */
export function isBusinessDay(format: string): boolean {
	return /^%-?tb/.test(format);
}

function weekText(weeks: number): string | undefined {
	if (!Number.isInteger(weeks)) return undefined;
	const year = 1960 + Math.floor(weeks / 52);
	const january = Date.UTC(year, 0, 1) / 1000;
	return isoDate(7 * secondsOfDay * (weeks - (year - 1960) * 52), { epoch: january });
}

function periodText(
	value: number,
	perYear: number,
	part: (number: number) => string
): string | undefined {
	const year = 1960 + Math.floor(value / perYear);
	if (!(Number.isInteger(value) && year >= 100 && year <= 9999)) return undefined;
	return `${padded(year, 4)}-${part(value - (year - 1960) * perYear + 1)}`;
}

const padded = (value: number, digits: number) => String(value).padStart(digits, '0');

/**
 * The moments after which a leap second had gone by: 1 July of these years or 1 January.
 * Source: IERS, Bulletin C, https://hpiers.obspm.fr/iers/bul/bulc/Leap_Second.dat
 */
const leapJulies = [1972, 1981, 1982, 1983, 1985, 1992, 1993, 1994, 1997, 2012, 2015];
const leapJanuaries = [
	...[1973, 1974, 1975, 1976, 1977, 1978, 1979, 1980, 1988, 1990, 1991, 1996, 1999, 2006],
	...[2009, 2017]
];
const leaps = [
	...leapJulies.map((year) => Date.UTC(year, 6, 1) / 1000),
	...leapJanuaries.map((year) => Date.UTC(year, 0, 1) / 1000)
].sort((a, b) => a - b);

/** %tC counts the leap seconds, of which the last minute of their day has one more. */
function utcText(milliseconds: number): string | undefined {
	const seconds = milliseconds / 1000;
	const gone = leaps.filter((leap, i) => epoch + seconds >= leap + i + 1).length;
	const next = leaps[gone];
	const dateAfter = (leapSeconds: number) =>
		isoDate(seconds, { epoch: epoch - leapSeconds, time: true });
	if (next === undefined || epoch + seconds < next + gone) return dateAfter(gone);
	return dateAfter(gone + 1)?.replace('T23:59:59', 'T23:59:60');
}
