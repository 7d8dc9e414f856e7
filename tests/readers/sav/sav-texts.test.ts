import { describe, expect, test } from 'vitest';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { valueRows } from '../../support/record-list.ts';
import { savForms, writtenSav, writtenSavValues } from '../../support/sav-readings.ts';
import { savFile } from '../../support/sav-writer.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('savRecords, texts', () => {
	const spoken = [{ name: 'año', width: 8, label: 'Año' }];

	test('reads the encoding that the file names', async () => {
		const records = await writtenSav(spoken, [['ñ€']], { encoding: 'UTF-8' });
		expect(records.variables[0]).toMatchObject({ name: 'año', label: 'Año' });
		expect(await valueRows(records)).toEqual([['ñ€']]);
	});

	test.for([
		[1252, 'windows-1252'],
		[28_591, 'iso-8859-1'],
		[28_605, 'iso-8859-15']
	] as const)('reads the code page where no encoding is named: %i', async ([codePage]) => {
		const file = savFile(spoken, [['\xf1\x80\xa4']], { codePage, encode: latin1 });
		const records = await savRecords(bytesSource(file));
		expect(records.variables[0]!.name).toBe('año');
		const expected = { 1252: 'ñ€¤', 28_591: 'ñ\x80¤', 28_605: 'ñ\x80€' }[codePage];
		expect(await valueRows(records)).toEqual([[expected]]);
		expect(records.notes).toEqual([]);
	});

	test('prefers the name to the code page', async () => {
		expect(await writtenSavValues(spoken, [['ñ']], { codePage: 1252, encoding: 'utf8' })).toEqual([
			['ñ']
		]);
	});

	test.for([undefined, 2])(
		'says so where windows-1252 is a guess: code page %s',
		async (codePage) => {
			const file = savFile(spoken, [['\xf1\x80']], {
				...(codePage && { codePage }),
				encode: latin1
			});
			const records = await savRecords(bytesSource(file));
			expect(await valueRows(records)).toEqual([['ñ€']]);
			expect(records.notes).toEqual([
				'the file does not say its encoding and is read as windows-1252'
			]);
		}
	);

	test('remarks a text of UTF-8 that is read in another encoding', async () => {
		const file = savFile([{ name: 'x', width: 8 }], [['a'], ['é'], ['ñ']], { codePage: 1252 });
		const records = await savRecords(bytesSource(file));
		await valueRows(records);
		expect(records.notes[0]).toBe(
			'read as windows-1252, though it would be UTF-8 (see option encoding): ' +
				'2 in all, the first in the value of variable x in record 2'
		);
	});

	test('takes the encoding of the caller rather than that of the file', async () => {
		const file = savFile(spoken, [['ñ']], { encoding: 'windows-1252' });
		const records = await savRecords(bytesSource(file), { encoding: 'UTF-8' });
		expect(await valueRows(records)).toEqual([['ñ']]);
	});

	test('refuses an encoding that it does not know, by its name', async () => {
		await expect(writtenSav(spoken, [], { encoding: 'EBCDIC-US' })).rejects.toThrow(
			'encoding is unknown; set the option encoding to one such as utf-8: ebcdic-us'
		);
		await expect(savRecords(bytesSource(savFile(spoken, [], { codePage: 850 })))).rejects.toThrow(
			'to one such as utf-8: cp850'
		);
	});

	test('refuses bytes that are not of the encoding, with variable and record', async () => {
		const file = savFile([{ name: 'x', width: 4 }], [['a'], ['\xf1 ']], {
			encoding: 'UTF-8',
			encode: latin1
		});
		await expect(savRecords(bytesSource(file)).then(valueRows)).rejects.toThrow(
			'the value of variable x in record 2 is not in utf-8; set the option encoding to another: f1'
		);
	});

	test('takes zero bytes at the end of a text for what fills it up', async () => {
		for (const { compression } of savForms)
			expect(
				await writtenSavValues(
					[{ name: 'x', width: 16 }],
					[['a\0\0 '], ['\0'.repeat(8)], ['a\0b']],
					{
						compression
					}
				)
			).toEqual([['a'], [''], ['a\0b']]);
	});

	test('reads the command for zero in a text as eight zero bytes', async () => {
		const bytecode = Uint8Array.of(100, 252, 0, 0, 0, 0, 0, 0);
		const options = { compression: 'bytecode', bytecode, cases: 1 } as const;
		expect(await writtenSavValues([{ name: 'x', width: 8 }], [], options)).toEqual([['']]);
	});

	test('drops a character that its width cut off, and says so', async () => {
		const records = await writtenSav([{ name: 'x', width: 3 }], [['añb'], ['xyñ'], ['ñ']]);
		expect(await valueRows(records)).toEqual([['añ'], ['xy'], ['ñ']]);
		expect(records.notes).toEqual([
			'last character is cut off by the width of its field: ' +
				'1 in all, the first in the value of variable x in record 2'
		]);
	});
});
