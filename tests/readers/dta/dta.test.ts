import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dtaRecords } from '#lib/readers/dta/dta.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { writtenDta, writtenDtaColumn, writtenDtaValues } from '../../support/dta-readings.ts';
import {
	dtaForms,
	dtaLabelSets,
	dtaReleases,
	dtaSurvey,
	dtaSurveyRows,
	dtaSurveyValues
} from '../../support/dta-survey.ts';
import { dtaFile, type DtaFileOptions } from '../../support/dta-writer.ts';
import { recordList, valueRows } from '../../support/record-list.ts';

const survey = ({
	release,
	...options
}: Pick<DtaFileOptions, 'release'> & Partial<DtaFileOptions>) =>
	writtenDta(dtaSurvey(release), dtaSurveyRows(release), {
		release,
		labelSets: dtaLabelSets,
		...options
	});

const letters = Array.from({ length: 26 }, (_, i) => `.${String.fromCharCode(97 + i)}`);

describe('dtaRecords', () => {
	test.for(dtaForms)(
		'reads every form alike: $release, little endian $littleEndian',
		async (form) => {
			const records = await survey(form);
			expect(await valueRows(records)).toEqual(dtaSurveyValues(form.release));
			expect(records.rows).toBe(4);
			expect(records.counts).toBe('record');
		}
	);

	test.for(dtaForms)('reads labels and kinds of every form: $release', async (form) => {
		const { variables } = await survey(form);
		const [answer, , income] = variables;
		expect(answer).toMatchObject({ name: 'consumo', kind: 'number', label: '¿Ha consumido?' });
		expect([...answer!.labels]).toEqual([
			['1', 'Sí'],
			['2', 'No'],
			['.a', 'No responde']
		]);
		expect([...income!.labels]).toEqual([['-2147483647', 'debt']]);
		expect(income).not.toHaveProperty('label');
		expect(variables.map(({ kind }) => kind).slice(4, 8)).toEqual([
			...['number', 'text', 'date', 'date']
		]);
	});

	test('lists the 26 missing codes of numbers, with their labels, and none of texts', async () => {
		const { variables } = await survey({ release: 118 });
		expect(variables[0]!.missing).toEqual([
			{ code: '.a', label: 'No responde' },
			...letters.slice(1).map((code) => ({ code }))
		]);
		expect(variables[1]!.missing).toEqual(letters.map((code) => ({ code })));
		expect(variables[5]!.missing).toEqual([]);
		expect(variables[8]!.missing).toEqual([]);
	});

	test.for(['byte', 'int', 'long', 'float', 'double'] as const)(
		'tells every missing value from the numbers beside it: %s',
		async (type) => {
			const highest = {
				byte: 100,
				int: 32_740,
				long: 2_147_483_620,
				float: 2 ** 127 - 2 ** 103,
				double: Number.MAX_VALUE / 2
			}[type];
			for (const littleEndian of [true, false])
				expect(
					await writtenDtaColumn({ type }, ['.', ...letters, highest, -1], { littleEndian })
				).toEqual(['', ...letters, String(highest), '-1']);
		}
	);

	test('gives back any number and any text, in any form', async () => {
		const row = fc.tuple(
			fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e307 }),
			fc.integer({ min: -2_147_483_647, max: 2_147_483_620 }),
			fc.float({ noNaN: true, noDefaultInfinity: true, max: Math.fround(1e38) }),
			fc.string({ unit: fc.constantFrom('a', ' ', 'ñ', 'é', '"', '\n'), maxLength: 20 })
		);
		const variables = [
			{ name: 'd', type: 'double' },
			{ name: 'l', type: 'long' },
			{ name: 'f', type: 'float' },
			{ name: 't', type: 40 }
		] as const;
		const rows = fc.array(row, { maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(rows, fc.constantFrom(...dtaForms), async (cells, form) => {
				const found = await writtenDtaValues(variables, cells, form);
				expect(found).toEqual(cells.map((values) => values.map((value) => `${value}`)));
			})
		);
	});

	test('keeps the blanks around a text, which Stata takes for a part of it', async () => {
		expect(await writtenDtaColumn({ type: 6 }, [' a ', '   '])).toEqual([' a ', '   ']);
	});

	test('reads more records than fit into one piece of the file, in their order', async () => {
		const rows = Array.from({ length: 30_001 }, (_, i) => [i, `text ${i}`]);
		const variables = [
			{ name: 'n', type: 'long' },
			{ name: 't', type: 16 }
		] as const;
		const records = await recordList(await writtenDta(variables, rows));
		expect(records.map(({ values }) => values.join()).join('\n')).toBe(rows.join('\n'));
		expect(records.every(({ place }, i) => place === i + 1)).toBe(true);
	});

	test('says which value labels the file does not hold', async () => {
		const records = await writtenDta([{ name: 'x', type: 'byte', labels: 'gone' }], [[1]]);
		expect(records.notes).toEqual(['value labels that are named but not in the file: gone']);
	});

	test('remarks numbers that are none', async () => {
		const bytes = dtaFile([{ name: 'x', type: 'double' }], [[1], [2], [3], [4]], {
			release: 118
		});
		const data = Buffer.from(bytes.buffer).indexOf('<data>') + 6;
		new DataView(bytes.buffer).setFloat64(data + 8, -Infinity, true);
		new DataView(bytes.buffer).setFloat64(data + 16, 2 ** 1023 * 1.9, true);
		// What stands for .a but for its last bit.
		new DataView(bytes.buffer).setBigUint64(data + 24, 0x7fe0010000000001n, true);
		const records = await dtaRecords(bytesSource(bytes));
		expect(await valueRows(records)).toEqual([['1'], [''], [''], ['']]);
		expect(records.notes).toEqual([
			'not a number in variable x and read as missing: 3 in all, the first in record 2'
		]);
	});
});

