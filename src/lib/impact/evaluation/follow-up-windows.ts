import type { DesignOf } from '#lib/model/programme-design.ts';
import { leastDays } from '#lib/model/survival-steps.ts';

/** Of a quarter: a year is 52 weeks, so that windows stand on the grid of published curves. */
const quarters = { day: 91, week: 13, month: 3 } as const;

type Unit = DesignOf<'cohort'>['unit'];

/** The end of a window in the unit of the times, cut to a whole one. */
export const windowEnd = (months: number, unit: Unit): number =>
	Math.floor((months * quarters[unit]) / 3);

/** Time between two points of a published curve: quarters, as many as disclosure rules ask for. */
export function curveGrid(unit: Unit, gridDays: number): number {
	const quarter = quarters[unit];
	return quarter * Math.max(1, Math.ceil(gridDays / (quarter * leastDays[unit])));
}
