import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dtaFile } from '../../support/dta-writer.ts';
import { dtaLabelSets, dtaSurvey, dtaSurveyRows } from '../../support/dta-survey.ts';
import { InspectedFiles, columnOf } from '../../support/inspected-files.ts';
import { savFile } from '../../support/sav-writer.ts';
import { savSurvey, savSurveyRows } from '../../support/sav-survey.ts';
import { workbook } from '../../support/workbook.ts';

let files: InspectedFiles;
beforeEach(() => {
	files = new InspectedFiles();
});
afterEach(() => files.remove());

const people = 'id;sexo;edad\n1;Mujer;30\n2;Hombre;31\n3;Señora;30\n';

const guessOf = async (path: string, what: string) =>
	(await files.data(path)).guesses.find((guess) => guess.what === what);

describe('inspect, the format of a file', () => {
	test('tells delimiter, encoding and compression of a text, and why', async () => {
		const data = await files.data(files.write('people.csv.gz', gzipSync(people)));
		expect(data.file).toMatchObject({
			...{ id: 'people', path: 'people.csv.gz', format: 'csv' },
			...{ encoding: 'utf-8', delimiter: ';', compression: 'gzip' }
		});
		expect(data).toMatchObject({ rows: 3, rejected: 0 });
		expect(data.guesses.map(({ what, sure }) => `${what} ${sure}`)).toEqual([
			...['format likely', 'compression certain', 'encoding certain', 'delimiter likely']
		]);
	});

	test('says at which line bytes are not UTF-8', async () => {
		const path = files.write('people.csv', Buffer.from(people, 'latin1'));
		expect(await guessOf(path, 'encoding')).toMatchObject({
			...{ value: 'windows-1252', sure: 'likely' },
			why: 'bytes that are not UTF-8, first at line 4'
		});
	});

	test('takes latin1 where windows-1252 has no such byte', async () => {
		const path = files.write('people.csv', Buffer.from(`${people}4;\u0081;1\n`, 'latin1'));
		expect(await guessOf(path, 'encoding')).toMatchObject({ value: 'latin1' });
	});

	test('finds the sheet and the header row of a workbook below a title', async () => {
		const rows = {
			1: ['Encuesta de hogares'],
			3: ['folio', 'sexo', 'edad'],
			...Object.fromEntries([1, 2, 3, 4].map((i) => [3 + i, [i, i % 2, 20 + i]]))
		};
		const sheets = [
			{ name: 'Notas', rows: { 1: ['nada'] } },
			{ name: 'Datos', rows }
		];
		const data = await files.data(files.write('people.xlsx', workbook({ sheets })));
		expect(data.file).toMatchObject({ format: 'xlsx', sheet: 'Datos', headerRow: 3 });
		expect(data.rows).toBe(4);
		expect(data.columns.map(({ name }) => name)).toEqual(['folio', 'sexo', 'edad']);
	});

	test('takes labels and missing codes from an SPSS file', async () => {
		const data = await files.data(
			files.write('people.sav', savFile(savSurvey, savSurveyRows, { encoding: 'UTF-8' }))
		);
		const asked = columnOf(data, 'consumió_alguna_vez');
		expect(asked).toMatchObject({ kind: 'code', question: '¿Ha consumido alguna vez?', blanks: 1 });
		expect(asked.codes).toEqual([
			{ code: '1', rows: 1, label: 'Sí' },
			{ code: '2', rows: 1, label: 'No' },
			{ code: '9', rows: 1, label: 'No responde' }
		]);
		expect(asked.missing).toMatchObject([{ code: '9', why: 'the producer calls it missing' }]);
		expect(columnOf(data, 'weight').role).toMatchObject({ role: 'weight' });
	});

	test('takes labels from a Stata file', async () => {
		const bytes = dtaFile(dtaSurvey(118), dtaSurveyRows(118), {
			release: 118,
			labelSets: dtaLabelSets
		});
		const data = await files.data(files.write('people.dta', bytes));
		expect(data.file).toMatchObject({ format: 'dta' });
		expect(data.columns.some(({ codes = [] }) => codes.some(({ label }) => label))).toBe(true);
	});

	test('reads records of JSON', async () => {
		const path = files.write(
			'people.json',
			JSON.stringify([{ sexo: 1 }, { sexo: 2 }, { sexo: 1 }])
		);
		expect(await files.data(path)).toMatchObject({ file: { format: 'json' }, rows: 3 });
	});

	test('counts what a DDI codebook holds', async () => {
		const path = files.write(
			'codebook.xml',
			'<codeBook><stdyDscr><citation><titlStmt><titl>Encuesta</titl></titlStmt></citation></stdyDscr><dataDscr><var name="P1"><qstn><qstnLit>¿Sí?</qstnLit></qstn><catgry><catValu>1</catValu></catgry></var><var name="P2"/></dataDscr></codeBook>'
		);
		const text = await files.text(path);
		expect(text).toContain('  Encuesta\n');
		expect(text).toContain('  variables: 2\n  variables with a question: 1\n  categories: 1\n');
	});

	test('counts what an IATI file holds', async () => {
		const path = files.write(
			'activities.xml',
			'<iati-activities version="2.03"><iati-activity><result type="1"><indicator measure="1"><period><target value="1"/></period></indicator></result></iati-activity><iati-activity/></iati-activities>'
		);
		expect(JSON.parse(await files.text(path, { json: true }))).toMatchObject({
			counts: {
				...{ activities: 2, 'activities with results': 1, indicators: 1, periods: 1 },
				...{ 'periods with a target': 1, 'periods with an actual': 0 }
			}
		});
	});

	test('counts what an XLSForm holds', async () => {
		const sheets = [
			{
				name: 'survey',
				rows: {
					1: ['type', 'name', 'label'],
					2: ['select_one yn', 'p1', '¿Vive aquí?'],
					3: ['integer', 'p2', '¿Edad?']
				}
			},
			{
				name: 'choices',
				rows: { 1: ['list_name', 'name', 'label'], 2: ['yn', '1', 'Sí'], 3: ['yn', '2', 'No'] }
			}
		];
		const text = await files.text(files.write('form.xlsx', workbook({ sheets })));
		expect(text).toContain('  questions: 2\n');
		expect(text).toContain('  choices: 2\n');
	});

	test('counts the observations of SDMX-CSV', async () => {
		const path = files.write(
			'flow.csv',
			'DATAFLOW,FREQ,OBS_VALUE\nX:FLOW(1.0),A,1\nX:FLOW(1.0),A,2\n'
		);
		const text = await files.text(path);
		expect(text).toContain('  observations: 2\n');
		expect(text).toContain('structures: X:FLOW(1.0)');
	});

	test.for([
		[
			'people.xls',
			Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
			'save it as .xlsx'
		],
		['people.csv', Uint8Array.of(), 'the file is empty'],
		['page.csv', '<!DOCTYPE html><html></html>', 'fetch the file again'],
		['what.xml', '<root/>', 'neither DDI-Codebook nor IATI'],
		['blob.bin', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 'nothing that is read']
	] as const)('refuses %s with what to do', async ([name, content, advice]) => {
		const path = files.write(name, content);
		await expect(files.text(path)).rejects.toThrow(`${path}: `);
		await expect(files.text(path)).rejects.toThrow(advice);
	});

	test('reads a file that is trusted as far as is said, and drafts that it is', async () => {
		const path = files.write('people.csv.gz', gzipSync(people));
		const { length } = Buffer.from(people);
		await expect(files.text(path, { maxUnfolded: String(length - 1) })).rejects.toThrow(
			/limit maxBytes.*--max-unfolded to inspect: \d+ bytes$/
		);
		const text = await files.text(path, { maxUnfolded: String(length) });
		expect(text).toContain(`\n    maxUnfoldedBytes: ${length}\n`);
		expect(await files.text(path)).not.toContain('maxUnfoldedBytes');
	});

	test.for(['0', '1e9', '2 GB', '-1'])(
		'refuses a number of bytes that is none: %s',
		(maxUnfolded) => {
			const path = files.write('people.csv', people);
			return expect(files.text(path, { maxUnfolded })).rejects.toThrow(
				`not a number of bytes: ${maxUnfolded}`
			);
		}
	);

	test('names a file that is not there', async () => {
		await expect(files.text('/nowhere/people.csv')).rejects.toThrow(
			'no such file: /nowhere/people.csv'
		);
	});
});
