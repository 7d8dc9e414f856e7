import { deflateSync } from 'node:zlib';
import type { Bytes } from './byte-sources.ts';
import { ByteWriter } from './byte-writer.ts';

/** A number, a text, or what SPSS calls system-missing. */
export type SavCell = number | string | undefined;

export interface SavVariable {
	readonly name: string;
	/** Up to eight bytes; otherwise V1, V2 ... and the name stands in a record of its own. */
	readonly shortName?: string;
	/** Bytes of a text; a number otherwise. More than 255 make a very long text. */
	readonly width?: number;
	/** Type of the print format: 5 for F, 20 for DATE ... */
	readonly format?: number;
	readonly label?: string;
	readonly labels?: readonly (readonly [number | string, string])[];
	readonly missing?: readonly SavCell[];
	/** -Infinity for LO, Infinity for HI. */
	readonly missingRange?: readonly [number, number];
}

export interface SavFileOptions {
	readonly littleEndian?: boolean;
	readonly compression?: 'none' | 'bytecode' | 'zlib';
	readonly bias?: number;
	/** What the header says; the true number otherwise, -1 for unknown. */
	readonly cases?: number;
	/** Of record 20; none if undefined. */
	readonly encoding?: string;
	/** Of record 3; no such record if undefined. */
	readonly codePage?: number;
	readonly encode?: (text: string) => Uint8Array;
	/** Number of a variable, from 1. */
	readonly weight?: number;
	/** Bytes of a zlib block before compression. */
	readonly blockBytes?: number;
	/** PSPP up to 1.6 repeats the width of long missing values before each. */
	readonly repeatsMissingWidth?: boolean;
	/** Ends bytecode with command 252. */
	readonly marksEnd?: boolean;
	/** Further extension records: subtype and bytes. */
	readonly extensions?: readonly (readonly [number, Uint8Array])[];
	/** 64-bit number of cases in record 16. */
	readonly cases64?: number;
	readonly floatCode?: number;
	/** Commands and values instead of those of the rows. */
	readonly bytecode?: Bytes;
}

const systemMissing = -Number.MAX_VALUE;
const highest = Number.MAX_VALUE;
const lowest = -1.7976931348623155e308;

type Settings = SavFileOptions & { readonly encode: (text: string) => Uint8Array };

/** An SPSS system file, as PSPP's developers' guide describes it. */
export function savFile(
	variables: readonly SavVariable[],
	rows: readonly (readonly SavCell[])[],
	options: SavFileOptions = {}
): Bytes {
	const settings: Settings = { encode: (text) => Buffer.from(text, 'utf8'), ...options };
	const out = new ByteWriter(options.littleEndian ?? true);
	writeHeader(out, variables, rows.length, settings);
	for (const [i, variable] of variables.entries()) writeVariable(out, variable, i, settings);
	writeLabels(out, variables, settings);
	writeExtensions(out, variables, settings);
	out.int32(999).int32(0);
	const cases = new ByteWriter(out.littleEndian);
	for (const row of rows) writeCase(cases, variables, row, settings);
	writeData(out, cases.whole(), textElements(variables), settings);
	return out.whole();
}

interface Segment {
	readonly width: number;
	readonly name: string;
}

/** A very long text is declared as several of up to 255 bytes. */
function segmentsOf(variable: SavVariable, index: number): Segment[] {
	const width = variable.width ?? 0;
	const name = variable.shortName ?? `V${index + 1}`;
	if (width <= 255) return [{ width, name }];
	const count = Math.ceil(width / 252);
	return Array.from({ length: count }, (_, i) => ({
		width: i < count - 1 ? 255 : width - (count - 1) * 252,
		name: i === 0 ? name : `V${index + 1}_${i}`
	}));
}

const elementsOf = (width: number) => Math.max(1, Math.ceil(width / 8));

function textElements(variables: readonly SavVariable[]): boolean[] {
	return variables.flatMap((variable, i) =>
		segmentsOf(variable, i).flatMap(({ width }) =>
			Array.from({ length: elementsOf(width) }, () => width > 0)
		)
	);
}

function writeHeader(
	out: ByteWriter,
	variables: readonly SavVariable[],
	rows: number,
	options: Settings
) {
	const code = { none: 0, bytecode: 1, zlib: 2 }[options.compression ?? 'none'];
	const elements = textElements(variables).length;
	const before = variables.slice(0, (options.weight ?? 1) - 1);
	out.ascii(code === 2 ? '$FL3' : '$FL2').ascii('@(#) SPSS DATA FILE test'.padEnd(60));
	out.int32(2).int32(elements).int32(code);
	out.int32(options.weight === undefined ? 0 : textElements(before).length + 1);
	out.int32(options.cases ?? rows).float64(options.bias ?? 100);
	out.ascii('01 Jan 26').ascii('00:00:00').ascii(''.padEnd(64)).ascii('\0\0\0');
}

