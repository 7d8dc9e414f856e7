import { describe, expect, test } from 'vitest';
import { DataError } from '#lib/errors.ts';
import { savLabels } from '#lib/readers/sav/sav-labels.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { type Bytes, bytesSource } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { valueRows } from '../../support/record-list.ts';
import { savForms, writtenSav } from '../../support/sav-readings.ts';
import { savSurvey, savSurveyRows, savSurveyValues } from '../../support/sav-survey.ts';
import { savFile, type SavFileOptions } from '../../support/sav-writer.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

const file = (options: SavFileOptions = {}) =>
	savFile(savSurvey, savSurveyRows, { encoding: 'UTF-8', ...options });
const reading = (bytes: Bytes) => savRecords(bytesSource(bytes)).then(valueRows);

describe('savRecords, damaged files', () => {
	test.for(savForms)('refuses a file cut anywhere: $compression', async (form) => {
		for (const cases of [4, -1]) {
			const bytes = file({ ...form, cases });
			for (let length = 0; length < bytes.length; length += length > 176 ? 31 : 7)
				await expectRefusal(bytes, length, cases);
		}

		/** A file of unknown length that ends between two records is whole. */
		async function expectRefusal(bytes: Bytes, length: number, cases: number) {
			const found = await reading(bytes.slice(0, length)).catch((error: unknown) => error);
			if (cases > 0 || !Array.isArray(found)) expect(found).toBeInstanceOf(DataError);
			else expect(savSurveyValues.slice(0, found.length)).toEqual(found);
		}
	});

	test('names the record inside which a file ends', async () => {
		const bytes = file();
		await expect(reading(bytes.slice(0, -9))).rejects.toThrow('file ends inside record 4 of 4');
		const packed = file({ compression: 'bytecode' });
		await expect(reading(packed.slice(0, -9))).rejects.toThrow(
			/file ends inside a block of compressed data of \d+ bytes, after record 3/
		);
		await expect(reading(file({ cases: -1 }).slice(0, -9))).rejects.toThrow(
			'file ends inside record 4'
		);
	});

	test('refuses more records than the header counts', async () => {
		for (const form of savForms)
			await expect(reading(file({ ...form, cases: 3 }))).rejects.toThrow(
				'file holds more records than its header counts: 3'
			);
	});

	test('says what it does not read after the last record', async () => {
		const bytes = file();
		const longer = new Uint8Array(bytes.length + 5);
		longer.set(bytes);
		const records = await savRecords(bytesSource(longer));
		expect(await valueRows(records)).toEqual(savSurveyValues);
		expect(records.notes).toEqual(['bytes after the last record, which are not read: 5']);
	});

	const changed = (at: number, ...bytes: number[]) => {
		const whole = file({ compression: 'bytecode' });
		whole.set(bytes, at);
		return whole;
	};

	test.for([
		[
			'no SPSS file',
			changed(0, 0x50),
			'not an SPSS system file, which begins with $FL2 or $FL3: "PFL2"'
		],
		[
			'a compression of the future',
			changed(72, 3),
			'compression is unknown, only 0, 1 and 2 are read: 3'
		],
		[
			'zlib in a file of bytecode',
			changed(72, 2),
			'compression does not fit a file that begins with $FL2: 2'
		],
		[
			'a portable file',
			changed(0, ...latin1('ASCII SPSS PORT FILE')),
			'portable files are not read; save it in SPSS or PSPP as .sav: .por'
		],
		[
			'a byte order that is none',
			changed(64, 9),
			'layout code is neither 2 nor 3 in any byte order: byte 64'
		],
		[
			'a record that is none',
			changed(176, 77),
			'type of the dictionary record at byte 176 is unknown: 77'
		],
		[
			'a negative number of records',
			changed(80, 0xfe, 0xff, 0xff, 0xff),
			'number of records in the header is negative: -2'
		],
		[
			'a label of two signs',
			changed(184, 2),
			'sign of a label in variable record 1 is neither 0 nor 1: 2'
		],
		[
			'four missing values',
			changed(188, 4),
			'number of missing values in variable record 1 is not possible: 4'
		],
		[
			'an encrypted file',
			changed(8, ...latin1('ENCRYPTEDSAV')),
			'file is encrypted; save it without a password in SPSS'
		]
	] as const)('refuses %s', async ([, bytes, message]) => {
		await expect(reading(bytes)).rejects.toThrow(message);
	});

	test('refuses numbers that are not IEEE 754', async () => {
		await expect(reading(file({ floatCode: 2 }))).rejects.toThrow(
			'numbers are not those of IEEE 754; save the file again: IBM 370'
		);
	});

	test('refuses bytecode that gives a number to a text', async () => {
		const bytes = savFile([{ name: 'x', width: 8 }], [['']], { compression: 'bytecode' });
		bytes[bytes.length - 8] = 105;
		await expect(reading(bytes)).rejects.toThrow('command 105 for a text');
	});

	test('refuses two variables of one name', async () => {
		await expect(writtenSav([{ name: 'x' }, { name: 'x' }], [])).rejects.toThrow(
			'two variables have the same name: x'
		);
	});

	test('remarks numbers that are none', async () => {
		const records = await writtenSav([{ name: 'x' }], [[1], [NaN], [Infinity]]);
		expect(await valueRows(records)).toEqual([['1'], [''], ['']]);
		expect(records.notes).toEqual([
			'not a number in variable x and read as missing: 2 in all, the first in record 2'
		]);
	});

	test('refuses a zlib block of another size than its trailer says', async () => {
		for (const change of [-1, 1]) {
			const bytes = file({ compression: 'zlib' });
			const view = new DataView(bytes.buffer);
			view.setInt32(bytes.length - 8, view.getInt32(bytes.length - 8, true) + change, true);
			await expect(reading(bytes)).rejects.toThrow(
				/^zlib block 1 does not unfold to its declared size: \d+ bytes, after record 0$/
			);
		}
	});

	test('refuses a few labels given to many variables, before they are made', () => {
		const label = [new Uint8Array(8), new Uint8Array(1)] as const;
		const labels = Array.from({ length: 3000 }, () => label);
		const variables = Array.from({ length: 2000 }, () => 1);
		const dictionary = { variables: [], extensions: new Map(), labelSets: [{ labels, variables }] };
		const options = { littleEndian: true, textOf: () => '', codeOf: () => '' };
		expect(() => savLabels([], dictionary, options)).toThrow(
			'more value labels than the 5000000 that are read: 6000000'
		);
	});

	test('refuses a bomb of zlib before it unfolds', async () => {
		const bytecode = new Uint8Array(2 ** 24 + 8).fill(255);
		const bytes = savFile([{ name: 'x' }], [], { compression: 'zlib', bytecode, cases: -1 });
		await expect(reading(bytes)).rejects.toThrow('file unfolds to more than 200 times its size');
	});
});

describe('savRecords, mutated files', () => {
	test.for(savForms)(
		'end with records or a DataError: $compression, $littleEndian',
		async (form) => {
			const bytes = file({ ...form, blockBytes: 200, codePage: 65_001 });
			const readings = Array.from(
				mutants(bytes, { count: 500, seed: 4 }),
				(mutant) => () => reading(mutant)
			);
			expect(await answered(readings)).toBeGreaterThan(0);
		}
	);
});
