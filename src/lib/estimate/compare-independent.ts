import { DomainError } from '#lib/errors.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import type { DomainFilter, EstimateRequest } from '#lib/model/estimate-request.ts';
import type { AnsweredEstimate, DomainKey, Estimate, EstimateSet } from '#lib/model/estimate.ts';
import { difference, logQuotient, quotient, relativeChange } from '#lib/stats/contrasts/change.ts';
import { contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import type { Estimated } from '#lib/stats/design/statistic.ts';
import { estimate } from './estimate.ts';
import { isLinear } from './measured-cells.ts';
import type { EstimateOptions } from './prepared.ts';

/** A table of its own, and the part of its people that is compared. */
export interface IndependentSample extends EstimateOptions {
	readonly where: readonly DomainFilter[];
}

/** What two samples say of a domain; undefined where one has nobody in it. */
export interface EstimatePair {
	readonly domain: DomainKey;
	readonly of: Estimate | undefined;
	readonly against: Estimate | undefined;
}

/**
 * The same question to two samples drawn apart, each by its own design. People who did not take a
 * side are treated alike in both: where one survey has so many that they stay in the denominator,
 * they stay in that of the other too.
 */
export async function independentEstimates(
	request: Omit<EstimateRequest, 'where'>,
	samples: { readonly of: IndependentSample; readonly against: IndependentSample }
): Promise<EstimatePair[]> {
	const { statistic } = request.measure;
	if (!isLinear(request.measure) || statistic === 'distribution')
		throw new DomainError(`not compared: ${statistic}`);
	const ask = ({ where, ...options }: IndependentSample, unsure: EstimateRequest['unsure']) =>
		estimate({ ...request, where: [...where], unsure }, options);
	const [of, against] = [
		await ask(samples.of, request.unsure),
		await ask(samples.against, request.unsure)
	];
	if (of.unsure === against.unsure) return pairsOf(of, against);
	return pairsOf(await ask(samples.of, 'category'), await ask(samples.against, 'category'));
}

function pairsOf(of: EstimateSet, against: EstimateSet): EstimatePair[] {
	const keyed = ({ estimates }: EstimateSet) =>
		new Map(estimates.map((one) => [JSON.stringify(one.domain), one]));
	const [first, second] = [keyed(of), keyed(against)];
	const domains = new Map(
		[...of.estimates, ...against.estimates].map(({ domain }) => [JSON.stringify(domain), domain])
	);
	return [...domains].map(([key, domain]) => {
		return { domain, of: first.get(key), against: second.get(key) };
	});
}

const changes = {
	difference,
	ratio: quotient,
	'log-ratio': logQuotient,
	'relative-change': relativeChange
};

export interface IndependentOptions {
	readonly kind: keyof typeof changes;
	readonly level: number;
}

/** What of an estimate decides how it differs from that of another sample. */
export type ComparableEstimate =
	| Pick<
			AnsweredEstimate,
			'kind' | 'estimate' | 'standardError' | 'df' | 'precision' | 'assumedDeff'
	  >
	| Pick<Extract<Estimate, { kind: 'withheld' }>, 'kind' | 'reason' | 'details'>;

type AnsweredPart = Extract<ComparableEstimate, { kind: 'estimate' }>;

/**
 * How two estimates of samples drawn apart differ: no covariance, and the degrees of freedom of both
 * (R: `svycontrast` of the samples stacked, the sample being part of the stratum). Withheld where one
 * of them is, and where a design is incomplete, for its error is too small.
 */
export function compareIndependent(
	of: ComparableEstimate | undefined,
	against: ComparableEstimate | undefined,
	{ kind, level }: IndependentOptions
): Comparison {
	if (!isComparable(of)) return withheld(kind, whyWithheld(of));
	if (!isComparable(against)) return withheld(kind, whyWithheld(against));
	const contrast = changes[kind](uncorrelated(against, of), { from: 0, to: 1 });
	if (!contrast) return withheld(kind, { reason: 'zero-denominator', details: [] });
	const df = (of.df ?? Infinity) + (against.df ?? Infinity);
	const tested = contrastTest(contrast, { df, level, nullValue: kind === 'ratio' ? 1 : 0 });
	if (!tested) return withheld(kind, { reason: 'no-variance', details: [] });
	const { standardError, interval, t, p } = tested;
	return {
		...{ outcome: 'compared', id: null, kind },
		...{ estimate: contrast.estimate, standardError, ...interval },
		...{ df: df === Infinity ? null : df, t, p, adjustedP: null }
	};
}

const uncorrelated = (...estimates: readonly AnsweredPart[]): Estimated => ({
	estimates: Float64Array.from(estimates, (one) => one.estimate),
	matrix: estimates.map((_, row) =>
		Float64Array.from(estimates, (one, column) => (row === column ? one.standardError ** 2 : 0))
	),
	lonely: [[], []]
});

type Refusal = Pick<Extract<Comparison, { outcome: 'withheld' }>, 'reason' | 'details'>;

const isComparable = (one: ComparableEstimate | undefined): one is AnsweredPart =>
	one?.kind === 'estimate' && (one.precision === 'design-based' || one.assumedDeff !== null);

function whyWithheld(one: ComparableEstimate | undefined): Refusal {
	if (!one) return { reason: 'no-cases', details: [] };
	return one.kind === 'withheld' ? one : { reason: 'incomplete-design', details: [one.precision] };
}

const withheld = (kind: string, { reason, details }: Refusal): Comparison => ({
	...{ outcome: 'withheld', id: null, kind, reason, details }
});
