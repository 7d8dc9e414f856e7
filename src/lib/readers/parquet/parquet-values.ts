import type { SchemaElement } from 'hyparquet';
import { DataError } from '#lib/errors.ts';
import { isoDate, isoTime } from '../iso-time.ts';
import type { Variable } from '../records.ts';

/** A value of a column as its bytes are stored, whatever it means. */
export type StoredValue = boolean | number | bigint | Uint8Array;

/** How the values of a column are written as text. */
export interface ParquetColumnText {
	readonly kind: Variable['kind'];
	/** Undefined for a value that the type does not have, such as a date after the year 9999. */
	text(value: StoredValue): string | undefined;
}

const secondsOfDay = 86_400;
const perSecond = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n };
type Unit = keyof typeof perSecond;

/**
 * How a column is written as text by its physical and logical type (Apache Parquet format 2.11,
 * LogicalTypes.md; the older converted types likewise): whole numbers and decimals exact, dates and
 * times in ISO 8601.
 * @throws DataError for a type that no text stands for.
 */
export function parquetColumnText(element: SchemaElement): ParquetColumnText {
	const { type, name } = element;
	const logical = logicalType(element);
	const column = (logical && ofLogicalType(element, logical)) ?? ofPhysicalType(element);
	if (column) return column;
	throw new DataError(
		`column is of a type that is not read; write it as text: ${name}, ${[type, logical?.type].join(' ')}`
	);
}

type Logical =
	| { readonly type: 'DECIMAL'; readonly scale: number }
	| { readonly type: 'TIME' | 'TIMESTAMP'; readonly unit: Unit; readonly isUtc: boolean }
	| { readonly type: 'INTEGER'; readonly bits: number; readonly isSigned: boolean }
	| { readonly type: 'TEXT' | 'DATE' | 'UUID' | 'FLOAT16' }
	| { readonly type: 'OTHER' };

/** The logical type, or what stood for it before there were logical types. */
function logicalType({ logical_type, converted_type, scale }: SchemaElement): Logical | undefined {
	switch (logical_type?.type) {
		case undefined:
			return converted_type && convertedType(converted_type, scale ?? 0);
		case 'STRING':
		case 'ENUM':
		case 'JSON':
			return { type: 'TEXT' };
		case 'DECIMAL':
			return { type: 'DECIMAL', scale: logical_type.scale };
		case 'TIME':
		case 'TIMESTAMP': {
			const { type, unit, isAdjustedToUTC } = logical_type;
			return { type, unit, isUtc: isAdjustedToUTC };
		}
		case 'INTEGER':
			return { type: 'INTEGER', bits: logical_type.bitWidth, isSigned: logical_type.isSigned };
		case 'DATE':
		case 'UUID':
		case 'FLOAT16':
			return { type: logical_type.type };
		default:
			return { type: 'OTHER' };
	}
}

function convertedType(type: NonNullable<SchemaElement['converted_type']>, scale: number): Logical {
	if (type === 'UTF8' || type === 'ENUM' || type === 'JSON') return { type: 'TEXT' };
	if (type === 'DATE') return { type };
	if (type === 'DECIMAL') return { type, scale };
	const [, sign, bits] = /^(U?)INT_(\d+)$/.exec(type) ?? [];
	if (bits !== undefined) return { type: 'INTEGER', bits: Number(bits), isSigned: sign === '' };
	const [, moment, unit] = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/.exec(type) ?? [];
	if (moment === undefined) return { type: 'OTHER' };
	return { type: moment as 'TIME', unit: unit as Unit, isUtc: true };
}

