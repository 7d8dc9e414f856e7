import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { DataError, DomainError } from '#lib/errors.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';

/** What a cost is counted in; no ratio is told without it. */
export interface CostBasis {
	/** ISO 4217. */
	readonly currency: string;
	readonly priceYear: number;
	/** Units of it for one of the money that was spent; 1 where they are the same. */
	readonly exchangeRate: number;
	/** A year, 0.03 for 3 %. */
	readonly discountRate: number;
}

/** The programme less what it is compared with, with the errors of both and their correlation. */
export interface CostAndEffect {
	readonly cost: number;
	readonly costError: number;
	/** In units that are wanted, e.g. re-arrests avoided. */
	readonly effect: number;
	readonly effectError: number;
	readonly correlation: number;
	readonly basis: CostBasis;
}

/** Ratios that the data do not exclude, which need not be an interval. */
export type FiellerSet =
	| ({ readonly kind: 'bounded' } & Interval)
	/** The effect may be 0: every ratio up to `below`, and every one from `above` on. */
	| { readonly kind: 'two-pieces'; readonly below: number; readonly above: number }
	| { readonly kind: 'from'; readonly lower: number }
	| { readonly kind: 'up-to'; readonly upper: number }
	| { readonly kind: 'everything' };

/** Where the estimates lie: what a ratio means depends on it. */
export type CostQuadrant =
	/** Better for less. */
	| 'dominant'
	/** Worse, and not for less. */
	| 'dominated'
	| 'better-for-more'
	/** The ratio is what is saved for every unit of effect that is lost. */
	| 'worse-for-less';

export interface CostEffectiveness {
	/** Cost of one unit of effect (ICER); undefined without an effect. */
	readonly ratio: number | undefined;
	readonly quadrant: CostQuadrant;
	readonly limits: FiellerSet;
	readonly level: number;
	readonly basis: CostBasis;
}

/** Incremental cost-effectiveness ratio with the set of Fieller (1954), whatever its shape. */
export function costEffectiveness(given: CostAndEffect, level = 0.95): CostEffectiveness {
	expectCost(given);
	const { cost, effect, basis } = given;
	const better = effect > 0;
	const dearer = cost > 0;
	const cheapOrDear = dearer ? 'better-for-more' : 'dominant';
	return {
		ratio: effect === 0 ? undefined : cost / effect,
		quadrant: better ? cheapOrDear : cost >= 0 ? 'dominated' : 'worse-for-less',
		limits: fiellerSet(given, checkedLevel(level)),
		level,
		basis
	};
}

/** Ratios r with (cost - r effect)² <= z² var: A r² - 2 B r + C <= 0. */
function fiellerSet(given: CostAndEffect, level: number): FiellerSet {
	const { cost, costError, effect, effectError } = given;
	const z = tQuantile((1 + level) / 2, Infinity);
	const A = effect ** 2 - (z * effectError) ** 2;
	const B = cost * effect - z ** 2 * covarianceOf(given);
	const C = cost ** 2 - (z * costError) ** 2;
	if (A === 0) return straight(B, C);
	const root = Math.sqrt(Math.max(0, B ** 2 - A * C));
	if (A < 0 && B ** 2 < A * C) return { kind: 'everything' };
	const lower = (B - Math.sign(A) * root) / A;
	const upper = (B + Math.sign(A) * root) / A;
	return A > 0
		? { kind: 'bounded', lower, upper }
		: { kind: 'two-pieces', below: lower, above: upper };
}

/** The effect is exactly at the edge of its interval: one side is open. */
function straight(B: number, C: number): FiellerSet {
	if (B === 0) return { kind: 'everything' };
	return B > 0 ? { kind: 'from', lower: C / (2 * B) } : { kind: 'up-to', upper: C / (2 * B) };
}

const covarianceOf = ({ costError, effectError, correlation }: CostAndEffect) =>
	correlation * costError * effectError;

export interface NetBenefit {
	/** What one unit of effect is taken to be worth. */
	readonly worth: number;
	readonly estimate: number;
	readonly standardError: number;
	readonly interval: Interval;
	/** Chance that the programme is worth its cost: a point of the acceptability curve. */
	readonly acceptability: number;
	readonly basis: CostBasis;
}

/** Net monetary benefit, worth · effect - cost, for every worth: with its chances, the acceptability curve. */
export function netBenefits(
	given: CostAndEffect,
	worths: readonly number[],
	level = 0.95
): NetBenefit[] {
	expectCost(given);
	const { cost, costError, effect, effectError, basis } = given;
	return worths.map((worth) => {
		if (!(worth >= 0 && worth < Infinity)) throw new DomainError(`worth below 0: ${worth}`);
		const estimate = worth * effect - cost;
		const variance = (worth * effectError) ** 2 + costError ** 2 - 2 * worth * covarianceOf(given);
		const standardError = Math.sqrt(Math.max(0, variance));
		return {
			worth,
			estimate,
			standardError,
			interval: tInterval(estimate, standardError, { level: checkedLevel(level) }),
			acceptability: normalCdf(estimate / standardError, 0, 1),
			basis
		};
	});
}

/** Costs by year, the first not discounted, as one sum of the first year's money. */
export function presentValue(costs: readonly number[], discountRate: number): number {
	if (!(discountRate >= 0 && discountRate < 1))
		throw new DomainError(`discount rate not in [0, 1): ${discountRate}`);
	return costs.reduce((sum, cost, year) => sum + cost / (1 + discountRate) ** year, 0);
}

function expectCost({ cost, costError, effect, effectError, correlation, basis }: CostAndEffect) {
	for (const value of [cost, effect])
		if (!Number.isFinite(value)) throw new DataError(`no cost or effect: ${value}`);
	for (const error of [costError, effectError])
		if (!(error > 0 && error < Infinity))
			throw new DataError(`error of a cost or an effect not above 0: ${error}`);
	if (!(correlation > -1 && correlation < 1))
		throw new DomainError(`correlation not between -1 and 1: ${correlation}`);
	if (!(basis.exchangeRate > 0))
		throw new DataError(`exchange rate not above 0: ${basis.exchangeRate}`);
	if (!(basis.discountRate >= 0 && basis.discountRate < 1))
		throw new DataError(`discount rate not in [0, 1): ${basis.discountRate}`);
}
