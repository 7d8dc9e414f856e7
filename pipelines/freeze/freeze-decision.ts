import { DataError } from '#lib/errors.ts';
import { locales } from '#lib/model/locales.ts';
import type { Localized } from '#lib/model/localized.ts';
import { choices } from '#lib/model/nearest-name.ts';

/** What nobody but a person can say of a baseline. */
export interface Decision {
	readonly why: string | undefined;
	/** In which `why` and the rest are written. */
	readonly language: string | undefined;
}

/** @throws DataError where an option is missing or blank. */
export function given(option: string, text: string | undefined): string {
	if (text === undefined || text.trim() === '')
		throw new DataError(`freeze needs --${option}, atalaya freeze --help has the rest`);
	return text.trim();
}

/** A text of the decision in its language. */
export function decidedText(
	{ language }: Pick<Decision, 'language'>,
	option: string,
	text: string | undefined
): Localized {
	const wanted = given('language', language);
	const locale = locales.find((one) => one === wanted);
	if (locale === undefined)
		throw new DataError(
			`not a language of the product, expected one of ${choices(wanted, locales)}: ${wanted}`
		);
	return { [locale]: given(option, text) };
}
