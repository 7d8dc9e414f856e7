import { DomainError } from '#lib/errors.ts';
import type { SurvivalCurve } from './kaplan-meier.ts';
import { lastTime } from './risk-table.ts';

/** A time by which a share has had the event; undefined where the curve never goes so far. */
export interface SurvivalQuantile {
	readonly probability: number;
	readonly time: number | undefined;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
}

/** Shares so near to one another are the same; R `quantile.survfit(tolerance)`. */
const tolerance = Math.sqrt(Number.EPSILON);

/**
 * The first time with S <= 1 - p, or the middle of the step where S is 1 - p all along it, with the
 * times at which the limits get there. Agrees with R `survival::quantile.survfit`; 0.5 is the median.
 */
export function survivalQuantile(curve: SurvivalCurve, probability: number): SurvivalQuantile {
	if (!(probability > 0 && probability < 1))
		throw new DomainError(`probability not in (0, 1): ${probability}`);
	const limits = (side: 'lower' | 'upper') =>
		curve.intervals.map((interval, row) => interval?.[side] ?? atTheEdge(curve.survival[row]!));
	return {
		probability,
		time: crossing(curve, curve.survival, probability),
		lower: crossing(curve, limits('lower'), probability),
		upper: crossing(curve, limits('upper'), probability)
	};
}

/** A limit is 1 where nothing has happened; where nobody is left there is none. */
const atTheEdge = (survival: number) => (survival === 1 ? 1 : NaN);

function crossing(
	{ table }: SurvivalCurve,
	shares: readonly number[],
	probability: number
): number | undefined {
	const { time } = table;
	const level = 1 - probability;
	const first = shares.findIndex((share) => share <= level + tolerance);
	if (first < 0) return undefined;
	if (shares[first]! < level - tolerance) return time[first];
	const next = shares.findIndex((share) => share < level - tolerance);
	const end = next < 0 ? lastTime(table) : time[next]!;
	return (time[first]! + end) / 2;
}
