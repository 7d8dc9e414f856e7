import { m } from '#lib/i18n/paraglide/messages.js';
import type { Condition } from '#lib/model/instrument/condition.ts';
import type { Locale } from '#lib/model/locales.ts';

/** What a condition names, in words: a question by its place, an answer by its text. */
export interface ConditionNames {
	readonly question: (name: string) => string;
	readonly answer: (question: string, code: string) => string;
}

const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=', '!=': '≠' } as const;

/** "the answer to question 3 is “Yes” or “Sometimes”"; what is not understood stands as it is written. */
export function conditionWords(one: Condition, names: ConditionNames, locale: Locale): string {
	if (one.kind === 'written') return one.text;
	if (one.kind === 'number') {
		const { comparison, value } = one;
		const words = { sign: signs[comparison], value: new Intl.NumberFormat(locale).format(value) };
		return m.builder_if_number({ question: names.question(one.question), ...words }, { locale });
	}
	if (one.kind === 'answer') {
		const codes = one.codes.map((code) => names.answer(one.question, code));
		const words = { question: names.question(one.question), answers: listed(codes, 'any', locale) };
		return one.is ? m.builder_if_is(words, { locale }) : m.builder_if_not(words, { locale });
	}
	const parts = one.of.map((part) => {
		const text = conditionWords(part, names, locale);
		return 'of' in part && one.of.length > 1 ? `(${text})` : text;
	});
	return listed(parts, one.kind, locale);
}

const listed = (parts: readonly string[], join: 'all' | 'any', locale: Locale) =>
	new Intl.ListFormat(locale, { type: join === 'all' ? 'conjunction' : 'disjunction' }).format(
		parts
	);
