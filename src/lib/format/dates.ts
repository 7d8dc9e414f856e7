/** The year or years of fieldwork: "2019", "2020-2021" with an en dash. */
export function years(start: string, end: string): string {
	const [from, to] = [start.slice(0, 4), end.slice(0, 4)];
	return from === to ? from : `${from}–${to}`;
}

export function longDate(date: string, locale: string): string {
	return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
		new Date(`${date}T00:00:00Z`)
	);
}
