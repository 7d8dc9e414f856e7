import { DomainError } from '#lib/errors.ts';
import type { Statistic } from '../design/statistic.ts';
import type { Factor } from './factor.ts';

/** One weighted total a domain. R `svyby(FUN = svytotal, covmat = TRUE)`. */
export function domainTotals(values: Float64Array, domains: Factor): Statistic {
	const terms = (w: number, i: number) => w * values[i]!;
	return {
		at: (weights) => sumsByDomain(weights, domains, terms),
		influence: (weights) => columnsByDomain(weights, domains, terms)
	};
}

/**
 * One weighted mean a domain, over the whole design, so that domains that share primary units have
 * a covariance; waves of a survey are domains like any other. NaN for a domain without weight: leave
 * such levels out first. R `svyby(FUN = svymean, covmat = TRUE)`.
 */
export function domainMeans(values: Float64Array, domains: Factor): Statistic {
	return quotients(
		domains,
		(i) => values[i]!,
		() => 1
	);
}

/**
 * One ratio of weighted totals a domain, with their covariance. R `svyby(FUN = svyratio)`, which
 * gives the diagonal only.
 */
export function domainRatios(
	numerator: Float64Array,
	denominator: Float64Array,
	domains: Factor
): Statistic {
	return quotients(
		domains,
		(i) => numerator[i]!,
		(i) => denominator[i]!
	);
}

/** Several statistics of one design as one, so that any of them can be compared. */
export function stacked(statistics: readonly Statistic[]): Statistic {
	return {
		at: (weights) => Float64Array.from(statistics.flatMap((one) => [...one.at(weights)])),
		influence: (weights) => statistics.flatMap((one) => one.influence(weights, one.at(weights)))
	};
}

type OfElement = (i: number) => number;

function quotients(domains: Factor, above: OfElement, below: OfElement): Statistic {
	const sizes = (weights: Float64Array) => sumsByDomain(weights, domains, (w, i) => w * below(i));
	return {
		at: (weights) => {
			const size = sizes(weights);
			return sumsByDomain(weights, domains, (w, i) => w * above(i)).map((sum, d) => sum / size[d]!);
		},
		influence: (weights, at) => {
			const size = sizes(weights);
			const empty = size.indexOf(0);
			if (empty >= 0)
				throw new DomainError(`nothing to divide by in domain: ${domains.levels[empty]}`);
			return columnsByDomain(
				weights,
				domains,
				(w, i, d) => (w * (above(i) - at[d]! * below(i))) / size[d]!
			);
		}
	};
}

type Term = (weight: number, element: number, domain: number) => number;

function sumsByDomain(weights: Float64Array, { codes, levels }: Factor, term: Term): Float64Array {
	const sums = new Float64Array(levels.length);
	for (let i = 0; i < weights.length; i++) {
		const domain = codes[i]!;
		if (weights[i] !== 0 && domain >= 0) sums[domain]! += term(weights[i]!, i, domain);
	}
	return sums;
}

function columnsByDomain(
	weights: Float64Array,
	{ codes, levels }: Factor,
	term: Term
): Float64Array[] {
	const columns = levels.map(() => new Float64Array(weights.length));
	for (let i = 0; i < weights.length; i++) {
		const domain = codes[i]!;
		if (weights[i] !== 0 && domain >= 0) columns[domain]![i] = term(weights[i]!, i, domain);
	}
	return columns;
}
