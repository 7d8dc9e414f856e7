import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ddiCodebookText } from '#lib/export/instrument/ddi-codebook.ts';
import { type DdiElement, ddiFaults } from '#lib/model/instrument/ddi-structure.ts';
import { instruments } from '../../support/instruments.ts';
import { workedInstrument } from '../../support/worked-instrument.ts';
import { xmlTree } from '../../support/xml-tree.ts';

const text = ddiCodebookText(workedInstrument);
const rulesOf = async (document: string) =>
	ddiFaults(await xmlTree(document, 'codeBook')).map(({ rule, path, what }) => [rule, path, what]);

describe('a codebook that leaves', () => {
	test('keeps the structure of DDI-Codebook 2.5', async () => {
		expect(await rulesOf(text)).toEqual([]);
	});

	test('keeps it, whatever the questionnaire', async () => {
		await fc.assert(
			fc.asyncProperty(instruments(), async (one) => {
				expect(await rulesOf(ddiCodebookText(one))).toEqual([]);
			}),
			{ numRuns: 40 }
		);
	});

	test('says what was asked, of whom, how it goes on, and what is no answer', async () => {
		const root = await xmlTree(text, 'codeBook');
		const sale = find(root, ({ attributes }) => attributes.get('name') === 'venta')!;
		expect(flat(find(sale, ({ name }) => name === 'qstnLit')!)).toBe(
			'En los últimos 12 meses, ¿ha visto vender drogas en su barrio?'
		);
		const forward = find(sale, ({ name }) => name === 'forward')!;
		expect(flat(forward)).toBe('2 99 → precio');
		expect(forward.attributes.get('qstn')).toBe('Q4');
		expect(flat(find(sale, ({ name }) => name === 'universe')!)).toBe('Personas de 12 años y más');
		expect(flat(find(sale, ({ name }) => name === 'concept')!)).toBe('drug_sale_neighbourhood');
		const unsure = find(sale, ({ attributes }) => attributes.get('missType') === 'dont-know')!;
		expect(unsure.attributes.get('missing')).toBe('Y');
		expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
	});
});

function find(one: DdiElement, is: (element: DdiElement) => boolean): DdiElement | undefined {
	if (is(one)) return one;
	for (const part of one.content) {
		const found = typeof part === 'string' ? undefined : find(part, is);
		if (found) return found;
	}
	return undefined;
}

const flat = ({ content }: DdiElement): string =>
	content.map((part) => (typeof part === 'string' ? part : flat(part))).join('');

describe('the structure', () => {
	const cases: [rule: string, from: string | RegExp, to: string][] = [
		['namespace', 'ddi:codebook:2_5', 'ddi:codebook:2_6'],
		['value', 'version="2.5"', 'version="9"'],
		['attribute', ' version="2.5"', ''],
		['attribute', '<catValu>', '<catValu colour="red">'],
		['element', /<IDNo>(.*?)<\/IDNo>/, '<IdNo>$1</IdNo>'],
		['too-few', /<titl .*?<\/titl>/, ''],
		['too-many', /(<catValu>1<\/catValu>)/, '$1$1'],
		['order', /(<labl [^>]*>Sí<\/labl>)/, '$1<catValu>5</catValu>'],
		['text', '<titlStmt>', '<titlStmt>words'],
		['value', 'missing="Y"', 'missing="yes"'],
		['value', 'responseDomainType="numeric"', 'responseDomainType="number"'],
		['value', 'xml:lang="pt"', 'xml:lang="português"'],
		['id-twice', 'ID="V2"', 'ID="V1"'],
		['reference', /forward qstn="\w+"/, 'forward qstn="Q99"'],
		['too-few', /<stdyDscr>.*<\/stdyDscr>/s, '']
	];

	test.for(cases)('finds what breaks it: %s, %s', async ([rule, from, to]) => {
		const broken = text.replace(from, to);
		expect(broken).not.toBe(text);
		expect((await rulesOf(broken)).map(([found]) => found)).toContain(rule);
	});
});
