import type { CodeFilters } from '#lib/state/code-filters.ts';

/** What programmes are filtered by, in the order of the page. */
export const filterKeys = ['type', 'group', 'country', 'stage', 'evidence'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** What of a programme filters look at. */
export interface Filtered {
	readonly type: string;
	readonly groups: readonly string[];
	readonly country: string;
	readonly stage: string;
	readonly evidence: string;
}

export const codesOf = (one: Filtered, key: FilterKey): readonly string[] =>
	key === 'group' ? one.groups : [one[key]];

export const passes = (one: Filtered, filters: CodeFilters): boolean =>
	filterKeys.every((key) => filters[key] === undefined || codesOf(one, key).includes(filters[key]));
