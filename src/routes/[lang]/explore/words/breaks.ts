import { wordsOf } from '#lib/model/catalogue-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { AskedMeasure } from '#lib/model/asked-measure.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import {
	type Comparability,
	type DifferenceCode,
	comparability
} from '#lib/model/comparability.ts';
import type { Locale } from '#lib/model/localized.ts';
import { type WordsOptions, sourceLabel } from './labels.ts';

/** Whether figures may not stand in one line: also where the part they share was not recomputed. */
export const isBreak = ({ verdict, recompute }: Comparability): boolean =>
	verdict === 'not-comparable' || recompute !== undefined;

/** Two sources that stand side by side and do not say the same thing. */
export interface Break {
	readonly between: readonly [CatalogueSurvey, CatalogueSurvey];
	readonly found: Comparability;
}

/** What the rule says of a measure of two sources; not known is not comparable. */
export function verdictOf(
	{ overrides }: Pick<Catalogue, 'overrides'>,
	{ unit, concept }: Pick<AskedMeasure, 'unit' | 'concept'>,
	[a, b]: readonly [CatalogueSurvey, CatalogueSurvey]
): Comparability {
	const [one, other] = [a, b].map(({ compared }) =>
		compared.find((figure) => figure.unit === unit && figure.concept === concept)
	);
	if (!one || !other)
		return { verdict: 'not-comparable', rule: 'property-unknown', differences: [] };
	return comparability(one, other, overrides);
}

/** In time: between each source and the next whatever is not the same. */
export function breaksOf({
	catalogue,
	resolved
}: Pick<WordsOptions, 'catalogue' | 'resolved'>): Break[] {
	const inTime = resolved.sources.toSorted((a, b) =>
		a.fieldwork.start < b.fieldwork.start ? -1 : 1
	);
	return inTime.slice(1).flatMap((survey, i): Break[] => {
		const between = [inTime[i]!, survey] as const;
		const found = verdictOf(catalogue, resolved.measure, between);
		return found.verdict === 'same' ? [] : [{ between, found }];
	});
}

const codes: Readonly<Record<DifferenceCode, typeof m.differs_concept>> = {
	'concept-differs': m.differs_concept,
	'unit-differs': m.differs_unit,
	'basis-differs': m.differs_basis,
	'law-differs': m.differs_law,
	'counted-differs': m.differs_counted,
	'list-differs': m.differs_list,
	'universe-differs': m.differs_universe,
	'verb-differs': m.differs_verb,
	'object-differs': m.differs_object,
	'radius-differs': m.differs_radius,
	'recall-differs': m.differs_recall,
	'mode-differs': m.differs_mode,
	'frame-differs': m.differs_frame,
	'weighting-differs': m.differs_weighting,
	'dont-know-differs': m.differs_dont_know,
	'sale-and-use-merged': m.differs_sale_and_use,
	'multiple-response': m.differs_response,
	'answers-differ': m.differs_answers,
	'property-unknown': m.differs_unknown
};

/** What a rule says of two figures, as the end of a sentence. */
export const codeWords = (code: DifferenceCode, locale: Locale): string =>
	codes[code]({}, { locale });

const isCode = (rule: string): rule is DifferenceCode => rule in codes;

/** Why two figures are not the same, in words; of a signed judgement its reason. */
export function differencesText(found: Comparability, locale: Locale): string {
	if (found.override) return wordsOf(found.override.reason, locale);
	const all = [...new Set(found.differences.map(({ code }) => code))];
	const named = all.length > 0 ? all : [found.rule].filter(isCode);
	return named.map((code) => codeWords(code, locale)).join('; ');
}

const verdicts = { close: m.verdict_close, 'not-comparable': m.verdict_not_comparable } as const;

/** "Demo 2022 and Demo 2024 are not comparable: the question differs". */
export function breakText({ between: [a, b], found }: Break, locale: Locale): string {
	const { verdict } = found;
	const [one, other] = [sourceLabel(a, locale), sourceLabel(b, locale)];
	const why = differencesText(found, locale);
	return verdict === 'same' ? '' : verdicts[verdict]({ one, other, why }, { locale });
}
