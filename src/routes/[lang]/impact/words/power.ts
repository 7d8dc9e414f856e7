import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type ImpactWords, declaredOutcome, mainOutcome } from './impact-words.ts';
import { outcomeFormats, percentText } from './outcome-formats.ts';

/** What could have been found, so that nothing found is not read as nothing there. */
export function powerText(words: ImpactWords): string {
	const { page, locale } = words;
	const { power } = page.evaluation;
	const { effect, outcome } = mainOutcome(words);
	if (!power || effect.kind === 'refused') return m.impact_power_none({}, { locale });
	const of = { estimate: power.detectable, lower: null, upper: null };
	const { amount } = outcomeFormats(declaredOutcome(words, outcome), of, locale);
	const isRatio = effect.scale === 'ratio';
	const relative =
		power.relative === null || isRatio ? '' : ` (${percentText(power.relative, 0, locale)})`;
	return m.impact_power_said(
		{
			amount: isRatio ? percentText(power.detectable - 1, 0, locale) : amount(power.detectable),
			relative,
			power: percentText(power.power, 0, locale),
			level: decimal(100 * power.level, 0, locale)
		},
		{ locale }
	);
}
