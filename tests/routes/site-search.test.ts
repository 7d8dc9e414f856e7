import { describe, expect, test } from 'vitest';
import type { Locale } from '#lib/model/locales.ts';
import type { SearchEntry } from '../../src/routes/[lang]/search/search-entry.ts';
import { directory, siteSearch } from '../../src/routes/[lang]/search/site-search.ts';
import { wordForm } from '../../src/routes/[lang]/search/word-forms.ts';

const entry = (
	kind: SearchEntry['kind'],
	title: string,
	{ text = '', about = '' } = {}
): SearchEntry => ({ kind, title, text, about, href: `${kind}/`, synthetic: false });

const entries = [
	entry('indicator', 'Percepción de venta de drogas en el barrio', { about: 'Valdoria' }),
	entry('indicator', 'Consumo de alcohol', { text: 'Personas que bebieron alcohol.' }),
	entry('programme', 'Tribunal de tratamiento', { text: 'Alternativa a la prisión.' }),
	entry('country', 'Chile', { text: 'CHL' }),
	entry('question', '¿Ha visto vender drogas en su barrio?', { about: 'Chile' })
];
const search = siteSearch(entries, 'es');
const titles = (query: string) =>
	search(query).kinds.flatMap((one) => one.entries.map(({ title }) => title));

describe('wordForm', () => {
	test.for<readonly [Locale, string, string]>([
		...([
			['es', 'Encuestas', 'encuesta'],
			['es', 'mujeres', 'mujer'],
			['es', 'prisiones', 'prision'],
			['es', 'prisión', 'prision'],
			['es', 'veces', 'vez'],
			['es', 'mes', 'mes'],
			['es', 'país', 'pais'],
			['es', 'países', 'pais'],
			['es', 'meses', 'mes'],
			['es', 'bases', 'base']
		] as const),
		...([
			['pt', 'prisões', 'prisao'],
			['pt', 'prisão', 'prisao'],
			['pt', 'mulheres', 'mulher'],
			['fr', 'hôpitaux', 'hopital'],
			['fr', 'enquêtes', 'enquete'],
			['en', 'surveys', 'survey'],
			['en', 'cities', 'city'],
			['en', 'status', 'status']
		] as const),
		...(['es', 'en', 'pt', 'fr'] as const).map((locale) => [locale, 'a', ''] as const)
	])('%s: %s', ([locale, word, form]) => {
		expect(wordForm(word, locale)).toBe(form);
	});
});

describe('siteSearch', () => {
	test('finds without accents and capitals, and by the beginning of words', () => {
		expect(titles('percepcion')).toEqual(['Percepción de venta de drogas en el barrio']);
		expect(titles('PRISION')).toEqual(['Tribunal de tratamiento']);
		expect(titles('tratam')).toEqual(['Tribunal de tratamiento']);
	});

	test('finds plurals by singulars and the other way round', () => {
		expect(titles('tribunales')).toEqual(['Tribunal de tratamiento']);
		expect(titles('barrios droga')).toHaveLength(2);
		expect(titles('prisiones')).toEqual(['Tribunal de tratamiento']);
	});

	test('forgives a typo in a long word, not in a short one', () => {
		expect(titles('alchol')).toEqual(['Consumo de alcohol']);
		expect(titles('tratamineto')).toEqual(['Tribunal de tratamiento']);
		expect(search('chli').count).toBe(0);
	});

	test('wants every word, says where none has all of them, and leaves fillers out', () => {
		expect(titles('venta de drogas')).toEqual(['Percepción de venta de drogas en el barrio']);
		expect(search('alcohol tribunal')).toMatchObject({ partial: true, count: 2 });
		expect(search('alcohol en')).toMatchObject({ partial: false, count: 1 });
		expect(search(' ')).toEqual({ kinds: [], count: 0, partial: false });
		expect(search('zzzzzz').count).toBe(0);
	});

	test('groups by kind, the country itself before what was asked there', () => {
		const found = search('chile').kinds;
		expect(found.map(({ kind }) => kind)).toEqual(['country', 'question']);
	});
});

describe('directory', () => {
	test('has every entry once, by kind and name', () => {
		const all = directory(entries, 'es');
		expect(all.map(({ kind }) => kind)).toEqual(['indicator', 'question', 'country', 'programme']);
		expect(all.flatMap((one) => one.entries)).toHaveLength(entries.length);
		expect(all[0]?.entries.map(({ title }) => title)).toEqual([
			'Consumo de alcohol',
			'Percepción de venta de drogas en el barrio'
		]);
	});
});
