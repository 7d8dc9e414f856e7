import { describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { type RejectReason, rejectReasonText } from '#lib/model/reject-reason.ts';
import { series } from '#lib/model/series.ts';
import { findingText, rejectText } from '../../src/routes/[lang]/data/words.ts';
import { offences, seriesInput } from '../support/series-folder.ts';

const everyReason = {
	'other-fields': { code: 'other-fields', fields: 1, columns: 56 },
	'text-after-quote': { code: 'text-after-quote' },
	'lone-line-end': { code: 'lone-line-end' },
	unwritable: { code: 'unwritable', column: 'P_1' },
	'repeated-key': { code: 'repeated-key' },
	'unknown-key': { code: 'unknown-key', file: 'people' },
	'undeclared-code': { code: 'undeclared-code', concept: 'sex' },
	'out-of-range': { code: 'out-of-range', concept: 'age' },
	'no-positive-weight': { code: 'no-positive-weight', unit: 'event' }
} as const satisfies { [Code in RejectReason['code']]: RejectReason };
const reasons = Object.values(everyReason);

const labels: Record<string, string> = { sex: 'sexe', age: 'âge' };
const wordsIn = (locale: (typeof locales)[number]) =>
	reasons.map((reason) => rejectText(reason, (concept) => labels[concept] ?? concept, locale));

describe('rejectText', () => {
	test.for(locales)('tells every reason from the others: %s', (locale) => {
		expect(new Set(wordsIn(locale)).size).toBe(reasons.length);
	});

	test('is in the language of the page', () => {
		for (const i of reasons.keys())
			expect(new Set(locales.map((locale) => wordsIn(locale)[i])).size).toBe(locales.length);
	});

	test('names what the reason is about', () => {
		const [fields, , , ...others] = wordsIn('fr').map((words) =>
			words.replace(/[\u00a0\u202f]/g, ' ')
		);
		expect(fields).toBe('champs de l’enregistrement : 1 ; de l’en-tête : 56');
		expect(others).toEqual([
			'P_1 contient un caractère nul ou la moitié d’un caractère',
			'clé déjà présente sur une ligne précédente',
			'clé absente de « people »',
			'code non déclaré pour « sexe »',
			'hors de l’intervalle déclaré pour « âge »',
			'le poids (faits) n’est pas un nombre positif'
		]);
	});

	test('leaves English to the list for who corrects the file', () => {
		expect(rejectReasonText(everyReason['undeclared-code'])).toBe('code not declared for sex');
	});
});

describe('findingText', () => {
	const textOf = (finding: object) => {
		const known = [{ check: 'jump', reason: { en: 'so in the source' }, ...finding }];
		const declared = series.parse({ ...seriesInput, ...offences, known });
		const entry = { series: declared, places: { 'xa-north': { es: 'Norte' } } };
		return findingText(declared.known[0]!, entry, 'es');
	};

	test('says what was found and where, by names', () => {
		const place = { territory: 'xa-north', period: '2020', categories: { offence: 'sale' } };
		expect(textOf(place)).toBe('salto, Norte, 2020, sale');
	});

	test('leaves out what the finding leaves open', () => {
		expect(textOf({ check: 'hierarchy' })).toBe('suma que no cuadra');
		expect(textOf({ territory: 'xa-south' })).toBe('salto, xa-south');
	});
});
