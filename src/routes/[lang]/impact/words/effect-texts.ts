import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type {
	EvaluationEffect,
	EvaluationRefusal,
	OutcomeEvaluation
} from '#lib/model/evaluation.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { codeWords } from './coded.ts';
import { type ImpactWords, capital, pSaid, valueTexts } from './impact-words.ts';
import { effectFormats } from './outcome-formats.ts';

/** "−6 points (−10 to −2)", or why there is no number. */
export function effectText(
	effect: EvaluationEffect | EvaluationRefusal,
	outcome: Pick<ProgrammeOutcome, 'scale'>,
	words: ImpactWords
): string {
	const { locale } = words;
	if (effect.kind === 'refused')
		return m.impact_short_refused({ why: reasonText(effect, words) }, { locale });
	return estimateText(effect, outcome, locale);
}

/** The same of an effect that there is. */
export function estimateText(
	effect: EvaluationEffect,
	outcome: Pick<ProgrammeOutcome, 'scale'>,
	locale: Locale
): string {
	const formats = effectFormats(effect, outcome, locale);
	const signed = formats.signed(effect.estimate);
	const { lower, upper, pValue } = effect;
	if (lower !== null && upper !== null)
		return m.impact_short_interval({ signed, limits: formats.range(lower, upper) }, { locale });
	if (pValue === null) return signed;
	const short = effect.inference === 'rank' ? m.impact_short_rank : m.impact_short_p;
	return short({ signed, p: pSaid(pValue, locale) }, { locale });
}

/** Where the treated unit stands among those treated as if they had had the programme. */
export const rankOf = ({ pictures }: Pick<OutcomeEvaluation, 'pictures'>) =>
	pictures.flatMap((one) => (one.kind === 'synthetic' && one.rank ? [one.rank] : []))[0];

/** "p by rank 0.04; place 1 of 24": how sure it is where there is no interval, else ''. */
export function surenessText(
	one: Pick<OutcomeEvaluation, 'effect' | 'pictures'>,
	locale: Locale
): string {
	const { effect } = one;
	if (effect.kind === 'refused' || effect.lower !== null || effect.pValue === null) return '';
	const p = pSaid(effect.pValue, locale);
	const rank = rankOf(one);
	if (effect.inference !== 'rank') return m.impact_sure_p({ p }, { locale });
	if (!rank) return m.impact_sure_rank_p({ p }, { locale });
	const { place, of } = rank;
	return m.impact_sure_rank({ p, place: count(place, locale), of: count(of, locale) }, { locale });
}

/** Why there is no number, as part of a sentence. */
export const reasonText = ({ reason, values }: EvaluationRefusal, words: ImpactWords): string =>
	codeWords('reason', reason, words.locale, valueTexts(values, words));

/** The same as sentences, with the next honest design. */
export function refusalTexts(refusal: EvaluationRefusal, words: ImpactWords): string[] {
	const { locale } = words;
	const { next } = refusal;
	return [
		`${capital(reasonText(refusal, words), locale)}.`,
		next === null
			? m.impact_next_none({}, { locale })
			: `${m.impact_next({ next: codeWords('next', next, locale) }, { locale })}.`
	];
}

export const outcomeLabel = ({ label }: Pick<ProgrammeOutcome, 'label'>, locale: Locale) =>
	capital(wordsOf(label, locale), locale);