function ofLogicalType(element: SchemaElement, logical: Logical): ParquetColumnText | undefined {
	switch (logical.type) {
		case 'TEXT':
			return textColumn;
		case 'DECIMAL':
			return { kind: 'number', text: (value) => decimalText(whole(value), logical.scale) };
		case 'DATE':
			return { kind: 'date', text: (value) => isoDate(Number(value) * secondsOfDay, { epoch: 0 }) };
		case 'TIMESTAMP':
			return { kind: 'date', text: (value) => momentText(whole(value), logical) };
		case 'TIME':
			return { kind: 'text', text: (value) => timeText(whole(value), logical.unit) };
		case 'INTEGER': {
			const { bits, isSigned } = logical;
			const text = (value: StoredValue) =>
				String(isSigned ? value : BigInt.asUintN(bits, whole(value)));
			return { kind: 'number', text };
		}
		case 'UUID':
			return { kind: 'text', text: uuidText };
		case 'FLOAT16':
			return { kind: 'number', text: (value) => floatText(float16(value)) };
		case 'OTHER':
			throw new DataError(
				`column is of a type that is not read; write it as text: ${element.name}, ` +
					(element.logical_type?.type ?? element.converted_type ?? '')
			);
	}
}

function ofPhysicalType({ type }: SchemaElement): ParquetColumnText | undefined {
	switch (type) {
		case 'BOOLEAN':
			return { kind: 'text', text: String };
		case 'INT32':
		case 'INT64':
		case 'DOUBLE':
			return { kind: 'number', text: String };
		case 'FLOAT':
			return { kind: 'number', text: (value) => floatText(Number(value)) };
		case 'INT96':
			return {
				kind: 'date',
				text: (value) => momentText(whole(value), { unit: 'NANOS', isUtc: false })
			};
		case 'BYTE_ARRAY':
			return textColumn;
		default:
			return undefined;
	}
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Columns of bytes without a logical type hold text too, by old writers. */
const textColumn: ParquetColumnText = {
	kind: 'text',
	text(value) {
		try {
			return value instanceof Uint8Array ? decoder.decode(value) : undefined;
		} catch {
			return undefined;
		}
	}
};

/** A whole number that may be stored as bytes, the highest first, in two's complement. */
function whole(value: StoredValue): bigint {
	if (!(value instanceof Uint8Array)) return BigInt(value);
	let number = 0n;
	for (const byte of value) number = (number << 8n) | BigInt(byte);
	return BigInt.asIntN(8 * value.length, number);
}

function decimalText(unscaled: bigint, scale: number): string {
	const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
	const text = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
	return `${unscaled < 0n ? '-' : ''}${text}`;
}

/** Whole seconds, and the rest as its fewest digits behind a point. */
function seconds(value: bigint, unit: Unit): { whole: number; fraction: string } {
	const per = perSecond[unit];
	const rest = ((value % per) + per) % per;
	const digits = String(rest)
		.padStart(String(per).length - 1, '0')
		.replace(/0+$/, '');
	return { whole: Number((value - rest) / per), fraction: digits && `.${digits}` };
}

function momentText(
	value: bigint,
	{ unit, isUtc }: { unit: Unit; isUtc: boolean }
): string | undefined {
	const { whole: number, fraction } = seconds(value, unit);
	const text = isoDate(number, { epoch: 0, time: true });
	return text && `${text}${fraction}${isUtc ? 'Z' : ''}`;
}

function timeText(value: bigint, unit: Unit): string | undefined {
	const { whole: number, fraction } = seconds(value, unit);
	return number >= 0 && number < secondsOfDay ? `${isoTime(number)}${fraction}` : undefined;
}

function uuidText(value: StoredValue): string | undefined {
	if (!(value instanceof Uint8Array) || value.length !== 16) return undefined;
	const hex = Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The fewest digits that give the same number of 32 bits; more would pretend a precision. */
function floatText(value: number): string {
	for (let digits = 1; digits <= 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return String(short);
	}
	return String(value);
}

/** IEEE 754 half precision, the lowest byte first. */
function float16(value: StoredValue): number {
	if (!(value instanceof Uint8Array)) return NaN;
	const [low = 0, high = 0] = value;
	const sign = high & 0x80 ? -1 : 1;
	const exponent = (high >> 2) & 0x1f;
	const fraction = (((high & 3) << 8) | low) / 1024;
	if (exponent === 0) return sign * 2 ** -14 * fraction;
	if (exponent === 0x1f) return fraction > 0 ? NaN : sign * Infinity;
	return sign * 2 ** (exponent - 15) * (1 + fraction);
}
