import type { Bytes } from './byte-sources.ts';
import { ByteWriter } from './byte-writer.ts';

/** A number, a text, a missing value as `.` or `.a` to `.z`, or bytes of a binary long text. */
export type DtaCell = number | string | Uint8Array;

export interface DtaVariable {
	readonly name: string;
	/** A number is the width of a text. */
	readonly type: 'byte' | 'int' | 'long' | 'float' | 'double' | 'strL' | number;
	readonly format?: string;
	readonly label?: string;
	/** Name of its set of value labels. */
	readonly labels?: string;
}

export interface DtaFileOptions {
	readonly release: 113 | 114 | 115 | 117 | 118 | 119;
	readonly littleEndian?: boolean;
	readonly labelSets?: Readonly<Record<string, readonly (readonly [number | string, string])[]>>;
	readonly encode?: (text: string) => Uint8Array;
	/** R's haven writes long texts in 119 as in 118. */
	readonly asHaven?: boolean;
}

interface Widths {
	readonly name: number;
	readonly format: number;
	readonly label: number;
}

type Settings = DtaFileOptions &
	Widths & {
		readonly encode: (text: string) => Uint8Array;
		readonly rows: readonly (readonly DtaCell[])[];
	};

/** A Stata file, as Stata's `help dta_113` to `help dta_119` describe it. */
export function dtaFile(
	variables: readonly DtaVariable[],
	rows: readonly (readonly DtaCell[])[],
	options: DtaFileOptions
): Bytes {
	const { release } = options;
	const widths = {
		name: release < 118 ? 33 : 129,
		format: release === 113 ? 12 : release < 118 ? 49 : 57,
		label: release < 118 ? 81 : 321
	};
	const encode = (text: string) => Buffer.from(text, release < 118 ? 'latin1' : 'utf8');
	const settings: Settings = { encode, ...options, ...widths, rows };
	const out = new ByteWriter(options.littleEndian ?? true);
	if (release < 117) writeBinary(out, variables, settings);
	else writeTagged(out, variables, settings);
	return out.whole();
}

const numberTypes = ['byte', 'int', 'long', 'float', 'double'];

function typeCode(type: DtaVariable['type'], release: number): number {
	if (typeof type === 'number') return type;
	if (type === 'strL') return 32_768;
	return release < 117 ? 251 + numberTypes.indexOf(type) : 65_530 - numberTypes.indexOf(type);
}

function writeBinary(out: ByteWriter, variables: readonly DtaVariable[], options: Settings) {
	const { rows } = options;
	out
		.uint8(options.release)
		.uint8(out.littleEndian ? 2 : 1)
		.uint8(1)
		.uint8(0);
	out.uint16(variables.length).int32(rows.length);
	out.padded(options.encode('test'), 81, 0).padded(options.encode('01 Jan 2026 00:00'), 18, 0);
	for (const { type } of variables) out.uint8(typeCode(type, options.release));
	const parts = descriptors(variables, options, out.littleEndian);
	out.bytes(parts.names).bytes(new Uint8Array(2 * (variables.length + 1)));
	out.bytes(parts.formats).bytes(parts.labelSets).bytes(parts.labels);
	// A note, which readers pass over, and the end of such fields.
	out.uint8(1).int32(5).ascii('note\0').uint8(0).int32(0);
	for (const row of rows) writeRecord(out, variables, row, options);
	for (const [name, set] of Object.entries(options.labelSets ?? {}))
		writeLabelSet(out, name, set, options);
}

function writeTagged(out: ByteWriter, variables: readonly DtaVariable[], options: Settings) {
	const { release, rows } = options;
	const title = options.encode('test');
	out.ascii(`<stata_dta><header><release>${release}</release>`);
	out.ascii(`<byteorder>${out.littleEndian ? 'LSF' : 'MSF'}</byteorder><K>`);
	if (release === 119) out.uint32(variables.length);
	else out.uint16(variables.length);
	out.ascii('</K><N>');
	if (release === 117) out.uint32(rows.length);
	else out.int64(rows.length);
	out.ascii('</N><label>');
	if (release === 117) out.uint8(title.length);
	else out.uint16(title.length);
	out.bytes(title).ascii('</label><timestamp>').uint8(17).ascii('01 Jan 2026 00:00');
	out.ascii('</timestamp></header>');
	writeBody(out, variables, options);
}

