import { codeWords } from './coded.ts';
import type { Locale } from '#lib/model/localized.ts';

/** What programmes are filtered by, in the order of the page. */
export const filterKeys = ['type', 'group', 'country', 'stage', 'evidence'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** The code that is wanted of each; absent: all. */
export type ImpactFilters = Readonly<Partial<Record<FilterKey, string>>>;

/** What of a programme filters look at. */
export interface Filtered {
	readonly type: string;
	readonly groups: readonly string[];
	readonly country: string;
	readonly stage: string;
	readonly evidence: string;
}

const codesOf = (one: Filtered, key: FilterKey): readonly string[] =>
	key === 'group' ? one.groups : [one[key]];

/** The filters of an address; codes that no programme has are left out. */
export function filtersOf(search: URLSearchParams, all: readonly Filtered[]): ImpactFilters {
	const found = filterKeys.flatMap((key) => {
		const code = search.get(key);
		return code !== null && all.some((one) => codesOf(one, key).includes(code))
			? [[key, code]]
			: [];
	});
	return Object.fromEntries(found) as ImpactFilters;
}

export const passes = (one: Filtered, filters: ImpactFilters): boolean =>
	filterKeys.every((key) => filters[key] === undefined || codesOf(one, key).includes(filters[key]));

/** A filter with the codes that there are. */
export interface FilterField {
	readonly key: FilterKey;
	readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Fields for the codes of these programmes, each list by its words. */
export function filterFields(
	all: readonly Filtered[],
	keys: readonly FilterKey[],
	{ locale, country }: { readonly locale: Locale; readonly country: (code: string) => string }
): FilterField[] {
	return keys.map((key) => {
		const codes = [...new Set(all.flatMap((one) => codesOf(one, key)))];
		const label = (code: string) =>
			key === 'country' ? country(code) : codeWords(key, code, locale);
		const options = codes.map((value) => ({ value, label: label(value) }));
		return { key, options: options.sort((a, b) => a.label.localeCompare(b.label, locale)) };
	});
}
