import { dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { dtaFile } from '../../support/dta-writer.ts';
import { savFile } from '../../support/sav-writer.ts';
import { type FileFields, SourceFolder } from '../../support/source-folder.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';
import { workbook } from '../../support/workbook.ts';

let folder: SourceFolder;
beforeAll(async () => {
	folder = await SourceFolder.opened();
});
afterAll(() => folder.remove());

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

describe('readSource of a file that says how far it unfolds', () => {
	const formats: readonly (readonly [string, Uint8Array, FileFields])[] = [
		['csv', gzipSync('id,x\n1,a\n'), { compression: 'gzip' }],
		['json', gzipSync('[{"id": 1, "x": "a"}]'), { format: 'json', compression: 'gzip' }],
		['xlsx', workbook({ sheets: [{ rows: { 1: ['id', 'x'], 2: [1, 'a'] } }] }), { format: 'xlsx' }]
	];

	test.for(formats)('reads %s up to there', async ([name, bytes, fields]) => {
		const path = `trusted.${name}`;
		folder.write(path, bytes);
		expect((await folder.read({ path, ...fields, maxUnfoldedBytes: 9000 })).rows).toBe(1);
		await expect(folder.read({ path, ...fields, maxUnfoldedBytes: 8 })).rejects.toThrow(
			/limit max\w*Bytes.*declare enough maxUnfoldedBytes/
		);
	});
});

describe('readSource of other formats', () => {
	test('reads a workbook, with the rows of its sheet', async () => {
		const rows = { 2: ['id', 'x'], 3: [1, ' a '], 5: [2.5, ''] };
		folder.write('rows.xlsx', workbook({ sheets: [{ rows }] }));
		const { notes, columns } = await folder.read({
			path: 'rows.xlsx',
			format: 'xlsx',
			headerRow: 2
		});
		expect(columns).toEqual(['id', 'x']);
		expect(notes).toEqual(['blank rows between the records, left out: 1']);
		expect(await folder.rows()).toEqual([
			[3, '1', 'a'],
			[5, '2.5', '']
		]);
	});

	test('reads a Stata file, with the numbers of its records', async () => {
		const variables = [
			{ name: 'id', type: 'byte' },
			{ name: 'x', type: 5 }
		] as const;
		const bytes = dtaFile(
			variables,
			[
				[1, 'a'],
				[2, 'b']
			],
			{ release: 118 }
		);
		folder.write('rows.dta', bytes);
		const read = await folder.read({ path: 'rows.dta', format: 'dta' }, { columns: ['x'] });
		expect(read).toMatchObject({ rows: 2, columns: ['x'] });
		expect(await folder.rows()).toEqual([
			[1, 'a'],
			[2, 'b']
		]);
	});

	test('reads JSON, with the numbers of its records', async () => {
		folder.write('rows.json', gzipSync('[{"id": 1.50, "x": " a"}, {"id": 2}]'));
		await folder.read({ path: 'rows.json', format: 'json', compression: 'gzip', expectedRows: 2 });
		expect(await folder.rows()).toEqual([
			[1, '1.50', 'a'],
			[2, '2', '']
		]);
	});

	test('reads an SPSS file in the encoding that is declared for it', async () => {
		const variables = [{ name: 'id' }, { name: 'x', width: 8 }];
		folder.write(
			'rows.sav',
			savFile(variables, [
				[1, 'a'],
				[2, 'b']
			])
		);
		await folder.read({ path: 'rows.sav', format: 'sav' });
		expect(await folder.rows()).toEqual([
			[1, '1', 'a'],
			[2, '2', 'b']
		]);
	});

	test('reads a Parquet file, with the numbers of its records', async () => {
		const path = join(folder.sources, 'rows.parquet');
		await folder.engine.execute(sql`COPY (SELECT 7::DOUBLE AS id) TO ${path} (FORMAT parquet)`);
		await folder.read({ path: 'rows.parquet', format: 'parquet' });
		expect(await folder.rows()).toEqual([[1, '7']]);
	});

	test.for(['sav', 'dta', 'xlsx', 'json', 'parquet'])(
		'refuses another edition of a .%s file before it looks inside',
		async (format) => {
			folder.write(`rows.${format}`, 'no such file');
			await expect(
				folder.read({ path: `rows.${format}`, format, sha256: sha256('another') })
			).rejects.toThrow(`then declare its sha256: ${sha256('no such file')}`);
		}
	);

	test('names the file in what a reader says', async () => {
		folder.write('rows.sav', 'no such file');
		await expect(folder.read({ path: 'rows.sav', format: 'sav' })).rejects.toThrow(/^rows\.sav: /);
	});
});

describeWithSources('readSource of ENVIPE 2021', 'mx_envipe2021', () => {
	test('reads all persons, with the zeros before their codes', async () => {
		const read = await folder.read(
			{ path: 'TPer_Vic2.csv.gz', compression: 'gzip', expectedRows: 92_051 },
			{
				columns: ['UPM_DIS', 'EST_DIS'],
				folder: dirname(sourceFile('mx_envipe2021/TPer_Vic2.csv.gz'))
			}
		);
		expect(read.rejects).toEqual([]);
		const [found] = await folder.engine.query(sql`SELECT count(DISTINCT UPM_DIS)::DOUBLE AS psus,
			count(DISTINCT EST_DIS)::DOUBLE AS strata, max(atalaya_line)::DOUBLE AS line,
			bool_and(length(EST_DIS) = 3) AS padded FROM read_parquet(${folder.out})`);
		expect(found).toEqual({ psus: 13_195, strata: 606, line: 92_052, padded: true });
	}, 30_000);
});

describeWithSources('readSource of the offences of SESNSP', 'mx_sesnsp', () => {
	test('keeps blanks blank, and refuses the encoding that it is not in', async () => {
		const read = (fields: FileFields) =>
			folder.read(
				{ path: 'secretariado.csv.gz', compression: 'gzip', ...fields },
				{ folder: dirname(sourceFile('mx_sesnsp/secretariado.csv.gz')) }
			);
		await expect(read({})).rejects.toThrow(/windows-1252 fits.*line 1 .*"Año/);
		const { columns } = await read({ encoding: 'windows-1252' });
		expect(columns[0]).toBe('Año');
	});
});
