import { DataError } from '#lib/errors.ts';
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
