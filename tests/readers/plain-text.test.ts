import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, slugText } from '#lib/readers/plain-text.ts';

test('accents and capitals fall away, other letters stay', () => {
	expect(plainText('Percepción, ÑANDÚ')).toBe('percepcion, nandu');
	expect(slugText('  ¿Qué año?  ')).toBe('que-ano');
	expect(slugText('P.12 b', '_')).toBe('p_12_b');
	expect(slugText('¿?')).toBe('');
});

test('an id begins and ends with a letter or digit, whatever it is made of', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			expect(slugText(text)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
		})
	);
});
