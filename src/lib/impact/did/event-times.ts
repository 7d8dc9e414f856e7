import { DataError } from '#lib/errors.ts';
import type { Panel } from '../panel/panel.ts';

/** How far every row is from the start of its unit's treatment. */
export interface EventTimes {
	/** In periods, below 0 before the start; Infinity in units not treated in the panel. */
	readonly times: Float64Array;
	/** What a period is in the units of the data: 2 for a survey every second year. */
	readonly spacing: number;
}

/**
 * Periods since treatment, the smallest step between periods being 1.
 * @throws DataError where another step is no multiple of it.
 */
export function eventTimes({ size, unit, period, periods, last, start }: Panel): EventTimes {
	const steps = periods.slice(1).map((value, j) => value - periods[j]!);
	const spacing = steps.length > 0 ? Math.min(...steps) : 1;
	const odd = steps.findIndex(
		(step) => Math.abs(step / spacing - Math.round(step / spacing)) > 1e-9
	);
	if (odd >= 0)
		throw new DataError(
			`periods not at multiples of their smallest step ${spacing}: ${periods[odd]} to ${periods[odd + 1]}`
		);
	const times = Float64Array.from({ length: size }, (_, i) => {
		const begins = start[unit.codes[i]!]!;
		if (begins > last) return Infinity;
		// Adding 0 makes the 0 of a start positive.
		return Math.round((periods[period.codes[i]!]! - begins) / spacing) + 0;
	});
	return { times, spacing };
}
