import type { BoardFigure, BoardPoint, TileDataOf } from '#lib/model/boards/board-page.ts';
import { amountOf } from '#lib/model/framework-amount.ts';
import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { reportedTotal } from '#lib/results/reported-total.ts';
import { median } from './median.ts';
import { periodEnd } from './period-days.ts';

/** A value of a tile on the day that it speaks of. */
export interface TilePoint {
	/** The last day of the fieldwork or of the period; '' where the source gives none. */
	readonly on: string;
	/** As the source calls it, such as 2019 or 2019-03. */
	readonly period: string;
	readonly value: number;
	/** 0: everything was counted; undefined: nobody tells it. */
	readonly standardError: number | undefined;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
	/** The period is in progress, so that it counts for nothing. */
	readonly isPartial: boolean;
	/** May not be compared with what comes before. */
	readonly isBreak: boolean;
	/** The survey; of a median how many countries it is of; '' otherwise. */
	readonly of: string;
}

const breaks = (figure: BoardFigure) => figure.break.startsWith('not-comparable');

/** The waves that have a number; what only has a word leaves a gap, and so a break stays where it is. */
export function wavePoints(figures: readonly BoardFigure[]): TilePoint[] {
	let isBroken = false;
	return figures.flatMap((figure): TilePoint[] => {
		isBroken ||= breaks(figure);
		if (figure.word !== '' || figure.estimate === null) return [];
		const isBreak = isBroken;
		isBroken = false;
		return [
			{
				...{ on: figure.on, period: figure.period, value: figure.estimate, of: figure.survey },
				standardError: figure.standardError ?? undefined,
				...{ lower: figure.lower ?? undefined, upper: figure.upper ?? undefined },
				...{ isPartial: false, isBreak }
			}
		];
	});
}

/** Half the width of a 95 % interval, in standard errors of the source. */
const normal = 1.959964;

const isPartial = ({ status, period }: BoardPoint, lastComplete: string | null) =>
	status === 'partial' || (lastComplete !== null && period > lastComplete);

/** A point that has a value. */
type Told = BoardPoint & { readonly value: number };

const isTold = (point: BoardPoint): point is Told =>
	point.value !== null && ['final', 'provisional', 'partial'].includes(point.status);

type SeriesData = TileDataOf<'series'>;

/** Of a territory its values; of a bloc the median of the countries that are there in every period. */
export function seriesPoints(data: SeriesData): TilePoint[] {
	const told = data.points.filter(isTold);
	const territories = [...new Set(data.points.map(({ territory }) => territory))];
	const points =
		territories.length > 1 ? medians(told, data) : told.map((point) => ownPoint(point, data));
	let from = '';
	return points.map((point) => {
		const isBreak = data.breaks.some((start) => start > from && start <= point.period);
		const before = from;
		from = point.period;
		return { ...point, isBreak: isBreak && before !== '' };
	});
}

function ownPoint(point: Told, { value, lastComplete }: SeriesData): TilePoint {
	const { period, value: amount, standardError } = point;
	const error = value.precision === 'counted' ? 0 : (standardError ?? undefined);
	const half = standardError === null ? undefined : normal * standardError;
	return {
		...{ on: periodEnd(period) ?? '', period, value: amount, of: '' },
		standardError: error,
		lower: half === undefined ? undefined : amount - half,
		upper: half === undefined ? undefined : amount + half,
		...{ isPartial: isPartial(point, lastComplete), isBreak: false }
	};
}

/** Countries of a bloc that can be told in time together, and the periods in which they can. */
interface Steady {
	readonly periods: readonly string[];
	readonly territories: readonly string[];
}

/**
 * A median over countries that come and go moves with them: only those count that have a value in every
 * complete period, and only those periods of which at least half as many countries have one as of the
 * best. Undefined where too few are left.
 */
