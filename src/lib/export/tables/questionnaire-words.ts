import { m } from '#lib/i18n/paraglide/messages.js';
import type { TemplateColumn } from '#lib/model/entry-template.ts';
import { type Locale, locales } from '#lib/model/locales.ts';
import type { Questionnaire } from '#lib/model/questionnaires/questionnaire.ts';
import { fieldLabel, registerLead, registerTitle, said } from './register-words.ts';
import { columnReading } from './template-readings.ts';

const languageOf = ({ path }: TemplateColumn): Locale | undefined =>
	locales.find((locale) => locale === path.at(-1));

/** What the column of a questionnaire is called, with the language of a text. */
export function columnLabel(
	{ kind }: Pick<Questionnaire, 'kind'>,
	column: TemplateColumn,
	locale: Locale
): string {
	const language = languageOf(column);
	const path = language ? column.path.slice(0, -1) : column.path;
	const field = path.join('_');
	const label =
		kind === 'series'
			? (said(`series_form_${snake(field === '' ? 'note' : field)}`, locale) ?? field)
			: kind === 'framework'
				? columnReading(column.path, locale)
				: fieldLabel(field, locale);
	return language ? `${label} (${m.language_name({}, { locale: language })})` : label;
}

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** How a column is filled in, in a sentence. */
export function columnHow(column: TemplateColumn, locale: Locale): string {
	const { kind, names, choices, form } = column;
	const at = { locale };
	if (names !== undefined)
		return kind === 'items' || kind === 'list'
			? m.questionnaire_how_codes({ list: names, separator: kind === 'list' ? ',' : ';' }, at)
			: m.questionnaire_how_code({ list: names }, at);
	if (choices) return m.questionnaire_how_choice({ words: choices.join(', ') }, at);
	if (languageOf(column)) return m.questionnaire_how_language({}, at);
	if (form === 'date') return m.questionnaire_how_date({}, at);
	if (form === 'day') return m.questionnaire_how_day({}, at);
	if (form === 'id') return m.template_id({}, at);
	if (form === 'address') return m.questionnaire_how_address({}, at);
	return byKind[kind]({}, at);
}

const byKind = {
	text: m.questionnaire_how_text,
	number: m.questionnaire_how_number,
	'yes-no': m.questionnaire_how_yes_no,
	'yes-or-blank': m.questionnaire_how_yes,
	'no-or-blank': m.questionnaire_how_no,
	list: m.questionnaire_how_list,
	items: m.questionnaire_how_items,
	numbers: m.questionnaire_how_numbers,
	'word-or-list': m.questionnaire_how_list,
	pairs: m.questionnaire_how_pairs
} as const;

/** What a questionnaire is called, and what it asks for. */
export function questionnaireTitle(
	{ id, kind }: Pick<Questionnaire, 'id' | 'kind'>,
	locale: Locale
) {
	if (kind === 'register') return registerTitle(id, locale);
	return kind === 'series'
		? m.questionnaire_series({}, { locale })
		: m.questionnaire_framework({}, { locale });
}

export function questionnaireLead(
	{ id, kind }: Pick<Questionnaire, 'id' | 'kind'>,
	locale: Locale
) {
	if (kind === 'register') return registerLead(id, locale);
	return kind === 'series'
		? m.questionnaire_series_lead({}, { locale })
		: m.questionnaire_framework_lead({}, { locale });
}
