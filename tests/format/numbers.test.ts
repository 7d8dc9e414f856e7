import { describe, expect, test } from 'vitest';
import { count, decimal, figure, limits, megabytes } from '#lib/format/numbers.ts';

/** No-break and narrow no-break spaces as plain ones: which of them is a matter of ICU's version. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('figure', () => {
	test.for([
		[0.43639, 'proportion', 'en', '43.6%'],
		[0.43639, 'proportion', 'es', '43,6 %'],
		[0.43639, 'proportion', 'pt', '43,6%'],
		[0.43639, 'proportion', 'fr', '43,6 %'],
		[0, 'proportion', 'en', '0.0%'],
		[1, 'proportion', 'en', '100.0%'],
		[1234.5, 'total', 'en', '1,235'],
		[1234567.8, 'total', 'es', '1.234.568'],
		[16.349, 'mean', 'en', '16.3'],
		[16, 'mean', 'fr', '16,0']
	] as const)('writes %d as a %s in %s: %s', ([value, kind, locale, expected]) => {
		expect(plain(figure(value, kind, locale))).toBe(expected);
	});
});

describe('count', () => {
	test.for([
		['en', '1,234'],
		['es', '1.234'],
		['pt', '1.234'],
		['fr', '1 234']
	] as const)('groups four digits too, so that columns line up: %s', ([locale, expected]) => {
		expect(plain(count(1234, locale))).toBe(expected);
	});
});

describe('limits', () => {
	test('puts the word of the language between the two figures', () => {
		expect(plain(limits(0.429, 0.4444, 'proportion', { locale: 'es', to: 'a' }))).toBe(
			'42,9 % a 44,4 %'
		);
		expect(limits(1234, 5678, 'total', { locale: 'en', to: 'to' })).toBe('1,234 to 5,678');
	});
});

describe('decimal', () => {
	test('writes as many digits as asked for, zeros too', () => {
		expect(decimal(2, 2, 'en')).toBe('2.00');
		expect(decimal(0.273, 3, 'es')).toBe('0,273');
	});
});

describe('megabytes', () => {
	test('counts a million bytes as one', () => {
		expect(megabytes(34_250_000, 'en')).toBe('34.3 MB');
		expect(megabytes(0, 'fr')).toBe('0,0 MB');
	});
});
