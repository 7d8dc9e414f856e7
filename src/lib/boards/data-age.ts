import type { Frequency } from '#lib/model/period.ts';
import { daysFrom } from './period-days.ts';

export interface DataAge {
	/** The day that the latest value speaks of. */
	readonly on: string;
	readonly months: number;
	/** How often there is a value, in months; undefined: one value has no rhythm. */
	readonly rhythm: number | undefined;
	/** A value was due and did not come: twice its rhythm has passed. */
	readonly isOld: boolean;
}

const daysOfMonth = 365.25 / 12;
const byFrequency: Readonly<Record<Frequency, number | undefined>> = {
	...{ month: 1, quarter: 3, year: 12, undated: undefined }
};

interface Aged {
	readonly today: string;
	readonly frequency?: Frequency;
}

/**
 * How old the latest value is, by the rhythm of the tile's own values: the middle of the intervals
 * between them, or the frequency of the series where its values come more often than that. Undefined
 * without a date.
 */
export function dataAge(days: readonly string[], { today, frequency }: Aged): DataAge | undefined {
	const dated = [...new Set(days.filter((day) => day !== ''))].sort();
	const on = dated.at(-1);
	if (on === undefined) return undefined;
	const months = Math.max(0, Math.floor(daysFrom(on, today) / daysOfMonth + 1e-9));
	const gaps = dated.slice(1).map((day, i) => daysFrom(dated[i]!, day) / daysOfMonth);
	const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)];
	const rhythm = middle === undefined ? frequency && byFrequency[frequency] : Math.round(middle);
	return { on, months, rhythm, isOld: rhythm !== undefined && months > 2 * Math.max(1, rhythm) };
}
