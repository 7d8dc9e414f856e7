import { type LogCvForm, logCv } from './log-cv.ts';
import { kishSize, nchsCountInterval, nchsProportionInterval } from './nchs-intervals.ts';
import type { QualityKind, QuantityName } from './quality-rules.ts';
import { standardErrorLimit } from './standard-error-limit.ts';

/** An estimate with what standards ask about it; undefined where it is not known. */
export interface Assessed {
	readonly kind: QualityKind;
	readonly estimate: number;
	readonly standardError: number | undefined;
	/** Unweighted cases. */
	readonly n: number;
	readonly df: number;
	/** Unweighted cases that have what is counted; of a mean, the cases it is about. */
	readonly events?: number | undefined;
	readonly deff?: number | undefined;
	/** Design effect of the weights alone (Kish), for counts. */
	readonly kishDeff?: number | undefined;
	/** Cases that the sample was planned to have here. */
	readonly plannedN?: number | undefined;
}

/** Undefined: the quantity does not exist for this estimate, or needs what is not known. */
export type Quantities = Readonly<Record<QuantityName, number | undefined>>;

/**
 * The numbers that quality rules compare. cv: standard error over the estimate, its sign aside;
 * logCv, standardErrorLimit, nonEvents, binomialSize and complementWidth (over 1 - p): of proportions;
 * kishSize: of counts; effectiveSize: n over the design effect; widths: of the interval by which NCHS
 * judges; recovery: n over the cases planned.
 */
export function qualityQuantities(assessed: Assessed, form?: LogCvForm): Quantities {
	const { kind, estimate, standardError, n, df, events, deff, kishDeff, plannedN } = assessed;
	const isShare = kind === 'proportion' && estimate >= 0 && estimate <= 1;
	return {
		...{ estimate, standardError, n, events, df, deff },
		...(isShare ? ofProportion(assessed, form) : notOfProportion),
		cv: ratio(standardError, Math.abs(estimate)),
		effectiveSize: ratio(n, deff),
		kishSize: kishDeff === undefined ? undefined : kishSize({ n, kishDeff }),
		...widths(assessed, isShare),
		recovery: ratio(n, plannedN)
	};
}

const ratio = (a: number | undefined, b: number | undefined) =>
	a === undefined || b === undefined || !(b > 0) ? undefined : a / b;

const notOfProportion = {
	standardErrorLimit: undefined,
	logCv: undefined,
	nonEvents: undefined
};

function ofProportion({ estimate, standardError, n, events }: Assessed, form?: LogCvForm) {
	return {
		standardErrorLimit: standardErrorLimit(estimate),
		logCv: standardError === undefined ? undefined : logCv(estimate, standardError, form),
		nonEvents: events === undefined ? undefined : n - events
	};
}

function widths(
	{ kind, estimate, standardError, n, df, kishDeff }: Assessed,
	isShare: boolean
): Pick<Quantities, 'binomialSize' | 'intervalWidth' | 'relativeWidth' | 'complementWidth'> {
	const options = { n, df };
	const interval =
		standardError === undefined
			? undefined
			: isShare
				? nchsProportionInterval(estimate, standardError, options)
				: kind === 'count' && kishDeff !== undefined && estimate >= 0
					? nchsCountInterval(estimate, standardError, { n, kishDeff })
					: undefined;
	const intervalWidth = interval && interval.upper - interval.lower;
	return {
		binomialSize: isShare ? interval?.size : undefined,
		intervalWidth,
		relativeWidth: ratio(intervalWidth, estimate),
		complementWidth: isShare ? ratio(intervalWidth, 1 - estimate) : undefined
	};
}
