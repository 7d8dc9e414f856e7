import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileFormat, headBytes } from '#lib/readers/file-format.ts';
import { fileSource } from '../../pipelines/read/file-source.ts';
import { type Bytes, utf8 } from '../support/byte-sources.ts';
import { bzip2File } from '../support/bzip2-files.ts';
import { mutants } from '../support/mutants.ts';
import { describeWithSources, sourceFile } from '../support/sources.ts';
import { workbook, zipped } from '../support/workbook.ts';

const utf16 = (text: string): Bytes => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

describe('fileFormat', () => {
	test.each([
		['parquet', utf8('PAR1...')],
		['sav', utf8('$FL2@(#) SPSS DATA FILE')],
		['sav', utf8('$FL3@(#) SPSS DATA FILE')],
		['dta', utf8('<stata_dta><header><release>118')],
		['dta', Uint8Array.of(115, 2, 1, 0, 9, 0)],
		['xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
		['xlsx', workbook({ sheets: [{ rows: { 1: ['a'] } }] })],
		['zip', zipped({ 'a.csv': 'id,x\n' })],
		['gzip', Uint8Array.from(gzipSync('id,x\n'))],
		['bzip2', bzip2File('small')],
		['json', utf8('\n [ {"x": 1}]')],
		['json', utf8('{"x":1}\n{"x":2}')],
		['json', utf8('[]')],
		['ddi', utf8('<?xml version="1.0"?>\n<!-- a > b -->\n<codeBook xmlns="ddi:codebook:2_5">')],
		['ddi', utf8('<ddi:codeBook>')],
		['iati', utf8('<iati-activities version="2.03">')],
		['xml', utf8('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><kml>')],
		['html', utf8('<!DOCTYPE html>\n<html lang="es">')],
		['html', utf8('<HTML><table>')],
		['csv', utf8('id;x\n1;2\n')],
		['csv', Uint8Array.from(Buffer.from('año,x\n1,2\n', 'latin1'))],
		['unknown', utf8('')],
		['unknown', utf8('just a sentence')],
		['unknown', Uint8Array.of(1, 2, 3, 0x2c, 0x0a)]
	] as const)('knows %s by its first bytes', (format, head) => {
		expect(fileFormat(head)).toEqual({ format });
	});

	test('tells the encoding by the mark at the start', () => {
		expect(fileFormat(utf8('\ufeffid,x\n'))).toEqual({ format: 'csv', encoding: 'utf-8' });
		expect(fileFormat(utf16('id\tx\n'))).toEqual({ format: 'csv', encoding: 'utf-16le' });
		const swapped = Uint8Array.from(Buffer.from(utf16('<codeBook>')).swap16());
		expect(fileFormat(swapped)).toEqual({ format: 'ddi', encoding: 'utf-16be' });
	});

	test('takes the name where the bytes leave it open', () => {
		expect(fileFormat(utf8('id\n1\n'))).toEqual({ format: 'unknown' });
		expect(fileFormat(utf8('id\n1\n'), 'keys.CSV')).toEqual({ format: 'csv' });
		expect(fileFormat(zipped({ 'a.xml': '' }), 'a.xlsx')).toEqual({ format: 'xlsx' });
		expect(fileFormat(utf8('PAR1'), 'a.csv')).toEqual({ format: 'parquet' });
	});

	test('has an answer to any bytes', () => {
		for (const bytes of mutants(utf8('<?xml?><!-- a --><codeBook a="b">,;{["'), {
			count: 500,
			seed: 8
		}))
			expect(fileFormat(bytes).format).toBeTypeOf('string');
	});
});

describeWithSources('fileFormat of real files', '.', () => {
	test.each([
		['co_encspa2019/diccionario.xlsx', 'xlsx'],
		['emcdda/Table_7_Trends_in_the_number_of_cocaine_seizures_x_1000.xlsx', 'xlsx'],
		['us_yrbs2019/yrbs2019.sav', 'sav'],
		['stata/castle.dta', 'dta'],
		['stata/nhanes2_stata.csv', 'csv'],
		['cl_cead/cead_delincuencia_chile.parquet', 'parquet'],
		['co_incautaciones_2018/data.json', 'json'],
		['unodc/Prices_of_drugs.json', 'json'],
		['geo/rj-municipios.geojson', 'json'],
		['ddi/cps_00157.xml', 'ddi'],
		['iati/worldbank-sv.xml', 'iati'],
		['iati/ssot-24-results.xml', 'iati'],
		['mx_envipe2021/THogar.csv.gz', 'gzip'],
		['mx_sesnsp/db_incidencia_ent_nac_year.csv.bz2', 'bzip2'],
		['mx_sesnsp/estatal_n.csv', 'csv'],
		['pe_mpfn_lambayeque/delitos_2019-2023.csv', 'csv']
	])('knows %s', async (path, format) => {
		const source = fileSource(sourceFile(path));
		const head = await source.slice(0, Math.min(headBytes, source.size)).arrayBuffer();
		expect(fileFormat(new Uint8Array(head)).format).toBe(format);
	});
});
