import { DataError, DomainError } from '#lib/errors.ts';
import { powerMultiplier } from '#lib/stats/contrasts/power-multiplier.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { type PowerDesign, type PowerOptions, detectableEffect } from './detectable-effect.ts';
import { noncentralTTail } from './noncentral-t-tail.ts';

type Chances = Pick<PowerOptions, 'alpha' | 'power'>;

/**
 * Units in both arms together that find an effect; clusters are whole. The opposite question to
 * `detectableEffect`; not rounded without clusters.
 * @throws DataError if no number of units is enough within a thousand million.
 */
export function unitsForEffect(
	effect: number,
	design: PowerDesign,
	options: PowerOptions = {}
): number {
	if (!(Math.abs(effect) > 0)) throw new DomainError(`no sample finds an effect of: ${effect}`);
	const step = design.kind === 'cluster' ? design.clusterSize : 1;
	const finds = (steps: number) =>
		detectableEffect({ ...design, units: steps * step }, options).effect <= Math.abs(effect);
	let [low, high] = [3, 4];
	if (finds(low)) return low * step;
	while (!finds(high)) {
		[low, high] = [high, 2 * high];
		if (high * step > 1e9) throw new DataError(`more than 1e9 units for an effect of: ${effect}`);
	}
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (finds(middle)) high = middle;
		else low = middle;
	}
	return high * step;
}

/** People in each arm to tell two shares apart; not rounded. R `power.prop.test`. */
export function sizeForProportions(
	[first, second]: readonly [number, number],
	{ alpha = 0.05, power = 0.8 }: Chances = {}
): number {
	for (const share of [first, second])
		if (!(share >= 0 && share <= 1)) throw new DomainError(`proportion not in [0, 1]: ${share}`);
	if (first === second) throw new DomainError(`no sample tells equal shares apart: ${first}`);
	powerMultiplier({ alpha, power });
	const mean = (first + second) / 2;
	const same = tQuantile(1 - alpha / 2, Infinity) * Math.sqrt(2 * mean * (1 - mean));
	const apart = tQuantile(power, Infinity) * Math.sqrt(first * (1 - first) + second * (1 - second));
	return ((same + apart) / (first - second)) ** 2;
}

/** People in each arm to find a difference of means, by the noncentral t; not rounded. R `power.t.test`. */
export function sizeForMeans(
	effect: number,
	standardDeviation = 1,
	{ alpha = 0.05, power = 0.8 }: Chances = {}
): number {
	const shift = Math.abs(effect) / standardDeviation;
	if (!(shift > 0 && shift < Infinity)) throw new DomainError(`no effect to find: ${effect}`);
	powerMultiplier({ alpha, power });
	const chance = (n: number) => {
		const df = 2 * (n - 1);
		return noncentralTTail(tQuantile(1 - alpha / 2, df), df, Math.sqrt(n / 2) * shift);
	};
	let [low, high] = [2, 4];
	if (chance(low) >= power) return low;
	while (chance(high) < power) [low, high] = [high, 2 * high];
	while (high - low > 1e-9 * high) {
		const middle = (low + high) / 2;
		if (chance(middle) < power) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

export interface LogRankSize {
	/** In both arms together; not rounded. */
	readonly events: number;
	/** So many people have them, if a share of them do while they are observed. */
	readonly people: number | undefined;
}

/** Events for a log-rank test to find a hazard ratio (Schoenfeld 1981). */
export function eventsForHazardRatio(
	hazardRatio: number,
	{
		treatedShare = 0.5,
		eventShare,
		...chances
	}: Chances & { treatedShare?: number; eventShare?: number } = {}
): LogRankSize {
	if (!(hazardRatio > 0 && hazardRatio < Infinity && hazardRatio !== 1))
		throw new DomainError(`hazard ratio not above 0 or 1: ${hazardRatio}`);
	for (const share of [treatedShare, eventShare ?? 0.5])
		if (!(share > 0 && share <= 1)) throw new DomainError(`share not in (0, 1]: ${share}`);
	const spread = treatedShare * (1 - treatedShare) * Math.log(hazardRatio) ** 2;
	const events = powerMultiplier(chances) ** 2 / spread;
	return { events, people: eventShare === undefined ? undefined : events / eventShare };
}
