import { clopperPearsonInterval } from '../intervals/clopper-pearson-interval.ts';
import type { Interval } from '../intervals/interval.ts';
import { kornGraubardSize } from '../intervals/korn-graubard-interval.ts';
import { logTInterval } from '../intervals/log-t-interval.ts';

export interface SizedInterval extends Interval {
	readonly size: number;
}

export interface NchsProportionOptions {
	readonly n: number;
	readonly df: number;
}

/**
 * The 95 % interval by which NCHS (Series 2 No. 175) judges a proportion: Korn-Graubard with the
 * effective size cut at n, and n where there is none, as at no or all events. Agrees with R
 * `surveytable` (`adj = "NCHS"`). Undefined without degrees of freedom and with fewer than two cases.
 */
export function nchsProportionInterval(
	proportion: number,
	standardError: number,
	{ n, df }: NchsProportionOptions
): SizedInterval | undefined {
	if (!(n > 1 && df > 0)) return undefined;
	const size = kornGraubardSize(proportion, standardError, { n, df, capAtN: true }) ?? n;
	return { size, ...clopperPearsonInterval(proportion, size) };
}

export interface NchsCountOptions {
	readonly n: number;
	/** Kish's design effect of the weights, n Σw² / (Σw)². */
	readonly kishDeff: number;
}

/** Effective size of a count: n over Kish's design effect of the weights, at most n. */
export const kishSize = ({ n, kishDeff }: NchsCountOptions) => Math.min(n, n / kishDeff);

/**
 * The 95 % interval by which NCHS (Series 2 No. 200) judges a count: log-t with one less than the
 * effective size as df. Agrees with R `surveytable`. Undefined at 0 and up to an effective size of 1.
 */
export function nchsCountInterval(
	count: number,
	standardError: number,
	options: NchsCountOptions
): SizedInterval | undefined {
	const size = kishSize(options);
	if (!(size > 1)) return undefined;
	const interval = logTInterval(count, standardError, { df: size - 1 });
	return interval && { size, ...interval };
}
