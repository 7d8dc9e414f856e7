import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from '#lib/estimate/sql.ts';
import type { CsvOptions } from '#lib/readers/csv/csv.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';
import { type Bytes, utf8 } from './byte-sources.ts';
import { type SavFileOptions, savFile } from './sav-writer.ts';
import { savSurvey, savSurveyRows } from './sav-survey.ts';
import type { WorkbookParts } from './workbook.ts';

/** What the CSV files say below their header `id,na"me,año`, as their bytes in Latin-1. */
export const csvValues = [
	['1', 'a\nb', 'x'],
	['2', 'c "d", e;f|g\th', 'ñ'],
	['3', '', ' y '],
	['04', 'Ñandú', '1.5']
];

const quoted = (value: string) => (value === '' ? '' : `"${value.replaceAll('"', '""')}"`);

/** The same table in every encoding and with every delimiter. */
export const csvForms = (['utf-8', 'latin1', 'windows-1252'] as const).flatMap((encoding) =>
	([',', ';', '\t', '|'] as const).map((delimiter) => ({
		encoding,
		delimiter,
		bytes: csvFile({ encoding, delimiter })
	}))
);

function csvFile({ encoding, delimiter }: Pick<CsvOptions, 'encoding' | 'delimiter'>): Bytes {
	const end = delimiter === ';' ? '\r\n' : '\n';
	const head = ['id', quoted('na"me'), 'año'].join(delimiter);
	const lines = csvValues.map(([id = '', name = '', x = '']) =>
		[id, quoted(name), x].join(delimiter)
	);
	const text = [head, ...lines.slice(0, 2), '', ...lines.slice(2)].join(end) + end;
	return Uint8Array.from(Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'latin1'));
}

/** Texts whose compressed files are read as one, two or no members. */
export const memberTexts = ['a,b\n1,2\n', '3,4\n', 'id,x\n1,ñ\n'];
export const gzipFiles = [
	...memberTexts.map((text) => gzipped(utf8(text))),
	Uint8Array.from(memberTexts.flatMap((text) => [...gzipped(utf8(text))]))
];

export function gzipped(bytes: Bytes): Bytes {
	return Uint8Array.from(gzipSync(bytes, { level: 1 }));
}

/** A .sav of the survey, and its bytecode alone. */
const savOf = (options: SavFileOptions, rows = savSurveyRows) =>
	savFile(savSurvey, rows, { encoding: 'UTF-8', codePage: 65_001, blockBytes: 200, ...options });

export const savFileOf = (options: SavFileOptions): Bytes => savOf(options);

export function savBytecode(): Bytes {
	const options = { compression: 'bytecode', marksEnd: false } as const;
	return savOf(options).slice(savOf(options, []).length);
}

/** Shared and inline texts, dates, blanks, and a merged cell beside them. */
export const fuzzWorkbook: WorkbookParts = {
	sheets: [
		{
			name: 'data',
			rows: {
				1: [{ attributes: 't="s"', inside: '<v>0</v>' }, 'b', 'c'],
				2: [{ attributes: 's="1"', inside: '<v>43831</v>' }, 2.5, 'ñ & "x"'],
				3: [{ attributes: 's="1"', inside: '<v>43832.5</v>' }, 1],
				5: [
					undefined,
					{ attributes: 't="s"', inside: '<v>1</v>' },
					{ attributes: 't="b"', inside: '<v>1</v>' }
				]
			},
			merges: ['F1:G1']
		}
	],
	strings: ['<r><t>ñ</t></r><rPh sb="0" eb="1"><t>x</t></rPh>', '<t xml:space="preserve"> s </t>'],
	styles: [0, 164],
	formats: { 164: 'dd/mm/yyyy' }
};

export const fuzzWorkbookValues = [
	['2020-01-01', '2.5', 'ñ & "x"'],
	['2020-01-02T12:00:00', '1', ''],
	['', ' s ', 'TRUE']
];

/** A questionnaire with groups, a list and settings. */
export const fuzzForm: WorkbookParts = {
	sheets: [
		{
			name: 'survey',
			rows: {
				1: ['type', 'name', 'label::Español (es)', 'label::en', 'relevant', 'hint'],
				2: ['begin group', 'g', 'Grupo', 'Group'],
				3: ['select_one sn', 'd12', '¿Ha visto?', 'Seen?', '${edad} > 17', 'x'],
				4: ['integer', 'edad', 'Edad', 'Age'],
				5: ['end group']
			}
		},
		{
			name: 'choices',
			rows: { 1: ['list_name', 'name', 'label::en'], 2: ['sn', 1, 'Yes'], 3: ['sn', 2, 'No'] }
		},
		{ name: 'settings', rows: { 1: ['form_title', 'form_id'], 2: ['Encuesta', 'e1'] } }
	]
};

export const jsonValues = [
	['1.50e3', 'ñ\né', 'true'],
	['-2', '', ''],
	['12345678901234567890', '😀 "x"', 'false']
];

const jsonObjects = [
	'{"x": 1.50e3, "y": "ñ\\n\\u00e9", "z": true}',
	'{"x": -2, "y": null}',
	'{"x": 12345678901234567890, "y": "\\ud83d\\ude00 \\"x\\"", "z": false}'
];

