import { describe, expect, test } from 'vitest';
import { nameOf } from '#lib/model/catalogue-words.ts';
import { locales, localText } from '#lib/model/locales.ts';
import { localized, localizedName } from '#lib/model/localized.ts';

describe('localized', () => {
	test('takes a text in any one language', () => {
		for (const locale of locales)
			expect(localized.parse({ [locale]: ' x ' })).toEqual({ [locale]: 'x' });
	});

	test.for([
		['no language', {}],
		['an empty text', { es: '' }],
		['a text of blanks', { es: 'a', en: ' \n' }],
		['a language that is not offered', { de: 'Text' }],
		['a bare text', 'text']
	])('refuses %s', ([, value]) => {
		expect(localized.safeParse(value).success).toBe(false);
	});
});

describe('localText', () => {
	const texts = { en: 'house', pt: 'casa' } as const;

	test('is the text in the wanted language', () => {
		expect(localText(texts, 'pt')).toEqual({ text: 'casa', locale: 'pt' });
	});

	test('is the first there is, and names its language, when the wanted one has none', () => {
		expect(localText(texts, 'fr')).toEqual({ text: 'house', locale: 'en' });
		expect(localText({ fr: 'maison', es: 'casa' }, 'en')).toEqual({ text: 'casa', locale: 'es' });
	});

	test('is empty without any', () => {
		expect(localText({}, 'en')).toEqual({ text: '', locale: 'en' });
	});
});

describe('a name', () => {
	test('that is one text is the same in every language, one by language is marked where it lacks', () => {
		const article = localizedName.parse(' Journal of Crime 7: 59-98 ');
		for (const locale of locales) expect(nameOf(article, locale)).toBe('Journal of Crime 7: 59-98');
		const office = localizedName.parse({ es: 'Oficina', en: 'Office' });
		expect(nameOf(office, 'es')).toBe('Oficina');
		expect(nameOf(office, 'fr')).toBe('Oficina [es]');
	});

	test.for([[''], [{}], [7]])('is refused as neither of both: %s', ([value]) => {
		expect(localizedName.safeParse(value).success).toBe(false);
	});
});
