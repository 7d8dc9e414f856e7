import { m } from '#lib/i18n/paraglide/messages.js';
import type { FaultKind, InstrumentFault } from '#lib/model/instrument/instrument-faults.ts';
import type { Locale } from '#lib/model/locales.ts';

const faults: Readonly<Record<FaultKind, (words: { what: string }, locale: Locale) => string>> = {
	'name-twice': (words, locale) => m.builder_fault_name_twice(words, { locale }),
	'no-list': (_, locale) => m.builder_fault_no_list({}, { locale }),
	'code-twice': (words, locale) => m.builder_fault_code_twice(words, { locale }),
	'code-blank': (words, locale) => m.builder_fault_code_blank(words, { locale }),
	'asks-unknown': (words, locale) => m.builder_fault_asks_unknown(words, { locale }),
	'asks-later': (words, locale) => m.builder_fault_asks_later(words, { locale }),
	'asks-itself': (_, locale) => m.builder_fault_asks_itself({}, { locale }),
	circle: (words, locale) => m.builder_fault_circle(words, { locale }),
	'code-unknown': (words, locale) => m.builder_fault_code_unknown(words, { locale }),
	'not-understood': (words, locale) => m.builder_fault_not_understood(words, { locale }),
	'cannot-write': (_, locale) => m.builder_fault_cannot_write({}, { locale }),
	'no-text': (words, locale) => m.builder_fault_no_text(words, { locale }),
	'no-choice-text': (words, locale) => m.builder_fault_no_choice_text(words, { locale }),
	'range-empty': (words, locale) => m.builder_fault_range_empty(words, { locale }),
	'nothing-asked': (_, locale) => m.builder_fault_nothing_asked({}, { locale }),
	'many-choices': (words, locale) => m.builder_fault_many_choices(words, { locale })
};

/** What is wrong, and what to do. */
export const faultWords = ({ kind, what }: InstrumentFault, locale: Locale): string =>
	faults[kind]({ what }, locale);

/** An octagon and a triangle: told by shape before colour. */
export const faultShapes = {
	error: 'M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3Z',
	warning: 'M10 1.5 19.2 18H.8Z'
} as const;