export const jsonTexts = [
	`[${jsonObjects.join(',\n')}]`,
	`{"n": 3, "data": [${jsonObjects.join(', ')}], "next": null}`,
	`${jsonObjects.join('\n')}\n`
];

export const sdmxTexts = [
	'DATAFLOW,GEO,OBS_VALUE\nOBS:DRUGS(1.0),CL,1.5\nOBS:DRUGS(1.0),PE,\n',
	'STRUCTURE[;],STRUCTURE_ID,ACTION,GEO,NOTE[]\ndataflow,O:D(1.0),I,CL,a;b\ndatastructure,O:D,M,PE,"x, y"\n',
	'STRUCTURE;STRUCTURE_ID;ACTION;FREQ: Frequency;V\ndataflow;O:D(1.0): Drugs;I;M: Monthly;1,5\ndataflow;O:D(1.0): Drugs;I;A: Annual;2\n'
];

export const sdmxValues = [
	[
		['OBS:DRUGS(1.0)', 'CL', '1.5'],
		['OBS:DRUGS(1.0)', 'PE', '']
	],
	[
		['dataflow', 'O:D(1.0)', 'I', 'CL', 'a;b'],
		['datastructure', 'O:D', 'M', 'PE', 'x, y']
	],
	[
		['dataflow', 'O:D(1.0): Drugs', 'I', 'M', '1,5'],
		['dataflow', 'O:D(1.0): Drugs', 'I', 'A', '2']
	]
];

export const ddiText = `<?xml version="1.0" encoding="UTF-8"?>
<codeBook version="2.5" xmlns="ddi:codebook:2_5" xml:lang="es"><stdyDscr><citation><titlStmt>
<titl>Encuesta &amp; más</titl><IDNo agency="X">X-1</IDNo></titlStmt></citation><stdyInfo>
<abstract><p>Uno</p><p>dos</p></abstract></stdyInfo></stdyDscr>
<fileDscr ID="F1"><fileTxt><fileName>p.dat</fileName><dimensns><caseQnty>49,756</caseQnty></dimensns></fileTxt></fileDscr>
<dataDscr><varGrp name="g" var="V1 V2"><labl>Grupo</labl></varGrp>
<var ID="V1" name="d12" files="F1" dcml="0"><location StartPos="10" EndPos="11" width="2"/>
<labl>Venta</labl><qstn><qstnLit>¿Ha visto<br/>vender?</qstnLit></qstn>
<valrng><range min="1" max="4"/></valrng><invalrng><item VALUE="99"/><range min="96" max="98"/></invalrng>
<catgry><catValu> 01 </catValu><labl>S\u00ed</labl><catStat type="freq">60</catStat></catgry>
<catgry missing="Y"><catValu>9</catValu><labl><![CDATA[No <sabe>]]></labl></catgry></var>
<var ID="V2" name="edad" wgt="wgt"><labl>Edad</labl><sumStat type="mean">1.5</sumStat></var></dataDscr></codeBook>`;

export const iatiText = `<?xml version="1.0"?>
<iati-activities version="2.03" generated-datetime="2024-01-01T00:00:00Z">
<iati-activity xml:lang="es" default-currency="USD"><iati-identifier>XX-1</iati-identifier>
<reporting-org ref="XX" type="10"><narrative>Observatorio</narrative></reporting-org>
<title><narrative>Barrio</narrative><narrative xml:lang="en">Place &amp; <![CDATA[<x>]]></narrative></title>
<activity-date type="2" iso-date="2023-01-31"/><sector code="16063" percentage="100"/>
<budget type="1"><period-start iso-date="2023-01-01"/><value currency="USD"> 1,000.50 </value></budget>
<result type="2"><title><narrative>Menos</narrative></title><indicator measure="1">
<baseline year="2022" value="No"><dimension name="sex" value="female"/></baseline>
<period><target value="10,5 %"/><actual value=""/></period></indicator></result></iati-activity>
<iati-activity><iati-identifier>XX-2</iati-identifier><title><narrative>Dos</narrative></title></iati-activity>
</iati-activities>`;

/** Of all encodings and compressions that DuckDB writes: texts, whole numbers, decimals, moments. */
export async function parquetFiles(): Promise<Bytes[]> {
	const folder = mkdtempSync(join(tmpdir(), 'atalaya-fuzz-'));
	const engine = await openDuckDB();
	try {
		await engine.execute(
			sql`CREATE TABLE t AS SELECT i, 'né ' || i % 3 AS a, i / 7 AS b, DATE '2020-01-01' + i::INTEGER AS d, CASE WHEN i % 4 > 0 THEN (i / 100)::DECIMAL(9, 2) END AS m, i % 2 = 0 AS t FROM range(24) AS r(i)`
		);
		const files: Bytes[] = [];
		for (const compression of ['uncompressed', 'snappy', 'zstd', 'gzip'])
			for (const version of ['V1', 'V2']) {
				const path = join(folder, `${compression}${version}.parquet`);
				await engine.execute(
					sql`COPY t TO ${path} (FORMAT parquet, COMPRESSION ${compression}, PARQUET_VERSION ${version})`
				);
				files.push(Uint8Array.from(readFileSync(path)));
			}
		return files;
	} finally {
		engine.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
