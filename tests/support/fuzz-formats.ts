import { csvRecords } from '#lib/readers/csv/csv-records.ts';
import { NumberedCsv } from '#lib/readers/csv/csv.ts';
import { ddiCodebook } from '#lib/readers/ddi/ddi.ts';
import { decompressed } from '#lib/readers/decompressed.ts';
import { dtaRecords } from '#lib/readers/dta/dta.ts';
import { fileFormat } from '#lib/readers/file-format.ts';
import { iatiActivities } from '#lib/readers/iati/iati.ts';
import { jsonRecords } from '#lib/readers/json/json-records.ts';
import { parquetRecords } from '#lib/readers/parquet/parquet-records.ts';
import type { Records } from '#lib/readers/records.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { sdmxCsvRecords } from '#lib/readers/sdmx/sdmx-csv.ts';
import { xlsFormWorkbook } from '#lib/readers/xlsform/xlsform.ts';
import { xlsxRecords } from '#lib/readers/xlsx/xlsx.ts';
import { type Bytes, bytesSource, utf8 } from './byte-sources.ts';
import { bzip2File } from './bzip2-files.ts';
import { referenceRecords } from './csv-reference.ts';
import { dtaForms, dtaLabelSets, dtaSurvey, dtaSurveyRows, dtaSurveyValues } from './dta-survey.ts';
import { dtaFile } from './dta-writer.ts';
import { claim, claimSame, soundParts, soundRecords } from './fuzz-claims.ts';
import * as inputs from './fuzz-inputs.ts';
import { savForms } from './sav-readings.ts';
import { savSurvey, savSurveyRows, savSurveyValues } from './sav-survey.ts';
import { savFile } from './sav-writer.ts';
import { sheetPart, workbook, workbookParts, zipped } from './workbook.ts';
import { listOf } from './xml-documents.ts';

/** A sound file, and how it is read. */
export interface FuzzCase {
	/** What is changed. */
	readonly bytes: Bytes;
	/** The file around what is changed: with its checksums, so that the change gets into the reader. */
	readonly sealed?: (bytes: Bytes) => Bytes;
	/** What a file says. @throws DataError, or BrokenClaim where the reader is not to be believed. */
	readonly reading: (file: Bytes, changed: Bytes) => Promise<unknown>;
	/** What the sound file says. */
	readonly expected: unknown;
}

export interface FuzzFormat {
	readonly name: string;
	readonly isText: boolean;
	readonly cases: readonly FuzzCase[];
	/** Share of all mutants. */
	readonly share: number;
}

export async function fuzzFormats(): Promise<FuzzFormat[]> {
	return [
		{ name: 'csv', isText: true, cases: csvCases, share: 14 },
		{ name: 'csv records', isText: true, cases: csvRecordsCases, share: 10 },
		{ name: 'gzip and bzip2', isText: false, cases: compressedCases, share: 8 },
		{ name: 'sav', isText: false, cases: savCases, share: 14 },
		{ name: 'dta', isText: false, cases: dtaCases, share: 12 },
		{ name: 'xlsx, its zip', isText: false, cases: [zipCase], share: 4 },
		{ name: 'xlsx, its parts', isText: true, cases: partCases, share: 6 },
		{ name: 'parquet', isText: false, cases: await parquetCases(), share: 8 },
		{ name: 'json', isText: true, cases: jsonCases, share: 11 },
		{ name: 'sdmx-csv', isText: true, cases: sdmxCases, share: 5 },
		{ name: 'ddi', isText: true, cases: [ddiCase], share: 6 },
		{ name: 'iati', isText: true, cases: [iatiCase], share: 6 },
		{ name: 'xlsform', isText: true, cases: formCases, share: 3 },
		{ name: 'file format', isText: false, cases: headCases(), share: 6 }
	];
}

