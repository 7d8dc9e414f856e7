import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberText, typedNumber } from '#lib/format/typed-number.ts';

describe('a typed number', () => {
	test.for([
		['0,05', 0.05],
		['0.05', 0.05],
		[' 40 ', 40],
		['−8', -8],
		['-8,5', -8.5],
		['1250', 1250],
		['0.125', 0.125]
	] as const)('%s is read', ([text, value]) => {
		expect(typedNumber(text)).toBe(value);
	});

	test.for(['', '1.250', '12,500', '1e3', '5 %', '1,2,3', 'ten', '.', '--1'])(
		'"%s" is none, or two',
		(text) => {
			expect(typedNumber(text)).toBeUndefined();
		}
	);

	test('comes back as it was written, in every language', () => {
		const value = fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 100);
		fc.assert(
			fc.property(value, fc.constantFrom('es', 'en', 'pt', 'fr'), (n, locale) => {
				expect(typedNumber(numberText(n, locale))).toBe(n);
			})
		);
	});
});
