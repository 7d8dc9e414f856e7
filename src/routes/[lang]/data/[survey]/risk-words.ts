import { count, figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Concept } from '#lib/model/concept.ts';
import type { Locale } from '#lib/model/localized.ts';
import { isMissingReason } from '#lib/model/missing.ts';
import type { GroupedCategories, RowRefusal, UnitRisk } from '#lib/model/row-risk.ts';
import { reasonText, text } from '../words.ts';

export interface RiskWords {
	readonly locale: Locale;
	readonly concepts: ReadonlyMap<string, Concept>;
}

export function conceptText(id: string, { concepts, locale }: RiskWords): string {
	const concept = concepts.get(id);
	return concept ? text(concept.label, locale) : id;
}

function categoryText(id: string, category: string, { concepts, locale }: RiskWords): string {
	if (isMissingReason(category)) return reasonText(category, locale);
	const concept = concepts.get(id);
	if (concept?.kind !== 'category') return category;
	const found = concept.categories.find((one) => one.id === category);
	return found ? text(found.label, locale) : category;
}

const listed = (words: readonly string[], locale: Locale) =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);

/** What could still be found out from the rows of a unit. */
export function uniqueSentences(
	{ rows, unique, belowK, k, keys }: UnitRisk,
	limit: number | null,
	words: RiskWords
): string[] {
	const { locale } = words;
	const inLocale = { locale };
	if (keys.length === 0) return [m.risk_no_keys({}, inLocale)];
	const known = keys.map(({ concept }) => conceptText(concept, words));
	const counted = { rows: count(rows, locale), unique: count(unique, locale) };
	const share = figure(rows === 0 ? 0 : unique / rows, 'proportion', locale);
	const below = { k: String(k), count: count(belowK, locale) };
	return [
		m.risk_unique({ ...counted, share, keys: listed(known, locale) }, inLocale),
		...(limit === null
			? []
			: [m.risk_limit({ limit: figure(limit, 'proportion', locale) }, inLocale)]),
		m.risk_below(below, inLocale)
	];
}

/** What was done to the rows of a unit. */
export function protectionSentences(
	{ grouped, withheld, householdLinks, linkedByWeight }: UnitRisk,
	words: RiskWords
): string[] {
	const { locale } = words;
	const inLocale = { locale };
	const concepts = withheld.map(({ concept }) => conceptText(concept, words));
	return [
		...grouped.map((one) => groupedSentence(one, words)),
		...(concepts.length === 0
			? []
			: [m.risk_withheld({ concepts: listed(concepts, locale) }, inLocale)]),
		...(householdLinks === 'cut' ? [m.risk_links_cut({}, inLocale)] : []),
		...(householdLinks === 'declared' ? [m.risk_links_declared({}, inLocale)] : []),
		...(householdLinks === 'cut' && linkedByWeight
			? [m.risk_weight_links({ count: count(linkedByWeight, locale) }, inLocale)]
			: [])
	];
}

function groupedSentence(
	{ concept, of, into, because, rows }: GroupedCategories,
	words: RiskWords
): string {
	const { locale } = words;
	const said = {
		concept: conceptText(concept, words),
		of: listed(
			of.map((one) => categoryText(concept, one, words)),
			locale
		),
		into: categoryText(concept, into, words),
		count: count(rows, locale)
	};
	return because === 'declared'
		? m.risk_grouped_declared(said, { locale })
		: m.risk_grouped_area(said, { locale });
}

/** Why rows of the local profile would not be in the public one. */
export function refusalSentence(refusal: RowRefusal, words: RiskWords): string {
	const { locale } = words;
	if (refusal.kind === 'unique') return m.risk_refused_unique({}, { locale });
	const concept = conceptText(refusal.concept, words);
	const categories = refusal.kind === 'rare' ? refusal.categories : [refusal.category];
	const of = listed(
		categories.map((one) => categoryText(refusal.concept, one, words)),
		locale
	);
	return refusal.kind === 'rare'
		? m.risk_refused_rare({ concept, of }, { locale })
		: m.risk_refused_alone({ concept, of }, { locale });
}