/** A source whose stream comes whole, or in pieces that cut anything. */
const sourceOf = (file: Bytes) =>
	bytesSource(file, file.length % 3 === 0 ? 5 + (file.length % 7) : file.length + 1);

async function* streamed(file: Bytes): AsyncGenerator<Bytes> {
	yield* decompressed(sourceOf(file).stream(), 'none');
}

const valuesOf = async (table: Records, file: Bytes) =>
	(await soundRecords(table, file)).map(({ values }) => values);

/** The records of a delimited text behind its header, by a parser of its own; all that counts is ASCII. */
function plainRecords(file: Bytes, delimiter: string) {
	const text = Buffer.from(file)
		.toString('latin1')
		.replace(/^\xef\xbb\xbf/, '');
	return referenceRecords(text, delimiter)?.slice(1);
}

const csvCases: readonly FuzzCase[] = inputs.csvForms.map(({ bytes, encoding, delimiter }) => ({
	bytes,
	async reading(file) {
		// How lines end is told by the first block.
		const blockBytes = file.includes(13) ? file.length + 1 : 64;
		const csv = new NumberedCsv({ encoding, delimiter, blockBytes });
		const blocks = await listOf(csv.blocks(streamed(file)));
		const text = blocks.map((block) => new TextDecoder('utf-8', { fatal: true }).decode(block));
		const { names, fields, records, rejects, edged, notes } = csv.summary();
		const expected = plainRecords(file, delimiter);
		claimSame(records + rejects.length, expected?.length ?? -1, 'records and rejects');
		const numbered = referenceRecords(text.join(''), delimiter) ?? [];
		claimSame(numbered.length, records, 'numbered records');
		claim(
			numbered.every(({ values }) => values.length === fields + 1),
			() => `fields of a record are not ${fields}`
		);
		const lines = [
			...numbered.map(({ values }) => Number(values[0])),
			...rejects.map(({ line }) => line)
		];
		claim(
			lines.sort((a, b) => a - b).join() === expected?.map(({ line }) => line).join(),
			() => `lines ${lines.join()}`
		);
		claimSame(edged.length, fields, 'edges');
		soundParts([names, rejects, notes], file);
		return { names, rejects, values: numbered.map(({ values }) => values.slice(1)) };
	},
	expected: {
		names: ['id', 'na"me', 'año'],
		rejects: [],
		values: inputs.csvValues.map((values) => values.map((value) => value.trim()))
	}
}));

const csvRecordsCases: readonly FuzzCase[] = inputs.csvForms.flatMap(({ bytes, ...form }, i) => {
	const compression = i % 4 === 0 ? 'gzip' : 'none';
	return {
		bytes,
		...(compression === 'gzip' && { sealed: inputs.gzipped }),
		async reading(file, changed) {
			const table = await csvRecords(sourceOf(file), { ...form, compression });
			const values = await valuesOf(table, changed);
			claimSame(values.length, plainRecords(changed, form.delimiter)?.length ?? -1, 'records');
			return values;
		},
		expected: inputs.csvValues
	} satisfies FuzzCase;
});

const compressedCases: readonly FuzzCase[] = [
	...inputs.gzipFiles.map((bytes, i) =>
		compressedCase('gzip', bytes, inputs.memberTexts[i] ?? inputs.memberTexts.join(''))
	),
	...(['first', 'second', 'small'] as const).map((name, i) =>
		compressedCase('bzip2', bzip2File(name), inputs.memberTexts[i]!)
	)
];

/** Checksums tell every change, so that what comes out is one or more whole texts. */
function compressedCase(compression: 'gzip' | 'bzip2', bytes: Bytes, expected: string): FuzzCase {
	const whole = new RegExp(`^(${inputs.memberTexts.join('|')})*$`);
	return {
		bytes,
		async reading(file) {
			const pieces = await listOf(decompressed(sourceOf(file).stream(), compression));
			const text = Buffer.concat(pieces).toString();
			claim(whole.test(text), () => `no whole text: ${JSON.stringify(text)}`);
			return text;
		},
		expected
	};
}

