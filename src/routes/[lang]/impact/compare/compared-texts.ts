import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { FilterField } from '#lib/state/code-filters.ts';
import type { CompareView } from './compare-view.ts';
import { metricLabel } from './forest.ts';
import type { LeavingEffect } from './leaving-effects.ts';

/** What the comparison is limited to: an outcome, and the filters by their words. */
export function limitsText(
	{ filters }: CompareView,
	fields: readonly FilterField[],
	outcome: string
): string {
	const limits = fields.flatMap(({ key, options }) =>
		options.filter(({ value }) => value === filters[key]).map(({ label }) => label)
	);
	return [outcome, ...limits].filter((text) => text !== '').join('; ');
}

interface ComparedContext {
	readonly view: CompareView;
	readonly limits: string;
	readonly said: { readonly said: string; readonly warning: string };
	readonly locale: Locale;
}

/** The words around the comparison, on the page and in its files. */
export function comparedTexts(
	effects: readonly LeavingEffect[],
	{ view, limits, said, locale }: ComparedContext
) {
	const producers = [...new Set(effects.map(({ producer }) => producer))].join('; ');
	const isDemonstration = effects.some(({ entry }) => entry.synthetic);
	const metric = metricLabel(view.metric, locale).toLocaleLowerCase(locale);
	return {
		title: m.export_effect_title({ n: count(effects.length, locale), measure: metric }, { locale }),
		/** The picture itself says how its measure is read. */
		subtitle: limits,
		notes: [
			said.said,
			...(said.warning === '' ? [] : [said.warning]),
			...(isDemonstration ? [m.impact_demonstration_detail({}, { locale })] : [])
		],
		source: m.impact_source({ source: producers }, { locale })
	};
}