function writeVariable(out: ByteWriter, variable: SavVariable, index: number, options: Settings) {
	const range = variable.missingRange ?? [];
	const codes = (variable.width ?? 0) > 8 ? [] : (variable.missing ?? []);
	const label = variable.label === undefined ? undefined : options.encode(variable.label);
	for (const [i, { width, name }] of segmentsOf(variable, index).entries()) {
		const isFirst = i === 0;
		const missing = isFirst ? (range.length > 0 ? -2 - codes.length : codes.length) : 0;
		const printed = width > 0 ? width : 8;
		const format = (variable.format ?? (width > 0 ? 1 : 5)) * 0x10000 + printed * 0x100;
		out
			.int32(2)
			.int32(width)
			.int32(isFirst && label ? 1 : 0)
			.int32(missing);
		out.int32(format).int32(format).padded(options.encode(name), 8);
		if (isFirst && label) out.int32(label.length).padded(label, Math.ceil(label.length / 4) * 4);
		if (isFirst) {
			for (const end of range) writeElement(out, endOf(end), options);
			for (const code of codes) writeElement(out, code, options);
		}
		for (let element = 1; element < elementsOf(width); element++)
			out.int32(2).int32(-1).int32(0).int32(0).int32(0).int32(0).ascii('        ');
	}
}

const endOf = (end: number) => (end === Infinity ? highest : end === -Infinity ? lowest : end);

function writeElement(out: ByteWriter, value: SavCell, { encode }: Settings) {
	if (typeof value === 'string') out.padded(encode(value), 8);
	else out.float64(value ?? systemMissing);
}

function writeLabels(out: ByteWriter, variables: readonly SavVariable[], options: Settings) {
	for (const [i, { labels, width = 0 }] of variables.entries()) {
		if (!labels || width > 8) continue;
		out.int32(3).int32(labels.length);
		for (const [value, label] of labels) {
			const text = options.encode(label);
			writeElement(out, value, options);
			out.uint8(text.length).padded(text, Math.ceil((text.length + 1) / 8) * 8 - 1);
		}
		out
			.int32(4)
			.int32(1)
			.int32(textElements(variables.slice(0, i)).length + 1);
	}
}

function writeExtensions(out: ByteWriter, variables: readonly SavVariable[], options: Settings) {
	const add = (subtype: number, size: number, bytes: Uint8Array) =>
		out
			.int32(7)
			.int32(subtype)
			.int32(size)
			.int32(bytes.length / size)
			.bytes(bytes);
	const { codePage, encoding, cases64, floatCode = 1, encode } = options;
	const own = () => new ByteWriter(out.littleEndian);
	if (codePage !== undefined || options.floatCode !== undefined)
		add(
			3,
			4,
			own()
				.int32(1)
				.int32(0)
				.int32(0)
				.int32(-1)
				.int32(floatCode)
				.int32(1)
				.int32(out.littleEndian ? 2 : 1)
				.int32(codePage ?? 0)
				.whole()
		);
	add(4, 8, own().float64(systemMissing).float64(highest).float64(lowest).whole());
	if (cases64 !== undefined) add(16, 8, own().int64(1).int64(cases64).whole());
	for (const [subtype, bytes] of options.extensions ?? []) add(subtype, 1, bytes);
	const names = variables.map(
		(variable, i) => `${segmentsOf(variable, i)[0]!.name}=${variable.name}`
	);
	add(13, 1, encode(names.join('\t')));
	const widths = variables.flatMap((variable, i) =>
		(variable.width ?? 0) > 255
			? [`${segmentsOf(variable, i)[0]!.name}=${String(variable.width).padStart(5, '0')}\0\t`]
			: []
	);
	if (widths.length > 0) add(14, 1, encode(widths.join('')));
	const long = variables.filter(({ width = 0 }) => width > 8);
	const labels = long.filter(({ labels }) => labels);
	if (labels.length > 0) add(21, 1, longLabels(own(), labels, options));
	const missing = long.filter(({ missing }) => missing);
	if (missing.length > 0) add(22, 1, longMissing(own(), missing, options));
	if (encoding !== undefined) add(20, 1, Buffer.from(encoding, 'latin1'));
}

