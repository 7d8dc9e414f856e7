import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { bzip2File } from '../../support/bzip2-files.ts';
import { type ReferenceRecord, referenceRecords } from '../../support/csv-reference.ts';
import { nastyTable } from '../../support/nasty-csv.ts';
import { SourceFolder } from '../../support/source-folder.ts';

let folder: SourceFolder;
beforeAll(async () => {
	folder = await SourceFolder.opened();
});
afterAll(() => folder.remove());

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const wellFormed = ({ values, isDefect }: ReferenceRecord) => !isDefect && values.length === 3;

describe('readSource of a CSV file', () => {
	test('keeps every value and every line that a slow parser finds', async () => {
		let cells = 0;
		await fc.assert(
			fc.asyncProperty(nastyTable, async (text) => {
				const records = referenceRecords(text.replace(/^\ufeff/, ''), ',')?.slice(1) ?? [];
				const first = records.find(({ isDefect }) => !isDefect);
				fc.pre(records.some(wellFormed) && !/, *$/.test(first?.text ?? ''));
				const { rows, columns, rejects } = await folder.readText(text);
				const kept = records.filter(wellFormed);
				expect(await folder.rows()).toEqual(kept.map(({ line, values }) => [line, ...values]));
				expect(rejects.map(({ line, value }) => [line, value])).toEqual(
					records.filter((one) => !wellFormed(one)).map((one) => [one.line, one.text])
				);
				expect([rows, columns]).toEqual([kept.length, ['a', 'b', 'c']]);
				cells += 3 * rows;
			}),
			{ numRuns: 200 }
		);
		expect(cells).toBeGreaterThan(500);
	}, 180_000);

	test('keeps only the columns asked for, in the order of the file', async () => {
		folder.write('rows.csv', 'id;x;y\n1; a ;\n2;"b;c";z\n');
		const read = await folder.read({ delimiter: ';' }, { columns: ['y', 'id'] });
		expect(read).toEqual({ rows: 2, columns: ['id', 'y'], rejects: [], notes: [] });
		expect(await folder.rows()).toEqual([
			[2, '1', ''],
			[3, '2', 'z']
		]);
	});

	test('keeps numbers as they were written, and what other tools take for nothing', async () => {
		await folder.readText('a,b,c,d\n0010,1.50,NA,NULL\n"",1e3,nan,"null"\n');
		expect(await folder.rows()).toEqual([
			[2, '0010', '1.50', 'NA', 'NULL'],
			[3, '', '1e3', 'nan', 'null']
		]);
	});

	test('counts lines through blank ones and quoted breaks, in many records of many blocks', async () => {
		const text = Array.from({ length: 30_000 }, (_, i) => {
			const breaks = '\n'.repeat(i % 4 === 1 ? 2 : 0);
			return `${i},"${breaks}${'long text '.repeat(5)}",${i % 7}\n${i % 100 === 0 ? '\n' : ''}`;
		}).join('');
		const { rows } = await folder.readText(`i,t,s\n${text}`);
		expect(rows).toBe(30_000);
		const found = await folder.rows();
		const lines = text.split('\n');
		expect(found.every(([line, i]) => lines[line - 2]?.startsWith(`${String(i)},"`))).toBe(true);
		expect(found.map(([, i]) => i)).toEqual(Array.from({ length: 30_000 }, (_, i) => String(i)));
	});

	test('writes the same bytes for the same file', async () => {
		const text = Array.from({ length: 300_000 }, (_, i) => `${i},${i % 13},${i % 3}\n`).join('');
		const written = async () => {
			await folder.readText(`i,a,b\n${text}`);
			return sha256(readFileSync(folder.out, 'latin1'));
		};
		expect(await written()).toBe(await written());
	});

	test.for([
		['latin1', 'maçã \x80,é'],
		['windows-1252', 'maçã \x80,é']
	] as const)('reads %s', async ([encoding, values]) => {
		const { notes } = await folder.readText(latin1(`a,b\n${values}\n`), { encoding });
		const euro = encoding === 'latin1' ? '\u0080' : '€';
		expect(await folder.rows()).toEqual([[2, `maçã ${euro}`, 'é']]);
		expect(notes).toHaveLength(encoding === 'latin1' ? 1 : 0);
	});

	test('unpacks gzip of several members, and bzip2', async () => {
		const members = [gzipSync('id,x\n1,ñ\n'), gzipSync('2,b\n')];
		await folder.readText(Buffer.concat(members), { compression: 'gzip' });
		expect(await folder.rows()).toEqual([
			[2, '1', 'ñ'],
			[3, '2', 'b']
		]);
		await folder.readText(bzip2File('small'), { compression: 'bzip2' });
		expect(await folder.rows()).toEqual([[2, '1', 'ñ']]);
	});

	test('calls columns without a name after their position when all are asked for', async () => {
		const { columns, notes } = await folder.readText('"",a\n1,2\n');
		expect(columns).toEqual(['column_1', 'a']);
		expect(notes).toEqual(['column 1 has no name, and is called column_1']);
		const { columns: one } = await folder.read({}, { columns: ['a'] });
		expect(one).toEqual(['a']);
	});

	test('tells nobody of columns that stand twice where nobody asks about them', async () => {
		folder.write('rows.csv', 'a,x,x\n1,2,3\n');
		expect((await folder.read({}, { columns: ['a'] })).rows).toBe(1);
	});

	test('sets records aside with file, line, text and reason', async () => {
		const otherFields = (fields: number) => ({ code: 'other-fields', fields, columns: 2 });
		const { rejects, rows } = await folder.readText('a,b\n1\n"x\ny",2\n1,2,3\n');
		expect(rows).toBe(1);
		expect(rejects).toEqual([
			{ file: 'rows.csv', line: 2, column: '', value: '1', reason: otherFields(1) },
			{ file: 'rows.csv', line: 5, column: '', value: '1,2,3', reason: otherFields(3) }
		]);
	});

	test.for([
		['nothing', '', {}, 'the file is empty'],
		['a mark and no more', '\ufeff', {}, 'no header: the file is empty'],
		['a header alone', 'a,b\n', {}, 'no rows: the file has a header only'],
		[
			'no record like the header',
			'a,b\n1\n2\n',
			{},
			/no rows: 2 records do not have .*: line 2 "1"/
		],
		['a column that stands twice', 'a,b,a\n1,2,3\n', {}, 'columns 1 and 3 have the same name: a'],
		[
			'columns that an engine cannot tell apart',
			'nh,b,Nh\n1,2,3\n',
			{},
			'columns 1 and 3 differ in case only: nh, Nh'
		],
		[
			'a column of our own',
			'a,Atalaya_Line\n1,2\n',
			{},
			'column 2 has a name that is kept for lines: Atalaya_Line'
		],
		['UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), {}, 'text in UTF-16; save it as UTF-8'],
		[
			'UTF-16 without a mark',
			Buffer.from('a,b\n1,2\n', 'utf16le'),
			{},
			'line 1 holds bytes that are zero'
		],
		['zero bytes', 'a,b\n1,\0\n', {}, 'line 2 holds bytes that are zero'],
		[
			'a quote that stays open',
			'a,b\n1,2\n3,"4\n',
			{},
			'the quote that opens in line 3 is never closed'
		],
		[
			'another encoding',
			latin1('a,b\n1,\xf1\n'),
			{},
			/^rows.csv: not utf-8, but windows-1252 .* line 2 "1,ñ"/
		],
		[
			'UTF-8 that is declared latin1',
			'a,b\n1,ñ\n',
			{ encoding: 'latin1' },
			'declare encoding: utf-8'
		],
		['another delimiter', 'a;b\n1;2\n', {}, 'does not have the delimiter ",", but has ";"'],
		[
			'a gzip that is cut',
			gzipSync('a,b\n1,2\n'.repeat(9)).subarray(0, -9),
			{ compression: 'gzip' },
			'gzip data is cut off'
		],
		['text declared gzip', 'a,b\n1,2\n', { compression: 'gzip' }, 'not gzip, though declared so'],
		[
			'gzip declared text',
			gzipSync('a,b\n'),
			{},
			'compressed with gzip, though declared otherwise'
		],
		[
			'a zip bomb',
			gzipSync(Buffer.alloc(1 << 26, 'a')),
			{ compression: 'gzip' },
			'unfolds as a zip bomb does'
		],
		[
			'fewer rows than the producer says',
			'a,b\n1,2\n'.padEnd(4004, '1,2\n'),
			{ expectedRows: 1_423_887 },
			'1,000 rows read, 1,423,887 expected: ask the API for all pages'
		],
		[
			'more rows than the producer says',
			'a\n1\n2\n',
			{ expectedRows: 1 },
			'2 rows read, 1 expected: look'
		],
		[
			'another edition',
			'a,b\n1,2\n',
			{ sha256: sha256('a,b\n1,3\n') },
			`then declare its sha256: ${sha256('a,b\n1,2\n')}`
		],
		[
			'another edition with other faults',
			'a;b\n1;2\n',
			{ sha256: sha256('a,b\n1,2\n') },
			`then declare its sha256: ${sha256('a;b\n1;2\n')}`
		]
	] as const)('refuses %s, and leaves nothing behind', async ([, content, fields, message]) => {
		const refused = folder.readText(content, fields);
		await expect(refused).rejects.toThrow(message);
		await expect(refused).rejects.toThrow(/^rows\.csv: /);
		expect(existsSync(folder.out)).toBe(false);
		expect(folder.scratch).toEqual([]);
	});

	test('accepts the edition and the number of rows that were declared', async () => {
		const text = 'a,b\n1,2\n3\n';
		const { rows } = await folder.readText(text, { sha256: sha256(text), expectedRows: 2 });
		expect(rows).toBe(1);
	});

	test('names the column that was meant', async () => {
		folder.write('rows.csv', 'Edad,sexo\n1,2\n');
		await expect(folder.read({}, { columns: ['edad', 'sexo', 'peso'] })).rejects.toThrow(
			'no column edad; the file has Edad, sexo (did you mean "Edad"?); no column peso'
		);
	});

	test('reads nothing outside the folder of the sources', async () => {
		mkdirSync(join(folder.sources, 'inner'), { recursive: true });
		for (const path of ['../out.csv', 'inner/../../x.csv', '/etc/hostname', '.', '..'])
			await expect(folder.read({ path })).rejects.toThrow('leaves the folder of the source files');
		await expect(folder.read({ path: 'inner' })).rejects.toThrow('not a file');
		await expect(folder.read({ path: 'gone.csv' })).rejects.toThrow('gone.csv: file not found');
		folder.write('..rows.csv', 'a\n1\n');
		expect((await folder.read({ path: '..rows.csv' })).rows).toBe(1);
	});

	test.skipIf(!existsSync('/dev/full'))('says where a disk is full', async () => {
		const full = await SourceFolder.opened();
		try {
			symlinkSync('/dev/full', join(full.work, 'staged.csv'));
			const message = `rows.csv: the disk is full; nothing was changed, make room in ${full.work}`;
			await expect(full.readText('a,b\n1,2\n')).rejects.toThrow(message);
			symlinkSync('/dev/full', full.out);
			await expect(full.readText('a,b\n1,2\n')).rejects.toThrow(message);
			expect(existsSync(full.out)).toBe(false);
			expect((await full.readText('a,b\n1,2\n')).rows).toBe(1);
		} finally {
			full.remove();
		}
	});

	test('keeps the scratch files of the engine in the scratch space', async () => {
		await folder.readText('a,b\n1,2\n');
		const [row] = await folder.engine.query(
			sql`SELECT current_setting('temp_directory') AS folder`
		);
		expect(row?.['folder']).toBe(join(folder.work, 'duckdb'));
	});
});