const savReading = async (file: Bytes) => valuesOf(await savRecords(bytesSource(file)), file);

/** zlib has checksums, so that its bytecode is changed before it is packed. */
const savCases: readonly FuzzCase[] = [
	...savForms.map((form) => ({ bytes: inputs.savFileOf(form) })),
	{
		bytes: inputs.savBytecode(),
		sealed: (bytecode: Bytes) =>
			savFile(savSurvey, savSurveyRows, { encoding: 'UTF-8', compression: 'zlib', bytecode })
	}
].map((one) => ({ ...one, reading: savReading, expected: savSurveyValues }));

const dtaCases: readonly FuzzCase[] = dtaForms.map((form) => ({
	bytes: dtaFile(dtaSurvey(form.release), dtaSurveyRows(form.release), {
		labelSets: dtaLabelSets,
		...form
	}),
	reading: async (file) => valuesOf(await dtaRecords(bytesSource(file)), file),
	expected: dtaSurveyValues(form.release)
}));

const xlsxReading = async (file: Bytes, changed: Bytes) =>
	valuesOf(await xlsxRecords(bytesSource(file)), changed);

const zipCase: FuzzCase = {
	bytes: workbook(inputs.fuzzWorkbook),
	async reading(file, changed) {
		const values = await xlsxReading(file, changed);
		claim(
			JSON.stringify(values) === JSON.stringify(inputs.fuzzWorkbookValues),
			() => `a damaged zip gives ${JSON.stringify(values)}`
		);
		return values;
	},
	expected: inputs.fuzzWorkbookValues
};

const parts = workbookParts(inputs.fuzzWorkbook);

const partCases: readonly FuzzCase[] = Object.entries(parts).map(([name, text]) => ({
	bytes: utf8(text),
	sealed: (bytes) => zipped({ ...parts, [name]: bytes }),
	async reading(file, changed) {
		const values = await xlsxReading(file, changed);
		const rows = name === sheetPart(1) ? plainRows(changed) : undefined;
		if (rows !== undefined) claimSame(values.length + 1, rows, 'records and their header');
		return values;
	},
	expected: inputs.fuzzWorkbookValues
}));

/** Rows with anything in them, where a regular expression can tell. */
function plainRows(sheet: Bytes): number | undefined {
	const text = Buffer.from(sheet).toString();
	if (/\0|<!|<\?/.test(text)) return undefined;
	return [...text.matchAll(/<row\b[^]*?<\/row>/g)].filter(([row]) => /<[vt][^>]*>[^<]/.test(row))
		.length;
}

async function parquetCases(): Promise<FuzzCase[]> {
	const files = await inputs.parquetFiles();
	const reading = async (file: Bytes) => valuesOf(await parquetRecords(bytesSource(file)), file);
	const expected = await reading(files[0]!);
	return files.map((bytes) => ({ bytes, reading, expected }));
}

const jsonCases: readonly FuzzCase[] = inputs.jsonTexts.map((text, i) => {
	const compression = i === 1 ? 'gzip' : 'none';
	return {
		bytes: utf8(text),
		...(compression === 'gzip' && { sealed: inputs.gzipped }),
		async reading(file, changed) {
			const values = await valuesOf(await jsonRecords(sourceOf(file), { compression }), changed);
			const expected = plainObjects(Buffer.from(changed).toString());
			claimSame(values.length, expected, 'objects');
			return values;
		},
		expected: inputs.jsonValues
	} satisfies FuzzCase;
});

/** Objects that are records, as JSON.parse has them; several that follow each other are an array. */
function plainObjects(text: string): number {
	const bare = text.replace(/^\ufeff/, '');
	let parsed: unknown;
	try {
		parsed = JSON.parse(bare);
	} catch {
		const between = /("(?:[^"\\]|\\.)*")|\}(\s*)\{/g;
		parsed = JSON.parse(`[${bare.replaceAll(between, (_, words?: string) => words ?? '},{')}]`);
	}
	if (Array.isArray(parsed)) return parsed.length;
	const arrays = Object.values(parsed as object).filter((part) => Array.isArray(part));
	return arrays.length === 0 ? 1 : Math.max(...arrays.map((array) => array.length));
}

