import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { FilterField } from '#lib/state/code-filters.ts';
import { codeWords } from './coded.ts';
import { type Filtered, type FilterKey, codesOf } from './filters.ts';

const labels: Readonly<Record<FilterKey, typeof m.impact_column_type>> = {
	type: m.impact_column_type,
	group: m.impact_column_groups,
	country: m.impact_column_country,
	stage: m.impact_column_stage,
	evidence: m.impact_column_evidence
};

/** Fields for the codes of these programmes, each list by its words. */
export function filterFields<Key extends FilterKey>(
	all: readonly Filtered[],
	keys: readonly Key[],
	{ locale, country }: { readonly locale: Locale; readonly country: (code: string) => string }
): (FilterField & { readonly key: Key })[] {
	return keys.map((key) => {
		const codes = [...new Set(all.flatMap((one) => codesOf(one, key)))];
		const label = (code: string) =>
			key === 'country' ? country(code) : codeWords(key, code, locale);
		const options = codes.map((value) => ({ value, label: label(value) }));
		return {
			...{ key, label: labels[key]({}, { locale }) },
			options: options.sort((a, b) => a.label.localeCompare(b.label, locale))
		};
	});
}
