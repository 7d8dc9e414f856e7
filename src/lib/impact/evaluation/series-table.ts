import { DataError } from '#lib/errors.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import type { ObservedSeries } from '../time-series/observed-series.ts';
import { fullColumn } from './input-table.ts';
import { type TextTable, numberColumn, place } from './text-table.ts';

/** An outcome by period, as its table has it; periods without a value are left out and counted. */
export interface OutcomeSeries {
	readonly time: Float64Array;
	readonly values: Float64Array;
	/** Of a count, in units of `per`: values over it are the rate that is shown. */
	readonly exposure: Float64Array | undefined;
	readonly blanks: number;
}

/** Rows in order of time. @throws DataError for a period that is none, or is there twice. */
function rowsByPeriod(table: TextTable, column: string): Int32Array {
	const periods = fullColumn(table, column);
	const bad = periods.findIndex((period) => !Number.isInteger(period));
	if (bad >= 0)
		throw new DataError(
			`${place(table, bad)}, column ${column}, number periods from 1 on: ${periods[bad]}`
		);
	const rows = Int32Array.from(periods.keys()).sort((a, b) => periods[a]! - periods[b]! || a - b);
	const twice = rows.findIndex((row, i) => i > 0 && periods[row] === periods[rows[i - 1]!]);
	if (twice >= 0)
		throw new DataError(
			`${place(table, rows[twice]!)}, column ${column}, keep one row of a period, there are two: ${periods[rows[twice]!]}`
		);
	return rows;
}

/** The series of a column; an exposure has to be there wherever there is a value. */
export function outcomeSeries(
	table: TextTable,
	design: DesignOf<'series'>,
	column: string,
	scale?: ProgrammeOutcome['scale']
): OutcomeSeries {
	const periods = numberColumn(table, design.table.period);
	const all = numberColumn(table, column);
	const rows = rowsByPeriod(table, design.table.period).filter((row) => !Number.isNaN(all[row]));
	const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
	const [time, values] = [of(periods), of(all)];
	const blanks = table.size - rows.length;
	if (scale?.kind !== 'count') return { time, values, exposure: undefined, blanks };
	expectCounts(table, { column, values: all });
	if (scale.exposure === undefined) return { time, values, exposure: undefined, blanks };
	const exposed = numberColumn(table, scale.exposure);
	const bad = rows.find((row) => !(exposed[row]! > 0));
	if (bad !== undefined)
		throw new DataError(
			`${place(table, bad)}, column ${scale.exposure}, a count needs an exposure above 0: ${exposed[bad]}`
		);
	return { time, values, exposure: of(exposed).map((value) => value / scale.per), blanks };
}

function expectCounts(
	table: TextTable,
	{ column, values }: { readonly column: string; readonly values: Float64Array }
) {
	const bad = values.findIndex((value) => value < 0);
	if (bad >= 0)
		throw new DataError(`${place(table, bad)}, column ${column}, a count below 0: ${values[bad]}`);
}

/** The rate that is shown, or the value itself. */
export const shownValues = ({ values, exposure }: OutcomeSeries): Float64Array =>
	exposure ? values.map((value, row) => value / exposure[row]!) : values;

/** The periods for which something holds. */
export function periodsWhere(
	{ time, values, exposure, blanks }: OutcomeSeries,
	holds: (period: number) => boolean
): OutcomeSeries {
	const isIn = (_: number, row: number) => holds(time[row]!);
	return {
		...{ time: time.filter(isIn), values: values.filter(isIn), blanks },
		exposure: exposure?.filter(isIn)
	};
}

/** For estimators of counts, which take the exposure apart. */
export const asCounts = ({ time, values, exposure }: OutcomeSeries): ObservedSeries =>
	exposure ? { time, values, exposure } : { time, values };

/** For all others. */
export const asRates = (series: OutcomeSeries): ObservedSeries => ({
	time: series.time,
	values: shownValues(series)
});
