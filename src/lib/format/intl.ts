const numbers = new Map<string, Intl.NumberFormat>();
const days = new Map<string, Intl.DateTimeFormat>();

/** `Intl.NumberFormat`, made once for a language and a style: making one takes longer than a hundred uses. */
export function numberFormat(locale: string, style: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `${locale} ${JSON.stringify(style)}`;
	const format = numbers.get(key) ?? new Intl.NumberFormat(locale, style);
	numbers.set(key, format);
	return format;
}

/** `Intl.DateTimeFormat` of days in UTC, made once for a language and a style. */
export function dayFormat(locale: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${locale} ${JSON.stringify(style)}`;
	const format = days.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
	days.set(key, format);
	return format;
}
