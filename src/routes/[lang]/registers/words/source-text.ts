import { nameOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { StatedSource } from '#lib/model/registers/entry.ts';

/** "Document (2023), section 2". */
export const sourceText = ({ document, year, place }: StatedSource, locale: Locale): string =>
	`${nameOf(document, locale)}${year === undefined ? '' : ` (${year})`}, ${nameOf(place, locale)}`;
