import { describe, expect, test } from 'vitest';
import { citationOf } from '#lib/export/tables/citation.ts';
import { answerName, safeName } from '#lib/export/tables/file-names.ts';
import { locales } from '#lib/model/locales.ts';
import { exportedAnswer, nastyTable } from '../../support/shown-answers.ts';

const cited = nastyTable({ title: 'Uno de cada diez {sic} & 5 % \\ ~ ^ _ #' });

describe('citationOf', () => {
	test.for(locales)('names producer, release, address and date: %s', (locale) => {
		const { text } = citationOf({ ...cited, locale });
		for (const part of ['Oficina: first line', 'r1', cited.title, cited.address, '2024-06-02'])
			expect(text).toContain(part);
	});

	test('begins with the citation of the producer', () => {
		const sources = [{ ...cited.sources[0]!, citation: 'INEGI, ENVIPE 2021.' }];
		expect(citationOf({ ...cited, sources }).text).toMatch(/^INEGI, ENVIPE 2021\. Calculado con/);
	});

	test('is BibTeX that LaTeX prints as it is written', () => {
		const { bibtex } = citationOf(cited);
		expect(bibtex).toMatch(/^@misc\{test-2024_sees-sale_by-area,\n {2}author = /);
		expect(bibtex).toContain('author = {{Oficina \\& Hijos \\{S\\_A\\}}}');
		expect(bibtex).toContain(
			'title = {{Uno de cada diez \\{sic\\} \\& 5 \\% \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\_ \\#}}'
		);
		expect(bibtex).toContain(`url = {${cited.address}}`);
		const braces = (sign: string) => bibtex.replace(/\\[{}]/g, '').split(sign).length;
		expect(braces('{')).toBe(braces('}'));
	});

	test('is RIS, a tag a line', () => {
		const lines = citationOf(cited).ris.split('\r\n');
		expect(lines[0]).toBe('TY  - DATA');
		expect(lines.slice(0, -1).every((line) => /^[A-Z][A-Z0-9] {2}- /.test(line))).toBe(true);
		expect(lines).toContain('AU  - Oficina & Hijos {S_A}');
		expect(lines.slice(-2)).toEqual(['ER  - ', '']);
	});
});

describe('answerName', () => {
	test('says survey, measure, breakdowns and filters', () => {
		const view = { by: ['area', 'sex'], where: [{ concept: 'sale', categories: ['yes', 'no'] }] };
		expect(answerName([exportedAnswer({ view })])).toBe(
			'test-2024_sees-sale_by-area_by-sex_only-sale-yes-no'
		);
	});
});

describe('safeName', () => {
	test.for([
		[['demo-2024', 'by-age_group'], 'demo-2024_by-age_group'],
		[['Encuesta: ¿niñez/2024?'], 'encuesta-ninez-2024'],
		[['../../etc'], 'etc'],
		[['CON'], 'atalaya_con'],
		[['東京'], 'atalaya']
	] as const)('of %j is %s', ([parts, name]) => {
		expect(safeName(parts)).toBe(name);
	});

	test('keeps long names apart', () => {
		const [one, other] = ['a', 'b'].map((end) => safeName(['x'.repeat(200) + end]));
		expect(one!.length).toBeLessThanOrEqual(120);
		expect(one).not.toBe(other);
	});
});