const sdmxCases: readonly FuzzCase[] = inputs.sdmxTexts.map((text, i) => ({
	bytes: utf8(text),
	async reading(file) {
		const table = await sdmxCsvRecords(sourceOf(file), { labels: i === 2 ? 'both' : 'id' });
		const values = await valuesOf(table, file);
		const [delimiter] = /[,;\t|](?!\])/.exec(Buffer.from(file).toString()) ?? [','];
		claimSame(values.length, plainRecords(file, delimiter)?.length ?? -1, 'records');
		return values;
	},
	expected: inputs.sdmxValues[i]
}));

/** Start tags of a name, where a regular expression can tell. */
function plainTags(document: Bytes, name: string): number | undefined {
	const text = Buffer.from(document).toString();
	if (/\0|<!|<\?[^x]/.test(text)) return undefined;
	return [...text.matchAll(new RegExp(`<${name}[\\s/>]`, 'g'))].length;
}

const ddiCase: FuzzCase = {
	bytes: utf8(inputs.ddiText),
	async reading(file) {
		const { variables, ignored, ...rest } = await ddiCodebook(sourceOf(file));
		soundParts([variables, ignored, rest], file);
		const tags = plainTags(file, 'var');
		if (tags !== undefined && ignored.size === 0)
			claimSame(variables.length, tags, 'variables of which none was said to be ignored');
		return variables.map(({ name }) => name);
	},
	expected: ['d12', 'edad']
};

const iatiCase: FuzzCase = {
	bytes: utf8(inputs.iatiText),
	async reading(file) {
		const activities = await listOf(iatiActivities(sourceOf(file)));
		soundParts(activities, file);
		const tags = plainTags(file, 'iati-activity');
		const isAllTaken = activities.every((one) => one.ignored.size + one.file.ignored.size === 0);
		if (tags !== undefined && isAllTaken && activities.length > 0)
			claimSame(activities.length, tags, 'activities of which none was said to be ignored');
		return activities.map(({ identifier }) => identifier);
	},
	expected: ['XX-1', 'XX-2']
};

const formParts = workbookParts(inputs.fuzzForm);

const formCases: readonly FuzzCase[] = [1, 2, 3].map(sheetPart).map((name) => ({
	bytes: utf8(formParts[name]!),
	sealed: (bytes) => zipped({ ...formParts, [name]: bytes }),
	async reading(file, changed) {
		const form = await xlsFormWorkbook(bytesSource(file));
		soundParts(form, changed);
		return [form.items.map(({ row }) => row), form.problems];
	},
	expected: [[2, 3, 4], []]
}));

/** Any bytes are of some format, or unknown. */
function headCases(): FuzzCase[] {
	const known: readonly (readonly [Bytes, string])[] = [
		[utf8(inputs.ddiText), 'ddi'],
		[utf8(inputs.iatiText), 'iati'],
		[utf8(inputs.jsonTexts[0]!), 'json'],
		[inputs.csvForms[0]!.bytes, 'csv'],
		[inputs.gzipFiles[0]!, 'gzip'],
		[bzip2File('small'), 'bzip2'],
		[inputs.savFileOf({}), 'sav'],
		[dtaCases[0]!.bytes, 'dta'],
		[zipCase.bytes, 'xlsx']
	];
	return known.map(([bytes, expected]) => ({
		bytes,
		reading: (file) => {
			const { format } = fileFormat(file);
			claim(/^[a-z0-9]+$/.test(format), () => `format ${format}`);
			return Promise.resolve(format);
		},
		expected
	}));
}