function longLabels(out: ByteWriter, variables: readonly SavVariable[], { encode }: Settings) {
	for (const { name, width = 0, labels = [] } of variables) {
		out.int32(encode(name).length).bytes(encode(name)).int32(width).int32(labels.length);
		for (const [value, label] of labels) {
			out.int32(width).padded(encode(String(value)), width);
			out.int32(encode(label).length).bytes(encode(label));
		}
	}
	return out.whole();
}

function longMissing(out: ByteWriter, variables: readonly SavVariable[], options: Settings) {
	const { encode, repeatsMissingWidth = false } = options;
	for (const { name, missing = [] } of variables) {
		out.int32(encode(name).length).bytes(encode(name)).uint8(missing.length).int32(8);
		for (const [i, value] of missing.entries()) {
			if (i > 0 && repeatsMissingWidth) out.int32(8);
			out.padded(encode(String(value)), 8);
		}
	}
	return out.whole();
}

function writeCase(
	out: ByteWriter,
	variables: readonly SavVariable[],
	row: readonly SavCell[],
	{ encode }: Settings
) {
	for (const [i, variable] of variables.entries()) {
		const cell = row[i];
		if (variable.width === undefined) out.float64(typeof cell === 'number' ? cell : systemMissing);
		else {
			const text = encode(String(cell ?? ''));
			for (const [s, { width }] of segmentsOf(variable, i).entries())
				out.padded(
					text.subarray(255 * s, Math.min(255 * (s + 1), variable.width)),
					8 * elementsOf(width)
				);
		}
	}
}

function writeData(out: ByteWriter, cases: Bytes, isText: readonly boolean[], options: Settings) {
	if ((options.compression ?? 'none') === 'none') out.bytes(cases);
	else {
		const { littleEndian } = out;
		const packed = options.bytecode ?? bytecode(cases, isText, { ...options, littleEndian });
		if (options.compression === 'bytecode') out.bytes(packed);
		else writeZlib(out, packed, options);
	}
}

/** Eight commands, then what they could not express. */
function bytecode(cases: Bytes, isText: readonly boolean[], options: SavFileOptions): Bytes {
	const { bias = 100, littleEndian = true, marksEnd = true } = options;
	const view = new DataView(cases.buffer);
	const commands: { code: number; literal?: Bytes }[] = [];
	for (let at = 0; at < cases.length; at += 8) {
		const literal = cases.subarray(at, at + 8);
		const code = isText[(at / 8) % isText.length]
			? textCommand(literal)
			: numberCommand(view.getFloat64(at, littleEndian), bias);
		commands.push(code === undefined ? { code: 253, literal } : { code });
	}
	if (marksEnd) commands.push({ code: 252 });
	const out = new ByteWriter(true);
	for (let i = 0; i < commands.length; i += 8) {
		const block = commands.slice(i, i + 8);
		for (let j = 0; j < 8; j++) out.uint8(block[j]?.code ?? 0);
		for (const { literal } of block) if (literal) out.bytes(literal);
	}
	return out.whole();
}

function textCommand(literal: Bytes): number | undefined {
	return literal.every((byte) => byte === 0x20) ? 254 : undefined;
}

function numberCommand(value: number, bias: number): number | undefined {
	if (value === systemMissing) return 255;
	const isShort = Number.isInteger(value) && value + bias >= 1 && value + bias <= 251;
	return isShort && !Object.is(value, -0) ? value + bias : undefined;
}

function writeZlib(
	out: ByteWriter,
	packed: Bytes,
	{ blockBytes = 0x3ff000, bias = 100 }: Settings
) {
	const start = out.length;
	const blocks: { packed: Uint8Array; unpacked: number }[] = [];
	for (let at = 0; at < packed.length; at += blockBytes) {
		const block = packed.subarray(at, at + blockBytes);
		blocks.push({ packed: deflateSync(block), unpacked: block.length });
	}
	const trailerAt = start + 24 + blocks.reduce((sum, block) => sum + block.packed.length, 0);
	out
		.int64(start)
		.int64(trailerAt)
		.int64(24 + 24 * blocks.length);
	for (const block of blocks) out.bytes(block.packed);
	out.int64(-bias).int64(0).int32(blockBytes).int32(blocks.length);
	let unpackedAt = start;
	let packedAt = start + 24;
	for (const block of blocks) {
		out.int64(unpackedAt).int64(packedAt).int32(block.unpacked).int32(block.packed.length);
		unpackedAt += block.unpacked;
		packedAt += block.packed.length;
	}
}
