import { describe, expect, test } from 'vitest';
import { fileSize } from '#lib/format/file-size.ts';

describe('fileSize', () => {
	test.for([
		[0, 'es', '0 kB'],
		[4210, 'es', '4,2 kB'],
		[999_400, 'en', '999 kB'],
		[1_500_000, 'en', '1.5 MB'],
		[500_000_000, 'fr', '500 Mo'],
		[999_900_000, 'pt', '1.000 MB'],
		[2_147_483_648, 'pt', '2,1 GB']
	] as const)('says %i bytes in %s as %s', ([bytes, locale, text]) => {
		expect(fileSize(bytes, locale).replace(/\s/g, ' ')).toBe(text);
	});
});
