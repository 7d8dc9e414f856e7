import { describe, expect, test } from 'vitest';
import { DataError } from '#lib/errors.ts';
import { dtaRecords } from '#lib/readers/dta/dta.ts';
import { type Bytes, bytesSource } from '../../support/byte-sources.ts';
import { writtenDta } from '../../support/dta-readings.ts';
import { dtaForms, dtaLabelSets, dtaSurvey, dtaSurveyRows } from '../../support/dta-survey.ts';
import { dtaFile, type DtaFileOptions } from '../../support/dta-writer.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { valueRows } from '../../support/record-list.ts';

const file = (options: DtaFileOptions) =>
	dtaFile(dtaSurvey(options.release), dtaSurveyRows(options.release), {
		labelSets: dtaLabelSets,
		...options
	});
const reading = (bytes: Bytes) => dtaRecords(bytesSource(bytes)).then(valueRows);

/** Where a text stands in a file, from a place on. */
const indexOf = (bytes: Bytes, text: string) => Buffer.from(bytes.buffer).indexOf(text);

describe('dtaRecords, damaged files', () => {
	test.for(dtaForms)('refuses a file cut anywhere: $release', async (form) => {
		const bytes = file(form);
		const step = Math.ceil(bytes.length / 100);
		for (let length = 0; length < bytes.length; length += length < 120 ? 7 : step)
			await expect(reading(bytes.slice(0, length))).rejects.toThrow(DataError);
	});

	test('names the record inside which a file ends', async () => {
		const rows = [[1], [2], [3]];
		const binary = dtaFile([{ name: 'x', type: 'double' }], rows, { release: 115 });
		await expect(reading(binary.slice(0, -1))).rejects.toThrow('file ends inside record 3 of 3');
		const tagged = dtaFile([{ name: 'x', type: 'double' }], rows, { release: 118 });
		const second = indexOf(tagged, '<data>') + 6 + 8;
		await expect(reading(tagged.slice(0, second))).rejects.toThrow(
			'file ends inside record 2 of 3'
		);
	});

	test.for([110, 111, 112, 116])('says what to do with a file of format %i', async (release) => {
		const bytes = file({ release: 115 });
		bytes[0] = release;
		await expect(reading(bytes)).rejects.toThrow(
			'format of Stata is not read, only 113 to 115 and 117 to 119; save it again in Stata ' +
				`(save, or saveold if it is newer) or in R (haven::write_dta): ${release}`
		);
	});

	test('says what to do with a file of a newer format', async () => {
		const bytes = file({ release: 119 });
		bytes.set(Buffer.from('120'), indexOf(bytes, '119'));
		await expect(reading(bytes)).rejects.toThrow('haven::write_dta): 120');
	});

	const changed = (release: DtaFileOptions['release'], at: number | string, ...to: number[]) => {
		const bytes = file({ release });
		bytes.set(to, typeof at === 'number' ? at : indexOf(bytes, at));
		return bytes;
	};

	test.for([
		[
			'no Stata file',
			changed(115, 0, 0x50),
			'not a Stata file, which begins with its format or <: byte 80'
		],
		[
			'a byte order that is none',
			changed(115, 1, 7),
			'byte order in the header is neither 1 nor 2: 7'
		],
		[
			'a byte order of 117 that is none',
			changed(117, 'LSF', 0x58),
			'byte order is neither LSF nor MSF: "XSF"'
		],
		[
			'another document',
			changed(118, 1, 0x78),
			'no stata_dta><header><release> at byte 1: "xtata_dta><header><release>"'
		],
		['a release that is no number', changed(118, '118', 0x58), 'haven::write_dta): NaN'],
		['records that end elsewhere', changed(118, '</data>', 0x58), 'no </data> at byte'],
		['another type', changed(115, 109, 0), 'type of variable 1 is unknown: 0']
	] as const)('refuses %s', async ([, bytes, message]) => {
		await expect(reading(bytes)).rejects.toThrow(message);
	});

	test('refuses a file of no variables', async () => {
		await expect(writtenDta([], [])).rejects.toThrow('file holds no variables: 0');
	});

	test('refuses two variables of one name, and one of none', async () => {
		const x = { name: 'x', type: 'byte' } as const;
		await expect(writtenDta([x, x], [])).rejects.toThrow('two variables have the same name: x');
		await expect(writtenDta([{ ...x, name: '' }], [])).rejects.toThrow(
			'variable has no name: number 1'
		);
	});

	test('refuses value labels that all lie in each other', async () => {
		const labelSets = { x: Array.from({ length: 9 }, (_, i) => [i, 'abcdefgh'] as const) };
		const bytes = dtaFile([{ name: 'x', type: 'byte' }], [], { release: 115, labelSets });
		const offsets = indexOf(bytes, 'abcdefgh') - 2 * 4 * 9;
		for (let i = 0; i < 9; i++) new DataView(bytes.buffer).setInt32(offsets + 4 * i, i, true);
		bytes.fill(0x61, bytes.length - 81, bytes.length - 1);
		await expect(reading(bytes)).rejects.toThrow('value labels x overlap each other');
	});

	test('refuses a reference to a long text that is not there', async () => {
		const bytes = dtaFile([{ name: 'x', type: 'strL' }], [['a']], { release: 118 });
		bytes[indexOf(bytes, '<data>') + 6 + 2] = 9;
		await expect(reading(bytes)).rejects.toThrow('no long text of variable and record: 1 and 9');
	});
});

describe('dtaRecords, mutated files', () => {
	test.for(dtaForms)('end with records or a DataError: $release, $littleEndian', async (form) => {
		const bytes = file(form);
		const readings = Array.from(
			mutants(bytes, { count: 250, seed: 4 }),
			(mutant) => () => reading(mutant)
		);
		expect(await answered(readings)).toBeGreaterThan(0);
	});
});
