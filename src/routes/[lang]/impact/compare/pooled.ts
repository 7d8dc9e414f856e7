import { pooledEffect } from '#lib/impact/pooling/pooled-effect.ts';
import type { ComparedEntry, Metric, MetricValue } from '../words/compared.ts';

/** Fewer comparable results are not pooled. */
const leastPooled = 3;

type Pooled = ReturnType<typeof pooledEffect>;

/** What several programmes tell together, or why that is not said. */
export type Together =
	| { readonly kind: 'pooled'; readonly effect: Pooled; readonly ids: readonly string[] }
	| { readonly kind: 'families' }
	| { readonly kind: 'few'; readonly comparable: number };

type Known = MetricValue & { readonly standardError: number };

/** One that may be read as an effect and says how sure it is. */
const isComparable = (entry: ComparedEntry, metric: Metric): boolean => {
	const value = entry.values[metric];
	return entry.isEffect && value !== null && (value.standardError ?? 0) > 0;
};

/** By random effects (REML, Knapp and Hartung), within one family of outcomes only. */
export function together(entries: readonly ComparedEntry[], metric: Metric): Together {
	const comparable = entries.filter((entry) => isComparable(entry, metric));
	const families = new Set(entries.map(({ family }) => family));
	if (families.size > 1) return { kind: 'families' };
	if (comparable.length < leastPooled) return { kind: 'few', comparable: comparable.length };
	const values = comparable.map(({ values: all }) => all[metric] as Known);
	const effect = pooledEffect({
		estimates: Float64Array.from(values, ({ estimate }) => estimate),
		standardErrors: Float64Array.from(values, ({ standardError }) => standardError)
	});
	return { kind: 'pooled', effect, ids: comparable.map(({ id }) => id) };
}
