import type { TimeScale } from '#lib/model/programme-design.ts';

const perYear = { quarter: 4, month: 12 } as const;

/**
 * A period as it is printed: 2019, 2019-Q1, 2019-03. Where the table counts from 1, `first` is the name
 * of period 1; else the number is the name.
 */
export function periodName(period: number, { unit, first }: TimeScale): string {
	if (first === undefined || !Number.isInteger(period)) return String(period);
	const [year = '', part] = first.split(/-Q?/);
	if (unit === 'year' || unit === 'wave' || part === undefined)
		return String(Number(year) + period - 1);
	const count = perYear[unit];
	const since = Number(year) * count + Number(part) - 1 + period - 1;
	const own = (since % count) + 1;
	const name = unit === 'quarter' ? `Q${own}` : String(own).padStart(2, '0');
	return `${Math.floor(since / count)}-${name}`;
}
