import { DataError } from '#lib/errors.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import type { Treatment } from './panel-rows.ts';

interface Cells {
	readonly unit: Factor;
	readonly period: Int32Array;
	readonly periods: Float64Array;
}

/**
 * First treated period of every unit, Infinity for never. @throws DataError naming the unit whose
 * start differs between its rows, lies before the panel or between its periods, is switched off, or
 * is not known because the unit enters under treatment.
 */
export function treatmentStarts(treatment: Treatment, cells: Cells): Float64Array {
	return 'start' in treatment
		? declaredStarts(treatment.start, cells)
		: observedStarts(treatment.treated, cells);
}

function declaredStarts(declared: ArrayLike<number>, { unit, periods }: Cells): Float64Array {
	const starts = new Float64Array(unit.levels.length).fill(NaN);
	const known = new Set(periods);
	const [first, last] = [periods[0]!, periods[periods.length - 1]!];
	for (let i = 0; i < declared.length; i++) {
		const code = unit.codes[i]!;
		const value = declared[i]!;
		const where = `unit ${unit.levels[code]}, row ${i + 1}`;
		if (Number.isNaN(value))
			throw new DataError(`no treatment start, ${where}; Infinity is never: ${value}`);
		if (value < first)
			throw new DataError(
				`treatment starts before the first period ${first}, ${where}; ` +
					`leave the unit out, or give Infinity if it was never treated: ${value}`
			);
		if (value <= last && !known.has(value))
			throw new DataError(
				`treatment starts between periods, ${where}; give the first treated period: ${value}`
			);
		if (starts[code]! !== value && !Number.isNaN(starts[code]!))
			throw new DataError(
				`treatment of a unit starts twice, ${where}: ${starts[code]} and ${value}`
			);
		starts[code] = value;
	}
	return starts;
}

function observedStarts(treated: ArrayLike<number>, { unit, period, periods }: Cells) {
	const order = inTime(unit, period, periods.length);
	const starts = new Float64Array(unit.levels.length).fill(Infinity);
	let before = -1;
	for (const i of order) {
		const code = unit.codes[i]!;
		const at = periods[period[i]!]!;
		const where = `unit ${unit.levels[code]}, period ${at}, row ${i + 1}`;
		const value = treated[i]!;
		if (value !== 0 && value !== 1) throw new DataError(`treated not 0 or 1, ${where}: ${value}`);
		if (value === 0 && starts[code]! < Infinity)
			throw new DataError(`treatment switched off, ${where}; it began in: ${starts[code]}`);
		if (value === 1 && code !== before && period[i] !== 0)
			throw new DataError(
				`unit enters under treatment, ${where}; give the start of its treatment: ${value}`
			);
		if (value === 1 && starts[code] === Infinity) starts[code] = at;
		before = code;
	}
	return starts;
}

/** Numbers of rows by unit and within it by period. */
function inTime({ codes }: Factor, period: Int32Array, count: number): Int32Array {
	const key = (i: number) => codes[i]! * count + period[i]!;
	return Int32Array.from(codes.keys()).sort((a, b) => key(a) - key(b));
}
