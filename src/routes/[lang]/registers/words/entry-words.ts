import { said } from '#lib/export/tables/register-words.ts';
import type { Locale } from '#lib/model/locales.ts';

export { fieldLabel, registerLead, registerTitle } from '#lib/export/tables/register-words.ts';
export { type EntryNames, dateText, fieldText, quotedText, sourceText } from './entry-text.ts';

/** A guiding question in one word. */
export const shortQuestion = (question: string, locale: Locale): string =>
	said(`registers_question_short_${question}`, locale) ?? question;

/** A section of this site, as the menu calls it. */
export const sectionName = (section: string, locale: Locale): string =>
	said(`nav_${section}`, locale) ?? section;
