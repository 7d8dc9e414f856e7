import { DomainError } from '#lib/errors.ts';
import { sizeForProportions } from './sample-size.ts';

interface ChangeDesign {
	/** Variance over that of as many people drawn one by one. */
	readonly deff?: number;
	/** Share of the people of one wave who are asked again in the next. */
	readonly overlap?: number;
	/** Of the answers of those who are asked twice. */
	readonly correlation?: number;
	readonly alpha?: number;
	readonly power?: number;
}

export interface ChangeSize {
	/** People that each of two waves needs; not rounded. */
	readonly perWave: number;
	/** The same of two simple random samples of different people. R `power.prop.test`. */
	readonly simple: number;
	/** What asking the same people again leaves of the variance. */
	readonly kept: number;
}

/**
 * People in each of two waves to find a change between two shares: the size of simple samples, times the
 * design effect, times what people who are asked twice leave of the variance of the difference, 1 -
 * 2 · overlap · correlation · sd1 · sd2 / (sd1² + sd2²) (Kish, Survey Sampling, 1965, chapter 12).
 */
export function sizeForChange(
	shares: readonly [before: number, after: number],
	{ deff = 1, overlap = 0, correlation = 0, ...chances }: ChangeDesign = {}
): ChangeSize {
	if (!(deff > 0 && deff < Infinity)) throw new DomainError(`design effect not above 0: ${deff}`);
	if (!(overlap >= 0 && overlap <= 1)) throw new DomainError(`overlap not in [0, 1]: ${overlap}`);
	if (!(correlation >= 0 && correlation < 1))
		throw new DomainError(`correlation not in [0, 1): ${correlation}`);
	const simple = sizeForProportions(shares, chances);
	const [one, other] = shares.map((share) => share * (1 - share)) as [number, number];
	const kept = 1 - (2 * overlap * correlation * Math.sqrt(one * other)) / (one + other);
	return { perWave: simple * deff * kept, simple, kept };
}
