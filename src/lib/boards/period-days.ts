import { frequencyOf } from '#lib/model/period.ts';

/** The last day of a year, a quarter or a month; undefined of what is undated. */
export function periodEnd(period: string): string | undefined {
	const [year = '', part] = period.split('-');
	if (frequencyOf(period) === undefined || period === 'undated') return undefined;
	const quarter = part?.startsWith('Q') ? Number(part.slice(1)) * 3 : undefined;
	const month = quarter ?? (part === undefined ? 12 : Number(part));
	return new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
}

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

/** Days from one to another. */
export const daysFrom = (from: string, to: string): number => dayOf(to) - dayOf(from);

/** A day as a year with its fraction, for an axis of time. */
export function yearOf(day: string): number {
	const year = Number(day.slice(0, 4));
	const [start, end] = [dayOf(`${year}-01-01`), dayOf(`${year + 1}-01-01`)];
	return year + (dayOf(day) - start) / (end - start);
}

/** Months or quarters counted on from year 0, years as they are: what a season is counted by. */
export function stepOf(period: string): number {
	const [year = '', part] = period.split('-');
	if (part === undefined) return Number(year);
	return part.startsWith('Q')
		? 4 * Number(year) + Number(part.slice(1)) - 1
		: 12 * Number(year) + Number(part) - 1;
}
