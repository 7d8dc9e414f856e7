/** What lines and indicators are filtered by, in the order of the page. */
export const filterKeys = ['group', 'line', 'kind', 'country', 'target'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** The codes of an entry by each filter. */
export type Codes = Readonly<Record<FilterKey, readonly string[]>>;

/** The code that is wanted of each; absent: all. */
export type ResultFilters = Readonly<Partial<Record<FilterKey, string>>>;

/** A filter with the codes that there are. */
export interface FilterField {
	readonly key: FilterKey;
	readonly label: string;
	readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Whether an entry meets all filters. What is for all countries is for the one that is wanted, too. */
export const meets = (codes: Codes, filters: ResultFilters): boolean =>
	filterKeys.every((key) => {
		const wanted = filters[key];
		if (wanted === undefined || codes[key].includes(wanted)) return true;
		return key === 'country' && /^[A-Z]{3}$/.test(wanted) && codes.country.includes('all');
	});

/** The filters of an address; what is not offered is left out. */
export function filtersOf(search: URLSearchParams, fields: readonly FilterField[]): ResultFilters {
	const found = fields.flatMap(({ key, options }) => {
		const code = search.get(key);
		return code !== null && options.some(({ value }) => value === code) ? [[key, code]] : [];
	});
	return Object.fromEntries(found) as ResultFilters;
}
