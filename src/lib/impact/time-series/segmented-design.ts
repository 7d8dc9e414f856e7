import { DataError, DomainError } from '#lib/errors.ts';
import { type ObservedSeries, expectSeries } from './observed-series.ts';

export interface SegmentedDesign {
	/** First period after the change. */
	readonly interruption: number;
	/** Waves of a year: its length in periods, and how many harmonics. None by default. */
	readonly season?: { readonly period: number; readonly harmonics: number };
	/** A series that the change did not touch: the effect is what the other does beyond it. */
	readonly control?: ObservedSeries;
	/** The model is of the logarithm of the values. Defaults to false. */
	readonly log?: boolean;
}

/** A regression on periods: rows are those of the series, then those of its control. */
export interface SegmentedRows {
	readonly names: readonly string[];
	readonly columns: readonly Float64Array[];
	readonly outcome: Float64Array;
	readonly exposure: Float64Array | undefined;
	readonly time: Float64Array;
	/** First row of each series. */
	readonly starts: readonly number[];
	/** Columns of level and slope that are the effect. */
	readonly effect: { readonly level: number; readonly slope: number };
	readonly interruption: number;
}

/**
 * y = b0 + b1 t + b2 [t >= t0] + b3 max(0, t - t0) + waves of the season. The slope counts from 0 at
 * the interruption, so that b2 is the change of level there. With a control, the same again for the
 * treated series (`treated:`): a controlled interrupted time series.
 */
export function segmentedRows(series: ObservedSeries, design: SegmentedDesign): SegmentedRows {
	const { interruption, season, control, log = false } = design;
	if (!Number.isInteger(interruption))
		throw new DomainError(`interruption not a whole period: ${interruption}`);
	const all = control ? [series, control] : [series];
	for (const one of all) expectSeries(one, interruption);
	const joined = (column: (one: ObservedSeries) => Float64Array | undefined) =>
		Float64Array.from(all.flatMap((one) => Array.from(column(one) ?? [])));
	const time = joined((one) => one.time);
	const exposure = joined((one) => one.exposure);
	if (exposure.length !== 0 && exposure.length !== time.length)
		throw new DomainError('exposure of one series and not of the other: control');
	const treated = control && time.map((_, row) => (row < series.time.length ? 1 : 0));
	const trend = trendColumns(time, interruption);
	const columns = [
		...trend,
		...(treated ? timesTreated(trend, treated) : []),
		...(season ? waves(time, season) : [])
	];
	const effect = (name: string) =>
		columns.findIndex((column) => column.name === (treated ? `treated:${name}` : name));
	const values = joined((one) => one.values);
	return {
		names: columns.map(({ name }) => name),
		columns: columns.map((column) => column.values),
		outcome: log ? logarithms(values, time) : values,
		exposure: exposure.length > 0 ? exposure : undefined,
		time,
		starts: control ? [0, series.time.length] : [0],
		effect: { level: effect('level'), slope: effect('slope') },
		interruption
	};
}

interface Column {
	readonly name: string;
	readonly values: Float64Array;
}

const trendColumns = (time: Float64Array, from: number): Column[] => [
	{ name: '(Intercept)', values: time.map(() => 1) },
	{ name: 'time', values: time },
	{ name: 'level', values: time.map((t) => (t >= from ? 1 : 0)) },
	{ name: 'slope', values: time.map((t) => Math.max(0, t - from)) }
];

const timesTreated = (trend: readonly Column[], treated: Float64Array): Column[] =>
	trend.map(({ name, values }) => ({
		name: name === '(Intercept)' ? 'treated' : `treated:${name}`,
		values: values.map((value, row) => value * treated[row]!)
	}));

function waves(
	time: Float64Array,
	{ period, harmonics }: { period: number; harmonics: number }
): Column[] {
	if (!(period > 0 && Number.isInteger(harmonics) && harmonics >= 1 && 2 * harmonics < period))
		throw new DomainError(`harmonics for a season of ${period} periods: ${harmonics}`);
	return Array.from({ length: harmonics }, (_, i) => i + 1).flatMap((k) => {
		const angle = (t: number) => (2 * Math.PI * k * t) / period;
		return [
			{ name: `sin${k}`, values: time.map((t) => Math.sin(angle(t))) },
			{ name: `cos${k}`, values: time.map((t) => Math.cos(angle(t))) }
		];
	});
}

function logarithms(values: Float64Array, time: Float64Array): Float64Array {
	const bad = values.findIndex((value) => !(value > 0));
	if (bad >= 0)
		throw new DataError(`no logarithm of the value in period ${time[bad]}: ${values[bad]}`);
	return values.map(Math.log);
}
