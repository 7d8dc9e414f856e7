/** A filter of a list, with the codes that there are. */
export interface FilterField {
	readonly key: string;
	readonly label: string;
	readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** The code that is wanted of each; absent: all. */
export type CodeFilters = Readonly<Record<string, string>>;

/** The filters of an address; a code that is not offered is left out. */
export function filtersFromSearch(
	search: URLSearchParams,
	fields: readonly FilterField[]
): CodeFilters {
	const found = fields.flatMap(({ key, options }) => {
		const code = search.get(key);
		return code !== null && options.some(({ value }) => value === code) ? [[key, code]] : [];
	});
	return Object.fromEntries(found) as CodeFilters;
}

/** With another code for one of them; '' for all. */
export function filtersWith(filters: CodeFilters, key: string, code: string): CodeFilters {
	const { [key]: _, ...others } = filters;
	return code === '' ? others : { ...others, [key]: code };
}
