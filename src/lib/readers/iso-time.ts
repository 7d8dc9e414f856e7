const secondsOfDay = 86_400;

export interface IsoDateOptions {
	/** Where the seconds begin to count, in whole seconds since 1970. */
	readonly epoch: number;
	/** Writes the time at midnight too; otherwise only where there is one. */
	readonly time?: boolean;
}

/**
 * A date such as 2019-03-01, or with its time. Undefined outside the years 1 to 9999, which ISO 8601
 * writes in four digits.
 */
export function isoDate(
	seconds: number,
	{ epoch, time = false }: IsoDateOptions
): string | undefined {
	const counted = parts(seconds);
	// Whole seconds are added exactly; with the fraction the sum would be rounded.
	const whole = counted.whole + epoch;
	const { fraction } = counted;
	const day = Math.floor(whole / secondsOfDay);
	const date = new Date(day * secondsOfDay * 1000);
	const year = date.getUTCFullYear();
	if (!(year >= 1 && year <= 9999)) return undefined;
	const rest = whole - day * secondsOfDay;
	const text = date.toISOString().slice(0, 10);
	return time || rest > 0 || fraction !== '' ? `${text}T${clock(rest)}${fraction}` : text;
}

/** A time of the day such as 23:05:00; what is not within one day is a duration. */
export function isoTime(seconds: number): string | undefined {
	const { whole, fraction } = parts(seconds);
	if (!(whole >= 0 && whole < secondsOfDay)) return isoDuration(seconds);
	return clock(whole) + fraction;
}

/** Some 30,000 years; a duration of more is none. */
const longestSeconds = 1e12;

/** A duration such as PT26H5M or -PT1.5S. */
export function isoDuration(seconds: number): string | undefined {
	if (!(Math.abs(seconds) < longestSeconds)) return undefined;
	const { whole, fraction } = parts(Math.abs(seconds));
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor(whole / 60) % 60;
	const rest = `${whole % 60}${fraction}`;
	const text =
		(hours > 0 ? `${hours}H` : '') +
		(minutes > 0 ? `${minutes}M` : '') +
		(rest === '0' ? '' : `${rest}S`);
	return `${seconds < 0 ? '-' : ''}PT${text === '' ? '0S' : text}`;
}

function clock(seconds: number): string {
	return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
		.map((part) => String(part).padStart(2, '0'))
		.join(':');
}

/** Whole seconds, and the fraction as its fewest digits with a point before them, or ''. */
function parts(seconds: number): { whole: number; fraction: string } {
	const whole = Math.floor(seconds);
	const fraction = seconds - whole;
	// What a double cannot tell apart: seconds since 1582 are held to 2 microseconds.
	const finest = Math.max(1e-6, Math.abs(seconds) * Number.EPSILON);
	if (fraction < finest) return { whole, fraction: '' };
	if (1 - fraction < finest) return { whole: whole + 1, fraction: '' };
	for (let digits = 1; digits < 6; digits++) {
		const text = fraction.toFixed(digits);
		if (Math.abs(Number(text) - fraction) < finest) return { whole, fraction: text.slice(1) };
	}
	return { whole, fraction: fraction.toFixed(6).slice(1) };
}
