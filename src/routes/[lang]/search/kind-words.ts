import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';
import type { SearchKind } from './search-entry.ts';

const kinds = {
	page: m.search_kind_page,
	indicator: m.search_kind_indicator,
	question: m.search_kind_question,
	country: m.search_kind_country,
	territory: m.search_kind_territory,
	board: m.search_kind_board,
	programme: m.search_kind_programme,
	result: m.search_kind_result,
	survey: m.search_kind_survey,
	series: m.search_kind_series,
	register: m.search_kind_register,
	method: m.search_kind_method
} as const satisfies Record<SearchKind, unknown>;

export const kindWords = (kind: SearchKind, locale: Locale): string => kinds[kind]({}, { locale });