export function steadyCountries({ points, lastComplete }: SeriesData): Steady | undefined {
	const complete = points.filter((point) => isTold(point) && !isPartial(point, lastComplete));
	const inPeriod = (period: string) => complete.filter((one) => one.period === period);
	const all = [...new Set(complete.map(({ period }) => period))];
	const most = Math.max(0, ...all.map((period) => inPeriod(period).length));
	const periods = all.filter((period) => 2 * inPeriod(period).length >= most).sort();
	const territories = [...new Set(complete.map(({ territory }) => territory))].filter((territory) =>
		periods.every((period) => inPeriod(period).some((one) => one.territory === territory))
	);
	return territories.length < fewestCountries ? undefined : { periods, territories };
}

function medians(points: readonly Told[], data: SeriesData): TilePoint[] {
	const { value, lastComplete } = data;
	const complete = points.filter((point) => !isPartial(point, lastComplete));
	const steady = steadyCountries(data);
	if (!steady) return latestMedian(complete, value.precision);
	const { periods, territories } = steady;
	return periods.map((period): TilePoint => {
		const values = complete.flatMap((one) =>
			one.period === period && territories.includes(one.territory) ? [one.value] : []
		);
		return {
			...{ on: periodEnd(period) ?? '', period, value: median(values), of: String(values.length) },
			standardError: value.precision === 'counted' ? 0 : undefined,
			...{ lower: undefined, upper: undefined, isPartial: false, isBreak: false }
		};
	});
}

/**
 * Of surveys that every country makes in years of its own: one value, of the latest of each, dated by
 * the middle of their days.
 */
function latestMedian(
	points: readonly Told[],
	precision: SeriesData['value']['precision']
): TilePoint[] {
	const latest = [...new Set(points.map(({ territory }) => territory))].flatMap((territory) => {
		const own = points.filter((one) => one.territory === territory);
		return own.toSorted((a, b) => (a.period < b.period ? -1 : 1)).at(-1) ?? [];
	});
	if (latest.length < fewestCountries) return [];
	const periods = latest.map(({ period }) => period).sort();
	const middle = periods[Math.floor((periods.length - 1) / 2)]!;
	const [first, last] = [periods[0]!, periods[periods.length - 1]!];
	return [
		{
			...{ on: periodEnd(middle) ?? '', period: first === last ? first : `${first}–${last}` },
			...{ value: median(latest.map(({ value }) => value)), of: String(latest.length) },
			standardError: precision === 'counted' ? 0 : undefined,
			...{ lower: undefined, upper: undefined, isPartial: false, isBreak: false }
		}
	];
}

/** A middle of fewer would be somebody's own value. */
const fewestCountries = 3;

/** What was reported up to each day on which anything was; of yearly counts the years that are over. */
export function reportedPoints(indicator: FrameworkIndicator, today: string): TilePoint[] {
	const days = [...new Set(indicator.reported.map(({ to }) => to))]
		.filter((day) => day <= today)
		.sort();
	const isYearly = indicator.target.per === 'year';
	return days.flatMap((day): TilePoint[] => {
		const own = isYearly
			? { ...indicator, reported: indicator.reported.filter(({ to }) => to === day) }
			: indicator;
		const total = reportedTotal(own, day);
		if (total.kind !== 'total') return [];
		const isCounted = indicator.measure === 'number' || total.numerator !== undefined;
		return [
			{
				...{ on: total.on, period: day, value: total.amount, of: '' },
				standardError: total.standardError ?? (isCounted ? 0 : undefined),
				...{ lower: undefined, upper: undefined, isPartial: false, isBreak: false }
			}
		];
	});
}

/** Where a framework begins to count, as far as it states it. */
export function statedStart({ baseline }: FrameworkIndicator): TilePoint | undefined {
	const value = baseline && amountOf(baseline);
	if (!baseline || value === undefined) return undefined;
	return {
		...{ on: baseline.on, period: baseline.on.slice(0, 4), value, of: '' },
		standardError: baseline.standardError ?? (baseline.numerator === undefined ? undefined : 0),
		...{ lower: undefined, upper: undefined, isPartial: false, isBreak: false }
	};
}
