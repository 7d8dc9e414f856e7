import { describe, expect, test } from 'vitest';
import { blankColumns, blankEntriesCsv } from '#lib/export/tables/blank-entries.ts';
import { entriesCsv } from '#lib/export/tables/entries-csv.ts';
import { type RegisterName, registerReferences } from '#lib/model/registers/registers.ts';

const names = Object.keys(registerReferences) as RegisterName[];

describe('a blank register', () => {
	test('has a column a language of a text, and a column a part of a source', () => {
		const columns = blankColumns('recommendations');
		expect(columns.filter((one) => one.startsWith('text'))).toEqual([
			...['text_es', 'text_en', 'text_pt', 'text_fr']
		]);
		expect(columns.filter((one) => one.startsWith('source_'))).toEqual([
			...['source_document', 'source_year', 'source_place']
		]);
		expect(columns).toEqual(expect.arrayContaining(['country', 'area', 'state', 'stateDate']));
	});

	test('names every column that a filled one has', () => {
		const entry = {
			...{ id: 'one', country: 'XVA', area: 'demand-reduction', cycle: '2024', number: '1' },
			...{ text: { es: 'a', fr: 'b' }, state: 'started', stateDate: '2025', date: '2024' },
			source: { document: 'a', year: 2024, place: 'p. 1' },
			lastChecked: '2026-01-01'
		};
		const [head = ''] = entriesCsv([entry]).slice(1).split('\r\n');
		expect(blankColumns('recommendations')).toEqual(expect.arrayContaining(head.split(',')));
	});

	test.for(names)('is one line, each column once: %s', (name) => {
		const columns = blankColumns(name);
		expect(new Set(columns).size).toBe(columns.length);
		expect(blankEntriesCsv(name)).toBe(`\ufeff${columns.join(',')}\r\n`);
	});
});
