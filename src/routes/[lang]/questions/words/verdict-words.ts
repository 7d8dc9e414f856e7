import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Recompute, Verdict } from '#lib/model/comparability.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { PropertyName } from '#lib/model/properties.ts';
import type { QuestionRemark, QuestionVerdict } from '#lib/model/questions/question-verdict.ts';
import { codeWords } from '../../explore/words/breaks.ts';
import { agesWords, areaWords, propertyWords } from './property-words.ts';

const verdicts = {
	same: m.questions_verdict_same,
	close: m.questions_verdict_close,
	'not-comparable': m.questions_verdict_not
} as const;

const short = {
	same: m.questions_word_same,
	close: m.questions_word_close,
	'not-comparable': m.questions_word_not
} as const;

/** "Close: side by side, with the difference said." */
export const verdictSentence = (verdict: Verdict, locale: Locale): string =>
	verdicts[verdict]({}, { locale });

/** "not comparable". */
export const verdictWord = (verdict: Verdict, locale: Locale): string =>
	short[verdict]({}, { locale });

/** The rules that gave the verdict, the one that decided first, with the values of both questions. */
export function ruleTexts(found: QuestionVerdict, locale: Locale): string[] {
	const { override, differences, recompute } = found;
	const signed = override && {
		...{ who: override.signedBy, date: longDate(override.date, locale) },
		reason: wordsOf(override.reason, locale)
	};
	const told = differences.map(({ code, property, values }) => {
		const rule = codeWords(code, locale);
		if (property === 'concept' || property === 'unit' || property === 'basis') return rule;
		const [first, second] = bothWords(property, values, locale);
		return first === '' || second === ''
			? rule
			: m.questions_rule_values({ rule, first, second }, { locale });
	});
	return [
		...(signed ? [m.questions_signed(signed, { locale })] : []),
		...(told.length > 0 ? told : [m.questions_no_difference({}, { locale })]),
		...(recompute
			? [m.questions_recompute({ part: partWords(recompute, locale) }, { locale })]
			: [])
	];
}

const bothWords = (
	property: PropertyName,
	[a, b]: readonly [unknown, unknown],
	locale: Locale
): [string, string] => [propertyWords(property, a, locale), propertyWords(property, b, locale)];

const partWords = ({ ages, area }: Recompute, locale: Locale): string =>
	[...(ages ? [agesWords(ages, locale)] : []), ...(area ? [areaWords(area, locale)] : [])].join(
		', '
	);

const remarks: Readonly<Record<QuestionRemark, typeof m.questions_remark_codes>> = {
	'codes-moved': m.questions_remark_codes,
	'answers-reworded': m.questions_remark_answers,
	'answers-not-stated': m.questions_remark_answers_unknown,
	'variable-moved': m.questions_remark_variable,
	'number-moved': m.questions_remark_number,
	'position-moved': m.questions_remark_position,
	'wording-differs': m.questions_remark_wording,
	'language-differs': m.questions_remark_language,
	'filter-differs': m.questions_remark_filter,
	'not-verified': m.questions_remark_unverified,
	'split-ballot': m.questions_remark_ballot
};

/** What to look at besides the verdict, in words. */
export const remarkTexts = (found: readonly QuestionRemark[], locale: Locale): string[] =>
	found.map((remark) => remarks[remark]({}, { locale }));
