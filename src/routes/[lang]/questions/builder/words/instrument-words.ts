import { m } from '#lib/i18n/paraglide/messages.js';
import type { AnswerType, Instrument, InstrumentItem } from '#lib/model/instrument/instrument.ts';
import { choicesOf, isQuestion, textIn } from '#lib/model/instrument/instrument.ts';
import { placedQuestions } from '#lib/model/instrument/interview-flow.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { ConditionNames } from './condition-words.ts';

const types: Readonly<Record<AnswerType | 'other', typeof m.builder_type_one>> = {
	one: m.builder_type_one,
	several: m.builder_type_several,
	whole: m.builder_type_whole,
	decimal: m.builder_type_decimal,
	text: m.builder_type_text,
	date: m.builder_type_date,
	note: m.builder_type_note,
	other: m.builder_type_other
};

export const typeWords = (type: AnswerType | 'other', locale: Locale): string =>
	types[type]({}, { locale });

/** The number that each question has in the order of the questionnaire, from 1. */
export function numbersOf(items: readonly InstrumentItem[]): ReadonlyMap<string, number> {
	return new Map(placedQuestions(items).map(({ question }, i) => [question.name, i + 1]));
}

interface NamesOptions {
	/** Of the texts of the questionnaire. */
	readonly language: string;
	readonly locale: Locale;
}

/** What questions and answers are called where a condition speaks of them. */
export function namesFor(one: Instrument, { language, locale }: NamesOptions): ConditionNames {
	const numbers = numbersOf(one.items);
	const byName = new Map(one.items.filter(isQuestion).map((item) => [item.name, item]));
	return {
		question: (name) => {
			const number = numbers.get(name);
			return number === undefined
				? `«${name}»`
				: m.builder_question_number({ number: String(number) }, { locale });
		},
		answer: (name, code) => {
			const item = byName.get(name);
			const choice = item && choicesOf(one, item).find((each) => each.code === code);
			return choice ? `«${textIn(choice.label, language)}»` : `«${code}»`;
		}
	};
}
