import { dayFormat, numberFormat } from './intl.ts';

/** The year or years of fieldwork: "2019", "2020-2021" with an en dash. */
export function years(start: string, end: string): string {
	const [from, to] = [start.slice(0, 4), end.slice(0, 4)];
	return from === to ? from : `${from}–${to}`;
}

export function longDate(date: string, locale: string): string {
	return dayFormat(locale, { dateStyle: 'long' }).format(new Date(`${date}T00:00:00Z`));
}

/** A day, month or year, as exact as it is known: "4 May 2011", "May 2011", "2011". */
export function partialDate(date: string, locale: string): string {
	if (date.length === 4) return date;
	if (date.length > 7) return longDate(date, locale);
	return dayFormat(locale, { month: 'long', year: 'numeric' }).format(
		new Date(`${date}-01T00:00:00Z`)
	);
}

/** How long ago something was: months up to two years, years with a decimal from then on. */
export function age(months: number, locale: string): string {
	const [value, unit] = months < 24 ? [months, 'month'] : [months / 12, 'year'];
	const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
	return numberFormat(locale, style).format(value);
}