describe('dtaRecords, long texts', () => {
	const variables = [
		{ name: 'n', type: 'int' },
		{ name: 'a', type: 'strL' },
		{ name: 'b', type: 'strL' }
	] as const;

	test.for(dtaForms.filter(({ release }) => release >= 117))(
		'puts each where it is referred to, shared ones too: $release, $littleEndian',
		async (form) => {
			const rows = Array.from({ length: 700 }, (_, i) => [
				...[i, i % 3 === 0 ? '' : `shared ${i % 5}`, `${i} `.repeat(i)]
			]);
			expect(await writtenDtaValues(variables, rows, form)).toEqual(
				rows.map((row) => row.map(String))
			);
		}
	);

	test('reads 119 as R writes it, the variable in two bytes', async () => {
		const rows = Array.from({ length: 600 }, (_, i) => [i, i < 300 ? '' : `a${i}`, `b${i % 299}`]);
		for (const littleEndian of [true, false]) {
			const options = { release: 119, asHaven: true, littleEndian } as const;
			expect(await writtenDtaValues(variables, rows, options)).toEqual(
				rows.map((row) => row.map(String))
			);
		}
	});

	test('reads texts of some megabytes', async () => {
		const long = 'x'.repeat(5_000_000);
		const rows = Array.from({ length: 9 }, (_, i) => [i, `${long}${i}`, '']);
		const found = await writtenDtaValues(variables, rows);
		expect(found.map(([, text]) => text!.slice(5_000_000))).toEqual(rows.map(([i]) => String(i)));
	});

	test('reads binary values as text, and says so', async () => {
		const rows = [[1, Uint8Array.of(0x61, 0, 0x62), 'b']];
		const records = await writtenDta(variables, rows);
		expect(await valueRows(records)).toEqual([['1', 'a\0b', 'b']]);
		expect(records.notes).toEqual([
			'binary value in variable a and read as text: 1 in all, the first in record 1'
		]);
	});

	test('refuses binary values that are no text', async () => {
		const rows = [[1, Uint8Array.of(0x61, 0xff), '']];
		await expect(writtenDtaValues(variables, rows)).rejects.toThrow(
			'the value of variable a in record 1 is not in utf-8'
		);
	});
});

describe('dtaRecords, encodings', () => {
	const variables = [{ name: 'x', type: 8, label: 'Año' }] as const;

	test.for(dtaReleases)('says where windows-1252 is a guess: %i', async (release) => {
		const { notes } = await writtenDta(variables, [['ñ']], { release });
		expect(notes).toEqual(
			release < 118
				? [`format ${release} does not say its encoding and is read as windows-1252`]
				: []
		);
	});

	test('takes the encoding of the caller', async () => {
		const encode = (text: string) => Buffer.from(text, 'utf8');
		const file = bytesSource(dtaFile(variables, [['ñ']], { release: 115, encode }));
		const records = await dtaRecords(file, { encoding: 'utf-8' });
		expect(records.variables[0]!.label).toBe('Año');
		expect(await valueRows(records)).toEqual([['ñ']]);
		expect(records.notes).toEqual([]);
	});

	test('remarks a text that the guessed encoding gets wrong', async () => {
		const encode = (text: string) => Buffer.from(text, 'utf8');
		const records = await writtenDta([{ name: 'x', type: 8 }], [['ñ']], { release: 115, encode });
		await valueRows(records);
		expect(records.notes[1]).toBe(
			'read as windows-1252, though it would be UTF-8 (see option encoding): ' +
				'1 in all, the first in the value of variable x in record 1'
		);
	});

	test('refuses bytes that are not of the encoding, with variable and record', async () => {
		const encode = (text: string) => Buffer.from(text, 'latin1');
		const rows = [['a'], ['ñ and']];
		await expect(
			writtenDtaValues([{ name: 'x', type: 8 }], rows, { release: 118, encode })
		).rejects.toThrow('the value of variable x in record 2 is not in utf-8');
	});
});
