import type { Comparison } from '#lib/model/comparison.ts';
import type { ComparisonRow } from '#lib/model/estimate-row.ts';
import type { DomainKey } from '#lib/model/estimate.ts';
import { isAbout } from '#lib/model/shown-answer.ts';
import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { type ReplicateChange, replicateChange, replicateEstimate } from './replicate-estimate.ts';

type Kind = 'difference' | 'ratio';

/** How two groups of one survey differ by their totals under the same replicate weights. */
export function mergedComparison(change: ReplicateChange & { readonly kind: Kind }): Comparison {
	const { kind, against, level = 0.95 } = change;
	const tested = replicateChange({ ...change, level });
	if (tested) return comparedBy(kind, tested);
	const [{ precision, assumed_deff: assumedDeff } = {}] = against;
	const withheld = { outcome: 'withheld', id: null, kind } as const;
	if (precision === 'lower-bound' && assumedDeff === null)
		return { ...withheld, reason: 'incomplete-design', details: [precision] };
	const base = replicateEstimate(against)?.estimate;
	const isEmpty = base === undefined || (kind === 'ratio' && base === 0);
	return { ...withheld, reason: isEmpty ? 'zero-denominator' : 'no-variance', details: [] };
}

function comparedBy(
	kind: Kind,
	{ estimate, standardError, interval, df, t, p }: TTest
): Comparison {
	return {
		...{ outcome: 'compared', id: null, kind, estimate, standardError, ...interval },
		...{ df: df === Infinity ? null : df, t, p, adjustedP: null }
	};
}

export interface DeclaredPair {
	readonly kind: Kind;
	readonly of: DomainKey;
	readonly against: DomainKey;
	readonly country: string;
}

/**
 * How two groups of a survey differ by the comparison that its release made of them, read in either
 * direction; undefined where it made none that may be shown.
 */
export function declaredComparison(
	rows: readonly ComparisonRow[],
	{ kind, of, against, country }: DeclaredPair
): Comparison | undefined {
	const found = rows.find((row) => isPair(row, { of, against, country }));
	const other = found
		? undefined
		: rows.find((row) => isPair(row, { of: against, against: of, country }));
	const row = found ?? other;
	const change = row && changeOf(row, kind);
	if (!change) return undefined;
	const tested = contrastTest(other ? turned(kind, change) : change, {
		...{ df: row.df ?? Infinity, level: row.level, nullValue: kind === 'ratio' ? 1 : 0 }
	});
	return tested && comparedBy(kind, tested);
}

function changeOf(row: ComparisonRow, kind: Kind) {
	const [estimate, standardError] =
		kind === 'ratio' ? [row.ratio, row.ratio_se] : [row.difference, row.difference_se];
	return estimate === null || standardError === null ? undefined : { estimate, standardError };
}

type Change = NonNullable<ReturnType<typeof changeOf>>;

/** The same pair from the other side; of a ratio by the delta method, as it was made. */
const turned = (kind: Kind, { estimate, standardError }: Change): Change =>
	kind === 'ratio'
		? { estimate: 1 / estimate, standardError: standardError / estimate ** 2 }
		: { estimate: -estimate, standardError };

/** Whether a row compares two domains that differ in its concept and in nothing else. */
function isPair(row: ComparisonRow, { of, against, country }: Omit<DeclaredPair, 'kind'>): boolean {
	if (row.kind !== 'groups') return false;
	const has = (domain: DomainKey, category: string) =>
		domain.some((one) => one.concept === row.concept && one.category === category);
	if (!has(of, row.of_category) || !has(against, row.against_category)) return false;
	const rest = (domain: DomainKey) => domain.filter(({ concept }) => concept !== row.concept);
	const place = { ...row, by_2: '', category_2: '' } as const;
	return [of, against].every((domain) => isAbout(place, rest(domain), country));
}
