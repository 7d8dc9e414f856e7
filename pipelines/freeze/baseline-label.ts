import type { FrozenFigure } from '#lib/model/baseline.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import { type Locale, localText, locales } from '#lib/model/locales.ts';
import type { Localized } from '#lib/model/localized.ts';
import type { Survey } from '#lib/model/survey.ts';
import type { Declarations } from '../declarations/declarations.ts';

type FrozenEstimate = Extract<FrozenFigure, { kind: 'estimate' }>;

export interface LabelContext {
	readonly declarations: Pick<Declarations, 'concepts' | 'estimates'>;
	readonly survey: Pick<Survey, 'country' | 'shortTitle' | 'synthetic'>;
	readonly indicator: Pick<Indicator, 'label'>;
}

const syntheticMarks: Readonly<Record<Locale, string>> = {
	es: 'sintético',
	en: 'synthetic',
	pt: 'sintético',
	fr: 'synthétique'
};

/** Any of the marks, in any gender: the title of a synthetic survey may say it already. */
const synthetic = /s[iy]nth?[eé]ti/i;

/**
 * `Sees drugs sold, women, North, 2024 (synthetic)`: the indicator, the groups, the territory or else
 * the survey, the period, in every language of the indicator.
 */
export function baselineLabel(
	{ territory, group = {}, period }: FrozenEstimate,
	{ declarations, survey, indicator }: LabelContext
): Localized {
	const { concepts, estimates } = declarations;
	const categoryName = (concept: string, id: string): Localized | undefined => {
		const found = concepts.get(concept);
		return found?.kind === 'category'
			? found.categories.find((one) => one.id === id)?.label
			: undefined;
	};
	const groups = Object.entries(group).map(([concept, id]) => categoryName(concept, id));
	const place =
		territory === survey.country
			? survey.shortTitle
			: estimates.territories.map((concept) => categoryName(concept, territory)).find(Boolean);
	const wordsIn = (locale: Locale) => {
		const parts = [indicator.label, ...groups, place].flatMap((texts) =>
			texts ? [localText(texts, locale).text] : []
		);
		// The short title of a survey mostly has the year in it.
		if (!parts.at(-1)?.includes(period)) parts.push(period);
		const words = parts.join(', ');
		return survey.synthetic && !synthetic.test(words)
			? `${words} (${syntheticMarks[locale]})`
			: words;
	};
	const own = locales.filter((locale) => indicator.label[locale] !== undefined);
	return Object.fromEntries(own.map((locale) => [locale, wordsIn(locale)]));
}