/** The map lists where each part begins, so all others are made first. */
function writeBody(out: ByteWriter, variables: readonly DtaVariable[], options: Settings) {
	const { littleEndian } = out;
	const start = out.length;
	const own = () => new ByteWriter(littleEndian);
	const types = own();
	for (const { type } of variables) types.uint16(typeCode(type, options.release));
	const { names, formats, labelSets, labels } = descriptors(variables, options, littleEndian);
	const data = own();
	for (const row of options.rows) writeRecord(data, variables, row, options);
	const sets = own();
	for (const [name, set] of Object.entries(options.labelSets ?? {})) {
		sets.ascii('<lbl>');
		writeLabelSet(sets, name, set, options);
		sets.ascii('</lbl>');
	}
	const sections: readonly (readonly [string, Uint8Array])[] = [
		['variable_types', types.whole()],
		['varnames', names],
		['sortlist', new Uint8Array((options.release === 119 ? 4 : 2) * (variables.length + 1))],
		['formats', formats],
		['value_label_names', labelSets],
		['variable_labels', labels],
		['characteristics', new Uint8Array(0)],
		['data', data.whole()],
		['strls', longTexts(own(), variables, options)],
		['value_labels', sets.whole()]
	];
	const body = own();
	const mapBytes = '<map></map>'.length + 14 * 8;
	const places = [0, start];
	for (const [name, bytes] of sections) {
		places.push(start + mapBytes + body.length);
		body.ascii(`<${name}>`).bytes(bytes).ascii(`</${name}>`);
	}
	places.push(start + mapBytes + body.length);
	places.push(places.at(-1)! + '</stata_dta>'.length);
	out.ascii('<map>');
	for (const place of places) out.int64(place);
	out.ascii('</map>').bytes(body.whole()).ascii('</stata_dta>');
}

function descriptors(variables: readonly DtaVariable[], options: Settings, littleEndian: boolean) {
	const { encode } = options;
	const column = (width: number, of: (variable: DtaVariable) => string) => {
		const out = new ByteWriter(littleEndian);
		for (const variable of variables) out.padded(encode(of(variable)), width, 0);
		return out.whole();
	};
	return {
		names: column(options.name, ({ name }) => name),
		formats: column(options.format, ({ format = '%9.0g' }) => format),
		labelSets: column(options.name, ({ labels = '' }) => labels),
		labels: column(options.label, ({ label = '' }) => label)
	};
}

/** 0 for `.`, 1 to 26 for `.a` to `.z`; undefined for a value. */
function missingIndex(cell: DtaCell): number | undefined {
	if (typeof cell !== 'string') return undefined;
	return cell === '.' ? 0 : cell.charCodeAt(1) - 0x60;
}

function writeRecord(
	out: ByteWriter,
	variables: readonly DtaVariable[],
	row: readonly DtaCell[],
	options: Settings
) {
	for (const [i, { type }] of variables.entries()) {
		const cell = row[i]!;
		if (typeof type === 'number') out.padded(options.encode(String(cell)), type, 0);
		else if (type === 'strL') writeReference(out, firstWith(options.rows, i, cell), i, options);
		else writeNumber(out, type, cell);
	}
}

function writeNumber(out: ByteWriter, type: DtaVariable['type'], cell: DtaCell) {
	const missing = missingIndex(cell);
	const value = Number(cell);
	if (type === 'byte') out.int8(missing === undefined ? value : 101 + missing);
	else if (type === 'int') out.int16(missing === undefined ? value : 32_741 + missing);
	else if (type === 'long') out.int32(missing === undefined ? value : 2_147_483_621 + missing);
	else if (type === 'float')
		out.float32(missing === undefined ? value : 2 ** 127 * (1 + missing / 4096));
	else out.float64(missing === undefined ? value : 2 ** 1023 * (1 + missing / 4096));
}

/** Equal long texts of a variable are written once, for the first record that has them. */
function firstWith(rows: readonly (readonly DtaCell[])[], column: number, cell: DtaCell): number {
	return cell === '' ? 0 : rows.findIndex((row) => row[column] === cell) + 1;
}

function writeReference(out: ByteWriter, record: number, column: number, options: Settings) {
	const { release, asHaven = false } = options;
	const width = release === 117 ? 4 : release === 119 && !asHaven ? 3 : 2;
	const put = (value: number, bytes: number) => {
		const field = Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
		out.bytes(Uint8Array.from(out.littleEndian ? field : field.reverse()));
	};
	put(record === 0 ? 0 : column + 1, width);
	put(record, 8 - width);
}

function longTexts(
	out: ByteWriter,
	variables: readonly DtaVariable[],
	{ release, encode, rows }: Settings
): Bytes {
	for (const [r, row] of rows.entries())
		for (const [i, { type }] of variables.entries()) {
			const cell = row[i]!;
			if (type !== 'strL' || firstWith(rows, i, cell) !== r + 1) continue;
			const isBinary = typeof cell !== 'string';
			const bytes = isBinary ? (cell as Uint8Array) : encode(`${cell}\0`);
			out.ascii('GSO').uint32(i + 1);
			if (release === 117) out.uint32(r + 1);
			else out.int64(r + 1);
			out
				.uint8(isBinary ? 129 : 130)
				.uint32(bytes.length)
				.bytes(bytes);
		}
	return out.whole();
}

function writeLabelSet(
	out: ByteWriter,
	name: string,
	set: readonly (readonly [number | string, string])[],
	{ encode, ...options }: Settings
) {
	const texts = set.map(([, label]) => encode(`${label}\0`));
	const textBytes = texts.reduce((sum, text) => sum + text.length, 0);
	out
		.int32(8 + 8 * set.length + textBytes)
		.padded(encode(name), options.name, 0)
		.ascii('\0\0\0');
	out.int32(set.length).int32(textBytes);
	let offset = 0;
	for (const text of texts) {
		out.int32(offset);
		offset += text.length;
	}
	for (const [value] of set) writeNumber(out, 'long', value);
	for (const text of texts) out.bytes(text);
}
