import { DataError } from '#lib/errors.ts';
import { frequencyOf } from '#lib/model/period.ts';
import type { TimeScale } from '#lib/model/programme-design.ts';

const perYear = { quarter: 4, month: 12 } as const;

/** How a period is called: 2019, 2019-Q1, 2019-03; the number itself where nothing else is declared. */
export function periodName({ unit, first }: TimeScale, period: number): string {
	if (first === undefined || unit === 'wave') return String(period);
	const found = /^(\d{4})(?:-Q?(\d{1,2}))?$/.exec(first);
	if (!found) throw new DataError(`first period not such as 2019, 2019-Q1, 2019-03: ${first}`);
	const year = Number(found[1]);
	if (unit === 'year') return String(year + period - 1);
	const size = perYear[unit];
	const count = Number(found[2] ?? 1) - 1 + period - 1;
	const within = count - size * Math.floor(count / size) + 1;
	const name = unit === 'quarter' ? `Q${within}` : String(within).padStart(2, '0');
	return `${year + Math.floor(count / size)}-${name}`;
}

/** The number of a period that is called so; undefined where it is none of this scale. */
export function periodNumber({ unit, first }: TimeScale, name: string): number | undefined {
	if (unit === 'wave' || frequencyOf(name) !== unit) return undefined;
	const place = placeOf(unit, name);
	if (first === undefined) return unit === 'year' ? place : undefined;
	return frequencyOf(first) === unit ? place - placeOf(unit, first) + 1 : undefined;
}

/** Periods since the year 0. */
function placeOf(unit: 'year' | 'quarter' | 'month', name: string): number {
	const [, year, within] = /^(\d{4})(?:-Q?(\d{1,2}))?$/.exec(name) ?? [];
	if (unit === 'year') return Number(year);
	return perYear[unit] * Number(year) + Number(within) - 1;
}
