import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OwnScriptFile, ownFileSource } from '#lib/export/r-own-file.ts';
import { rScript } from '#lib/export/r-script.ts';
import { ownDeclaration } from '#lib/model/own-file.ts';
import { fileRequest } from '#lib/model/request-file.ts';

/** A file whose names, labels and codes are all the same text. */
function ownOf(text: string): OwnScriptFile {
	return {
		declaration: ownDeclaration.parse({
			version: 2,
			file: { name: `${text}.csv`, size: 1, columns: '' },
			...{ unit: 'person', unweighted: false, sums: 'population', single: false, nested: false },
			...{ weight: text, strata: [text], psu: text, fpc: text, lonely: 'fail', decimal: ',' },
			...{ confirmed: true, columns: { [text]: { use: 'category', codes: { [text]: 'refused' } } } }
		}),
		concepts: [
			{ id: 'asked', column: text, label: text, categories: [{ id: 'a', code: text, label: text }] }
		],
		read: { format: 'csv', reading: { delimiter: ';', encoding: 'latin1' } },
		rows: 3
	};
}

function script(own: OwnScriptFile, title = ''): string {
	const measure = { statistic: 'proportion', concept: 'asked', numerator: ['a'] };
	const question = fileRequest.parse({ measure });
	if (question.kind !== 'estimate') throw new Error(question.kind);
	const columns = new Map([['asked', { kind: 'category' as const, categories: ['a'] }]]);
	return rScript({
		...{ title, question, source: ownFileSource(own, ['asked']) },
		table: { columns, completeness: 'full' }
	});
}

/** What R would run: the script without its texts, comments and white space. */
const code = (text: string) =>
	text
		.replaceAll(/"(?:[^"\\]|\\.)*"|#[^\n]*/g, (found) => (found.startsWith('#') ? '' : '""'))
		.replaceAll(/\s+/g, '');

describe('the script of an own file', () => {
	test('runs the same, whatever its columns, labels and codes are called', () => {
		const plain = code(script(ownOf('x')));
		const texts = fc
			.string({
				unit: fc.constantFrom('"', '\\', "'", '`', '\n', '\r', '#', ')', ';', 'ñ', '😀', 'a')
			})
			.filter((text) => text.trim() !== '');
		fc.assert(
			fc.property(texts, (text) => {
				expect(code(script(ownOf(text), text))).toBe(plain);
			}),
			{ numRuns: 60 }
		);
	});

	test('names its file without a path, and no row of it', () => {
		const text = script(ownOf('edad'));
		expect(text).toContain('read_data("edad.csv", ";", "ISO-8859-1")');
		expect(text).toContain('if (size != 3)');
	});

	test('says what every code stands for', () => {
		const text = script(ownOf('sí "claro"'));
		expect(text).toContain('# asked: column sí "claro", sí "claro"');
		expect(text).toContain('#   a: code sí "claro", sí "claro"');
		expect(text).toContain('#   refused: code sí "claro"');
	});

	test.for([
		['sav', 'haven'],
		['dta', 'haven'],
		['xlsx', 'readxl'],
		['parquet', 'arrow'],
		['json', 'jsonlite']
	] as const)('says which package reads it: %s', ([format, name]) => {
		const own: OwnScriptFile = { ...ownOf('x'), read: { format, reading: {} } };
		expect(script(own)).toContain(`Needs the R packages survey, from 4.1 on, and ${name}.`);
	});
});
