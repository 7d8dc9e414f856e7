import { describe, expect, test } from 'vitest';
import { entriesCsv } from '#lib/export/tables/entries-csv.ts';

describe('entriesCsv', () => {
	test('makes a row of an entry, one column a field, lists with a semicolon between', () => {
		const csv = entriesCsv([
			{
				id: 'one',
				title: { es: 'Uno' },
				groups: ['a', 'b'],
				source: { document: 'D', year: 2011 }
			},
			{ id: 'two', title: { es: 'Dos', en: 'Two' }, groups: [], quoted: true }
		]);
		expect(csv.replace('\ufeff', '').trimEnd().split('\r\n')).toEqual([
			'id,title_es,title_en,groups,source_document,source_year,quoted',
			'one,Uno,,"a;b",D,2011,',
			'two,Dos,Two,,,,true'
		]);
	});

	test('leaves blank what is not stated, which is no zero', () => {
		expect(entriesCsv([{ id: 'a', people: 0 }, { id: 'b' }])).toContain('a,0\r\nb,\r\n');
	});
});
