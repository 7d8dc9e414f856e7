import { type CodeFilters, type FilterField, filtersFromSearch } from '#lib/state/code-filters.ts';
import { type FilterKey, passes } from '../words/filters.ts';
import { type ComparedEntry, type Metric, metrics } from '../words/compared.ts';

export const groupings = ['type', 'group', 'country'] as const;
export type Grouping = (typeof groupings)[number];

/** What is asked of the comparison; the address says what the reader chose. */
export interface CompareView {
	readonly filters: CodeFilters;
	/** '' all. */
	readonly family: string;
	readonly by: Grouping;
	readonly metric: Metric;
}

export const openingView: CompareView = { filters: {}, family: '', by: 'type', metric: 'relative' };

/** The filters of this page. */
export const compareKeys: readonly FilterKey[] = ['type', 'group', 'country'];

/** The view of an address; what nobody offers is left out. */
export function compareViewOf(
	search: URLSearchParams,
	{
		entries,
		fields
	}: { readonly entries: readonly ComparedEntry[]; readonly fields: readonly FilterField[] }
): CompareView {
	const chosen = <Value extends string>(key: string, of: readonly Value[], fallback: Value) =>
		of.find((value) => value === search.get(key)) ?? fallback;
	return {
		filters: filtersFromSearch(search, fields),
		family: chosen(
			'outcome',
			entries.map(({ family }) => family),
			openingView.family
		),
		by: chosen('by', groupings, openingView.by),
		metric: chosen('measure', metrics, openingView.metric)
	};
}

/** The query of a view, '' of the opening one. */
export function compareSearch({ filters, family, by, metric }: CompareView): string {
	const search = new URLSearchParams(filters);
	if (family !== openingView.family) search.set('outcome', family);
	if (by !== openingView.by) search.set('by', by);
	if (metric !== openingView.metric) search.set('measure', metric);
	const text = search.toString();
	return text === '' ? '' : `?${text}`;
}

/** The programmes of a view. */
export const comparedEntries = (
	entries: readonly ComparedEntry[],
	{ filters, family }: CompareView
): ComparedEntry[] =>
	entries.filter((entry) => passes(entry, filters) && (family === '' || entry.family === family));
