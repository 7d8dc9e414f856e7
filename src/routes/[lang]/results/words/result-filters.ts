import type { CodeFilters } from '#lib/state/code-filters.ts';

/** What lines and indicators are filtered by, in the order of the page. */
export const filterKeys = ['group', 'line', 'kind', 'country', 'target'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** The codes of an entry by each filter. */
export type Codes = Readonly<Record<FilterKey, readonly string[]>>;

/** Whether an entry meets all filters. What is for all countries is for the one that is wanted, too. */
export const meets = (codes: Codes, filters: CodeFilters): boolean =>
	filterKeys.every((key) => {
		const wanted = filters[key];
		if (wanted === undefined || codes[key].includes(wanted)) return true;
		return key === 'country' && /^[A-Z]{3}$/.test(wanted) && codes.country.includes('all');
	});
