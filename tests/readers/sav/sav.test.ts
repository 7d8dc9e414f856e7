import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordList, valueRows } from '../../support/record-list.ts';
import {
	savForms,
	writtenSav,
	writtenSavColumn,
	writtenSavValues
} from '../../support/sav-readings.ts';
import { savSurvey, savSurveyRows, savSurveyValues } from '../../support/sav-survey.ts';
import type { SavVariable } from '../../support/sav-writer.ts';

describe('savRecords', () => {
	test.for(savForms)(
		'reads every form alike: $compression, little endian $littleEndian',
		async (form) => {
			const records = await writtenSav(savSurvey, savSurveyRows, form);
			expect(await valueRows(records)).toEqual(savSurveyValues);
			expect(records.rows).toBe(4);
			expect(records.counts).toBe('record');
			expect(records.notes).toEqual([]);
		}
	);

	test.for(savForms)('reads labels and missing codes of every form: $compression', async (form) => {
		const { variables } = await writtenSav(savSurvey, savSurveyRows, form);
		const [answer, age, , sex, place] = variables;
		expect(answer).toMatchObject({
			name: 'consumió_alguna_vez',
			kind: 'number',
			label: '¿Ha consumido alguna vez?',
			missing: [{ code: '9', label: 'No responde' }]
		});
		expect([...answer!.labels]).toEqual([
			['1', 'Sí'],
			['2', 'No'],
			['9', 'No responde']
		]);
		expect(age!.missing).toEqual([{ from: 97, to: Infinity }, { code: '-1' }]);
		expect(age).not.toHaveProperty('label');
		expect(sex).toMatchObject({ kind: 'text', missing: [{ code: 'X' }] });
		expect([...sex!.labels]).toEqual([['F', 'Femenino']]);
		expect([...place!.labels]).toEqual([['Valparaíso', 'Region of Valparaíso']]);
		expect(place!.missing).toEqual([{ code: 'unknown' }, { code: 'refused' }]);
		expect(variables.map(({ kind }) => kind).slice(5)).toEqual(['text', 'date', 'date']);
	});

	test('numbers records from 1', async () => {
		const records = await recordList(await writtenSav(savSurvey, savSurveyRows));
		expect(records.map(({ place }) => place)).toEqual([1, 2, 3, 4]);
	});

	test('gives back any number, in any form', async () => {
		const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
		const cells = fc.array(fc.option(number, { nil: undefined }), { maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(cells, fc.constantFrom(...savForms), async (numbers, form) => {
				const usual = numbers.filter((value) => value !== -Number.MAX_VALUE);
				const found = await writtenSavColumn({}, usual, form);
				expect(found.map((text) => (text === '' ? undefined : Number(text)))).toEqual(
					usual.map((value) => (value === undefined ? undefined : value + 0))
				);
			})
		);
	});

	test('gives back any text of any width, but for the blanks at its end', async () => {
		const character = fc.constantFrom('a', ' ', 'ñ', '€', '😀', '=', '\t');
		const text = fc.array(character, { maxLength: 200 }).map((parts) => parts.join(''));
		await fc.assert(
			fc.asyncProperty(text, fc.constantFrom(...savForms), async (cell, form) => {
				const width = Math.max(1, Buffer.byteLength(cell));
				expect(await writtenSavColumn({ width }, [cell, ''], form)).toEqual([
					cell.replace(/ +$/, ''),
					''
				]);
			})
		);
	});

	test.for([255, 256, 504, 505, 756, 757, 2000, 32_767])(
		'joins the segments of a text of %i bytes',
		async (width) => {
			const long = Array.from({ length: width }, (_, i) => String.fromCharCode(97 + (i % 26))).join(
				''
			);
			const around: SavVariable[] = [{ name: 'a' }, { name: 't', width }, { name: 'b' }];
			const rows = [
				[1, long, 2],
				[3, 'end', 4]
			];
			expect(await writtenSavValues(around, rows)).toEqual(rows.map((row) => row.map(String)));
		}
	);

	test('reads zlib blocks that end inside a command', async () => {
		const rows = Array.from({ length: 500 }, (_, i) => [i, i / 7, `text ${i}`]);
		const variables = [{ name: 'a' }, { name: 'b' }, { name: 'c', width: 12 }];
		const found = await writtenSavValues(variables, rows, { compression: 'zlib', blockBytes: 101 });
		expect(found).toEqual(rows.map((row) => row.map(String)));
	});

	test('reads more records than fit into one piece of the file', async () => {
		const rows = Array.from({ length: 50_001 }, (_, i) => [i, i % 2 === 0 ? 'even' : 'odd']);
		const variables = [{ name: 'n' }, { name: 'kind', width: 9 }];
		for (const compression of ['none', 'bytecode', 'zlib'] as const) {
			const found = await writtenSavValues(variables, rows, { compression });
			expect(found.join('\n')).toBe(rows.join('\n'));
		}
	});

	test('reads up to the end where the number of records is not known', async () => {
		for (const form of savForms)
			for (const marksEnd of [true, false]) {
				const records = await writtenSav(savSurvey, savSurveyRows, {
					...form,
					cases: -1,
					marksEnd
				});
				expect(records.rows).toBeUndefined();
				expect(await valueRows(records)).toEqual(savSurveyValues);
			}
	});

	test('takes the bias of the header and the number of records in 64 bits', async () => {
		const options = { compression: 'bytecode', bias: 50, cases: 0, cases64: 3 } as const;
		const records = await writtenSav([{ name: 'x' }], [[-49], [201], [202]], options);
		expect(records.rows).toBe(3);
		expect(await valueRows(records)).toEqual([['-49'], ['201'], ['202']]);
	});

	test('names the weight that the file declares', async () => {
		const { notes } = await writtenSav(savSurvey, savSurveyRows, { weight: 3 });
		expect(notes).toEqual(['the file says that its records are weighted by weight']);
	});

	test('leaves out of the missing codes what is blank in any case', async () => {
		const { variables } = await writtenSav(
			[
				{ name: 'x', missing: [undefined, 7] },
				{ name: 't', width: 3, missing: [''] }
			],
			[]
		);
		expect(variables.map(({ missing }) => missing)).toEqual([[{ code: '7' }], []]);
	});

	test('reads ranges of missing values with open ends', async () => {
		const ranges: (readonly [number, number])[] = [
			[-Infinity, -1],
			[7, 9],
			[97, Infinity]
		];
		for (const missingRange of ranges) {
			const { variables } = await writtenSav([{ name: 'x', missingRange }], []);
			expect(variables[0]!.missing).toEqual([{ from: missingRange[0], to: missingRange[1] }]);
		}
	});

	test('reads long missing values in the form of older versions of PSPP', async () => {
		const { variables } = await writtenSav(savSurvey, [], { repeatsMissingWidth: true });
		expect(variables[4]!.missing).toEqual([{ code: 'unknown' }, { code: 'refused' }]);
	});

	test('keeps short names where the file has no others', async () => {
		const { variables } = await writtenSav([{ name: 'SEXO', shortName: 'SEXO' }], []);
		expect(variables[0]!.name).toBe('SEXO');
	});
});
