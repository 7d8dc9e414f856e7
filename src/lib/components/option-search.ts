import { textSearch } from './text-search.ts';

/** One of the things that can be chosen. */
export interface PickerOption {
	readonly value: string;
	readonly label: string;
	/** What it means, in a sentence. */
	readonly detail?: string | undefined;
	/** Why it cannot be chosen here. */
	readonly unavailable?: string | undefined;
}

export interface PickerGroup {
	/** Without a label its options stand on their own. */
	readonly label?: string;
	readonly options: readonly PickerOption[];
}

/**
 * The options whose label or meaning has every word of the search; groups without any are left out.
 * Those whose label has them come first.
 */
export function foundOptions(groups: readonly PickerGroup[], search: string): PickerGroup[] {
	const has = textSearch(search);
	return groups
		.map((group) => {
			const named = group.options.filter(({ label }) => has(label));
			const meant = group.options.filter(
				({ label, detail = '', value }) => !has(label) && has(`${label} ${detail} ${value}`)
			);
			return { ...group, options: [...named, ...meant] };
		})
		.filter(({ options }) => options.length > 0);
}

export const optionCount = (groups: readonly PickerGroup[]): number =>
	groups.reduce((sum, { options }) => sum + options.length, 0);

/** The first options, and the one that is chosen wherever it stands. */
export function firstOptions(
	groups: readonly PickerGroup[],
	most: number,
	chosen: string
): PickerGroup[] {
	let left = most;
	return groups.flatMap((group) => {
		const options = group.options.filter((one) => left-- > 0 || one.value === chosen);
		return options.length === 0 ? [] : [{ ...group, options }];
	});
}
